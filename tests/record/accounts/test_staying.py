"""Signed in for as long as something is done; what is sent too late is kept, and sent when said."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import get_resolver
from django.utils import timezone
from pytest_django.fixtures import Settings

from bureau.record.accounts.backends.sessions import row_key_of
from bureau.record.accounts.models import DirectGrant, Sitting, User
from bureau.record.accounts.services.signing_in import forget_sessions
from tests.record.accounts.signing import PASSWORD, enrolled, signed_in

pytestmark = pytest.mark.django_db
LIST = "/settings/people/"
TYPED = {"name": "Grace Brewster Hopper", "language": "en", "email": "", "key": "k1"}


@pytest.fixture
def administrator() -> int:
    person, _other = enrolled(), enrolled("grace", "Grace")
    until = timezone.now().date() + timedelta(days=9)
    DirectGrant.objects.create(
        person_id=person, grant="administrator", valid_from="2024-01-01", valid_until=until
    )
    return person


def row_of(client: Client) -> Any:
    return Session.objects.filter(session_key=row_key_of(client.session.session_key))


def minutes_left(client: Client) -> float:
    return float((row_of(client).get().expire_date - timezone.now()).total_seconds() / 60)


def run_out(client: Client) -> None:
    key = client.cookies["sessionid"].value
    rows = Session.objects.filter(session_key=row_key_of(key))
    rows.update(expire_date=timezone.now() - timedelta(1) / 99)


def shown(client: Client, address: str = LIST) -> dict[str, str]:
    """What each form of a page carries."""
    said = re.findall(
        r'name="(csrf\w+|shown_to)" value="(\w+)"', client.get(address).content.decode()
    )
    return dict(said)


def sign_in_again(client: Client, answer: Any, login: str = "ada") -> Any:
    assert answer.status_code == 302 and answer.url.startswith("/sign-in/?next=")
    page = client.get(answer.url)
    onward = {"next": page.context["next"], "username": login, "password": PASSWORD}
    return client.post("/sign-in/", onward)


def test_who_can_act_is_signed_out_sooner_and_each_page_counts(administrator: int) -> None:
    for login, minutes in (("ada", 30), ("grace", 60)):
        client = signed_in(login)
        client.get("/account/")
        row_of(client).update(expire_date=timezone.now() + timedelta(minutes=5))
        client.get("/account/stay/")
        assert minutes_left(client) < 6, "looking at the time that is left is nothing done"
        client.post("/account/stay/")
        assert minutes - 1 < minutes_left(client) <= minutes
        assert client.get("/account/stay/").json()["seconds"] > (minutes - 1) * 60


def test_after_a_working_day_it_is_over_whatever_is_done(settings: Settings) -> None:
    enrolled()
    settings.SESSION_COOKIE_AGE = 120
    client = signed_in()
    assert minutes_left(client) <= 2
    client.get("/account/")
    assert minutes_left(client) <= 2


def test_whoever_is_signed_out_is_told_and_comes_back_to_the_page() -> None:
    enrolled()
    client = signed_in()
    run_out(client)
    answer = client.get("/account/?a=1")
    assert "nothing was done for some time" in client.get(answer.url).content.decode()
    assert sign_in_again(client, answer).url == "/account/?a=1"


def test_a_form_that_came_too_late_is_kept_and_sent_by_the_same_person(
    administrator: int,
) -> None:
    client = signed_in()
    on_page = shown(client)
    run_out(client)
    assert client.get("/account/stay/", headers={"Sec-Fetch-Dest": "empty"}).status_code == 401
    from_page = {"Referer": f"http://testserver{LIST}?a=1"}
    late: Any = client.post(LIST, TYPED | on_page, headers=from_page)
    assert sign_in_again(client, late).url == "/account/kept/"
    assert "Hopper" not in str(list(Session.objects.values_list("session_data", flat=True)))
    page = client.get("/account/kept/")
    assert "Grace Brewster Hopper" in page.content.decode()
    assert f'href="{LIST}?a=1"' in page.content.decode()
    assert dict(page.context["pairs"]) == TYPED
    assert page.context["shown"] == [("name", TYPED["name"]), ("language", "en")]
    assert f">{LIST}</code>" in page.content.decode()
    client.post(LIST, dict(page.context["pairs"]))
    assert "Grace Brewster Hopper" in client.get(LIST).content.decode()
    assert client.get("/account/kept/").url == "/", "what was sent is not offered again"


@pytest.mark.parametrize(
    ("address", "field"),
    [
        (LIST, "password"),
        ("/account/password/", "old"),
        ("/account/password/", "new"),
        ("/account/confirm/code/", "code"),
        ("/account/codes/", "code"),
        ("/account/confirm/", "password"),
    ],
)
def test_no_password_or_code_is_kept(administrator: int, address: str, field: str) -> None:
    client = signed_in()
    on_page = shown(client, "/account/")
    run_out(client)
    late = client.post(address, TYPED | on_page | {field: "correct horse battery"})
    assert sign_in_again(client, late).url != "/account/kept/"
    assert client.get("/account/kept/").url == "/"
    again = Client(enforce_csrf_checks=True)
    again.force_login(User.objects.get(person=administrator))
    typed = {"shown_to": shown(again, "/account/")["shown_to"], field: "correct horse battery"}
    headers = {"Sec-Fetch-Site": "same-origin"}
    assert again.post(address, typed, headers=headers).status_code == 403


def test_what_one_person_typed_is_shown_to_no_other(administrator: int) -> None:
    client = signed_in()
    on_page = shown(client)
    run_out(client)
    late = client.post(LIST, TYPED | on_page)
    sign_in_again(client, late, "grace")
    assert client.get("/account/kept/").url == "/"


def test_a_form_from_before_signing_in_again_is_shown_first(administrator: int) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(User.objects.get(person=administrator))
    typed = TYPED | {"shown_to": shown(client)["shown_to"]}
    forged = client.post(LIST, typed, headers={"Sec-Fetch-Site": "cross-site"})
    assert forged.status_code == 403
    unseen = client.post(LIST, TYPED, headers={"Sec-Fetch-Site": "same-origin"})
    assert unseen.status_code == 403
    ours = client.post(LIST, typed, headers={"Sec-Fetch-Site": "same-origin"})
    assert (ours.status_code, ours.headers["Location"]) == (302, "/account/kept/")
    assert "Hopper" in client.get("/account/kept/").content.decode()


@pytest.mark.parametrize("whose", ["nobody", "grace", "an earlier session"])
def test_a_form_that_was_not_shown_to_them_in_that_session_is_not_kept(
    administrator: int, whose: str
) -> None:
    """A stranger at the browser, signed out by now, plants nothing that its owner then sends."""
    others = {"grace": signed_in("grace"), "an earlier session": signed_in()}
    client = Client(enforce_csrf_checks=True)
    client.cookies = signed_in().cookies
    run_out(client)
    planted = shown(client, "/sign-in/")
    assert "shown_to" not in planted
    if whose != "nobody":
        planted["shown_to"] = shown(others[whose], "/account/")["shown_to"]
    late: Any = client.post(LIST, TYPED | planted)
    assert late.status_code == 302 and late.url == "/sign-in/?next=%2F"
    client.handler.enforce_csrf_checks = False
    assert sign_in_again(client, late).url == "/"
    assert client.get("/account/kept/").url == "/"


def test_a_press_alone_is_not_kept_since_nothing_is_lost(administrator: int) -> None:
    client = signed_in()
    on_page = shown(client)
    run_out(client)
    late = client.post(LIST, {"key": "k", "back": LIST} | on_page)
    assert sign_in_again(client, late).url == "/"


def test_what_decides_about_others_is_shown_and_sent_from_its_page_alone(
    administrator: int,
) -> None:
    for address, fields in (
        ("/settings/grants/7/confirmation/", {"note": "As agreed"}),
        ("/settings/erasures/", {"reason": "They left"}),
        (LIST, {"confirm": "yes", "note": "As agreed"}),
    ):
        client = signed_in()
        on_page = shown(client)
        run_out(client)
        sign_in_again(client, client.post(address, fields | on_page))
        page = client.get("/account/kept/").content.decode()
        assert "Send it now" not in page and "sent from here" in page
        assert f">{address}</code>" in page and all(said in page for said in fields.values())


def test_long_fields_are_shortened_and_secrets_never_shown(administrator: int) -> None:
    client = signed_in()
    on_page = shown(client)
    run_out(client)
    typed = {"name": "word " * 1000, "secret": "whsec_1234"}
    sign_in_again(client, client.post(LIST, typed | on_page))
    shown_now = dict(client.get("/account/kept/").context["shown"])
    assert len(shown_now["name"]) == 2000 and "1234" not in shown_now["secret"]


def test_what_is_decided_on_its_page_alone_is_an_address_of_ours() -> None:
    assert set(settings.BUREAU_DECIDED_ON_THEIR_PAGE) <= set(get_resolver().reverse_dict)


def test_sessions_that_ended_are_forgotten_a_day_later() -> None:
    enrolled()
    old, new = signed_in(), signed_in()
    row_of(old).update(expire_date=timezone.now() - timedelta(days=2))
    forget_sessions.func()
    keys = {row_key_of(new.session.session_key)}
    assert set(Sitting.objects.values_list("session_key", flat=True)) == keys


def test_what_a_visitor_begins_lasts_a_quarter_of_an_hour() -> None:
    """Anybody begins as many as they like, each with a row of its own."""
    assert Client().get("/sign-in/passkey/", HTTP_ACCEPT="application/json").status_code == 200
    row = Session.objects.get()
    assert row.expire_date <= timezone.now() + timedelta(minutes=15)
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    forget_sessions.func()
    assert not Session.objects.exists()
