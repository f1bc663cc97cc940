"""The chart as of a day: drawing, ruler, reporting lines, the days of change."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bureau.core.layout.chart import MIDDLE, NARROW, WIDE, chart
from bureau.core.layout.svg import Direction
from bureau.core.layout.tree import depth_within
from bureau.core.references import Reference
from bureau.core.structure.snapshot import Snapshot
from bureau.core.structure.views import Unit
from bureau.institution.organisation.models import Organisation
from bureau.institution.organisation.queries.charts import chart_boxes, chart_words, grade_order
from bureau.institution.organisation.queries.history import turns
from bureau.institution.organisation.queries.lines import reporting_lines
from bureau.institution.organisation.queries.names import wordings
from bureau.institution.organisation.queries.organisations import remarks_on
from bureau.institution.organisation.queries.plans import marks_of_plan
from bureau.institution.organisation.queries.structure import changing_days, roots_of, snapshot
from bureau.institution.organisation.views.exports import export_entries
from bureau.institution.organisation.views.rulers import ruler_of
from bureau.institution.organisation.views.standing import nothing_known, seen_organisation
from bureau.record.journal.queries import reading
from bureau.web import kinds
from bureau.web.frame import Entry
from bureau.web.requests import Asking
from bureau.web.saved import saveable

BOXES_MOST = 60
FORMS = ((WIDE, "wide"), (MIDDLE, "middle"), (NARROW, "narrow"))


@require_safe
def opening_chart(request: Asking) -> HttpResponse:
    """The chart at the unit where the organisation says it opens, else at its top."""
    organisation = seen_organisation(request)
    now = snapshot(request.reading.at, request.reading.overlay)
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
        now = snapshot(request.reading.at, request.reading.overlay)
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
    within = [Reference("unit", id) for id in now.subtree(unit.id)]
    within += [post.reference for post in now.posts_under(unit.id)]
    days = changing_days(at, request.reading.overlay, within)
    changed = turns(days, within, at.recorded)
    path = now.path(unit.id)
    words = wordings(each.name for each in path)
    title = words.get(unit.name, unit.code)
    return {
        "unit": unit,
        "title": title,
        "crumbs": [
            Entry(f"/chart/{each.id}/{request.reading.query}", each.code) for each in path[:-1]
        ],
        "drawings": _drawings(request, organisation, now, unit, title),
        "lines": reporting_lines(request.actor, now, unit.id),
        "turns": changed,
        "ruler": ruler_of(request, changed),
        "remarks": remarks_on(reference),
        "verbs": kinds.verbs(request.actor, reference),
        "is_plan": at.plan is not None,
        "exports": export_entries("chart-file", unit.id, request.reading.query),
    }


def _drawings(
    request: Asking, organisation: Organisation, now: Snapshot, unit: Unit, title: str
) -> list[SafeString]:
    """The chart in three widths; the style sheet shows the one that fits its pane."""
    grades = grade_order(organisation.pk)
    boxes = chart_boxes(
        request.actor,
        now,
        unit.id,
        grades=grades,
        marks=marks_of_plan(request.reading, now),
        query=request.reading.query,
    )
    depth = depth_within(boxes, BOXES_MOST)
    language = get_language() or "en"
    words = chart_words(_("Chart of {unit}").format(unit=title), language)
    direction = Direction.RIGHT_TO_LEFT if get_language_bidi() else Direction.LEFT_TO_RIGHT
    return [
        mark_safe(
            chart(
                boxes,
                words,
                width=width,
                direction=direction,
                depth=depth,
                grades=grades,
                key=f"chart-{form}",
            ).svg
        )
        for width, form in FORMS
    ]
