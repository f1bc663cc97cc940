"""The agenda and the documents of a session as tables."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db.models import Max
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bureau.core.meetings.deadlines import SlotState
from bureau.core.texts import LANGUAGES
from bureau.documents.tables import Cell
from bureau.institution.instruments.models import Document, Meeting
from bureau.institution.instruments.queries import bodies_of
from bureau.institution.instruments.queries.agenda import agenda_of
from bureau.institution.instruments.queries.documents import classes_of, documents_of
from bureau.institution.instruments.services.documents import today_of
from bureau.institution.instruments.services.meeting_tables import (
    DocumentRow,
    ItemRow,
    take_agenda,
    take_documents,
)
from bureau.institution.organisation.forms.tables.lines import Kind
from bureau.institution.organisation.forms.tables.session import (
    AGENDA,
    DOCUMENTS,
    NAMES,
    Known,
    SessionFileForm,
    SessionRowsForm,
    read_agenda,
    read_documents,
)
from bureau.institution.organisation.views.meetings.parts import (
    ONLY_SECRETARIES,
    crumbs_to,
    post_finder,
    post_number,
    serves,
    session_seen,
)
from bureau.institution.organisation.views.tables.page import (
    OneTable,
    TablePage,
    names_of,
    table_page,
)
from bureau.web import kinds
from bureau.web.multilingual import here
from bureau.web.requests import Asking


def files(request: Asking, meeting: int) -> HttpResponseBase:
    """The agenda and the documents, each as a table."""
    session = session_seen(request, meeting)
    tables = [_agenda_table(request, session), _documents_table(request, session)]
    page = TablePage(
        title=_("Agenda and documents as files"),
        sub=_("A row for each item or document; the same columns are read in again."),
        crumbs=crumbs_to(session.body, session),
        may=serves(request, session.body),
        only=ONLY_SECRETARIES,
        tables=tables,
        file_form=SessionFileForm,
        rows_form=SessionRowsForm,
    )
    return table_page(request, page)


def _agenda_table(request: Asking, session: Meeting) -> OneTable:
    def label(row: ItemRow) -> tuple[str, str]:
        return row.said.number, here(row.said.title)

    return OneTable(
        kind=AGENDA,
        name=NAMES[AGENDA.name],
        says=_says(),
        back=reverse("meeting", args=[session.pk]),
        cells=lambda: _agenda(request, session),
        read=lambda rows: read_agenda(
            rows, _known(request, session, AGENDA, _agenda(request, session))
        ),
        take=lambda form, found: take_agenda(
            form.asked(request.actor), meeting=session.pk, rows=found
        ),
        label=label,
    )


def _documents_table(request: Asking, session: Meeting) -> OneTable:
    def label(row: DocumentRow) -> tuple[str, str]:
        return row.number or _("the next number"), here(row.said.title)

    return OneTable(
        kind=DOCUMENTS,
        name=NAMES[DOCUMENTS.name],
        says=_says(),
        back=reverse("meeting-documents", args=[session.pk]),
        cells=lambda: _documents(session),
        read=lambda rows: read_documents(
            rows, _known(request, session, DOCUMENTS, _documents(session))
        ),
        take=lambda form, found: take_documents(
            form.asked(request.actor), meeting=session.pk, rows=found
        ),
        label=label,
    )


def _says() -> str:
    return _(
        "What is there under a number says afterwards what its line says; what the table "
        "leaves out, lines or columns, stays."
    )


def _known(request: Asking, session: Meeting, kind: Kind, there: Iterable[Sequence[Cell]]) -> Known:
    """What a table of that kind may name; `there` are the rows that go out of it."""
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
        there={cells["number"]: cells for cells in map(kind.cells, there)},
        counts=_counts(session),
        elsewhere=_numbers_elsewhere(session) if kind is DOCUMENTS else (),
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
    rows = list(documents_of(session.pk))
    numbers = {row.pk: row.number for row in rows}
    for row in rows:
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
