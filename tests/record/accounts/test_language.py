"""In which language one reads on after signing in."""

import pytest
from django.test import Client

from bureau.core.actors import Actor
from bureau.record.accounts.models import Person
from bureau.record.accounts.services.people import choose_language
from tests.record.accounts.signing import PASSWORD, enrolled

pytestmark = pytest.mark.django_db


def sign_in(client: Client, login: str) -> str:
    client.post("/sign-in/", {"username": login, "password": PASSWORD})
    return client.cookies["django_language"].value


def choose(client: Client, language: str) -> None:
    client.post("/language/", {"language": language})


def two_readers() -> None:
    for login, language in (("ada", "fr"), ("grace", "ar")):
        choose_language(Actor(person=enrolled(login, login.title())), language=language)


def test_whoever_signs_in_reads_in_their_own_language_and_in_no_others() -> None:
    two_readers()
    client = Client()
    assert sign_in(client, "ada") == "fr"
    client.post("/sign-out/")
    assert sign_in(client, "grace") == "ar"


def test_what_a_visitor_chose_before_holds_for_that_session_alone() -> None:
    two_readers()
    client = Client()
    choose(client, "ru")
    assert sign_in(client, "ada") == "ru"
    assert Person.objects.get(name="Ada").language == "fr"
    client.post("/sign-out/")
    assert sign_in(client, "ada") == "fr"


def test_what_is_chosen_while_signed_in_is_ones_own() -> None:
    two_readers()
    client = Client()
    sign_in(client, "ada")
    choose(client, "zh-hans")
    client.post("/sign-out/")
    assert sign_in(client, "ada") == "zh-hans"
    assert Person.objects.get(name="Ada").language == "zh-hans"
