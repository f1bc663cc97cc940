"""Instruments with their provisions as files: taken out, and read in after they were shown."""

import json
from collections.abc import Iterator

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bureau.core.reasons import Refused
from bureau.documents.apart import read_table_apart
from bureau.documents.tables import Cell, Column
from bureau.institution.instruments.models import BY_HAND, Instrument, Provision
from bureau.institution.instruments.queries import bodies_of, meetings_of
from bureau.institution.instruments.queries.provisions import Node, nodes
from bureau.institution.instruments.services.tables import InstrumentRow, register_table
from bureau.institution.organisation.forms.instrument_tables import (
    KIND,
    PARTED_BY,
    InstrumentsFileForm,
    Known,
    Rows,
    ShownRowsForm,
    read_instruments,
)
from bureau.institution.organisation.forms.table_lines import headings_left
from bureau.institution.organisation.queries.instruments import instruments_of
from bureau.institution.organisation.texts.instrument_tables import COLUMNS, flaw_sentence
from bureau.institution.organisation.texts.words import sentence
from bureau.institution.organisation.views.instruments.parts import (
    UNPROCESSABLE,
    crumbs_to,
    keeps,
    not_kept,
)
from bureau.institution.organisation.views.what_is_seen import seen_organisation
from bureau.record.journal.queries import reading
from bureau.web import exports
from bureau.web.multilingual import here
from bureau.web.requests import Asking

SHOWN_MOST = 200


def files(request: Asking) -> HttpResponseBase:
    """The files that go out, and the form by which one comes in: shown first, then registered."""
    if request.actor.person is None:
        raise Http404
    organisation = seen_organisation(request).pk
    if request.method == "POST":
        return _taken_in(request, organisation)
    format = request.GET.get("format", "")
    if format in exports.TABLE_FORMATS:
        columns = [Column(name, str(words)) for name, (words, _says) in COLUMNS.items()]
        with reading():
            rows = list(_rows(request, organisation))
        name = "instruments-with-provisions"
        return exports.dated_table_response(format, name, columns, rows, request.reading)
    return _shown(request, organisation, InstrumentsFileForm())


def _taken_in(request: Asking, organisation: int) -> HttpResponse:
    if refusal := not_kept(request, organisation):
        return refusal
    if "rows_read" in request.POST:
        return _registered(request, organisation)
    form = InstrumentsFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _shown(request, organisation, form)
    try:
        rows = read_table_apart(KIND, form.content())
    except Refused as refused:
        for reason in refused.reasons:
            form.add_error("table", file_sentence(reason.code))
        return _shown(request, organisation, form)
    return _shown(request, organisation, form, rows, form.cleaned_data["language"])


def _registered(request: Asking, organisation: int) -> HttpResponse:
    form = ShownRowsForm(request.POST)
    if not form.is_valid():
        return _shown(request, organisation, InstrumentsFileForm())
    said = form.cleaned_data
    rows, language = said["rows_read"], said["language"]
    found, flaws = read_instruments(rows, _known(organisation))
    if flaws:
        return _shown(request, organisation, InstrumentsFileForm(), rows, language)
    try:
        made = register_table(
            form.asked(request.actor), organisation=organisation, language=language, rows=found
        )
    except Refused as refused:
        for reason in refused.reasons:
            messages.error(request, sentence(reason))
        return redirect("instruments-files")
    told = ngettext("{count} instrument", "{count} instruments", made[0]).format(count=made[0])
    parts = ngettext("{count} provision", "{count} provisions", made[1]).format(count=made[1])
    messages.success(request, _("Added: {told}, {parts}.").format(told=told, parts=parts))
    return redirect("instruments")


def _shown(
    request: Asking,
    organisation: int,
    form: InstrumentsFileForm,
    rows: Rows = (),
    language: str = "",
) -> HttpResponse:
    found: list[InstrumentRow] = []
    context: dict[str, object] = {}
    if rows:
        found, flaws = read_instruments(rows, _known(organisation))
        context = {
            "found": found[:SHOWN_MOST],
            "more": max(0, len(found) - SHOWN_MOST),
            "count": len(found),
            "parts": sum(len(row.parts) for row in found),
            "flaws": [(one, flaw_sentence(one.reason)) for one in flaws[:SHOWN_MOST]],
            "left": headings_left(KIND, rows),
            "confirm": ShownRowsForm(
                initial={"language": language, "rows_read": json.dumps(list(rows))}
            ),
        }
    context |= {
        "form": form,
        "keeps": keeps(request, organisation),
        "columns": COLUMNS.items(),
        "crumbs": crumbs_to(),
    }
    status = UNPROCESSABLE if form.is_bound and not rows else 200
    return render(request, "organisation/register/files.html", context, status=status)


def _known(organisation: int) -> Known:
    meetings = list(meetings_of(organisation))
    return Known(
        {row.code.casefold(): row.pk for row in bodies_of(organisation)},
        {
            (row.body_id, words.casefold()): row.pk
            for row in meetings
            for words, _status in row.name.said.values()
        },
    )


def _rows(request: Asking, organisation: int) -> Iterator[list[Cell]]:
    """What was registered by hand: one without parts has one row, any other a row for each."""
    rows = instruments_of(request.actor, organisation)
    listed = list(rows.filter(is_registered=True, kind__in=BY_HAND).order_by("pk"))
    parts: dict[int, list[Provision]] = {}
    for part in Provision.objects.filter(instrument__in=[row.pk for row in listed]):
        parts.setdefault(part.instrument_id, []).append(part)
    for row in listed:
        below: list[Node | None] = list(nodes(parts.get(row.pk, ())))
        for node in below or [None]:
            yield [*_of_whole(row), *_of_part(node)]


def _of_whole(row: Instrument) -> list[Cell]:
    return [
        row.kind,
        row.number,
        here(row.title),
        row.body.code if row.body else "",
        here(row.meeting.name) if row.meeting else "",
        row.day,
        row.source,
        here(row.note) if row.note else "",
    ]


def _of_part(node: Node | None) -> list[Cell]:
    if node is None:
        return ["", "", None, None]
    labels = f" {PARTED_BY} ".join(node.labels)
    return [labels, here(node.row.gist), node.row.is_mandate, node.row.due]


def file_sentence(code: str) -> str:
    return {
        "file_empty": _("The file is empty."),
        "file_takes_too_much": _("The file takes too much to read."),
    }.get(code, _("The file cannot be read as a table: save it as CSV or XLSX."))
