"""The list of a noun: search, filters, order, pages, saved views and files."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bureau.documents.tables import Column
from bureau.record.journal.forms import new_key
from bureau.record.journal.queries import reading
from bureau.record.nouns.fields import Field, Line
from bureau.record.nouns.noun import ADD, Noun
from bureau.record.nouns.rows import address_of, filters_of, lines_of, narrowed, rows_here
from bureau.record.nouns.tables import ROW, columns_of
from bureau.record.nouns.views.parts import entered, verb_of
from bureau.record.nouns.views.proposals import proposals_of
from bureau.web import exports
from bureau.web.answers import Verb
from bureau.web.paging import slice_of
from bureau.web.requests import Asking
from bureau.web.saved import saveable


@saveable
@require_safe
@entered
def rows(request: Asking, noun: Noun) -> HttpResponseBase:
    """Rows that the reader may see; `format` in the address gives all of them as a file."""
    with reading():
        found = narrowed(noun, rows_here(noun, request), request)
        format = request.GET.get("format", "")
        if format in exports.TABLE_FORMATS:
            return file_of(request, noun, format, lines_of(noun, request, list(found)))
        page = slice_of(list(found.values_list("pk", flat=True)), request.GET.get("page", ""))
        if page is None:
            raise Http404
        lines = lines_of(noun, request, list(found[page.start : page.end]))
        filters = filters_of(noun, request)
        context = {
            "noun": noun,
            "table": shown(noun, noun.fields_of(noun.listing.columns), lines),
            "page": page,
            "filters": filters,
            "text": request.GET.get("text", "").strip(),
            "is_narrowed": bool(request.GET.get("text")) or any(each.chosen for each in filters),
            "own_names": [each.field.typed for each in filters],
            "verbs": _verbs(request, noun),
            "address": request.path,
            "crumbs": noun.place.above(),
            "proposals": proposals_of(noun, request),
            "deed_key": new_key(),
        }
    return render(request, "nouns/list.html", context)


def shown(noun: Noun, fields: Sequence[Field], lines: Sequence[Line]) -> dict[str, Any]:
    """Headings and cells of a table of rows; the first cell leads to the page of its row."""
    return {
        "label": noun.named.many,
        "headings": [(field.name, field.label, bool(field.orders)) for field in fields],
        "lines": [
            (
                address_of(noun, number=line.row.pk),
                [(field.label, cell_of(field, line), address(field, line)) for field in fields],
            )
            for line in lines
        ],
    }


def cell_of(field: Field, line: Line) -> object:
    return field.shown(line) if field.shown else field.cell(line)


def address(field: Field, line: Line) -> str:
    return field.address(line) if field.address else ""


def _verbs(request: Asking, noun: Noun) -> list[Verb]:
    add = noun.deed(ADD)
    if add is None or not noun.rights.add(request.actor):
        return []
    return [
        verb_of(noun, add),
        Verb(_("Import table"), address_of(noun, "table"), is_rare=True),
    ]


def file_of(request: Asking, noun: Noun, format: str, lines: Sequence[Line]) -> HttpResponseBase:
    """The lines as a file that the same page imports again."""
    columns: list[Column[Line]] = [Column(ROW, _("Number of the row"), lambda line: line.row.pk)]
    for field in noun.fields:
        columns += columns_of(field)
    return exports.dated_table_response(format, noun.plural, columns, lines, request.reading)
