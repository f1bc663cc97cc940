"""Asking that a person be erased, and settling it: by two persons, unless a legal hold stands."""

from collections.abc import Collection
from datetime import date

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.module_loading import import_string
from django.utils.translation import pgettext_lazy

from bureau.core.actors import Actor, Grant
from bureau.core.proposals import has_lapsed
from bureau.core.reasons import Reason, Refused
from bureau.core.rows import ANY_NUMBER
from bureau.record.accounts.models import DirectGrant, Person
from bureau.record.accounts.queries import (
    administrators_on,
    direct_grants_on,
    has_grant_to_come,
)
from bureau.record.erasure.models import ErasureRequest, LegalHold
from bureau.record.erasure.permissions import (
    may_erase_holder,
    may_hold,
    may_lift_hold,
    may_replay_erasures,
    may_request_erasure,
    may_settle_erasure,
)
from bureau.record.erasure.queries import (
    Erased,
    are_erased,
    concerned_by_lifting,
    held_against,
    held_up,
    not_erased_since,
    organisations_of,
    why_held,
    why_not_lifted,
)
from bureau.record.erasure.services.traces import leave_no_traces
from bureau.record.journal.services import Act, service, takes
from bureau.web import kinds


@service(
    "erasure.request_erasure", pgettext_lazy("act in the journal", "Ask that a person be erased")
)
def request_erasure(act: Act, *, person: int, reason: str) -> int:
    """Ask that a person be erased; another one settles it. Returns the number of the request.

    Whoever was erased is erased again where anything is held of them again.
    """
    if not may_request_erasure(act.actor, organisations_of(person)):
        raise Refused(Reason("not_yours_to_do"))
    if not reason.strip():
        raise Refused(Reason("reason_missing"))
    (found,) = act.lock(Person, person)
    _refuse_held(act, [found.pk])
    if not may_erase_holder(act.actor) and has_grant_to_come(person, act.at.date()):
        raise Refused(Reason("two_administrators_needed"))
    if are_erased([found.pk]) and not kinds.personal([found.pk]).get(found.pk):
        raise Refused(Reason("asked_already"))
    row = ErasureRequest(person=found, requested_by_id=act.actor.person or 0, requested_at=act.at)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise Refused(Reason("asked_already")) from None
    act.touch("person", found.pk)
    act.touch("erasure_request", row.pk)
    act.commit_to("reason", reason)
    return row.pk


@service(
    "erasure.settle_erasure",
    pgettext_lazy("act in the journal", "Settle a request to erase a person"),
)
def settle_erasure(act: Act, *, request: int, is_confirmed: bool) -> None:
    """Confirm a request, which carries it out at once, or turn it down.

    Whoever holds a direct grant is erased by two administrators, as grants are ended, and two are
    left: one alone would give grants alone.
    """
    (row,) = act.lock(ErasureRequest, request)
    if row.settled_by_id is not None:
        raise Refused(Reason("already_settled"))
    if not may_request_erasure(act.actor, organisations_of(row.person_id)):
        raise Refused(Reason("not_yours_to_do"))
    if is_confirmed and not _is_second(act, row):
        raise Refused(Reason("two_persons_needed"))
    act.touch("person", row.person_id)
    act.touch("erasure_request", row.pk)
    act.details.update(is_confirmed=is_confirmed)
    settled = {"settled_by": act.actor.person, "settled_at": act.at}
    ErasureRequest.objects.filter(pk=row.pk).update(**settled, is_confirmed=is_confirmed)
    if is_confirmed:
        act.erase(row.person_id)
        act.lock(Person, row.person_id)
        _refuse_held(act, [row.person_id])
        _erase_with_grants(act, row)


def _erase_with_grants(act: Act, row: ErasureRequest) -> None:
    day = act.at.date()
    if not has_grant_to_come(row.person_id, day):
        _erase(act, [row.person_id])
        return
    act.lock(DirectGrant, *_grants_of_administrators(day))
    asked = direct_grants_on(day, person=row.requested_by_id, grant=Grant.ADMINISTRATOR)
    if not asked or not may_erase_holder(_second(act, row)):
        raise Refused(Reason("two_administrators_needed"))
    _erase(act, [row.person_id])
    if administrators_on(day) < 2:
        raise Refused(Reason("one_administrator_left"))


def _grants_of_administrators(day: date) -> list[int]:
    """What two erasures at once would each count as left."""
    return [grant for grant, _person, _name in direct_grants_on(day, grant=Grant.ADMINISTRATOR)]


def _is_second(act: Act, row: ErasureRequest) -> bool:
    return may_settle_erasure(act.actor, row.requested_by_id, row.person_id) and (
        may_request_erasure(_second(act, row), organisations_of(row.person_id))
    )


def _second(act: Act, row: ErasureRequest) -> Actor:
    """Who only stands in for who asked is no second person."""
    second: Actor = import_string(settings.BUREAU_SECOND_PERSON)(
        act.actor, [row.requested_by_id], act.at.date()
    )
    return second


@service(
    "erasure.replay_erasures",
    pgettext_lazy("act in the journal", "Repeat erasures after a restore"),
)
@takes(ANY_NUMBER)
def replay_erasures(act: Act, *, register: Collection[Erased]) -> None:
    """Carry out again what was settled after the backup that was just restored, unless a legal
    hold stands that was placed before."""
    if not may_replay_erasures(act.actor):
        raise Refused(Reason("not_yours_to_do"))
    listed = sorted(not_erased_since(register))
    act.erase(*listed)
    act.lock(Person, *listed)
    if held := held_against(register):
        _refuse_held(act, held)
        raise Refused(Reason("legal_hold", {"ground": ""}))
    act.touch("person", *listed)
    _erase(act, listed)


@service(
    "erasure.place_hold", pgettext_lazy("act in the journal", "Place a legal hold on a person")
)
def place_hold(act: Act, *, person: int, ground: str) -> int:
    """Let nothing of a person be erased until the hold is lifted."""
    if not may_hold(act.actor):
        raise Refused(Reason("not_yours_to_do"))
    if not ground.strip():
        raise Refused(Reason("reason_missing"))
    act.lock(Person, person)
    if held_up([person]):
        raise Refused(Reason("held_already"))
    row = LegalHold.objects.create(
        person_id=person, ground=ground, placed_by_id=act.actor.person or 0, placed_at=act.at
    )
    act.touch("person", person)
    act.touch("legal_hold", row.pk)
    return row.pk


@service(
    "erasure.ask_to_lift_hold",
    pgettext_lazy("act in the journal", "Ask to lift a legal hold from a person"),
)
def ask_to_lift_hold(act: Act, *, hold: int) -> None:
    """Ask that a hold be lifted; another person lifts it within thirty days."""
    row = _liftable(act, hold)
    if row.lift_asked_at is not None and not has_lapsed(row.lift_asked_at, act.at):
        raise Refused(Reason("asked_already"))
    asked = {"lift_asked_by": act.actor.person, "lift_asked_at": act.at}
    LegalHold.objects.filter(pk=row.pk).update(**asked)


@service(
    "erasure.lift_hold", pgettext_lazy("act in the journal", "Lift a legal hold from a person")
)
def lift_hold(act: Act, *, hold: int) -> None:
    """Lift a hold that another person asked to lift.

    Raises Refused (`second_keeper_missing`) for who asked, where nobody else may lift any.
    """
    row = _liftable(act, hold)
    if row.lift_asked_at is None:
        raise Refused(Reason("two_persons_needed"))
    if row.lift_asked_by_id == act.actor.person:
        raise Refused(Reason(why_not_lifted(row, act.at.date())))
    if has_lapsed(row.lift_asked_at, act.at):
        raise Refused(Reason("is_over"))
    LegalHold.objects.filter(pk=row.pk).update(lifted_by=act.actor.person, lifted_at=act.at)


def _liftable(act: Act, hold: int) -> LegalHold:
    """A hold that stands, locked; refused where it is not the actor's to have a hand in."""
    (row,) = act.lock(LegalHold, hold)
    if not may_lift_hold(act.actor, concerned_by_lifting([row.person_id])[row.person_id]):
        raise Refused(Reason("not_yours_to_do"))
    if row.lifted_by_id is not None:
        raise Refused(Reason("already_settled"))
    act.touch("person", row.person_id)
    act.touch("legal_hold", row.pk)
    return row


def _refuse_held(act: Act, people: Collection[int]) -> None:
    if why := why_held(act.actor, people):
        raise Refused(why)


def _erase(act: Act, people: Collection[int]) -> None:
    """Every kind of the wiring table that holds something of a person erases its own."""
    for erases in kinds.erasers():
        erases(act, people=people)
    leave_no_traces.enqueue()
