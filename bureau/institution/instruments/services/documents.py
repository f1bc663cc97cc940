"""Documents to a session: numbered without gap or double, and followed in each language.

The rows of body and session are locked before a number is given, so the number after the last is
one that nobody else is given, and no other document of the body has its symbol; a document is
withdrawn, never deleted, so none is missing.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from django.db.models import Max
from django.utils.translation import pgettext_lazy

from bureau.core.lookalikes import is_among
from bureau.core.meetings.deadlines import SlotState
from bureau.core.meetings.numbering import is_by_session, number_said, variant_said
from bureau.core.reasons import Reason, Refused
from bureau.core.texts import LANGUAGES, Text
from bureau.institution.instruments.models import (
    Body,
    Document,
    DocumentClass,
    DocumentSlot,
    Meeting,
)
from bureau.institution.instruments.services.sessions import session_served
from bureau.record.journal.services import Act, service

EARLIEST = timezone(timedelta(hours=14))
"""Where each day begins first."""

type Slots = Mapping[str, tuple[SlotState, date | None]]


@dataclass(frozen=True, slots=True)
class DocumentSaid:
    """What is said of a document besides its number: a post or a name submits it, or nobody yet."""

    title: Text
    original: str
    items: tuple[int, ...] = ()
    submitter_post: int | None = None
    submitter_name: Text | None = None
    received: date | None = None
    source: str = ""


@service("instruments.register_document", pgettext_lazy("act in the journal", "Number a document"))
def register_document(act: Act, *, meeting: int, document_class: int, said: DocumentSaid) -> int:
    """A document with the next number of its class in the session."""
    lock_numbers_of(act, meeting)
    (named,) = act.lock(DocumentClass, document_class)
    return put_document(act, session_served(act, meeting), named, said).pk


def put_document(act: Act, session: Meeting, named: DocumentClass, said: DocumentSaid) -> Document:
    """The same, of a session that is served and whose numbers are locked."""
    reasons = [*_flaws(act, session, said), *_flaws_of_class(session, named)]
    if reasons:
        raise Refused(*reasons)
    given = Document.objects.filter(meeting=session, document_class=named)
    running = (given.aggregate(last=Max("running"))["last"] or 0) + 1
    year = session.valid_from.year
    number = number_said(named.pattern, n=running, year=year, session=session.code)
    count = {"document_class": named, "running": running, "number": number}
    return _make(act, session, said, count)


@service(
    "instruments.register_variant",
    pgettext_lazy("act in the journal", "Number a revision or addendum"),
)
def register_variant(act: Act, *, of: int, variant: str, said: DocumentSaid) -> int:
    """A revision of a document or an addendum to it, counted by itself."""
    base = Document.objects.select_related("document_class").get(pk=of)
    lock_numbers_of(act, base.meeting_id)
    return put_variant(act, session_served(act, base.meeting_id), base, variant, said).pk


def put_variant(
    act: Act, session: Meeting, base: Document, variant: str, said: DocumentSaid
) -> Document:
    """The same, of a session that is served and whose numbers are locked."""
    reasons = _flaws(act, session, said)
    if base.variant:
        reasons.append(Reason("variant_of_a_variant"))
    if reasons:
        raise Refused(*reasons)
    given = Document.objects.filter(of=base, variant=variant)
    running = (given.aggregate(last=Max("variant_running"))["last"] or 0) + 1
    rule = base.document_class
    pattern = rule.revisions if variant == "revision" else rule.addenda
    act.touch("document", base.pk)
    count = {
        "document_class": rule,
        "running": base.running,
        "number": variant_said(pattern, of=base.number, n=running),
        "variant": variant,
        "variant_running": running,
        "of": base,
    }
    return _make(act, session, said, count)


@service("instruments.change_document", pgettext_lazy("act in the journal", "Change a document"))
def change_document(act: Act, *, document: int, said: DocumentSaid) -> None:
    """Say a document anew, but for its number."""
    keep_document(act, document_served(act, document), said)


def keep_document(act: Act, row: Document, said: DocumentSaid) -> None:
    """The same, of a document that is served."""
    if reasons := _flaws(act, row.meeting, said):
        raise Refused(*reasons)
    Document.objects.filter(pk=row.pk).update(**_fields(said, said.title.after(row.title)))
    row.items.set(said.items)
    if said.original != row.original:
        row.slots.filter(language=said.original).delete()
        row.slots.get_or_create(language=row.original)
    received = said.received.isoformat() if said.received else None
    act.details.update(received=received, items=sorted(said.items))


@service(
    "instruments.keep_languages",
    pgettext_lazy("act in the journal", "Say how far translations of a document are"),
)
def keep_languages(act: Act, *, document: int, slots: Slots) -> None:
    """Say how far its translations have come; a language that is not named is not asked for."""
    put_languages(act, document_served(act, document), slots)


def put_languages(act: Act, row: Document, slots: Slots) -> None:
    """The same, of a document that is served."""
    reasons = []
    if any((state is SlotState.THERE) != (day is not None) for state, day in slots.values()):
        reasons.append(Reason("slot_is_there_since_a_day"))
    if any(_is_to_come(act, row.meeting, day) for _state, day in slots.values()):
        reasons.append(Reason("came_on_a_day_to_come"))
    if row.original in slots or slots.keys() - set(LANGUAGES):
        reasons.append(Reason("original_is_no_translation"))
    if reasons:
        raise Refused(*reasons)
    there = {slot.language: (slot.state, slot.day) for slot in row.slots.all()}
    if there.keys() - slots.keys():
        row.slots.exclude(language__in=slots).delete()
    for language, said in slots.items():
        if there.get(language) != said:
            state, day = said
            row.slots.update_or_create(language=language, defaults={"state": state, "day": day})
    act.details.update(languages={code: str(state) for code, (state, _day) in slots.items()})


@service(
    "instruments.withdraw_document", pgettext_lazy("act in the journal", "Withdraw a document")
)
def withdraw_document(act: Act, *, document: int, day: date) -> None:
    """From a day on it is before the body no more; nothing else ever has its number."""
    put_withdrawal(act, document_served(act, document), day)


def put_withdrawal(act: Act, row: Document, day: date) -> None:
    """The same, of a document that is served."""
    if row.withdrawn is not None:
        raise Refused(Reason("is_over"))
    Document.objects.filter(pk=row.pk).update(withdrawn=day)
    act.details.update(withdrawn=day.isoformat())


def lock_numbers_of(act: Act, meeting: int) -> None:
    """Let nobody else number a document of the same body: each symbol is there once in a body."""
    act.lock(Body, Meeting.objects.get(pk=meeting).body_id)


def document_served(act: Act, document: int) -> Document:
    """The document, touched, with its session locked, where the actor serves the body."""
    row = Document.objects.select_related("meeting").get(pk=document)
    session_served(act, row.meeting_id)
    act.touch("document", row.pk)
    return row


def _make(act: Act, session: Meeting, said: DocumentSaid, count: Mapping[str, object]) -> Document:
    number = str(count["number"])
    given = Document.objects.filter(meeting__body=session.body_id)
    if act.is_taken(number, given, "number"):
        own = given.filter(meeting=session).values_list("number", flat=True)
        code = "already_there" if is_among(number, own) else "symbol_of_another_session"
        raise Refused(Reason(code, {"code": number}))
    row = Document.objects.create(meeting=session, **count, **_fields(said, said.title))
    row.items.add(*said.items)
    DocumentSlot.objects.bulk_create(
        DocumentSlot(document=row, language=language)
        for language in languages_asked(row.document_class, said.original)
    )
    act.touch("document", row.pk)
    act.details.update(number=number)
    return row


def languages_asked(rule: DocumentClass, original: str) -> Collection[str]:
    """What a document of a class is to be translated into: nothing, where it is a paper of the
    conference room."""
    asked = () if rule.is_room_paper else rule.languages
    return [code for code in LANGUAGES if code in asked and code != original]


def _fields(said: DocumentSaid, title: Text) -> dict[str, object]:
    return {
        "title": title,
        "original": said.original,
        "submitter_post": said.submitter_post,
        "submitter_name": said.submitter_name,
        "received": said.received,
        "source": said.source.strip(),
    }


def _flaws(act: Act, session: Meeting, said: DocumentSaid) -> list[Reason]:
    reasons = []
    if _is_to_come(act, session, said.received):
        reasons.append(Reason("came_on_a_day_to_come"))
    items = set(said.items)
    if items and session.items.filter(pk__in=items).count() != len(items):
        reasons.append(Reason("item_of_another_session"))
    if said.submitter_post and said.submitter_name:
        reasons.append(Reason("post_or_name"))
    if said.original not in LANGUAGES:
        reasons.append(Reason("original_unknown"))
    return reasons


def _is_to_come(act: Act, session: Meeting, day: date | None) -> bool:
    return day is not None and day > today_of(session, act.at)


def today_of(session: Meeting, at: datetime) -> date:
    """The day that has begun where the session is; where that is not said, anywhere at all."""
    zone = ZoneInfo(session.zone) if session.zone else EARLIEST
    return at.astimezone(zone).date()


def _flaws_of_class(session: Meeting, rule: DocumentClass) -> list[Reason]:
    if rule.body_id != session.body_id:
        return [Reason("class_of_another_body")]
    reasons = []
    ends = rule.valid_until
    if rule.valid_from >= session.valid_until or (ends and ends <= session.valid_from):
        reasons.append(Reason("class_not_there_then"))
    if is_by_session(rule.pattern) and not session.code:
        reasons.append(Reason("session_has_no_code"))
    return reasons
