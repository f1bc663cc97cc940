"""The chart as of a day: drawing, ruler, reporting lines, the days of change."""

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bureau.core.layout.chart import MIDDLE, NARROW, WIDE, chart
from bureau.core.references import Reference
from bureau.core.structure.snapshot import Snapshot
from bureau.core.structure.views import Unit
from bureau.institution.organisation.models import Organisation
from bureau.institution.organisation.queries.charts import chart_words
from bureau.institution.organisation.queries.history import hidden_kinds
from bureau.institution.organisation.queries.large_charts import outline, placed_chart
from bureau.institution.organisation.queries.lines import reporting_lines
from bureau.institution.organisation.queries.names import grade_called, wordings
from bureau.institution.organisation.queries.organisations import remarks_on
from bureau.institution.organisation.queries.structure import roots_of
from bureau.institution.organisation.queries.turns import turns_under
from bureau.institution.organisation.views.exports import export_entries
from bureau.institution.organisation.views.large_charts import first_view, found_in, looks_of
from bureau.institution.organisation.views.rulers import ruler_of
from bureau.institution.organisation.views.what_is_seen import (
    nothing_known,
    seen_organisation,
    structure_asked,
)
from bureau.record.journal.queries import reading
from bureau.web import kinds
from bureau.web.frame import Entry
from bureau.web.paging import slice_of
from bureau.web.requests import Asking
from bureau.web.saved import saveable

BOXES_MOST = 60
TURNS_MOST = 60
FORMS = ((WIDE, "wide"), (MIDDLE, "middle"), (NARROW, "narrow"))


@require_safe
def opening_chart(request: Asking) -> HttpResponse:
    """The chart at the unit where the organisation says it opens, else at its top."""
    organisation = seen_organisation(request)
    now = structure_asked(request)
    roots = roots_of(now, organisation.pk)
    opens_at = organisation.opens_at
    if not roots:
        return nothing_known(request)
    unit = opens_at if opens_at and now.unit(opens_at) else roots[0]
    return redirect(f"/chart/{unit}/{request.reading.query}")


@saveable
@require_safe
def unit_chart(request: Asking, unit: int) -> HttpResponse:
    with reading():
        organisation = seen_organisation(request, Reference("unit", unit))
        now = structure_asked(request)
        found = now.unit(unit)
        if found is None:
            return nothing_known(request, Reference("unit", unit))
        context = _context(request, organisation, now, found)
    return render(request, "organisation/chart.html", context)


def _context(
    request: Asking, organisation: Organisation, now: Snapshot, unit: Unit
) -> dict[str, Any]:
    at = request.reading.at
    reference = unit.reference
    placed = placed_chart(now, unit.id)
    changed = turns_under(now, unit.id, TURNS_MOST, hidden_kinds(request.actor))
    path = now.path(unit.id)
    title = wordings([unit.name]).get(unit.name, unit.code)
    page = slice_of(placed.ids, request.GET.get("page", ""))
    if page is None:
        raise Http404
    listed = placed.ids[page.start : page.end].tolist()
    return {
        "unit": unit,
        "title": title,
        "crumbs": [
            Entry(f"/chart/{each.id}/{request.reading.query}", each.code) for each in path[:-1]
        ],
        "lines": reporting_lines(request.actor, now, unit.id, listed),
        "page": page,
        "boxes": len(placed),
        "turns": changed,
        "turns_most": TURNS_MOST if len(changed) == TURNS_MOST else 0,
        "ruler": ruler_of(request, changed),
        "remarks": remarks_on(reference),
        "verbs": kinds.verbs(request.actor, reference),
        "is_plan": at.plan is not None,
        "exports": export_entries("chart-file", unit.id, request.reading.query),
        **_drawn(request, organisation, now, unit, title),
    }


def _drawn(
    request: Asking, organisation: Organisation, now: Snapshot, unit: Unit, title: str
) -> dict[str, Any]:
    """The chart in three widths, of which the style sheet shows the one that fits its pane.

    Where not all boxes fit a page it is an outline, and scripts find beside it what they need to
    draw all of it.
    """
    looks = replace(
        looks_of(request, organisation, now, unit),
        words=chart_words(_("Chart of {unit}").format(unit=title), get_language() or "en"),
    )
    placed = placed_chart(now, unit.id)
    boxes = looks.boxes(*outline(placed, BOXES_MOST))
    drawn = [
        mark_safe(
            chart(
                boxes,
                looks.words,
                width=width,
                direction=looks.direction,
                grades=[grade_called(grade) for grade in looks.grades],
                key=f"chart-{form}",
            ).svg
        )
        for width, form in FORMS
    ]
    if len(placed) <= BOXES_MOST:
        return {"drawings": drawn}
    return {
        "drawings": drawn,
        "large": mark_safe(first_view(now, placed, looks)),
        "find": request.GET.get("find", ""),
        "found": found_in(request, organisation, now, placed),
    }
