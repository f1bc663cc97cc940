"""Everything that ends within some days, of every kind of thing: one list, with filters."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from bureau.core.references import Reference
from bureau.core.structure.snapshot import Snapshot
from bureau.documents.tables import Column
from bureau.institution.organisation.queries.endings import DAYS, DAYS_MOST
from bureau.institution.organisation.queries.lineage import Called, called
from bureau.institution.organisation.queries.structure import roots_of, snapshot
from bureau.institution.organisation.views.rollups import staffing_tabs
from bureau.institution.organisation.views.what_is_seen import seen_organisation, unit_asked
from bureau.record.journal.queries import reading
from bureau.web import exports, kinds
from bureau.web.answers import Ending
from bureau.web.formats import as_date
from bureau.web.frame import Entry
from bureau.web.numbers import number_asked
from bureau.web.paging import slice_of
from bureau.web.requests import Asking
from bureau.web.saved import saveable

SPANS = (30, 90, 180, 365)


@dataclass(frozen=True, slots=True)
class Asked:
    """From the valid day of the page for so many days; of one sort, one unit, or the reader's."""

    first: date
    days: int
    what: str
    unit: int | None
    is_mine: bool

    @property
    def until(self) -> date:
        """The first day that is not looked at."""
        return self.first + timedelta(days=self.days)

    @property
    def span(self) -> tuple[date, date]:
        """The first days without what has its last day within those looked at."""
        return self.first + timedelta(days=1), self.until + timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Row:
    """One ending with where it is and whose care it is, named."""

    ending: Ending
    unit: Called | None
    owner: Called | None

    @property
    def last_day(self) -> date:
        return self.ending.day - timedelta(days=1)


@saveable
@require_safe
def ending(request: Asking) -> HttpResponseBase:
    if request.actor.person is None:
        raise Http404
    with reading():
        organisation = seen_organisation(request)
        now = snapshot(request.reading.at, request.reading.overlay)
        roots = roots_of(now, organisation.pk)
        asked = _asked(request, now, roots)
        found = kinds.endings(request.actor, *asked.span, request.reading)
        chosen = _chosen(request, now, asked, found)
        format = request.GET.get("format", "")
        if format in exports.TABLE_FORMATS:
            return _export(request, format, _rows(now, chosen))
        page = slice_of(range(len(chosen)), request.GET.get("page", ""))
        if page is None:
            raise Http404
        words = {each.what: str(each.word) for each in found}
        context = {
            "asked": asked,
            "rows": _rows(now, chosen[page.start : page.end]),
            "page": page,
            "total": len(chosen),
            "unit": now.unit(asked.unit) if asked.unit else None,
            "whats": sorted(words.items(), key=lambda pair: pair[1]),
            "spans": _spans(request, asked),
            "tabs": staffing_tabs(request, "ending", asked.unit),
        }
    return render(request, "organisation/ending.html", context)


def _asked(request: Asking, now: Snapshot, roots: Sequence[int]) -> Asked:
    days = number_asked(request.GET.get("days", ""))
    return Asked(
        first=as_date(request.reading.at.valid),
        days=DAYS if days is None else min(max(days, 1), DAYS_MOST),
        what=request.GET.get("what", ""),
        unit=unit_asked(now, roots, request.GET.get("unit", "")),
        is_mine=request.GET.get("mine", "") == "1",
    )


def _chosen(request: Asking, now: Snapshot, asked: Asked, found: Sequence[Ending]) -> list[Ending]:
    below = None if asked.unit is None else set(now.subtree(asked.unit))
    return [
        each
        for each in found
        if (not asked.what or each.what == asked.what)
        and (below is None or each.unit in below)
        and (not asked.is_mine or each.owner in request.actor.posts)
    ]


def _rows(now: Snapshot, endings: Sequence[Ending]) -> list[Row]:
    """With the names of their units and owners, in two reads."""
    units = {Reference("unit", each.unit) for each in endings if each.unit}
    owners = {Reference("post", each.owner) for each in endings if each.owner}
    names = called([*units, *owners], now)
    return [
        Row(
            each,
            names.get(Reference("unit", each.unit or 0)),
            names.get(Reference("post", each.owner or 0)),
        )
        for each in endings
    ]


def _spans(request: Asking, asked: Asked) -> list[Entry]:
    """The spans that are asked for most, each a link that keeps the other filters."""
    query = request.GET.copy()
    query.pop("page", None)
    found = []
    for days in SPANS:
        query["days"] = str(days)
        name = ngettext("{days} day", "{days} days", days).format(days=days)
        found.append(Entry(f"?{query.urlencode()}", name, current=days == asked.days))
    return found


def _export(request: Asking, format: str, rows: Sequence[Row]) -> HttpResponseBase:
    columns: list[Column[Row]] = [
        Column("last_day", _("Last day"), lambda row: row.last_day),
        Column("what", _("What"), lambda row: row.ending.what),
        Column("what_in_words", _("What, in words"), lambda row: str(row.ending.word)),
        Column("which", _("Which"), lambda row: row.ending.name),
        Column("detail", _("Of which"), lambda row: row.ending.note),
        Column("unit", _("Unit"), lambda row: row.unit.short if row.unit else None),
        Column("owner", _("Owner"), lambda row: row.owner.short if row.owner else None),
    ]
    return exports.dated_table_response(format, "ending", columns, rows, request.reading)
