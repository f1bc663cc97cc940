"""In which language one reads on after signing in."""

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from bureau.core.actors import Actor
from bureau.record.accounts.models import Person
from bureau.record.accounts.services.people import choose_language
from tests.record.accounts.signing import PASSWORD, code_of, enrolled, set_up_codes, signed_in

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


def test_a_visitor_who_chooses_leaves_no_row() -> None:
    for language in ("ru", "fr", "zz"):
        choose(Client(), language)
    assert not Session.objects.exists()


def test_what_is_chosen_while_signed_in_is_ones_own() -> None:
    two_readers()
    client = Client()
    sign_in(client, "ada")
    choose(client, "zh-hans")
    client.post("/sign-out/")
    assert sign_in(client, "ada") == "zh-hans"
    assert Person.objects.get(name="Ada").language == "zh-hans"


def test_a_language_chosen_before_outlives_a_wrong_code() -> None:
    two_readers()
    secret = set_up_codes(signed_in())
    client = Client()
    choose(client, "ru")
    sign_in(client, "ada")
    client.post("/sign-in/code/", {"code": "000000"})
    assert sign_in(client, "ada") == "ru"
    client.post("/sign-in/code/", {"code": code_of(secret, 1)})
    assert client.cookies["django_language"].value == "ru" and "_auth_user_id" in client.session


def test_a_cookie_of_others_counts_before_the_second_step_no_more() -> None:
    two_readers()
    secret = set_up_codes(signed_in())
    client = Client()
    client.cookies["django_language"] = "ar"
    sign_in(client, "ada")
    assert 'lang="fr"' in client.get("/sign-in/code/").content.decode()
    client.post("/sign-in/code/", {"code": code_of(secret, 1)})
    assert 'lang="fr"' in client.get("/account/").content.decode()
