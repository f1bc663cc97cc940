"""What will be true on a day to come: what is decided until then, and what is planned."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from bureau.core.coordinates import Coordinates
from bureau.core.references import Reference
from bureau.core.structure.overlay import days_of_plan
from bureau.core.structure.views import Unit
from bureau.institution.organisation.models import Organisation
from bureau.institution.organisation.queries.asked import Side, day_asked
from bureau.institution.organisation.queries.called import called
from bureau.institution.organisation.queries.charts import grade_order
from bureau.institution.organisation.queries.differences import Compared, ever_within, hung_within
from bureau.institution.organisation.queries.history import hidden_kinds
from bureau.institution.organisation.queries.structure import roots_of, snapshot
from bureau.institution.organisation.queries.tallies import Tally, counts_within, tally
from bureau.institution.organisation.queries.turns import days_of
from bureau.institution.organisation.views.compare import line_of
from bureau.institution.organisation.views.exports import export_entries
from bureau.institution.organisation.views.rollups import staffing_tabs
from bureau.institution.organisation.views.sides import address_of
from bureau.institution.organisation.views.what_is_seen import (
    nothing_known,
    seen_organisation,
    unit_asked,
)
from bureau.record.journal.queries import reading
from bureau.web import kinds
from bureau.web.answers import Label
from bureau.web.formats import as_date
from bureau.web.requests import Asking
from bureau.web.saved import saveable

ITEMS_MOST = 100
DAYS_MOST = 40
PLANS_MOST = 20


@dataclass(frozen=True, slots=True)
class DayToCome:
    """A day on which something changes by decision: how many changes, and where they are shown."""

    day: int
    changes: int
    address: str


@dataclass(frozen=True, slots=True)
class PlanToCome:
    """A plan that would change something until the day, and what it makes of that day."""

    label: Label
    days: Sequence[int]
    chart: str
    compare: str


@saveable
@require_safe
def coming(request: Asking) -> HttpResponse:
    if request.actor.person is None:
        raise Http404
    with reading():
        organisation = seen_organisation(request)
        here = Side(request.reading.at, request.reading.overlay, request.reading.plan_name)
        now = here.snapshot()
        roots = roots_of(now, organisation.pk)
        asked = unit_asked(now, roots, request.GET.get("unit", ""))
        unit = now.unit(asked if asked is not None else next(iter(roots), 0))
        if unit is None:
            return nothing_known(request)
        at = Coordinates(_day(request), here.at.recorded, here.at.plan)
        sides = here, Side(at, here.overlay, here.plan_name)
        context = _context(request, organisation, sides, unit)
    return render(request, "organisation/coming.html", context)


def _day(request: Asking) -> int:
    """The day asked for, else the first of January after the valid day."""
    valid = as_date(request.reading.at.valid)
    try:
        asked = day_asked(request.GET.get("day", ""))
    except ValueError as mistake:
        raise Http404(str(mistake)) from None
    return max(asked or date(valid.year + 1, 1, 1), valid).toordinal()


def _context(
    request: Asking, organisation: Organisation, sides: tuple[Side, Side], unit: Unit
) -> dict[str, Any]:
    compared = Compared(
        sides[0].snapshot(), sides[1].snapshot(), unit.id, hidden_kinds(request.actor)
    )
    listed = compared.items[:ITEMS_MOST]
    said = called(request.actor, compared, grade_order(organisation.pk), listed)
    lines = [line_of(item, said) for item in listed]
    address = address_of(sides, request.reading.recorded_now)
    days = _days(request, sides, unit)
    return {
        "unit": unit,
        "day": sides[1].at.valid,
        "is_today": sides[0].at.valid == sides[1].at.valid,
        "lines": lines,
        "items": len(compared.items),
        "left_out": len(compared.items) - len(lines),
        "days": [_told(request, sides[1], unit, day) for day in days[:DAYS_MOST]],
        "days_left_out": len(days[DAYS_MOST:]),
        "counts": [_count(side, unit) for side in sides],
        "compare": reverse("compare", args=[unit.id]) + address,
        "chart": reverse("unit-chart", args=[unit.id]) + _at(request, sides[1].at),
        "exports": export_entries("compare-file", unit.id, address),
        "plans": _plans(request, sides, unit),
        "tabs": staffing_tabs(request, "coming", unit.id),
    }


def _count(side: Side, unit: Unit) -> Tally:
    now = side.snapshot()
    return tally(counts_within(now, [unit.id], with_blocks=False))


def _at(request: Asking, at: Coordinates) -> str:
    """The query of a page that stands at these coordinates."""
    said = f"?valid={as_date(at.valid).isoformat()}"
    if at.recorded != request.reading.recorded_now:
        said += f"&recorded={at.recorded}"
    return said + (f"&plan={at.plan}" if at.plan else "")


def _days(request: Asking, sides: tuple[Side, Side], unit: Unit) -> list[int]:
    """The days after the one of the page, up to the day asked for, on which the unit changes, or
    what hangs on it."""
    before, after = sides
    known = snapshot(Coordinates(before.at.valid, before.at.recorded))
    within = ever_within(known, unit.id)
    hung = hung_within(known, within, hidden_kinds(request.actor))
    days = days_of(after.snapshot(), within | hung)
    return [day for day in days if before.at.valid < day <= after.at.valid]


def _told(request: Asking, side: Side, unit: Unit, day: int) -> DayToCome:
    eve, morning = (
        Side(Coordinates(each, side.at.recorded, side.at.plan), side.overlay, side.plan_name)
        for each in (day - 1, day)
    )
    hidden = hidden_kinds(request.actor)
    changes = len(Compared(eve.snapshot(), morning.snapshot(), unit.id, hidden).items)
    address = address_of((eve, morning), request.reading.recorded_now)
    return DayToCome(day, changes, reverse("compare", args=[unit.id]) + address)


def _plans(request: Asking, sides: tuple[Side, Side], unit: Unit) -> list[PlanToCome]:
    """The plans that the reader may see and that begin to change something until the day."""
    before, after = sides
    columns = before.snapshot().columns
    found = []
    for reference, label in kinds.plans(request.actor)[:PLANS_MOST]:
        overlay = kinds.overlay(request.actor, reference)
        if overlay is None or reference == after.at.plan:
            continue
        days = days_of_plan(columns, after.at.recorded, overlay)
        meant = [day for day in days if before.at.valid < day <= after.at.valid]
        if meant:
            found.append(_plan(request, after, unit, reference, label, meant))
    return found


def _plan(
    request: Asking, side: Side, unit: Unit, plan: Reference, label: Label, days: list[int]
) -> PlanToCome:
    at = Coordinates(side.at.valid, side.at.recorded, plan)
    query = _at(request, at)
    in_force = _at(request, Coordinates(side.at.valid, side.at.recorded))
    beside = query + "&from_" + in_force.removeprefix("?").replace("&", "&from_")
    return PlanToCome(
        label,
        days,
        reverse("unit-chart", args=[unit.id]) + query,
        reverse("compare", args=[unit.id]) + beside,
    )
