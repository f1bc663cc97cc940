"""Tokens: made by a person for a program, narrower than the person, worth nothing once revoked."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from bureau.core.actors import Actor
from bureau.core.reasons import Refused
from bureau.institution.governance.services.personnel import end_incumbency
from bureau.record.accounts.models import User
from bureau.record.accounts.queries import secret_hash
from bureau.record.accounts.services import Secret, factors, links, sittings
from bureau.record.journal.models import Entry
from bureau.record.notices.models import CalendarFeed
from bureau.record.notices.services.choosing import make_calendar_feed
from bureau.record.programs.models import ApiToken
from bureau.record.programs.queries.tokens import actor_with, token_of
from bureau.record.programs.services.tokens import make_token, revoke_token
from tests.actors import made_administrator
from tests.institution.governance.visitors import page, visitor
from tests.institution.house import TODAY, House
from tests.programs import Program, program, token
from tests.record.accounts.signing import PASSWORD, confirm, enrolled, signed_in

pytestmark = pytest.mark.django_db
FORM = {"name": "Trial", "scopes": ["structure"], "last_day": "2024-09-01", "key": "a-key-of-mine"}


def shown(client: Client) -> str:
    """The secret on the page that a made token comes to."""
    said = client.post("/programs/tokens/new/", FORM).content.decode()
    start = said.index("bureau_")
    return said[start : start + 50].partition("<")[0]


def test_a_person_makes_a_token_and_sees_it_once(house: House) -> None:
    adam = visitor(house, "Adam")
    secret = shown(adam)
    assert Program(secret).get("me")["name"] == "Adam"
    assert secret not in page(adam, "/programs/") and secret[:12] in page(adam, "/programs/")
    assert not ApiToken.objects.filter(digest=secret).exists()


def test_a_token_made_twice_by_one_form_is_made_once(house: House) -> None:
    adam = visitor(house, "Adam")
    shown(adam)
    assert adam.post("/programs/tokens/new/", FORM).status_code == 422
    assert ApiToken.objects.count() == 1


def test_a_revoked_token_is_refused_at_the_next_request(house: House) -> None:
    adam = visitor(house, "Adam")
    called = Program(shown(adam))
    called.get("me")
    adam.post(f"/programs/tokens/{ApiToken.objects.get().pk}/revocation/", {"key": "key-to-revoke"})
    assert called.get("me", 401)["reasons"][0]["code"] == "token_unknown"
    assert called.answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_a_token_ends_with_its_last_day(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    called = program(house, "Adam")
    end = ApiToken.objects.get().valid_until
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now + (end - TODAY) - timedelta(days=1))
    called.get("me")
    monkeypatch.setattr(timezone, "now", lambda: now + (end - TODAY))
    called.get("me", 401)


def test_whoever_may_not_sign_in_has_no_program(house: House) -> None:
    called = program(house, "Adam")
    visitor(house, "Adam")
    User.objects.update(is_active=False)
    called.get("me", 401)


def test_a_session_lets_nobody_into_the_api(house: House) -> None:
    assert visitor(house, "Olga").get("/api/units").status_code == 401


def test_a_scope_that_is_not_given_is_refused(house: House) -> None:
    narrow = program(house, "Olga", "structure")
    narrow.get("units")
    said = narrow.get("reorganisations", 403)
    assert said["reasons"][0]["facts"] == {"scope": "cases"}


def test_a_token_acts_in_the_post_that_it_names(house: House) -> None:
    secret = token(house, "Olga", "structure", post="OFF")
    found = token_of(secret)
    assert found and actor_with(found).post == house.posts["OFF"]


def test_a_token_for_a_post_is_over_with_the_post(house: House) -> None:
    called = Program(token(house, "Adam", "structure", post="ADV"))
    called.get("units")
    end_incumbency(house.actor("Hana"), incumbency=house.held_by("Adam"), day=TODAY)
    called.get("units", 401)


def test_a_token_is_not_made_by_a_program_nor_without_end(house: House) -> None:
    said = {"name": "T", "scopes": ("structure",), "digest": secret_hash("x"), "hint": "x"}
    by = house.actor("Adam")
    with pytest.raises(Refused, match="token_day_wrong"):
        make_token(by, valid_until=TODAY + timedelta(days=400), **said)
    with pytest.raises(Refused, match="scopes_wrong"):
        make_token(by, valid_until=TODAY + timedelta(days=4), **{**said, "scopes": ("all",)})
    found = token_of(token(house, "Adam"))
    assert found
    with pytest.raises(Refused, match="by_a_person_only"):
        make_token(actor_with(found), valid_until=TODAY + timedelta(days=4), **said)


def test_a_token_is_revoked_by_its_person_or_an_administrator(house: House) -> None:
    token(house, "Adam")
    number = ApiToken.objects.get().pk
    with pytest.raises(Refused, match="not_yours"):
        revoke_token(house.actor("Olga"), token=number)
    revoke_token(house.administrator, token=number)


def test_use_is_noted(house: House) -> None:
    program(house, "Adam").get("me")
    assert ApiToken.objects.get().used_at == timezone.now()


def test_a_token_lets_nobody_in_who_lacks_a_second_factor_that_they_must_have(
    house: House, settings: Settings
) -> None:
    called = program(house, "Olga")
    called.get("me")
    settings.BUREAU_SECOND_FACTOR = True
    assert called.get("me", 403)["reasons"][0]["code"] == "second_factor_missing"
    person = house.people["Olga"]
    user, _ = User.objects.get_or_create(person_id=person, defaults={"login": "olga"})
    Authenticator.objects.create(user=user, type="totp", data={})
    called.get("me")


def test_a_token_is_made_once_the_person_proved_anew_who_they_are() -> None:
    enrolled()
    client = signed_in()
    for ask in (client.get, client.post):
        answer = ask("/programs/tokens/new/", FORM)
        assert answer.status_code == 302, answer
        assert answer.headers["Location"].startswith("/account/confirm/?next=%2Fprograms%2F")
    assert not ApiToken.objects.exists()
    confirm(client)
    assert client.get("/programs/tokens/new/").status_code == 200


@pytest.mark.parametrize(
    "act",
    [
        lambda by, person: factors.remove_factors_of(by, person=person),
        lambda by, person: sittings.end_sessions(by, person=person),
        lambda by, person: links.choose_password(
            Actor(person=person),
            link=links.invite(by, person=person),
            password=Secret("a quite different sentence"),
        ),
        lambda by, person: factors.change_password(
            Actor(person=person),
            old=Secret(PASSWORD),
            new=Secret("a quite new sentence"),
            revokes=True,
        ),
    ],
)
def test_what_shuts_a_thief_out_revokes_tokens_and_calendar_addresses(
    act: Callable[[Actor, int], object],
) -> None:
    person = enrolled()
    by = made_administrator(enrolled("grace", "Grace"))
    day = timezone.now().date() + timedelta(days=9)
    own = Actor(person=person)
    make_token(own, name="T", scopes=["structure"], valid_until=day, digest="d", hint="h")
    make_calendar_feed(own, digest="f", valid_until=day)
    act(by, person)
    assert ApiToken.objects.get().revoked_at and CalendarFeed.objects.get().revoked_at
    assert Entry.objects.latest("sequence").details["ways_in_ended"] == 2


def test_a_changed_password_alone_leaves_tokens_and_the_page_tells_how_many_hold() -> None:
    person = enrolled()
    day = timezone.now().date() + timedelta(days=9)
    own = Actor(person=person)
    make_token(own, name="T", scopes=["structure"], valid_until=day, digest="d", hint="h")
    client = signed_in()
    assert "1 token, webhook or calendar address holds now." in page(client, "/account/password/")
    said = {"old": PASSWORD, "new": "a quite different sentence", "key": "key-of-a-change"}
    client.post("/account/password/", said)
    assert ApiToken.objects.get().revoked_at is None
    again = {"old": said["new"], "new": PASSWORD, "key": "key-of-another", "revokes": "on"}
    client.post("/account/password/", again)
    assert ApiToken.objects.get().revoked_at
