"""The list of imports with the form for files, and one import: a dry run, then its outcome."""

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bureau.core.imports.halves import Fault
from bureau.core.reasons import Reason
from bureau.documents.apart import read_apart
from bureau.documents.delimited import older_encoding
from bureau.documents.tables import Column
from bureau.institution.imports.forms import FilesForm
from bureau.institution.imports.models import UNDER_WAY, Becomes, State
from bureau.institution.imports.permissions import may_stage, may_write_import
from bureau.institution.imports.queries.outlook import ChangeLine, Outlook
from bureau.institution.imports.queries.pages import (
    ORGANOGRAM,
    import_seen,
    organisations_of,
    page_of,
    why_failed,
)
from bureau.institution.imports.services.outlooks import OUTLOOK, looked_up
from bureau.institution.imports.services.staging import stage
from bureau.institution.imports.texts.offers import ONLY_IMPORTERS
from bureau.institution.imports.texts.reasons import sentence
from bureau.institution.imports.texts.words import (
    LEFT_OUT,
    STATE_MARKS,
    STATES,
    encodings_told,
    line_in_words,
    place_in_words,
)
from bureau.institution.imports.views.parts import asked_of, beginning, summary_awaited
from bureau.institution.imports.views.tables import columns_matched, table_to_draft
from bureau.institution.organisation.views.settings.parts import crumbs
from bureau.record.journal.forms import new_key
from bureau.web import exports
from bureau.web.paging import slice_of
from bureau.web.refusing import refused_on, status_of
from bureau.web.registers import barred
from bureau.web.requests import Asking


def imports(request: Asking) -> HttpResponseBase:
    """The imports, newest first; files sent here are read, staged and shown, and change nothing."""
    if not may_stage(request.actor):
        return barred(request, ONLY_IMPORTERS)
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = FilesForm(*sent)
    if form.is_bound and form.is_valid():
        number = _staged(request, form)
        if number is not None:
            return redirect("import", number)
    found = page_of(request.actor, request.GET.get("page", ""))
    if found is None:
        raise Http404
    lines, page = found
    context = {
        "form": form,
        "lines": [(line, STATES[line.row.state], STATE_MARKS[line.row.state]) for line in lines],
        "page": page,
        "crumbs": crumbs(),
    }
    return render(request, "imports/imports.html", context, status=status_of(form))


def _staged(request: Asking, form: FilesForm) -> int | None:
    """Read apart first, outside of any transaction; then staged under one number."""
    said = form.cleaned_data
    read = read_apart(form.read(), older_encoding(said["encoding"], said["language"]))
    told = _("The files are read. Nothing is written yet: look at it first.")
    with refused_on(form, sentence):
        number = stage(request.actor, read, said["language"], said["key"])
        messages.success(request, told)
        return number
    return None


@require_safe
def one_import(request: Asking, number: int) -> HttpResponseBase:
    row = import_seen(request.actor, number)
    if row is None:
        raise Http404
    if row.becomes == Becomes.DRAFT:
        return table_to_draft(request, row)
    if row.state in UNDER_WAY:
        return render(request, "imports/under_way.html", beginning(request, row))
    shown = looked_up(OUTLOOK, row)
    if shown is None:
        return summary_awaited(request, row)
    found = shown.content
    format = request.GET.get("format", "")
    if format in exports.TABLE_FORMATS:
        return _export(request, format, found)
    page = slice_of(range(1, len(found.faults) + 1), request.GET.get("page", ""))
    if page is None:
        raise Http404
    context = {
        **beginning(request, row),
        "found": found,
        "shown": shown,
        "encodings": encodings_told(number),
        "faults": [_told(fault) for fault in found.faults[page.start : page.end]],
        "page": page,
        "proposals": [(each, new_key()) for each in found.proposals],
        "is_settled": all(each.is_accepted is not None for each in found.proposals),
        "may_settle": may_stage(request.actor) and row.state != State.PROPOSED,
        "may_write": may_write_import(request.actor, organisations_of(row)),
        **asked_of(request, row),
        "failed": sentence(why_failed(row)) if row.state == State.FAILED else "",
        "not_yours": sentence(Reason("not_your_organisation")),
        "is_table": row.kind != ORGANOGRAM,
        "lines": [_changing(line) for line in found.lines],
        "more": max(0, found.changes - len(found.lines)),
    }
    if row.kind != ORGANOGRAM:
        context |= columns_matched(request, row)
    return render(request, "imports/import.html", context)


def _changing(line: ChangeLine) -> tuple[ChangeLine, str, str, str]:
    what, how = line_in_words(line.kind, line.role)
    return line, what, how, place_in_words(line.kind, line.role, line.under)


def _told(fault: Fault) -> tuple[Fault, str, object]:
    return fault, sentence(fault.reason), LEFT_OUT[fault.left]


def _export(request: Asking, format: str, found: Outlook) -> HttpResponseBase:
    """What is left out, row by row, to be mended in the files."""
    columns: list[Column[Fault]] = [
        Column("file", _("File"), lambda fault: fault.file),
        Column("row", _("Row"), lambda fault: fault.row or None),
        Column("column", _("Column"), lambda fault: fault.column),
        Column("reason", _("Why"), lambda fault: sentence(fault.reason)),
        Column("left_out", _("Left out"), lambda fault: str(LEFT_OUT[fault.left])),
    ]
    name = f"import-{found.number}"
    return exports.dated_table_response(format, name, columns, found.faults, request.reading)
