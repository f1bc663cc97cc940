"""The page of a unit: what it is, what it has, what stands behind it; and its history."""

from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bureau.core.references import Reference
from bureau.core.structure.snapshot import Snapshot
from bureau.documents.tables import Column
from bureau.institution.organisation.queries.engagements import (
    engaged_count,
    engaged_in,
    engaged_lines,
)
from bureau.institution.organisation.queries.history import instruments_behind
from bureau.institution.organisation.queries.names import grade_called
from bureau.institution.organisation.queries.organisations import remarks_on
from bureau.institution.organisation.queries.tallies import Tally
from bureau.institution.organisation.queries.units import Below, UnitPage, unit_page
from bureau.institution.organisation.views.engagements import with_verbs
from bureau.institution.organisation.views.exports import linked_data_response
from bureau.institution.organisation.views.histories import history
from bureau.institution.organisation.views.instruments.citations import asked_for_context
from bureau.institution.organisation.views.plots import posts_plot
from bureau.institution.organisation.views.what_is_seen import (
    nothing_known,
    seen_organisation,
    structure_asked,
)
from bureau.record.journal.queries import reading
from bureau.web import exports, kinds
from bureau.web.frame import Entry
from bureau.web.requests import Asking
from bureau.web.tabs import tabs_of


@require_safe
def unit(request: Asking, unit: int) -> HttpResponseBase:
    """?format= gives the units right below it as a file; with ?of=grades its posts by grade, also
    as their plot."""
    reference = Reference("unit", unit)
    with reading():
        organisation = seen_organisation(request, reference)
        now = structure_asked(request)
        found = now.unit(unit)
        if found is None:
            return nothing_known(request, reference)
        page = unit_page(request.actor, now, found, organisation.pk)
        form = request.GET.get("format", "")
        if form in exports.TABLE_FORMATS:
            return _file(request, form, page)
        if form == "jsonld":
            return linked_data_response(request, found)
        if form == "svg" and request.GET.get("of") == "grades" and page.counts.posts:
            drawn = _plot(request, page, standalone=True)
            return exports.file_response(drawn, form, f"{found.code}-by-grade")
        context = {
            "page": page,
            "crumbs": unit_crumbs(request, page),
            "tabs": unit_tabs(request, unit),
            "plot": _plot(request, page),
            "remarks": remarks_on(reference),
            "instruments": instruments_behind([reference], request.reading.at.recorded),
            "verbs": kinds.verbs(request.actor, reference),
            **asked_for_context(request, reference, organisation.pk),
            **_engaged(request, now, unit),
        }
    return render(request, "organisation/unit.html", context)


@require_safe
def unit_history(request: Asking, unit: int) -> HttpResponseBase:
    return history(request, Reference("unit", unit), unit_tabs(request, unit))


def _file(request: Asking, form: str, page: UnitPage) -> HttpResponseBase:
    if request.GET.get("of") == "grades":
        stem = f"{page.unit.code}-by-grade"
        by_grade: list[Column[tuple[str, Tally]]] = [
            Column("grade", _("Grade"), lambda one: one[0]),
            Column("posts", _("Posts"), lambda one: one[1].posts),
            Column("vacant", _("Vacant"), lambda one: one[1].vacant),
        ]
        return exports.dated_table_response(form, stem, by_grade, page.by_grade, request.reading)
    stem = f"{page.unit.code}-below"
    below: list[Column[Below]] = [
        Column("unit", _("Unit"), lambda one: one.unit.code),
        Column("name", _("Name"), lambda one: one.name),
        Column("head", _("Head"), lambda one: one.head_title),
        Column("posts", _("Posts"), lambda one: one.counts.posts),
        Column("vacant", _("Vacant"), lambda one: one.counts.vacant),
    ]
    return exports.dated_table_response(form, stem, below, page.below, request.reading)


def _engaged(request: Asking, now: Snapshot, unit: int) -> dict[str, object]:
    """Who works in the unit beside its posts, and how many with all below it."""
    own = engaged_in(request.actor, now, [unit])
    return {
        "engaged": with_verbs(request, engaged_lines(now, own)),
        "engaged_below": engaged_count(request.actor, now, [unit]),
    }


def unit_crumbs(request: Asking, page: UnitPage) -> list[Entry]:
    query = request.reading.query
    return [Entry(reverse("unit", args=[each.id]) + query, each.code) for each in page.path[:-1]]


def unit_tabs(request: Asking, unit: int) -> list[Entry]:
    own = {"unit": _("Unit"), "unit-chart": _("Chart"), "unit-history": _("History")}
    if request.actor.person is not None:
        own["unit-work"] = _("Work")
    return tabs_of(request, Reference("unit", unit), own)


def _plot(request: Asking, page: UnitPage, *, standalone: bool = False) -> str:
    if not page.counts.posts:
        return ""
    join = "&" if request.reading.query else "?"
    address = f"{reverse('posts')}{request.reading.query}{join}unit={page.unit.id}"
    rows = [
        (grade_called(grade), counts, f"{address}&grade={grade}")
        for grade, counts in page.by_grade
        if counts.posts
    ]
    title = _("Posts of {unit} by grade").format(unit=page.unit.code)
    return posts_plot(title, rows, key="by-grade", standalone=standalone)
