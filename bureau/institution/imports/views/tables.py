"""A spreadsheet: read, its columns matched, shown as changes; made a draft where it becomes one."""

from collections.abc import Sequence
from functools import partial
from itertools import chain
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bureau.core.imports.tabled.ground import left_out
from bureau.core.imports.tables import COLUMNS
from bureau.documents.apart import read_table_in
from bureau.documents.delimited import BYTES_MOST, older_encoding
from bureau.institution.governance.texts.labels import ACTIONS
from bureau.institution.imports.forms import DraftForm, TableForm
from bureau.institution.imports.models import Import, State
from bureau.institution.imports.permissions import may_import_into, may_stage
from bureau.institution.imports.queries.pages import ORGANOGRAM, drafts_seen, import_seen
from bureau.institution.imports.queries.tables import headings_of
from bureau.institution.imports.services.outlooks import TABLE, looked_up
from bureau.institution.imports.services.tables import (
    draft_from_table,
    match_columns,
    take_table,
)
from bureau.institution.imports.texts.offers import ONLY_IMPORTERS
from bureau.institution.imports.texts.reasons import of_file, sentence
from bureau.institution.imports.texts.words import LEFT_OUT, column_in_words, encodings_told
from bureau.institution.imports.views.parts import summary_awaited
from bureau.institution.organisation.views.settings.parts import crumbs, organisation_here
from bureau.record.journal.forms import KeyedForm
from bureau.web.frame import Entry
from bureau.web.refusing import UNPROCESSABLE, refused_on, refused_over, status_of
from bureau.web.registers import barred
from bureau.web.requests import Asking

SHOWN_MOST = 300


def new_table(request: Asking) -> HttpResponse:
    """The form; a table sent here is read and shown beside what stands, and changes nothing."""
    if not may_stage(request.actor):
        return barred(request, ONLY_IMPORTERS)
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = TableForm(*sent)
    if form.is_bound and form.is_valid():
        number = _staged(request, form)
        if number is not None:
            return redirect("import", number)
    context = {"form": form, "crumbs": _crumbs()}
    return render(request, "imports/table_new.html", context, status=status_of(form))


def _crumbs() -> list[Entry]:
    return [*crumbs(), Entry(reverse("imports"), _("Imports"))]


def _staged(request: Asking, form: TableForm) -> int | None:
    said = form.cleaned_data
    with refused_on(form, partial(of_file, said["table"].name or ""), "table"):
        content = said["table"].read(BYTES_MOST + 1)
        rows, encoding = read_table_in(
            said["kind"], content, older_encoding(said["encoding"], said["language"])
        )
        return take_table(
            form.asked(request.actor),
            organisation=organisation_here(request).pk,
            kind=said["kind"],
            becomes=said["becomes"],
            day=said["day"],
            name=said["table"].name or "",
            rows=rows,
            language=said["language"],
            encoding=encoding,
        )
    return None


def table_to_draft(request: Asking, row: Import, form: DraftForm | None = None) -> HttpResponse:
    """What a staged table would change, with the form that makes it a draft."""
    shown = looked_up(TABLE, row)
    if shown is None:
        return _awaited(request, row, form)
    found, matched = shown.content, headings_of(row)[0]
    drafted = drafts_seen(request.actor, [row]).values()
    context = {
        "row": row,
        "title": _("Import {number}").format(number=row.pk),
        "crumbs": _crumbs(),
        "found": found,
        "shown": shown,
        "encodings": encodings_told(row.pk),
        **columns_matched(request, row),
        "changes": [(ACTIONS[one.kind], one) for one in found.changes[:SHOWN_MOST]],
        "more": max(0, len(found.changes) - SHOWN_MOST),
        "misfits": [
            (one, sentence(one.reason), LEFT_OUT[left_out(matched, one)])
            for one in found.misfits[:SHOWN_MOST]
        ],
        "form": form or DraftForm(),
        "button": KeyedForm(),
        "draft": next((label.address for label in drafted), ""),
    }
    status = UNPROCESSABLE if form is not None else 200
    return render(request, "imports/table.html", context, status=status)


def _awaited(request: Asking, row: Import, form: DraftForm | None) -> HttpResponse:
    """The page until the summary is there; what a form was refused for is shown on it."""
    for fault in chain.from_iterable(form.errors.values()) if form else ():
        messages.error(request, str(fault))
    answer = summary_awaited(request, row)
    answer.status_code = UNPROCESSABLE if form else answer.status_code
    return answer


def columns_matched(request: Asking, row: Import) -> dict[str, Any]:
    """The headings with their first cells and what each is taken for, while that may be changed."""
    matched, sample = headings_of(row)
    return {
        "columns": [(name, column_in_words(name)) for name in COLUMNS[row.kind]],
        "headings": [
            (place, heading, matched.columns[place], [_cell(cells, place) for cells in sample])
            for place, heading in enumerate(matched.headings)
        ],
        "is_unmatched": None in matched.columns,
        "is_open": row.state == State.STAGED
        and may_import_into(request.actor, row.organisation_id),
    }


def _cell(cells: Sequence[str], place: int) -> str:
    return cells[place] if place < len(cells) else ""


@require_POST
def columns(request: Asking, number: int) -> HttpResponse:
    """What somebody says the headings are; remembered for the next table."""
    row = _table(request, number)
    headings = headings_of(row)[0].headings
    said: dict[str, Any] = {}
    for place, heading in enumerate(headings):
        if heading:  # of two alike one may be taken
            said[heading] = said.get(heading) or request.POST.get(f"column-{place}", "")
    form = KeyedForm(request.POST)
    if form.is_valid():
        with refused_over(request, sentence):
            match_columns(form.asked(request.actor), number=number, columns=said)
            messages.success(request, _("The columns are kept, also for the next table."))
    return redirect("import", number)


@require_POST
def draft(request: Asking, number: int) -> HttpResponse:
    """Begin a reorganisation with the changes that the table asks for."""
    row = _table(request, number)
    form = DraftForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        with refused_on(form, sentence):
            found = draft_from_table(
                form.asked(request.actor),
                number=number,
                reference=said["reference"],
                title=said["title"],
            )
            return redirect("reorganisation", found)
    return table_to_draft(request, row, form)


def _table(request: Asking, number: int) -> Import:
    """A table that the reader may see and draft from."""
    row = import_seen(request.actor, number)
    if row is None or row.kind == ORGANOGRAM or not may_stage(request.actor):
        raise Http404
    return row
