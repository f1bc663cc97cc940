"""Visitors of the pages: a browser without scripts for each person of the house."""

import re
from html import unescape

from django.test import Client
from django.urls import reverse

from bureau.institution.governance.models import Reorganisation
from bureau.record.accounts import services as accounts
from bureau.record.accounts.models import User
from tests.institution.house import House

KEY = re.compile(r'name="key" value="(\w+)"')


def visitor(house: House, name: str | None) -> Client:
    """A client signed in as the person of that name; None is somebody who is not."""
    client = Client()
    if name is not None:
        person = house.people[name]
        if not User.objects.filter(person=person).exists():
            accounts.create_user(
                house.administrator, person=person, login=name.lower(), password=None
            )
        client.force_login(User.objects.get(person=person))
    return client


def page(client: Client, address: str, status: int = 200) -> str:
    """What the page at the address says."""
    response = client.get(address, follow=True)
    assert response.status_code == status, response.status_code
    return unescape(response.content.decode())


def send(client: Client, address: str, status: int = 200, **said: object) -> str:
    """The form of the page filled in and sent; what the page says that one comes to."""
    response = client.post(address, {"key": fresh_key(), **said}, follow=True)
    text = unescape(response.content.decode())
    assert response.status_code == status, text
    return text


def fresh_key() -> str:
    fresh_key.count += 1  # type: ignore[attr-defined]
    return f"key{fresh_key.count}"  # type: ignore[attr-defined]


fresh_key.count = 0  # type: ignore[attr-defined]


def case_address(part: str = "") -> str:
    """The address of the one case there is, or of a page of it."""
    return reverse("reorganisation", args=[Reorganisation.objects.get().pk]) + part
