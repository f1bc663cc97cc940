"""A page on which one table goes out and comes in: read and shown first, then taken."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bureau.core.imports.tables import COLUMNS
from bureau.core.reasons import Reason, Refused
from bureau.core.texts import LANGUAGES, Text
from bureau.documents.apart import read_table_apart
from bureau.documents.tables import Cell, Column
from bureau.institution.organisation.forms.instrument_tables import Rows, RowsForm, TableFileForm
from bureau.institution.organisation.forms.table_lines import Read, headings_left
from bureau.institution.organisation.views.instruments.files import file_sentence
from bureau.institution.organisation.views.instruments.parts import UNPROCESSABLE
from bureau.record.journal.queries import reading
from bureau.record.journal.services import Asked
from bureau.web import exports
from bureau.web.frame import Entry
from bureau.web.multilingual import here
from bureau.web.registers import Words, barred
from bureau.web.requests import Asking

SHOWN_MOST = 200


@dataclass(frozen=True, slots=True)
class TablePage:
    """What there is of one kind of table: `cells` go out, `read` reads them in, `take` calls the
    service. `says` what becomes of what is there, `label` of a row its number or code, if any, and
    its name, `done` what was taken, `flaw` why a cell is not, `sentence` why all is refused.
    """

    kind: str
    title: Words
    sub: Words
    says: Words
    back: str
    crumbs: Sequence[Entry]
    may: bool
    only: Words
    columns: Sequence[tuple[tuple[str, ...], Promise]]
    cells: Callable[[], Iterable[Sequence[Cell]]]
    read: Callable[[Rows], Read[Any]]
    take: Callable[[Asked, Sequence[Any]], Sequence[int]]
    label: Callable[[Any], tuple[str, str]]
    done: Callable[[Sequence[int]], str]
    flaw: Callable[[Reason], str]
    sentence: Callable[[Reason], str]


def table_page(request: Asking, page: TablePage) -> HttpResponseBase:
    """The files that go out, and the form by which one comes in."""
    if request.method == "POST":
        return _taken_in(request, page)
    format = request.GET.get("format", "")
    if format in exports.TABLE_FORMATS:
        with reading():
            rows = [list(cells) for cells in page.cells()]
        columns = [Column(name, name) for name in COLUMNS[page.kind]]
        return exports.dated_table_response(format, page.kind, columns, rows, request.reading)
    return _shown(request, page, TableFileForm())


def _taken_in(request: Asking, page: TablePage) -> HttpResponse:
    if not page.may:
        return barred(request, page.only)
    if "rows_read" in request.POST:
        return _taken(request, page)
    form = TableFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _shown(request, page, form)
    try:
        rows = read_table_apart(page.kind, form.content())
    except Refused as refused:
        for reason in refused.reasons:
            form.add_error("table", file_sentence(reason.code))
        return _shown(request, page, form)
    return _shown(request, page, form, rows)


def _taken(request: Asking, page: TablePage) -> HttpResponse:
    form = RowsForm(request.POST)
    if not form.is_valid():
        return _shown(request, page, TableFileForm())
    rows = form.cleaned_data["rows_read"]
    found = page.read(rows)
    if found.flaws:
        return _shown(request, page, TableFileForm(), rows)
    try:
        counts = page.take(form.asked(request.actor), found.rows)
    except Refused as refused:
        for reason in refused.reasons:
            messages.error(request, page.sentence(reason))
        return redirect(request.path)
    messages.success(request, page.done(counts))
    return redirect(page.back)


def _shown(request: Asking, page: TablePage, form: TableFileForm, rows: Rows = ()) -> HttpResponse:
    context: dict[str, object] = {"page": page, "form": form}
    if rows:
        context |= shown(page.kind, page.read(rows), page.label, page.flaw, rows)
        context["says"] = page.says
        context["confirm"] = RowsForm(initial={"rows_read": json.dumps(list(rows))})
    status = UNPROCESSABLE if form.is_bound and not rows else 200
    return render(request, "organisation/meetings/table.html", context, status=status)


def coded_label(one: Any) -> tuple[str, str]:
    return one.code, here(one.name)


def lines_told(counts: Sequence[int]) -> str:
    """How many lines were added and how many changed."""
    added, changed = counts
    told = ngettext("{count} line added", "{count} lines added", added).format(count=added)
    more = ngettext("{count} changed", "{count} changed", changed).format(count=changed)
    return _("{told}, {more}.").format(told=told, more=more)


def names_of(text: Text) -> list[Cell]:
    """The language of the original, then the words in each language, as a table has them."""
    return [text.original, *(text.said.get(code, ("",))[0] for code in LANGUAGES)]


def shown(
    kind: str,
    found: Read[Any],
    label: Callable[[Any], tuple[str, str]],
    flaw: Callable[[Reason], str],
    rows: Rows,
) -> dict[str, object]:
    """What was read, for the page: each row with what it changes, or every flaw."""
    lines = list(zip(found.rows, found.changes, strict=True))
    return {
        "found": [(*label(one), changes) for one, changes in lines[:SHOWN_MOST]]
        if not found.flaws
        else [],
        "count": len(lines),
        "more": max(0, len(lines) - SHOWN_MOST),
        "flaws": [(one, flaw(one.reason)) for one in found.flaws[:SHOWN_MOST]],
        "left": headings_left(kind, rows),
    }
