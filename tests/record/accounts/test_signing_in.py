"""Signing in by password: limits, sessions, changing and forgetting it."""

import re
from dataclasses import replace
from datetime import date, timedelta
from importlib import import_module
from typing import Any
from unittest.mock import patch

import pytest
from django.apps import apps
from django.contrib.auth.hashers import MD5PasswordHasher
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django.fixtures import Settings

from bureau.core.actors import NOBODY, Actor
from bureau.core.reasons import Refused
from bureau.record.accounts.backends.sessions import row_key_of
from bureau.record.accounts.models import SignInLink, Sitting, Tries, User
from bureau.record.accounts.queries import (
    person_by_login,
    secret_of,
    sessions_of,
    user_by_login,
)
from bureau.record.accounts.services import factors, links, sittings, tries
from bureau.record.accounts.services.people import enrol_person, grant_directly
from bureau.record.accounts.services.signing_in import browser_of
from bureau.record.clock.models import QueuedTask
from bureau.record.clock.services import work_off
from bureau.record.journal.models import Entry
from tests.actors import made_administrator
from tests.record.accounts.signing import PASSWORD, enrolled, set_up_codes, signed_in

pytestmark = pytest.mark.django_db
NEW = "another sentence to keep"


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def guess(login: str = "ada", password: str = "wrong") -> Any:
    return Client().post("/sign-in/", {"username": login, "password": password})


def test_after_ten_guesses_even_the_right_password_is_not_looked_at() -> None:
    enrolled()
    for _ in range(10):
        guess()
    assert "too many tries" in guess(password=PASSWORD).content.decode()


@pytest.mark.parametrize(
    "wanted", ["%2f%2fevil", "foo", "sign-out", "//evil", "https://evil/", "\\\\evil"]
)
def test_whoever_is_led_on_stays_on_a_path_of_this_host(wanted: str) -> None:
    answer: Any = Client().post("/language/", {"language": "fr", "next": wanted})
    assert (answer.status_code, answer.url) == (302, "/")


def test_a_guess_is_counted_whatever_the_case_of_the_login() -> None:
    enrolled()
    for login in ("ada", "ADA", "Ada", " ada") * 3:
        guess(login)
    assert "too many tries" in guess("aDa", PASSWORD).content.decode()


@pytest.mark.parametrize("login", ["ıda.sims", "ida.ſims", "ıda.ſıms"])
def test_letters_that_one_database_takes_for_others_are_others(login: str) -> None:
    """PostgreSQL's capitals of `ı` and `ſ` are those of `i` and `s`."""
    enrolled("ida.sims")
    assert user_by_login("IDA.Sims") is not None
    assert user_by_login(login) is None and person_by_login(login) is None


def test_whoever_gets_in_begins_anew() -> None:
    enrolled()
    for _ in range(9):
        guess()
    signed_in()
    assert guess(password=PASSWORD).status_code == 302


def test_who_gets_in_takes_nothing_of_what_others_at_the_address_may_try(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A whole office behind one proxy."""
    monkeypatch.setattr(tries, "PASSWORD_FROM", replace(tries.PASSWORD_FROM, count=3))
    enrolled()
    for _ in range(5):
        signed_in()


def test_who_gets_in_gives_back_no_wrong_guess_from_the_address(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Else whoever owns one login could guess at all others without end."""
    monkeypatch.setattr(tries, "PASSWORD_FROM", replace(tries.PASSWORD_FROM, count=3))
    enrolled()
    for place in range(3):
        assert "too many tries" not in guess(f"other-{place}").content.decode()
        if place < 2:
            signed_in()
    assert "too many tries" in guess("other-4").content.decode()
    assert "too many tries" in guess(password=PASSWORD).content.decode()


def test_a_limit_is_over_after_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    assert all(tries.claim(tries.LINK, "ada") for _ in range(3))
    assert not tries.claim(tries.LINK, "ada")
    Tries.objects.update(begun="2020-01-01T00:00:00Z")
    assert tries.claim(tries.LINK, "ada")


def test_what_is_counted_names_nobody() -> None:
    guess("canary-login")
    assert "canary" not in str(list(Tries.objects.values()))


def test_a_session_that_is_ended_is_shut_at_its_next_request() -> None:
    person = enrolled()
    here, there = signed_in(), signed_in()
    other = Sitting.objects.get(session_key=row_key_of(there.session.session_key))
    here.post(f"/account/sessions/{other.pk}/end/", {"key": "k"})
    assert there.get("/account/").status_code == 302 and here.get("/account/").status_code == 200
    assert Entry.objects.latest("sequence").act == "accounts.end_session"
    assert len(sessions_of(person)) == 1


def test_a_session_in_which_nothing_is_done_ends(settings: Settings) -> None:
    enrolled()
    browser = signed_in()
    assert is_in(browser)
    row = Session.objects.get(session_key=row_key_of(browser.session.session_key))
    idle = timedelta(minutes=settings.BUREAU_IDLE_MINUTES)
    assert timedelta(0) < row.expire_date - timezone.now() <= idle
    Session.objects.filter(pk=row.pk).update(expire_date=row.expire_date - idle)
    assert not is_in(browser)


def test_nobody_ends_the_session_of_another_but_an_administrator() -> None:
    person, stranger = enrolled(), enrolled("eve", "Eve")
    signed_in()
    sitting = Sitting.objects.get(user__person=person).pk
    with pytest.raises(Refused, match="administrator_only"):
        sittings.end_session(Actor(person=stranger), sitting=sitting)
    sittings.end_session(made_administrator(stranger), sitting=sitting)
    assert not Session.objects.exists()


def test_changing_the_password_ends_every_other_session() -> None:
    enrolled()
    here, there = signed_in(), signed_in()
    answer: Any = here.post("/account/password/", {"key": "k", "old": PASSWORD, "new": NEW})
    assert answer.status_code == 302, answer.content.decode()
    assert is_in(here) and there.get("/account/").status_code == 302
    assert here.get("/account/").status_code == 200
    assert guess(password=NEW).status_code == 302


def test_the_password_is_not_changed_by_who_does_not_know_it() -> None:
    enrolled()
    answer: Any = signed_in().post("/account/password/", {"old": "wrong", "new": NEW})
    assert answer.status_code == 422 and "Nothing was changed" in answer.content.decode()


def test_a_forgotten_password_is_answered_alike_for_everybody() -> None:
    enrolled()
    pages = []
    for login in ("ada", "nobody"):
        client = Client()
        answer: Any = client.post("/sign-in/forgotten/", {"login": login}, follow=True)
        pages.append(answer.content.decode().count("a link is on its way"))
    work_off()
    assert pages == [1, 1] and SignInLink.objects.count() == 1


def test_a_forgotten_password_takes_the_same_work_whoever_is_named() -> None:
    enrolled()
    close(enrolled("eve", "Eve"))
    Client().post("/sign-in/forgotten/", {"login": "somebody"})
    work = [work_of("/sign-in/forgotten/", {"login": each}) for each in ("nobody", "ada", "eve")]
    assert work[0] == work[1] == work[2] and not SignInLink.objects.exists()


def test_a_guess_takes_the_same_work_whoever_is_named() -> None:
    """A login without a password, one that is closed, one that is not there."""
    enrolled()
    for login in ("eve", "zoe"):
        close(enrolled(login, login))
    enrol_person(Actor(person=None), name="Bob", login="bob")
    guess("somebody")
    logins = ("nobody", "ada", "eve", "bob")
    work = [work_of("/sign-in/", {"username": each, "password": "wrong"}) for each in logins]
    work.append(work_of("/sign-in/", {"username": "zoe", "password": PASSWORD}))
    assert work[0][1] == 1, "one password is hashed"
    assert [each == work[0] for each in work] == [True] * 5


def close(person: int) -> None:
    User.objects.filter(person=person).update(is_active=False)


def work_of(address: str, said: dict[str, str]) -> tuple[list[str], int, int]:
    """The statements of a request, without their values, how many passwords were hashed and how
    many tasks were put into the queue."""
    hashed: list[str] = []
    encode, before = MD5PasswordHasher.encode, QueuedTask.objects.count()

    def counting(self: Any, password: str, salt: str) -> str:
        hashed.append(salt)
        return encode(self, password, salt)

    with (
        CaptureQueriesContext(connection) as asked,
        patch.object(MD5PasswordHasher, "encode", counting),
    ):
        Client().post(address, said)
    shapes = [re.sub(r"'[^']*'|\d+|%s", "?", one["sql"]) for one in asked.captured_queries]
    return shapes, len(hashed), QueuedTask.objects.count() - before


def test_a_link_that_a_worker_is_asked_for_twice_is_made_once() -> None:
    user = User.objects.get(person=enrolled())
    for _time in range(2):
        links.send_link.func(user.pk, "the same key")
    assert SignInLink.objects.count() == 1


def test_a_link_lets_choose_a_password_once() -> None:
    enrolled()
    open_before = signed_in()
    link = SignInLink.objects.get(pk=links.ask_for_link(Actor(None), user=User.objects.get().pk))
    address = f"/sign-in/link/{secret_of(link)}/"
    assert Client().get(address).status_code == 200
    assert Client().post(address, {"new": NEW}).status_code == 302
    assert guess(password=NEW).status_code == 302
    assert open_before.get("/account/").status_code == 302
    again: Any = Client().post(address, {"new": PASSWORD})
    assert again.headers["Location"] == "/sign-in/forgotten/"
    assert not guess(password=PASSWORD).status_code == 302


def test_a_newer_link_makes_the_older_worthless() -> None:
    user = User.objects.get(person=enrolled())
    first, second = (links.ask_for_link(Actor(None), user=user.pk) for _ in range(2))
    assert SignInLink.objects.get(pk=first).used_at is not None
    assert SignInLink.objects.get(pk=second).used_at is None


def test_the_row_of_a_link_does_not_hold_its_secret() -> None:
    user = User.objects.get(person=enrolled())
    link = SignInLink.objects.get(pk=links.ask_for_link(Actor(None), user=user.pk))
    assert secret_of(link) not in str(SignInLink.objects.values().get())


def test_who_may_act_is_led_to_a_second_factor_first(settings: Settings) -> None:
    settings.BUREAU_SECOND_FACTOR = True
    person = enrolled()
    client = signed_in()
    assert client.get("/").status_code == 200
    grant_directly(
        NOBODY,
        person=person,
        grant="administrator",
        valid_from=date(2020, 1, 1),
        valid_until=date(2099, 1, 1),
    )
    answer: Any = client.get("/")
    assert answer.headers["Location"] == "/account/"
    assert "needs more than a password" in client.get("/account/").content.decode()
    set_up_codes(client)
    assert client.get("/").status_code == 200


@pytest.mark.parametrize("is_one", [True, False])
def test_before_a_second_factor_an_administrator_ends_their_own_sessions_alone(
    settings: Settings, is_one: bool
) -> None:
    settings.BUREAU_SECOND_FACTOR = True
    ada, eve = enrolled(), enrolled("eve", "Eve")
    others, _again, client = signed_in("eve"), signed_in(), signed_in()
    made_administrator(ada)

    def end(person: int) -> Any:
        sitting = Sitting.objects.filter(user__person=person).order_by("pk")[0].pk
        which = f"sessions/{sitting}" if is_one else f"of/{person}/sessions"
        return client.post(f"/account/{which}/end/", {"key": f"key-of-{person}"})

    end(eve)
    assert others.get("/account/").status_code == 200
    before = Sitting.objects.filter(user__person=ada).count()
    assert end(ada).status_code == 302
    assert Entry.objects.latest("pk").act == f"accounts.end_session{'' if is_one else 's'}"
    assert before == 2 and client.get("/account/").status_code == 200


def test_signing_out_is_possible_before_a_second_factor_is_set_up(settings: Settings) -> None:
    settings.BUREAU_SECOND_FACTOR = True
    enrolled()
    client = signed_in()
    assert client.post("/sign-out/").status_code == 302 and not is_in(client)


def test_a_password_that_holds_ones_own_words_is_refused() -> None:
    enrolled("grace", "Grace Hopper")
    for new in ("my-name-is-hopper!", "grace-is-my-login", "the bureau of doors"):
        answer: Any = signed_in("grace").post("/account/password/", {"old": PASSWORD, "new": new})
        assert answer.status_code == 422 and "Leave out your login" in answer.content.decode()


def test_a_long_password_of_any_signs_is_taken_as_it_is() -> None:
    enrolled()
    new = " Ünïcode and spaces, sixty-four signs and more, without any rule "
    answer: Any = signed_in().post("/account/password/", {"old": PASSWORD, "new": new})
    assert len(new) > 64 and answer.status_code == 302
    assert User.objects.get().check_password(new)
    assert guess(password=new.upper()).status_code == 200


def test_a_common_password_is_refused() -> None:
    enrolled()
    answer: Any = signed_in().post("/account/password/", {"old": PASSWORD, "new": "1qaz2wsx3edc"})
    assert answer.status_code == 422


def test_what_is_shown_to_who_is_signed_in_is_kept_nowhere() -> None:
    enrolled()
    client = signed_in()
    assert "no-store" in client.get("/account/").headers["Cache-Control"]
    assert "no-store" in client.get("/").headers["Cache-Control"]
    assert client.post("/sign-out/").headers["Clear-Site-Data"] == '"cache"'


def test_signing_in_gives_a_new_session_and_signing_out_ends_it() -> None:
    enrolled()
    client = Client()
    client.post("/sign-in/forgotten/", {"login": "nobody"})
    before = client.session.session_key
    client.post("/sign-in/", {"username": "ada", "password": PASSWORD})
    key = client.session.session_key
    assert key and key != before and len(key) == 32
    assert Session.objects.filter(session_key=row_key_of(key)).exists()
    client.post("/sign-out/")
    assert not Session.objects.exists()


def test_whoever_reads_the_database_finds_the_key_of_no_session() -> None:
    enrolled()
    client = signed_in()
    client.get("/account/")
    cookie = client.cookies["sessionid"].value
    tables = [model._default_manager.values() for model in apps.get_models()]
    assert is_in(client) and cookie not in repr([list(rows) for rows in tables])
    client.cookies["sessionid"] = Session.objects.get().pk
    assert not is_in(client)


def test_sessions_under_their_plain_key_end_with_the_upgrade() -> None:
    enrolled()
    signed_in()
    name = "bureau.record.accounts.migrations.0004_sessions_under_a_digest"
    import_module(name).end_sessions(apps, None)
    assert not Session.objects.exists() and not Sitting.objects.exists()


def test_signing_in_is_logged_without_a_name(caplog: pytest.LogCaptureFixture) -> None:
    enrolled()
    with caplog.at_level("INFO", logger="bureau.sign_in"):
        guess()
        signed_in()
    said = [record.getMessage() for record in caplog.records]
    assert said == ["sign-in refused", "signed in"] and "ada" not in caplog.text


def test_password_fields_hide_what_is_typed_and_let_managers_help() -> None:
    enrolled()
    pages = [Client().get("/sign-in/"), signed_in().get("/account/password/")]
    fields = re.findall(r'<input type="password"[^>]*>', "".join(p.content.decode() for p in pages))
    assert len(fields) == 3 and all("autocomplete=" in field for field in fields)


def test_a_new_installation_has_no_account() -> None:
    assert not User.objects.exists()


def test_a_link_does_not_pass_by_the_second_factor() -> None:
    enrolled()
    set_up_codes(signed_in())
    link = SignInLink.objects.get(pk=links.ask_for_link(Actor(None), user=User.objects.get().pk))
    client = Client()
    client.post(f"/sign-in/link/{secret_of(link)}/", {"new": NEW})
    answer: Any = client.post("/sign-in/", {"username": "ada", "password": NEW})
    assert answer.headers["Location"] == "/sign-in/code/" and not is_in(client)


def test_lost_factors_are_taken_away_by_an_administrator_alone() -> None:
    person, other = enrolled(), enrolled("eve", "Eve")
    set_up_codes(signed_in())
    for actor in (Actor(person=other), made_administrator(person)):
        with pytest.raises(Refused, match="administrator_only"):
            factors.remove_factors_of(actor, person=person)
    factors.remove_factors_of(made_administrator(other), person=person)
    assert not Session.objects.exists() and guess(password=PASSWORD).headers["Location"] == "/"


def test_too_many_tries_are_logged(caplog: pytest.LogCaptureFixture) -> None:
    for _ in range(11):
        guess()
    assert "too many tries" in caplog.text


@pytest.mark.parametrize(
    ("agent", "said"),
    [
        (
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
            "Firefox, Linux",
        ),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge, Windows"),
        ("curl/8", ""),
    ],
)
def test_of_a_browser_its_name_and_system_are_kept(agent: str, said: str) -> None:
    assert browser_of(agent) == said


def test_whoever_does_not_get_in_is_told_that() -> None:
    enrolled()
    written = guess().content.decode()
    assert "You are not signed in" in written and "being saved" not in written
