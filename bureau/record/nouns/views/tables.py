"""The import of a table: read and shown first, tried out, then saved in one act."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bureau.core.reasons import Reason, Refused
from bureau.core.rows import excess
from bureau.documents.apart import read_columns_apart
from bureau.record.journal.forms import new_key
from bureau.record.nouns.forms import FileForm, RowsForm
from bureau.record.nouns.noun import CHANGE, Noun
from bureau.record.nouns.rows import address_of
from bureau.record.nouns.services.tables import faults_of, import_rows
from bureau.record.nouns.tables import Flaw, Read, columns_of, columns_typed, read
from bureau.record.nouns.texts import sentence
from bureau.record.nouns.views.parts import crumbs_of, entered
from bureau.web.frame import Entry
from bureau.web.refusing import UNPROCESSABLE, each, refused_on, refused_over
from bureau.web.registers import barred
from bureau.web.requests import Asking


@entered
def table(request: Asking, noun: Noun) -> HttpResponse:
    """The form for a file; a POST of a file shows what it says, a POST of rows saves them."""
    if not noun.rights.add(request.actor):
        return barred(request, noun.rights.only)
    if "rows_read" in request.POST:
        return _saved(request, noun)
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    if form.is_bound and form.is_valid():
        with refused_on(form, sentence, "table"):
            rows = read_columns_apart(columns_typed(noun), form.cleaned_data["table"])
            _refuse_unfit(rows)
            return _shown(request, noun, form, _read(request, noun, rows), rows)
    return _shown(request, noun, form)


def _refuse_unfit(rows: Any) -> None:
    """Raises Refused for a table without rows, or with more than are saved at once."""
    if len(rows) < 2:
        raise Refused(Reason("file_empty"))
    if reason := excess(len(rows) - 1):
        raise Refused(reason)


def _read(request: Asking, noun: Noun, rows: Any) -> Read:
    """The table as read; where each row is right by itself, also what the act would be refused
    for."""
    found = read(request, noun, rows)
    if not found.flaws and found.lines:
        given = [line.given() for line in found.lines]
        refused = faults_of(
            lambda: import_rows(request.actor, noun=noun.name, rows=given, is_trial=True)
        )
        found.flaws = [
            Flaw(number, "", words)
            for number, reasons in refused.items()
            for words in _sentences(noun, reasons)
        ]
    return found


def _sentences(noun: Noun, reasons: tuple[Reason, ...]) -> list[str]:
    return list(each(noun.sentence)(Refused(*reasons)))


def _saved(request: Asking, noun: Noun) -> HttpResponse:
    form = RowsForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("The table cannot be read. Choose the file again."))
        return redirect(request.path)
    rows = form.cleaned_data["rows_read"]
    refusing = refused_over(request, sentence)
    with refusing:
        _refuse_unfit(rows)
    if refusing.reasons:
        return redirect(request.path)
    found = read(request, noun, rows)
    if found.flaws:
        return _shown(request, noun, FileForm(), found, rows)
    with refused_over(request, noun.sentence):
        given = [line.given() for line in found.lines]
        import_rows(form.asked(request.actor), noun=noun.name, rows=given)
        messages.success(request, _counted(found))
        if noun.proposals and (change := noun.deed(CHANGE)):
            messages.info(request, str(change.done))
        return redirect(address_of(noun))
    return redirect(request.path)


def _counted(found: Read) -> str:
    added = sum(line.row is None for line in found.lines)
    changed = len(found.lines) - added
    told = ngettext("{count} row added", "{count} rows added", added).format(count=added)
    more = ngettext("{count} changed", "{count} changed", changed).format(count=changed)
    return _("{told}, {more}.").format(told=told, more=more)


def _shown(
    request: Asking,
    noun: Noun,
    form: FileForm,
    found: Read | None = None,
    rows: Any = None,
) -> HttpResponse:
    columns = [
        column for of in dict.fromkeys(columns_typed(noun).values()) for column in columns_of(of)
    ]
    context: Mapping[str, Any] = {
        "noun": noun,
        "form": form,
        "found": found,
        "counted": _counted(found) if found and found.lines else "",
        "confirm": RowsForm(initial={"key": new_key(), "rows_read": rows}) if rows else None,
        "columns": columns,
        "crumbs": crumbs_of(noun),
        "files": [
            Entry(f"{address_of(noun)}?format={format}", format.upper())
            for format in ("csv", "xlsx")
        ],
    }
    is_wrong = form.is_bound and found is None or bool(found and found.flaws)
    return render(request, "nouns/table.html", context, status=UNPROCESSABLE if is_wrong else 200)
