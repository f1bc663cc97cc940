"""A page on which tables go out and come in: read and shown first, then taken."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bureau.core.reasons import Reason
from bureau.core.texts import LANGUAGES, Text
from bureau.documents.apart import read_table_apart
from bureau.documents.tables import Cell, Column, columns_of_cells
from bureau.institution.organisation.forms.tables.files import RowsForm, TableFileForm
from bureau.institution.organisation.forms.tables.lines import Kind, Read, Rows
from bureau.institution.organisation.texts.reasons import sentence
from bureau.institution.organisation.texts.tables import columns_told, file_sentence, flaw_sentence
from bureau.record.journal.forms import new_key
from bureau.record.journal.queries import reading
from bureau.web import exports
from bureau.web.frame import Entry
from bureau.web.multilingual import here
from bureau.web.refusing import UNPROCESSABLE, refused_on, refused_over
from bureau.web.registers import Words, barred
from bureau.web.requests import Asking

SHOWN_MOST = 200


def coded_label(one: Any) -> tuple[str, str]:
    return one.code, here(one.name)


def lines_counted(rows: Sequence[Any]) -> str:
    count = len(rows)
    return ngettext("%(number)s line", "%(number)s lines", count) % {"number": count}


def lines_told(counts: Sequence[int]) -> str:
    """How many lines were added and how many changed."""
    added, changed = counts
    told = ngettext("{count} line added", "{count} lines added", added).format(count=added)
    more = ngettext("{count} changed", "{count} changed", changed).format(count=changed)
    return _("{told}, {more}.").format(told=told, more=more)


def names_of(text: Text) -> list[Cell]:
    """The language of the original, then the words in each language, as a table has them."""
    return [text.original, *(text.said.get(code, ("",))[0] for code in LANGUAGES)]


@dataclass(frozen=True, slots=True, kw_only=True)
class OneTable:
    """A kind of table of something: `cells` go out, `read` reads them in, `take` calls the service
    with what the form of the rows says. `says` what becomes of what is there, `label` of a row its
    number or code, if any, and its name, `counted` how many are shown, `done` what was taken,
    `flaw` why a cell is not, `sentence` why all is refused; `back` is where one goes on.
    Its columns go out under `headings` and in a `file` of another name where those are given.
    """

    kind: Kind
    says: Words
    back: str
    cells: Callable[[], Iterable[Sequence[Cell]]]
    read: Callable[[Rows], Read[Any]]
    take: Callable[[RowsForm, Sequence[Any]], Sequence[int]]
    name: Words = ""
    label: Callable[[Any], tuple[str, str]] = coded_label
    counted: Callable[[Sequence[Any]], str] = lines_counted
    done: Callable[[Sequence[int]], str] = lines_told
    flaw: Callable[[Reason], str] = flaw_sentence
    sentence: Callable[[Reason], str] = sentence
    headings: Sequence[str] = ()
    file: str = ""

    def columns(self) -> list[Column[Sequence[Cell]]]:
        names = self.kind.columns
        return columns_of_cells(zip(names, self.headings or names, strict=True))

    def told(self) -> list[tuple[tuple[str, ...], Promise]]:
        return columns_told(self.kind.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class TablePage:
    """The tables of one page, told apart by `kind` in the address and the forms where there are
    several; who `may` bring one in, and what is said to others. What `file_form` asks beside the
    file, `rows_form` carries on."""

    title: Words
    sub: Words
    crumbs: Sequence[Entry]
    may: bool
    only: Words
    tables: Sequence[OneTable]
    file_form: type[TableFileForm] = TableFileForm
    rows_form: type[RowsForm] = RowsForm
    template: str = "organisation/tables/page.html"

    def table(self, said: Mapping[str, Any]) -> OneTable:
        """The one of the kind that an address or a form says, the first where it says none."""
        kind = said.get("kind", self.tables[0].kind.name)
        for one in self.tables:
            if one.kind.name == kind:
                return one
        raise Http404


def table_page(request: Asking, page: TablePage) -> HttpResponseBase:
    """The files that go out, and the form by which one comes in."""
    if request.method == "POST":
        return _taken_in(request, page)
    format = request.GET.get("format", "")
    if format not in exports.TABLE_FORMATS:
        return _shown(request, page, page.file_form())
    table = page.table(request.GET)
    with reading():
        rows = list(table.cells())
    name = table.file or table.kind.name
    return exports.dated_table_response(format, name, table.columns(), rows, request.reading)


def _taken_in(request: Asking, page: TablePage) -> HttpResponse:
    if not page.may:
        return barred(request, page.only)
    if "rows_read" in request.POST:
        return _taken(request, page)
    form = page.file_form(request.POST, request.FILES)
    if not form.is_valid():
        return _shown(request, page, form)
    said = form.cleaned_data
    with refused_on(form, file_sentence, "table"):
        rows = read_table_apart(page.table(said).kind.name, said["table"])
        return _shown(request, page, form, {**said, "rows_read": rows})
    return _shown(request, page, form)


def _taken(request: Asking, page: TablePage) -> HttpResponse:
    form = page.rows_form(request.POST)
    if not form.is_valid():
        return _shown(request, page, page.file_form())
    said = form.cleaned_data
    table = page.table(said)
    found = table.read(said["rows_read"])
    if found.flaws:
        return _shown(request, page, page.file_form(), said)
    with refused_over(request, table.sentence):
        counts = table.take(form, found.rows)
        messages.success(request, table.done(counts))
        return redirect(table.back)
    return redirect(request.path)


def _shown(
    request: Asking, page: TablePage, form: TableFileForm, said: Mapping[str, Any] | None = None
) -> HttpResponse:
    """The page with its form, and what was read of the rows that are `said`, if any."""
    context: dict[str, object] = {"page": page, "form": form}
    if said:
        context |= _as_read(page, said)
    status = UNPROCESSABLE if form.is_bound and not said else 200
    return render(request, page.template, context, status=status)


def _as_read(page: TablePage, said: Mapping[str, Any]) -> dict[str, object]:
    """Each row with what it changes, or every flaw, and the form that sends the rows back."""
    table, rows = page.table(said), said["rows_read"]
    read = table.read(rows)
    lines = [] if read.flaws else list(zip(read.rows, read.changes, strict=True))
    carried = {name: said[name] for name in page.rows_form.base_fields if name in said}
    return {
        "table": table,
        "found": [(*table.label(row), changes) for row, changes in lines[:SHOWN_MOST]],
        "lines": lines[:SHOWN_MOST],
        "counted": table.counted(read.rows),
        "more": max(0, len(lines) - SHOWN_MOST),
        "flaws": [(one, table.flaw(one.reason)) for one in read.flaws[:SHOWN_MOST]],
        "left": table.kind.headings_left(rows),
        "confirm": page.rows_form(initial=carried | {"key": new_key(), "rows_read": list(rows)}),
    }
