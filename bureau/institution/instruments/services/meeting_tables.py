"""The agenda or the documents of a session at once, as a table has them.

What is there under a number says what its row says; what is not there yet is added; what the table
leaves out stays. A row that says what is there already changes nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.utils.translation import pgettext_lazy

from bureau.core.meetings.deadlines import SlotState
from bureau.core.reasons import Reason, Refused
from bureau.core.references import Reference
from bureau.institution.instruments.models import (
    AgendaItem,
    Document,
    DocumentClass,
    Meeting,
)
from bureau.institution.instruments.services.agenda import (
    ItemSaid,
    keep_item,
    put_item,
)
from bureau.institution.instruments.services.documents import (
    DocumentSaid,
    Slots,
    keep_document,
    languages_asked,
    lock_numbers_of,
    put_document,
    put_languages,
    put_variant,
    put_withdrawal,
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


@service(
    "instruments.take_agenda", pgettext_lazy("act in the journal", "Take an agenda from a table")
)
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
            known[said.number] = put_item(act, session, said)
            added += 1
        elif _item_said(there) != replace(said, title=said.title.after(there.title)):
            keep_item(act, there, said)
            changed += 1
    act.details.update(added=added, changed=changed)
    return [added, changed]


@service(
    "instruments.take_documents", pgettext_lazy("act in the journal", "Take documents from a table")
)
def take_documents(act: Act, *, meeting: int, rows: Sequence[DocumentRow]) -> list[int]:
    """Answers with how many documents were numbered and how many changed."""
    lock_numbers_of(act, meeting)
    session = session_served(act, meeting)
    rules = act.lock(DocumentClass, *{row.document_class for row in rows})
    named = {rule.pk: rule for rule in rules}
    items = dict(session.items.values_list("number", "pk"))
    there_already = session.documents.select_related("document_class")
    known = {row.number: row for row in there_already.prefetch_related("items", "slots")}
    added = changed = 0
    for row in rows:
        if set(row.items) - items.keys():
            raise Refused(Reason("item_of_another_session"))
        said = replace(row.said, items=tuple(sorted({items[number] for number in row.items})))
        there = known.get(row.number)
        if there is None:
            made = _number(act, session, row, said, named[row.document_class], known)
            known[made.number] = made
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


def _number(
    act: Act,
    session: Meeting,
    row: DocumentRow,
    said: DocumentSaid,
    rule: DocumentClass,
    known: Mapping[str, Document],
) -> Document:
    if row.variant and row.of not in known:
        raise Document.DoesNotExist(row.of)
    if row.variant:
        made = put_variant(act, session, known[row.of], row.variant, said)
    else:
        made = put_document(act, session, rule, said)
    if row.number not in ("", made.number):
        raise Refused(Reason("number_not_next", {"next": made.number}))
    asked = dict.fromkeys(languages_asked(rule, said.original), (SlotState.AWAITED, None))
    if asked != row.slots:
        put_languages(act, made, row.slots)
    if row.withdrawn:
        put_withdrawal(act, made, row.withdrawn)
    return made


def _keep(act: Act, there: Document, row: DocumentRow, said: DocumentSaid) -> bool:
    """Whether anything of it changed."""
    entire = replace(said, title=said.title.after(there.title))
    if said.submitter_name:
        entire = replace(entire, submitter_name=said.submitter_name.after(there.submitter_name))
    is_other = _document_said(there) != entire
    if is_other:
        keep_document(act, there, entire)
        there.refresh_from_db(fields=["original", "slots"])
    speaks = _slots_said(there) != row.slots
    if speaks:
        put_languages(act, there, row.slots)
    goes = row.withdrawn is not None and there.withdrawn is None
    if goes and row.withdrawn:
        put_withdrawal(act, there, row.withdrawn)
    if is_other or speaks or goes:
        act.touch("document", there.pk)
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
