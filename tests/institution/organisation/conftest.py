"""Who looks at pages: the organisation officer, a member of staff, an administrator, a stranger."""

from collections.abc import Callable

import pytest
from django.test import Client

from bureau.record.accounts import services
from bureau.record.accounts.models import User
from tests.institution.house import House

type SignIn = Callable[[str], Client]


@pytest.fixture
def signed_in(house: House) -> SignIn:
    """A client of its own for the person of that name."""

    def sign_in(name: str) -> Client:
        person, login = house.people[name], name.lower()
        user = User.objects.filter(person=person).first()
        if user is None:
            services.create_user(house.administrator, person=person, login=login, password=None)
            user = User.objects.get(person=person)
        client = Client()
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def officer(signed_in: SignIn) -> Client:
    return signed_in("Olga")


@pytest.fixture
def member(signed_in: SignIn) -> Client:
    return signed_in("Adam")


@pytest.fixture
def administrator(signed_in: SignIn) -> Client:
    return signed_in("Ada")
