"""Posts rolled up by unit and by grade: a plot and the same in a table, to look at or to export."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bureau.core.structure.snapshot import Snapshot
from bureau.core.structure.views import Unit
from bureau.documents.tables import Column
from bureau.institution.organisation.queries.charts import grade_order
from bureau.institution.organisation.queries.names import wordings
from bureau.institution.organisation.queries.structure import roots_of
from bureau.institution.organisation.queries.tallies import (
    Tally,
    counts_within,
    tallies_by_grade,
    tallies_by_unit,
    tally,
    tally_of,
)
from bureau.institution.organisation.texts.words import word_for
from bureau.institution.organisation.views.exports import linked_data_response
from bureau.institution.organisation.views.plots import posts_plot
from bureau.institution.organisation.views.what_is_seen import (
    nothing_known,
    seen_organisation,
    structure_asked,
    unit_asked,
)
from bureau.record.journal.queries import reading
from bureau.web import exports
from bureau.web.frame import Entry
from bureau.web.requests import Asking
from bureau.web.saved import saveable

BARS_MOST = 40
OF_PEOPLE = frozenset({"beside-posts", "ending", "coming"})
"""Ways to look at posts that are for who is signed in."""


@dataclass(frozen=True, slots=True)
class RollUpRow:
    """One row: its name in short and in full, its counts, and where it leads.

    `shown` stands for the short name on the page, where that is called otherwise.
    """

    key: str
    name: str
    counts: Tally
    address: str
    shown: str = ""


@saveable
@require_safe
def posts_by_unit(request: Asking) -> HttpResponseBase:
    """The units right below one, each with the posts in it and below it."""
    with reading():
        organisation = seen_organisation(request)
        now = structure_asked(request)
        top = _top(request, now, organisation.pk)
        if top is None:
            return nothing_known(request)
        rows = _rows_by_unit(request, now, top)
        title = _("Posts of {unit} by unit").format(unit=top.code)
        return _rollup(request, now, top, rows, title, "posts-by-unit")


@saveable
@require_safe
def posts_by_grade(request: Asking) -> HttpResponseBase:
    with reading():
        organisation = seen_organisation(request)
        now = structure_asked(request)
        top = _top(request, now, organisation.pk)
        if top is None:
            return nothing_known(request)
        rows = [
            RollUpRow(
                grade,
                "",
                counts,
                _posts(request, unit=top.id, grade=grade),
                word_for(grade, "grade"),
            )
            for grade, counts in tallies_by_grade(
                now,
                grade_order(organisation.pk),
                counts_within(now, [top.id]),
            )
        ]
        title = _("Posts of {unit} by grade").format(unit=top.code)
        return _rollup(request, now, top, rows, title, "posts-by-grade")


def _top(request: Asking, now: Snapshot, organisation: int) -> Unit | None:
    """The unit asked for, else the organisation's first root."""
    roots = roots_of(now, organisation)
    asked = unit_asked(now, roots, request.GET.get("unit", ""))
    top = next(iter(roots), None) if asked is None else asked
    return now.unit(top) if top else None


def _rows_by_unit(request: Asking, now: Snapshot, top: Unit) -> list[RollUpRow]:
    units = now.children(top.id)
    words = wordings(unit.name for unit in units)
    own = now.roll_up_all()[top.id].own
    first = RollUpRow(top.code, _("the unit itself"), tally_of(own), "")
    deeper = request.reading.query + ("&" if request.reading.query else "?")
    return [first] + [
        RollUpRow(
            unit.code,
            words.get(unit.name, ""),
            counts,
            f"{reverse('posts-by-unit')}{deeper}unit={unit.id}",
        )
        for unit, counts in tallies_by_unit(now, units)
    ]


def _posts(request: Asking, **filters: object) -> str:
    query = request.reading.query
    more = "&".join(f"{name}={value}" for name, value in filters.items())
    return f"{reverse('posts')}{query}{'&' if query else '?'}{more}"


def _rollup(
    request: Asking,
    now: Snapshot,
    top: Unit,
    rows: Sequence[RollUpRow],
    title: str,
    name: str,
) -> HttpResponseBase:
    format = request.GET.get("format", "")
    if format in exports.TABLE_FORMATS:
        return _export(request, format, name, rows)
    if format == "jsonld" and name == "posts-by-unit":
        return linked_data_response(request, top)
    plotted = [(row.shown or row.key, row.counts, row.address) for row in rows if row.counts.posts]
    if format == "svg" and plotted:
        drawn = posts_plot(title, plotted[:BARS_MOST], key="rollup", standalone=True)
        return exports.file_response(drawn, format, name)
    query = request.reading.query
    context = {
        "title": title,
        "crumbs": [
            Entry(f"{reverse(name)}{query}{'&' if query else '?'}unit={unit.id}", unit.code)
            for unit in now.path(top.id)[:-1]
        ],
        "tabs": staffing_tabs(request, name, top.id),
        "rows": rows,
        "total": tally(counts_within(now, [top.id])),
        "plot": posts_plot(title, plotted[:BARS_MOST], key="rollup") if plotted else "",
        "more": "svg" * bool(plotted) + " jsonld" * (name == "posts-by-unit"),
        "heading": _("Unit") if name == "posts-by-unit" else _("Grade"),
    }
    return render(request, "organisation/rollup.html", context)


def staffing_tabs(request: Asking, current: str, unit: int | None = None) -> list[Entry]:
    """The ways to look at posts, of the same unit."""
    query = request.reading.query
    more = f"{'&' if query else '?'}unit={unit}" if unit else ""
    labels = {
        "posts": _("Staffing table"),
        "posts-by-unit": _("By unit"),
        "posts-by-grade": _("By grade"),
        "figures": _("Figures"),
        "as-adopted": _("As adopted"),
        "beside-posts": _("Beside posts"),
        "ending": _("Ending"),
        "coming": _("To come"),
        "blocks": _("Staffing blocks"),
    }
    if request.actor.person is None:
        labels = {name: label for name, label in labels.items() if name not in OF_PEOPLE}
    return [
        Entry(f"{reverse(name)}{query}{more}", label, current=name == current)
        for name, label in labels.items()
    ]


def _export(request: Asking, format: str, name: str, rows: Sequence[RollUpRow]) -> HttpResponseBase:
    key = _("Unit") if name == "posts-by-unit" else _("Grade")
    columns: list[Column[RollUpRow]] = [
        Column("key", key, lambda row: row.key),
        Column("name", _("Name"), lambda row: row.name),
        Column("posts", _("Posts"), lambda row: row.counts.posts),
        Column("encumbered", _("Encumbered"), lambda row: row.counts.encumbered),
        Column("vacant", _("Vacant"), lambda row: row.counts.vacant),
        Column("frozen", _("Frozen"), lambda row: row.counts.frozen),
        Column("fte", _("Full-time equivalents"), lambda row: Decimal(row.counts.fte) / 100),
        Column("blocks", _("In staffing blocks"), lambda row: Decimal(row.counts.blocks) / 100),
    ]
    return exports.dated_table_response(format, name, columns, rows, request.reading)
