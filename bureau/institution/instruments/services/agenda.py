"""The agenda of a session: its items, what they are about, who treats them, and when.

Entries name the session: an item that was never treated may be taken off, and is then gone.
"""

from dataclasses import dataclass

from django.utils.translation import pgettext_lazy

from bureau.core.lookalikes import is_among
from bureau.core.meetings.agenda import next_number
from bureau.core.nesting import reasons_of_place
from bureau.core.reasons import Reason, Refused
from bureau.core.references import Reference
from bureau.core.texts import Text
from bureau.institution.instruments.models import AgendaItem, Body, Meeting
from bureau.institution.instruments.services.sessions import cited_of, session_served
from bureau.record.journal.services import Act, service


@dataclass(frozen=True, slots=True)
class ItemSaid:
    """What an item says: empty `number` is the next one, no `allocated` is the plenary."""

    title: Text
    number: str = ""
    under: int | None = None
    allocated: int | None = None
    sitting: int | None = None
    minutes: int | None = None
    state: str = "to_come"
    subject: Reference | None = None


@service(
    "instruments.add_agenda_item", pgettext_lazy("act in the journal", "Put an item on an agenda")
)
def add_agenda_item(act: Act, *, meeting: int, said: ItemSaid) -> int:
    """An item of the session, with the number given or the next one."""
    return put_item(act, session_served(act, meeting), said).pk


def put_item(act: Act, session: Meeting, said: ItemSaid) -> AgendaItem:
    """The same, of a session that is locked and served."""
    number = said.number.strip() or _next(session, said.under)
    reasons = _flaws(session, said)
    if act.is_taken(number, session.items.all(), "number"):
        reasons.append(Reason("already_there", {"code": number}))
    if reasons:
        raise Refused(*reasons)
    made = AgendaItem.objects.create(meeting=session, number=number, **_fields(said, said.title))
    act.details.update(item=made.pk, number=number)
    return made


@service(
    "instruments.change_agenda_item", pgettext_lazy("act in the journal", "Change an agenda item")
)
def change_agenda_item(act: Act, *, item: int, said: ItemSaid) -> None:
    """Say an item anew, whole. Once a decision cites it, its number, title and subject stay."""
    keep_item(act, _item_served(act, item), said)


def keep_item(act: Act, row: AgendaItem, said: ItemSaid) -> None:
    """The same, of an item of a session that is locked and served."""
    number = said.number.strip() or row.number
    reasons = _flaws(row.meeting, said, row.pk)
    others = row.meeting.items.exclude(pk=row.pk).values_list("number", flat=True)
    if number != row.number and is_among(number, others):
        reasons.append(Reason("already_there", {"code": number}))
    is_as_before = said.title.keeps(row.title) and _is_about(row, said.subject)
    if _is_cited(row) and not (number == row.number and is_as_before):
        reasons.append(Reason("item_cited", {"item": row.number}))
    if reasons:
        raise Refused(*reasons)
    fields = _fields(said, said.title.after(row.title))
    AgendaItem.objects.filter(pk=row.pk).update(number=number, **fields)
    act.details.update(item=row.pk, number=number, state=said.state)


@service(
    "instruments.drop_agenda_item",
    pgettext_lazy("act in the journal", "Take an item off an agenda"),
)
def drop_agenda_item(act: Act, *, item: int) -> None:
    """Take an item off that was never treated: without items under it, without a document."""
    row = _item_served(act, item)
    reasons = []
    if row.parts.exists():
        reasons.append(Reason("item_has_parts"))
    if row.documents.exists():
        reasons.append(Reason("item_has_documents"))
    if row.state not in ("to_come", "withdrawn"):
        reasons.append(Reason("item_was_treated"))
    if _is_cited(row):
        reasons.append(Reason("item_cited", {"item": row.number}))
    if reasons:
        raise Refused(*reasons)
    act.details.update(item=row.pk, number=row.number)
    row.delete()


def _item_served(act: Act, item: int) -> AgendaItem:
    row = AgendaItem.objects.select_related("meeting").get(pk=item)
    session_served(act, row.meeting_id)
    return row


def _is_cited(row: AgendaItem) -> bool:
    return row.number in cited_of(row.meeting).items


def _is_about(row: AgendaItem, subject: Reference | None) -> bool:
    """Whether the item is about this, or was about nothing before."""
    standing = Reference(row.subject_kind, row.subject) if row.subject else None
    return standing is None or standing == subject


def _next(session: Meeting, under: int | None) -> str:
    taken = session.items.values_list("number", flat=True)
    above = session.items.filter(pk=under).first() if under else None
    return next_number(taken, above.number if above else "")


def _fields(said: ItemSaid, title: Text) -> dict[str, object]:
    return {
        "title": title,
        "under_id": said.under,
        "allocated_id": said.allocated,
        "sitting_id": said.sitting,
        "minutes": said.minutes,
        "state": said.state,
        "subject_kind": said.subject.kind if said.subject else "",
        "subject": said.subject.id if said.subject else None,
    }


def _flaws(session: Meeting, said: ItemSaid, own: int = 0) -> list[Reason]:
    reasons = []
    above = dict(session.items.values_list("pk", "under"))
    if said.under and said.under not in above:
        reasons.append(Reason("item_of_another_session"))
    else:
        reasons += reasons_of_place(above, own or None, said.under)
    if said.sitting and not session.sittings.filter(pk=said.sitting).exists():
        reasons.append(Reason("sitting_of_another_session"))
    bodies = Body.objects.filter(organisation=session.body.organisation)
    if said.allocated and not bodies.filter(pk=said.allocated).exists():
        reasons.append(Reason("body_of_another_organisation"))
    return reasons
