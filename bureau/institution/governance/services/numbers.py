"""What a draft may number a post: not what somebody keeps, and not what another post once had."""

from datetime import timedelta

from django.utils.translation import gettext as _

from bureau.core.changes.actions import Action, ActionKind
from bureau.core.coordinates import Coordinates
from bureau.core.reasons import Reason, Refused
from bureau.institution.organisation.models import Organisation, ReservedNumber
from bureau.institution.organisation.queries.numbers import (
    former_bearers,
    may_use,
    open_reservations,
    pattern_on,
    usual_parts,
)
from bureau.institution.organisation.queries.structure import snapshot, today
from bureau.institution.organisation.services.numbers import reserve_next_numbers
from bureau.record.journal.queries import record_number_now
from bureau.record.journal.services import Act

DAYS_KEPT = 180
NUMBERING = frozenset({ActionKind.ESTABLISH_POST, ActionKind.RENUMBER_POST})


def refuse_taken_numbers(act: Act, organisation: int, *actions: Action) -> None:
    """Refused, with every reason, where a number is another's to use or a former one.

    Two posts with one number at a time are for the findings of the draft to tell.
    """
    given = [(one, str(one.values.get("number") or "")) for one in actions]
    numbered = [(one, number) for one, number in given if one.kind in NUMBERING and number]
    if not numbered:
        return
    day = today(Organisation.objects.get(pk=organisation))
    kept = open_reservations(organisation, day)
    now = snapshot(Coordinates(day.toordinal(), record_number_now()))
    reasons = []
    for action, number in numbered:
        own = kept.get(number)
        if own and not may_use(act.actor, own):
            reasons.append(Reason("number_reserved", {"number": number}))
            continue
        bearers = former_bearers(now, number, action.day) - {action.subject.id}
        if bearers and not (own and own.reuses):
            reasons.append(Reason("number_used_before", {"number": number}))
    if reasons:
        raise Refused(*reasons)


def next_number(act: Act, organisation: int, unit: int, grade: str, place: str) -> str:
    """The next free number for a post of a unit, kept from now on so that nobody else gets it.

    Parts that a person would type are those that the numbers of the unit's posts have.
    """
    found = Organisation.objects.get(pk=organisation)
    day = today(found)
    pattern = pattern_on(organisation, day, place, grade)
    if pattern is None:
        raise Refused(Reason("no_pattern_for_it"))
    now = snapshot(Coordinates(day.toordinal(), record_number_now()))
    named = now.unit(unit)
    usual = {"unit": named.code if named else "", **usual_parts(now, unit, pattern[0])}
    (kept,) = reserve_next_numbers(
        act,
        organisation=organisation,
        given={**usual, "grade": grade, "place": place},
        count=1,
        reason=_("The next free one, for a post to come"),
        valid_until=day + timedelta(days=DAYS_KEPT),
    )
    return ReservedNumber.objects.get(pk=kept).number
