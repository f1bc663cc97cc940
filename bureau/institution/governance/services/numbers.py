"""What a draft may number a post: not what somebody keeps, and not what another post once had."""

from collections.abc import Sequence
from datetime import timedelta

from django.utils.translation import gettext as _

from bureau.core.changes.actions import Action, ActionKind
from bureau.core.coordinates import Coordinates
from bureau.core.reasons import Reason, Refused
from bureau.core.references import Reference
from bureau.institution.governance.models import Reorganisation
from bureau.institution.governance.queries.reorganisations import KIND
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


def next_numbers(
    act: Act,
    row: Reorganisation,
    unit: int,
    asked: Sequence[tuple[str, str]],
    code: str = "",
) -> list[str]:
    """The next free number for each (grade, place), kept for the draft from now on so that nobody
    else gets it.

    Parts that a person would type are those that the numbers of the unit's posts have. `code` is
    that of a new unit under this one, where the numbers name units by their code.
    """
    organisation = row.organisation_id
    day = today(row.organisation)
    now = snapshot(Coordinates(day.toordinal(), record_number_now()))
    named = now.unit(unit)
    own = named.code if named else ""
    parts = []
    for grade, place in asked:
        pattern = pattern_on(organisation, day, place, grade)
        usual = {"unit": own, **(usual_parts(now, unit, pattern[0]) if pattern else {})}
        if code and usual["unit"] == own:
            usual["unit"] = code
        parts.append({**usual, "grade": grade, "place": place})
    kept = reserve_next_numbers(
        act,
        organisation=organisation,
        asked=parts,
        reason=_("The next free one, for a post to come"),
        valid_until=day + timedelta(days=DAYS_KEPT),
        plan=Reference(KIND, row.pk),
    )
    rows = ReservedNumber.objects.filter(pk__in=kept).order_by("pk")
    return list(rows.values_list("number", flat=True))
