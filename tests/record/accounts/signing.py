"""A person who signs in, the app that shows codes, and pages as a browser without scripts."""

import base64
import hmac
import re
import struct
import time
from hashlib import sha1
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt
from django.test import Client

from bureau.core.actors import Actor
from bureau.record.accounts import services

PASSWORD = "a long sentence to keep"


def enrolled(login: str = "ada", name: str = "Ada") -> int:
    """A person with a login and a password."""
    secret = services.Secret(PASSWORD)
    return services.enrol_person(
        Actor(person=None), name=name, login=login, password=secret, email=f"{login}@example.org"
    )


def signed_in(login: str = "ada") -> Client:
    client = Client()
    answer = client.post("/sign-in/", {"username": login, "password": PASSWORD})
    assert answer.status_code == 302, answer.content.decode()
    return client


def code_of(secret: str, steps: int = 0) -> str:
    """What an app shows that was given this secret: RFC 6238, six digits, thirty seconds."""
    counter = struct.pack(">Q", int(time.time()) // 30 + steps)
    said = hmac.new(base64.b32decode(secret), counter, sha1).digest()
    at = said[-1] & 15
    value = int.from_bytes(said[at : at + 4], "big") & 0x7FFFFFFF
    return f"{value % 10**6:06}"


def confirm(client: Client) -> None:
    """Prove once more who one is, by password."""
    answer = client.post("/account/confirm/?next=/account/", {"password": PASSWORD})
    assert answer.status_code == 302, answer.content.decode()


def set_up_codes(client: Client) -> str:
    """One-time codes set up through the pages; the secret that the page showed."""
    confirm(client)
    page: Any = client.get("/account/codes/")
    secret = "".join(re.findall(r"<bdi>([A-Z2-7 ]+)</bdi>", page.content.decode())[0].split())
    answer = client.post("/account/codes/", {"code": code_of(secret)})
    assert answer.status_code == 302, answer.content.decode()
    return secret


def secret_on_record(person: int) -> str:
    row = Authenticator.objects.get(user__person=person, type="totp")
    found: str = decrypt(row.data["secret"])
    return found
