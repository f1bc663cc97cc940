"""Deeds of meetings: sessions, sittings, agendas, documents, and tables of them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from bureau.config.proving import acts
from bureau.config.proving.deeds.deed import Deed
from bureau.config.shell import actor_with_login
from bureau.core.meetings.deadlines import SlotState
from bureau.core.meetings.decisions import FollowUpState
from bureau.institution.instruments.models import (
    AgendaItem,
    Document,
    DocumentClass,
    Instrument,
    Meeting,
)
from bureau.institution.instruments.services import agenda, document_files, documents, sessions
from bureau.institution.instruments.services.agenda import ItemSaid
from bureau.institution.instruments.services.body_tables import BodyRow, take_bodies
from bureau.institution.instruments.services.decision_tables import WordRow, take_words
from bureau.institution.instruments.services.document_classes import ClassSaid, keep_document_class
from bureau.institution.instruments.services.documents import DocumentSaid
from bureau.institution.instruments.services.meeting_tables import (
    DocumentRow,
    ItemRow,
    take_agenda,
    take_documents,
)
from bureau.institution.instruments.services.session_tables import SessionRow, take_sessions
from bureau.institution.instruments.services.sessions import Hours
from bureau.record.files.services import Content
from bureau.record.files.store import put
from bureau.web.multilingual import text

DAY = timedelta(days=1)


def deeds() -> Iterator[Deed]:
    """A session and a sitting are said anew, then its agenda and documents."""
    by = actor_with_login(acts.COMMITTEE)
    session = Document.objects.order_by("pk").last()
    assert session is not None
    row = session.meeting
    yield lambda: sessions.keep_meeting(
        by,
        meeting=row.pk,
        name=row.name,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        kind=row.kind,
        code=row.code,
        zone=row.zone,
    )
    again = SessionRow(row.body_id, text(en="The next"), row.valid_until, row.valid_until + DAY)
    yield lambda: take_sessions(by, rows=[again])
    hours, name = Hours(row.valid_from), text(en="Sitting")
    yield lambda: sessions.register_sitting(by, meeting=row.pk, name=name, hours=hours)
    sitting = Meeting.objects.get(under=row).pk
    yield lambda: sessions.keep_sitting(by, sitting=sitting, name=name, hours=hours)
    yield from _agenda(row)
    yield from _documents(row, session)
    yield from _tables()


def _tables() -> Iterator[Deed]:
    """A body by a table, and the state of a decision."""
    by, organisation = actor_with_login(acts.COMMITTEE), acts.the_organisation().pk
    body = BodyRow("DEEDS", text(en="Of deeds"))
    yield lambda: take_bodies(by, organisation=organisation, rows=[body])
    administrator = actor_with_login("administrator")
    decision = Instrument.objects.filter(body__isnull=False).latest("pk").pk
    word = WordRow(decision, FollowUpState.OPEN, acts.the_day(), reason="Of deeds")
    yield lambda: take_words(administrator, rows=[word])


def _agenda(session: Meeting) -> Iterator[Deed]:
    by = actor_with_login(acts.COMMITTEE)
    rows = [ItemRow(ItemSaid(text(en="Deeds"), number="9"))]
    yield lambda: take_agenda(by, meeting=session.pk, rows=rows)
    item = AgendaItem.objects.get(meeting=session, number="9").pk
    said = ItemSaid(text(en="Deeds done"))
    yield lambda: agenda.change_agenda_item(by, item=item, said=said)
    yield lambda: agenda.drop_agenda_item(by, item=item)


def _documents(session: Meeting, document: Document) -> Iterator[Deed]:
    by, day = actor_with_login(acts.COMMITTEE), acts.the_day()
    rule = DocumentClass.objects.get(pk=document.document_class_id)
    kept = ClassSaid(rule.name, rule.pattern, due_days=12)
    yield lambda: keep_document_class(by, document_class=rule.pk, said=kept)
    said = DocumentSaid(text(en="Deeds"), "en")
    rows = [DocumentRow(rule.pk, said, slots={"fr": (SlotState.AWAITED, None)})]
    yield lambda: take_documents(by, meeting=session.pk, rows=rows)
    made = Document.objects.order_by("pk").last()
    assert made is not None
    anew = replace(said, received=day - DAY)
    yield lambda: documents.change_document(by, document=made.pk, said=anew)
    yield lambda: documents.register_variant(by, of=made.pk, variant="revision", said=said)
    yield from _files(made.pk)
    yield lambda: documents.withdraw_document(by, document=made.pk, day=day)


def _files(document: int) -> Iterator[Deed]:
    by, pdf = actor_with_login(acts.COMMITTEE), b"%PDF-1.7\n%%EOF\n"
    content = Content(put(pdf), len(pdf), "pdf")
    yield lambda: document_files.put_file(
        by, document=document, language="en", content=content, day=acts.the_day()
    )
    yield lambda: document_files.take_file_off(by, document=document, language="en")
