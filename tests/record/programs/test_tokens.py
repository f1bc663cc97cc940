"""Tokens: made by a person for a program, narrower than the person, worth nothing once revoked."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from bureau.core.reasons import Refused
from bureau.institution.governance.services.personnel import end_incumbency
from bureau.record.accounts.models import User
from bureau.record.accounts.queries import secret_hash
from bureau.record.programs.models import ApiToken
from bureau.record.programs.queries.tokens import actor_with, token_of
from bureau.record.programs.services.tokens import make_token, revoke_token
from tests.institution.governance.visitors import page, visitor
from tests.institution.house import TODAY, House
from tests.programs import Program, program, token

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
    assert found and actor_with(found, TODAY).post == house.posts["OFF"]


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
        make_token(actor_with(found, TODAY), valid_until=TODAY + timedelta(days=4), **said)


def test_a_token_is_revoked_by_its_person_or_an_administrator(house: House) -> None:
    token(house, "Adam")
    number = ApiToken.objects.get().pk
    with pytest.raises(Refused, match="not_yours"):
        revoke_token(house.actor("Olga"), token=number)
    revoke_token(house.administrator, token=number)


def test_use_is_noted(house: House) -> None:
    program(house, "Adam").get("me")
    assert ApiToken.objects.get().used_at == timezone.now()
