"""Webhooks that a program made: told no more than its token may read, and over with it."""

from collections.abc import Callable

import pytest
from django.utils import timezone

from bureau.core.actors import Actor
from bureau.core.scopes import Scope
from bureau.institution.governance.services import actions
from bureau.institution.governance.services.personnel import end_incumbency
from bureau.record.accounts.services import Secret, factors, links, sittings
from bureau.record.journal.services.following import advance
from bureau.record.programs.models import ApiToken, DeliveryState, Webhook
from bureau.record.programs.queries.webhooks import kinds_within
from bureau.record.programs.services.tokens import revoke_token
from bureau.record.programs.services.webhooks import make_webhook
from bureau.web import kinds
from tests.actors import made_administrator
from tests.institution.governance.engagement import DESCRIPTION
from tests.institution.governance.visitors import page, visitor
from tests.institution.house import FORCE, House
from tests.programs import Program, program, token
from tests.record.accounts.signing import PASSWORD, enrolled, signed_in
from tests.record.programs.receiving import FOLLOWER, Receiver, begin, deliver, keep, told

pytestmark = pytest.mark.django_db


def kept_by(called: Program, receiver: Receiver, *of: str) -> Webhook:
    said = {"name": "Trial", "address": receiver.address, "kinds": list(of)}
    return Webhook.objects.get(pk=called.send("webhooks", said)["id"])


def describe(house: House) -> None:
    """A draft that touches a post."""
    actions.add_description(
        house.actor("Olga"),
        reorganisation=begin(house),
        post=house.posts["D1"],
        description=DESCRIPTION,
        day=FORCE.toordinal(),
    )


def kinds_told(receiver: Receiver) -> set[str]:
    return {each["kind"] for said in told(receiver) for each in said["subjects"]}


def test_it_is_told_of_nothing_beyond_the_scopes_of_its_token(
    house: House, receiver: Receiver
) -> None:
    kept_by(program(house, "Olga", "structure", "webhooks"), receiver)
    describe(house)
    deliver()
    assert kinds_told(receiver) <= {"webhook"}
    assert all(not said["act"].startswith("governance.") for said in told(receiver))
    kept_by(program(house, "Olga", "cases", "webhooks"), receiver)
    begin(house, "W-2")
    deliver()
    assert "reorganisation" in kinds_told(receiver) and "person" not in kinds_told(receiver)


def test_a_token_keeps_none_of_kinds_beyond_its_scopes(house: House, receiver: Receiver) -> None:
    called = program(house, "Olga", "structure", "webhooks")
    said = {"name": "Trial", "address": receiver.address, "kinds": ["unit", "reorganisation"]}
    (why,) = called.send("webhooks", said, 422)["reasons"]
    assert why["code"] == "kinds_beyond_token" and why["sentence"].startswith("The token")
    assert kept_by(called, receiver, "unit").kinds == ["unit"]


def test_who_signs_in_and_how_is_told_to_no_program_without_the_journal() -> None:
    most = kinds_within({scope for scope in Scope if scope is not Scope.JOURNAL})
    private = {"sign_in_link", "sign_in_change", "token", "mail", "grant_proposal"}
    assert not private & most
    assert kinds_within(set(Scope)) == {row.name for row in kinds.kinds()}


def test_it_ends_with_its_token(house: House, receiver: Receiver) -> None:
    own = keep(house, receiver, "Olga", "reorganisation")
    hers = kept_by(program(house, "Olga"), receiver, "reorganisation")
    begin(house)
    revoke_token(house.actor("Olga"), token=ApiToken.objects.get().pk)
    own.refresh_from_db()
    hers.refresh_from_db()
    assert hers.ended_at == timezone.now() and own.ended_at is None
    deliver()
    assert len(receiver.told) == 1


def test_it_is_over_after_the_last_day_of_its_token(house: House, receiver: Receiver) -> None:
    called = program(house, "Olga")
    hook = kept_by(called, receiver, "reorganisation")
    begin(house)
    advance(FOLLOWER)
    ApiToken.objects.update(valid_until=timezone.now().date())
    deliver()
    assert receiver.told == []
    delivery = hook.deliveries.get()
    assert (delivery.state, delivery.failure) == (DeliveryState.DROPPED, "token_ended")
    shown = page(visitor(house, "Olga"), f"/programs/webhooks/{hook.pk}/")
    assert "its token no longer holds" not in shown and "Tell it again" not in shown


def test_it_is_over_with_the_post_that_its_token_names(house: House, receiver: Receiver) -> None:
    called = Program(token(house, "Adam", "structure", "webhooks", post="ADV"))
    kept_by(called, receiver)
    end_incumbency(house.actor("Hana"), incumbency=house.held_by("Adam"), day=timezone.now().date())
    deliver()
    assert receiver.told == []


def test_the_api_says_until_when_it_is_told(house: House, receiver: Receiver) -> None:
    called = program(house, "Olga", "structure", "webhooks")
    hook, own = kept_by(called, receiver, "unit"), keep(house, receiver)
    assert called.get(f"webhooks/{hook.pk}")["token"] == ApiToken.objects.get().pk
    assert called.get(f"webhooks/{own.pk}")["token"] is None


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
def test_what_shuts_a_thief_out_ends_webhooks(
    receiver: Receiver, act: Callable[[Actor, int], object]
) -> None:
    person = enrolled()
    by = made_administrator(enrolled("grace", "Grace"))
    other = make_webhook(by, name="Kept", address=receiver.address)
    mine = make_webhook(Actor(person=person), name="T", address=receiver.address)
    act(by, person)
    assert Webhook.objects.get(pk=mine).ended_at and not Webhook.objects.get(pk=other).ended_at


def test_a_webhook_is_made_once_the_person_proved_anew_who_they_are() -> None:
    enrolled()
    client = signed_in()
    form = {"name": "T", "address": "https://example.org/", "key": "a-key-of-mine"}
    answer = client.post("/programs/webhooks/new/", form)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/account/confirm/?next=%2Fprograms%2Fwebhooks")
    assert not Webhook.objects.exists()
