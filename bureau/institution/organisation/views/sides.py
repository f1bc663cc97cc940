"""The two sides of a comparison, from its address: the page's coordinates, and those before."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404

from bureau.core.coordinates import Coordinates
from bureau.core.references import Reference
from bureau.core.structure.overlay import days_of_plan
from bureau.institution.organisation.models import Organisation
from bureau.institution.organisation.queries.asked import (
    Side,
    day_asked,
    plan_asked,
    record_number,
    record_said,
    side_of,
)
from bureau.institution.organisation.queries.differences import ever_within
from bureau.institution.organisation.queries.structure import snapshot
from bureau.institution.organisation.queries.turns import days_of
from bureau.institution.organisation.store import columns_now
from bureau.web.formats import as_date
from bureau.web.requests import Asking

WORDS = ("valid", "recorded", "plan")


@dataclass(frozen=True, slots=True)
class SideFields:
    """What the fields of one side hold; `prefix` begins their names."""

    prefix: str
    valid: str
    recorded: str
    plan: str


def sides_asked(request: Asking, organisation: Organisation, unit: int) -> tuple[Side, Side]:
    """Before and after. 404 for a plan that the reader may not see, as for one that is not; a day
    or record number that cannot be was left out of the address before, unless it is one of another
    zone, which the unit's organisation has not reached."""
    reading = request.reading
    after = Side(reading.at, reading.overlay, reading.plan_name)
    try:
        plan = plan_asked(request.GET.get("from_plan", ""))
        now = reading.recorded_now
        said = record_said(request.GET.get("from_recorded", ""), organisation, now=now)
    except ValueError as mistake:
        raise Http404(str(mistake)) from None
    day = day_asked(request.GET.get("from_valid", ""))
    recorded = after.at.recorded
    if said is not None:
        recorded = record_number(said, organisation, now=now)
    valid = day.toordinal() if day else _day_before(after, unit, plan)
    before = side_of(request.actor, valid, recorded, plan)
    if before is None:
        raise Http404
    return before, after


def _day_before(after: Side, unit: int, plan: Reference | None) -> int:
    """A plan is looked at against what is in force that day; a day, against the day before the
    last change."""
    if after.at.plan is not None and plan is None:
        return after.at.valid
    return (last_change(after, unit) or after.at.valid) - 1


def last_change(side: Side, unit: int) -> int | None:
    """The last day of change of the unit at or before the valid day."""
    return max((day for day in _days(side, unit) if day <= side.at.valid), default=None)


def next_change(side: Side, unit: int) -> int | None:
    """The first day of change after the valid day: of the unit, or by the plan where one is laid
    over it."""
    at = side.at
    if at.plan is None or side.overlay is None:
        days = _days(side, unit)
    else:
        days = days_of_plan(columns_now(at.recorded), at.recorded, side.overlay)
    return min((day for day in days if day > at.valid), default=None)


def _days(side: Side, unit: int) -> list[int]:
    at = side.at
    within = ever_within(snapshot(Coordinates(at.valid, at.recorded)), unit)
    return days_of(side.snapshot(), within)


def fields_of(request: Asking, sides: tuple[Side, Side]) -> list[SideFields]:
    """The form, filled with where the reader stands; an empty record field means now."""
    now = request.reading.recorded_now
    return [
        SideFields(
            prefix,
            as_date(side.at.valid).isoformat(),
            "" if side.at.recorded == now else str(side.at.recorded),
            str(side.at.plan or ""),
        )
        for prefix, side in zip(("from_", ""), sides, strict=True)
    ]


def address_of(sides: tuple[Side, Side], now: int) -> str:
    """The query that leads to these sides, whatever is the default on another day."""
    before, after = sides
    said = _said(after, now) | {f"from_{word}": each for word, each in _said(before, now).items()}
    if before.at.recorded != after.at.recorded:
        said |= {"recorded": str(after.at.recorded), "from_recorded": str(before.at.recorded)}
    return f"?{urlencode(said)}"


def query_of(side: Side, now: int) -> str:
    """The query that leads other pages to one side."""
    return f"?{urlencode(_said(side, now))}"


def _said(side: Side, now: int) -> dict[str, str]:
    said = {"valid": as_date(side.at.valid).isoformat()}
    if side.at.recorded != now:
        said["recorded"] = str(side.at.recorded)
    if side.at.plan:
        said["plan"] = str(side.at.plan)
    return said
