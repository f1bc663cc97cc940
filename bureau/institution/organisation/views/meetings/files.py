"""Agenda and documents of a session as files: taken out, and read in after they were shown."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from django.contrib import messages
from django.db.models import Max
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from bureau.core.imports.tables import COLUMNS
from bureau.core.meetings.deadlines import SlotState
from bureau.core.reasons import Refused
from bureau.core.texts import LANGUAGES
from bureau.documents.apart import read_table_apart
from bureau.documents.tables import Cell, Column
from bureau.institution.instruments.models import Document, Meeting
from bureau.institution.instruments.queries import bodies_of
from bureau.institution.instruments.queries.agenda import agenda_of
from bureau.institution.instruments.queries.documents import classes_of, documents_of
from bureau.institution.instruments.services.documents import today_of
from bureau.institution.instruments.services.meeting_tables import take_agenda, take_documents
from bureau.institution.organisation.forms.instrument_tables import Cells, Rows
from bureau.institution.organisation.forms.meeting_tables import (
    AGENDA,
    DOCUMENTS,
    KINDS,
    Known,
    MeetingFileForm,
    ShownMeetingRowsForm,
    read_agenda,
    read_documents,
)
from bureau.institution.organisation.forms.table_lines import Read, cells_of
from bureau.institution.organisation.texts.meeting_tables import columns_told, flaw_sentence
from bureau.institution.organisation.texts.words import sentence
from bureau.institution.organisation.views.instruments.files import file_sentence
from bureau.institution.organisation.views.instruments.parts import UNPROCESSABLE
from bureau.institution.organisation.views.meetings.parts import (
    crumbs_to,
    not_served,
    post_finder,
    post_number,
    serves,
    session_seen,
)
from bureau.institution.organisation.views.meetings.tables import lines_told, names_of, shown
from bureau.record.journal.queries import reading
from bureau.web import exports, kinds
from bureau.web.multilingual import here
from bureau.web.requests import Asking

READS: dict[str, Callable[[Rows, Known], Read[Any]]] = {
    AGENDA: read_agenda,
    DOCUMENTS: read_documents,
}


def files(request: Asking, meeting: int) -> HttpResponseBase:
    """The files that go out, and the form by which one comes in: shown first, then taken."""
    session = session_seen(request, meeting)
    if request.method == "POST":
        return _taken_in(request, session)
    format, kind = request.GET.get("format", ""), request.GET.get("kind", AGENDA)
    if format in exports.TABLE_FORMATS and kind in READS:
        with reading():
            rows = list(_cells(request, session, kind))
        columns = [Column(name, name) for name in COLUMNS[kind]]
        return exports.dated_table_response(format, kind, columns, rows, request.reading)
    return _shown(request, session, MeetingFileForm())


def _taken_in(request: Asking, session: Meeting) -> HttpResponse:
    if refusal := not_served(request, session.body):
        return refusal
    if "rows_read" in request.POST:
        return _taken(request, session)
    form = MeetingFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _shown(request, session, form)
    kind = form.cleaned_data["kind"]
    try:
        rows = read_table_apart(kind, form.content())
    except Refused as refused:
        for reason in refused.reasons:
            form.add_error("table", file_sentence(reason.code))
        return _shown(request, session, form)
    return _shown(request, session, form, rows, kind)


def _taken(request: Asking, session: Meeting) -> HttpResponse:
    form = ShownMeetingRowsForm(request.POST)
    if not form.is_valid():
        return _shown(request, session, MeetingFileForm())
    rows, kind = form.cleaned_data["rows_read"], form.cleaned_data["kind"]
    found = READS[kind](rows, _known(request, session, kind))
    if found.flaws:
        return _shown(request, session, MeetingFileForm(), rows, kind)
    take: Any = take_agenda if kind == AGENDA else take_documents
    try:
        counts = take(form.asked(request.actor), meeting=session.pk, rows=found.rows)
    except Refused as refused:
        for reason in refused.reasons:
            messages.error(request, sentence(reason))
        return redirect("meeting-files", session.pk)
    messages.success(request, lines_told(counts))
    return redirect("meeting" if kind == AGENDA else "meeting-documents", session.pk)


def _shown(
    request: Asking, session: Meeting, form: MeetingFileForm, rows: Rows = (), kind: str = ""
) -> HttpResponse:
    context: dict[str, object] = {}
    if rows:
        found = READS[kind](rows, _known(request, session, kind))
        context = shown(kind, found, _label, flaw_sentence, rows)
        context["says"] = _(
            "What is there under a number says afterwards what its line says; what the table "
            "leaves out, lines or columns, stays."
        )
        context["confirm"] = ShownMeetingRowsForm(
            initial={"kind": kind, "rows_read": json.dumps(list(rows))}
        )
    context |= {
        "form": form,
        "session": session,
        "serves": serves(request, session.body),
        "kinds": [(name, words, columns_told(name)) for name, words in KINDS],
        "crumbs": crumbs_to(session.body, session),
    }
    status = UNPROCESSABLE if form.is_bound and not rows else 200
    return render(request, "organisation/meetings/files.html", context, status=status)


def _label(one: Any) -> tuple[str, str]:
    """Its number as the row has it, of a document that has none yet the next one; its title."""
    number = str(one.said.number if hasattr(one.said, "number") else one.number)
    return number or _("the next number"), here(one.said.title)


def _known(request: Asking, session: Meeting, kind: str) -> Known:
    agenda = agenda_of(session.pk)
    subjects = {node.row.number: node.subject for node in agenda if node.subject}
    seen = kinds.visible(request.actor, subjects.values())
    rows = {row.number: row for row in documents_of(session.pk)}
    names = {row.name for row in kinds.kinds()}
    return Known(
        session=session,
        bodies={row.code.casefold(): row.pk for row in bodies_of(session.body.organisation)},
        sittings={
            words.casefold(): row.pk
            for row in session.sittings.all()
            for words, _status in row.name.said.values()
        },
        items={node.row.number: node.row for node in agenda},
        hidden={number: one for number, one in subjects.items() if one not in seen},
        classes={
            rule.code.casefold(): rule for rule in classes_of(session.body_id, session.valid_from)
        },
        documents=dict(rows),
        variants={row.number for row in rows.values() if row.variant},
        there=_there(request, session, kind),
        counts=_counts(session),
        elsewhere=_numbers_elsewhere(session) if kind == DOCUMENTS else (),
        today=today_of(session, timezone.now()),
        find_post=post_finder(session.body.organisation),
        is_visible=lambda one: one.kind in names and one in kinds.visible(request.actor, [one]),
    )


def _counts(session: Meeting) -> dict[tuple[object, ...], int]:
    """The last number of each class, and of the revisions and addenda of each document."""
    rows = Document.objects.filter(meeting=session)
    last = rows.values_list("document_class").annotate(last=Max("running")).order_by()
    below = rows.exclude(variant="").values_list("of__number", "variant")
    variants = below.annotate(last=Max("variant_running")).order_by()
    found: dict[tuple[object, ...], int] = {(rule,): n for rule, n in last}
    return found | {(of, variant): n for of, variant, n in variants}


def _numbers_elsewhere(session: Meeting) -> set[str]:
    rows = Document.objects.filter(meeting__body=session.body_id).exclude(meeting=session)
    return {number.casefold() for number in rows.values_list("number", flat=True)}


def _there(request: Asking, session: Meeting, kind: str) -> dict[str, Cells]:
    """By its number what is there, as it goes out."""
    rows = (cells_of(cells, kind) for cells in _cells(request, session, kind))
    return {cells["number"]: cells for cells in rows}


def _cells(request: Asking, session: Meeting, kind: str) -> Iterator[list[Cell]]:
    """The rows of a table in the order of its columns; the number comes first."""
    return _agenda(request, session) if kind == AGENDA else _documents(session)


def _agenda(request: Asking, session: Meeting) -> Iterator[list[Cell]]:
    agenda = agenda_of(session.pk)
    numbers = {node.row.pk: node.row.number for node in agenda}
    seen = kinds.visible(request.actor, [node.subject for node in agenda if node.subject])
    for node in agenda:
        row = node.row
        yield [
            *(row.number, numbers.get(row.under_id or 0, ""), *names_of(row.title)),
            row.allocated.code if row.allocated else "",
            here(row.sitting.name) if row.sitting else "",
            *(row.minutes, row.state, str(node.subject) if node.subject in seen else ""),
        ]


def _documents(session: Meeting) -> Iterator[list[Cell]]:
    """Those of a class in the order of their numbers, each before its revisions and addenda."""
    numbers = {row.pk: row.number for row in documents_of(session.pk)}
    for row in documents_of(session.pk):
        slots = {slot.language: slot for slot in row.slots.all()}
        yield [
            *(row.number, row.document_class.code, numbers.get(row.of_id or 0, "")),
            *(row.variant, *names_of(row.title)),
            "; ".join(sorted(item.number for item in row.items.all())),
            here(row.submitter_name) if row.submitter_name else "",
            *(post_number(row.submitter_post), row.received, row.withdrawn, row.source),
            *(_slot(slots.get(code)) for code in LANGUAGES),
        ]


def _slot(slot: Any) -> str:
    if slot is None:
        return ""
    return slot.day.isoformat() if slot.state == SlotState.THERE else str(slot.state)
