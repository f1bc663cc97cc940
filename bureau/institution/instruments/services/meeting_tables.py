"""The agenda or the documents of a session at once, as a table has them.

What is there under a number says what its row says; what is not there yet is added; what the table
leaves out stays. A row that says what is there already changes nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from bureau.core.meetings.deadlines import SlotState
from bureau.core.reasons import Reason, Refused
from bureau.core.references import Reference
from bureau.institution.instruments.models import AgendaItem, Document, Meeting
from bureau.institution.instruments.services.agenda import (
    ItemSaid,
    add_agenda_item,
    change_agenda_item,
)
from bureau.institution.instruments.services.documents import (
    DocumentSaid,
    Slots,
    change_document,
    keep_languages,
    lock_numbers_of,
    register_document,
    register_variant,
    withdraw_document,
)
from bureau.institution.instruments.services.sessions import session_served
from bureau.record.journal.services import Act, service


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item, `under` the one of that number, which stands on a row before or is there."""

    said: ItemSaid
    under: str = ""


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document, or a `variant` of the one numbered `of`; an empty number is the next one."""

    document_class: int
    said: DocumentSaid
    number: str = ""
    of: str = ""
    variant: str = ""
    items: tuple[str, ...] = ()
    withdrawn: date | None = None
    slots: Slots = field(default_factory=dict)


@service
def take_agenda(act: Act, *, meeting: int, rows: Sequence[ItemRow]) -> list[int]:
    """Answers with how many items were added and how many changed."""
    session = session_served(act, meeting)
    known = {row.number: row for row in session.items.all()}
    added = changed = 0
    for row in rows:
        above = known.get(row.under)
        if row.under and above is None:
            raise Refused(Reason("item_of_another_session"))
        said = replace(row.said, under=above.pk if above else None)
        there = known.get(said.number)
        if there is None:
            made = add_agenda_item(act, meeting=meeting, said=said)
            known[said.number] = AgendaItem.objects.get(pk=made)
            added += 1
        elif _item_said(there) != replace(said, title=said.title.after(there.title)):
            change_agenda_item(act, item=there.pk, said=said)
            changed += 1
    act.details.update(added=added, changed=changed)
    return [added, changed]


@service
def take_documents(act: Act, *, meeting: int, rows: Sequence[DocumentRow]) -> list[int]:
    """Answers with how many documents were numbered and how many changed."""
    lock_numbers_of(act, meeting)
    session = session_served(act, meeting)
    items = dict(session.items.values_list("number", "pk"))
    added = changed = 0
    for row in rows:
        if set(row.items) - items.keys():
            raise Refused(Reason("item_of_another_session"))
        said = replace(row.said, items=tuple(sorted(items[number] for number in row.items)))
        there = Document.objects.filter(meeting=session, number=row.number).first()
        if there is None:
            _number(act, session, row, said)
            added += 1
        else:
            changed += _keep(act, there, row, said)
    act.details.update(added=added, changed=changed)
    return [added, changed]


def _item_said(row: AgendaItem) -> ItemSaid:
    return ItemSaid(
        title=row.title,
        number=row.number,
        under=row.under_id,
        allocated=row.allocated_id,
        sitting=row.sitting_id,
        minutes=row.minutes,
        state=row.state,
        subject=Reference(row.subject_kind, row.subject) if row.subject else None,
    )


def _number(act: Act, session: Meeting, row: DocumentRow, said: DocumentSaid) -> None:
    if row.variant:
        of = Document.objects.get(meeting=session, number=row.of).pk
        made = register_variant(act, of=of, variant=row.variant, said=said)
    else:
        rule = row.document_class
        made = register_document(act, meeting=session.pk, document_class=rule, said=said)
    given = Document.objects.get(pk=made)
    if row.number not in ("", given.number):
        raise Refused(Reason("number_not_next", {"next": given.number}))
    if _slots_said(given) != row.slots:
        keep_languages(act, document=made, slots=row.slots)
    if row.withdrawn:
        withdraw_document(act, document=made, day=row.withdrawn)


def _keep(act: Act, there: Document, row: DocumentRow, said: DocumentSaid) -> bool:
    """Whether anything of it changed."""
    entire = replace(said, title=said.title.after(there.title))
    if said.submitter_name:
        entire = replace(entire, submitter_name=said.submitter_name.after(there.submitter_name))
    is_other = _document_said(there) != entire
    if is_other:
        change_document(act, document=there.pk, said=entire)
        there.refresh_from_db()
    speaks = _slots_said(there) != row.slots
    if speaks:
        keep_languages(act, document=there.pk, slots=row.slots)
    goes = row.withdrawn is not None and there.withdrawn is None
    if goes and row.withdrawn:
        withdraw_document(act, document=there.pk, day=row.withdrawn)
    return is_other or speaks or goes


def _document_said(row: Document) -> DocumentSaid:
    return DocumentSaid(
        title=row.title,
        original=row.original,
        items=tuple(sorted(item.pk for item in row.items.all())),
        submitter_post=row.submitter_post,
        submitter_name=row.submitter_name,
        received=row.received,
        source=row.source,
    )


def _slots_said(row: Document) -> dict[str, tuple[SlotState, date | None]]:
    return {slot.language: (SlotState(slot.state), slot.day) for slot in row.slots.all()}
