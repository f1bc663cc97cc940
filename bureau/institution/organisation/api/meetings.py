"""Bodies and sessions for programs: agendas, documents with their languages, decisions."""

from datetime import date, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from django.utils import timezone
from ninja import Query, Router, Schema, Status
from pydantic import Field

from bureau.core.days import last_day
from bureau.core.meetings.decisions import FollowUpState
from bureau.core.references import Reference
from bureau.core.scopes import Scope
from bureau.institution.instruments.models import Body, DocumentFile, Meeting
from bureau.institution.instruments.queries import bodies_of, bodies_there, meetings_of
from bureau.institution.instruments.queries.agenda import ItemNode, agenda_of
from bureau.institution.instruments.queries.decisions import (
    Followed,
    decided_at,
    decisions_of,
    followed,
)
from bureau.institution.instruments.queries.documents import (
    DocumentLine,
    document_lines,
    documents_of,
)
from bureau.institution.instruments.services.decisions import follow_decision
from bureau.institution.organisation.api.mandates import refuse_unseen
from bureau.institution.organisation.api.standing import day_asked, organisation_asked
from bureau.institution.organisation.models import Organisation
from bureau.record.journal.api import shows_state_of
from bureau.record.journal.queries import reading
from bureau.record.journal.services import Asked
from bureau.web import kinds
from bureau.web.api import pages
from bureau.web.api.calls import Call, Once, needs
from bureau.web.api.pages import Paged
from bureau.web.api.problems import REFUSED, REFUSED_CHANGE
from bureau.web.api.words import Day, Given, Hour, Id, Made, OnDay, Prose, Said, Spanned, said

router = Router(tags=["meetings"])
DAY = timedelta(days=1)


class BodyOut(Schema):
    id: int
    code: str
    name: Said
    last_day: date | None


class Bodies(Schema):
    items: list[BodyOut]


class MeetingsAsked(Paged, OnDay):
    body: Id | None = None
    valid: Day | None = Field(
        None,
        description="Those with this day among theirs; all where left out: they are occasions.",
    )


class MeetingOut(Schema):
    """A session, or a sitting `under` one; `zone` is empty where the organisation's counts."""

    id: int
    body: int
    under: int | None
    kind: str
    name: Said
    code: str
    first_day: date
    last_day: date
    opens: Hour | None
    closes: Hour | None
    place: str
    zone: str


class Meetings(Schema):
    items: list[MeetingOut]
    next: str | None


class ItemOut(Schema):
    """`subject` as in "reorganisation:3", where you may see it; `allocated` None is the plenary."""

    id: int
    under: int | None
    number: str
    title: Said
    allocated: int | None
    sitting: int | None
    minutes: int | None
    state: str
    subject: str | None


class MeetingPage(Schema):
    meeting: MeetingOut
    sittings: list[MeetingOut]
    agenda: list[ItemOut]


class DocumentFileOut(Schema):
    """`hash` is SHA-256, `size` in bytes; GET its address for the content."""

    kind: str
    size: int
    hash: str
    address: str


class LanguageOut(Schema):
    language: str
    is_original: bool
    state: str
    due: date | None
    day: date | None
    is_late: bool
    file: DocumentFileOut | None


class DocumentOut(Schema):
    id: int
    number: str
    document_class: str
    variant: str
    of: int | None
    title: Said
    original: str
    items: list[int]
    submitter_post: int | None
    submitter_name: Said | None
    received: date | None
    withdrawn: date | None
    source: str
    languages: list[LanguageOut]


class Documents(Schema):
    items: list[DocumentOut]


class DecisionsAsked(Paged, OnDay):
    body: Id | None = None
    meeting: Id | None = None
    state: Literal["open", "under_way", "done", "suppressed", "superseded"] | None = None


class DecisionOut(Schema):
    """How a decision stands on the valid day: open, under_way, done, or suppressed or superseded
    before it was done; `owner` is the post that sees to it."""

    instrument: int
    number: str
    title: Said
    body: int | None
    meeting: int | None
    day: date | None
    state: str
    owner: int | None
    due: date | None
    is_overdue: bool


class Decisions(Schema):
    items: list[DecisionOut]
    next: str | None


class FollowUpIn(Given):
    state: FollowUpState
    day: Day
    owner: Id | None = None
    due: Day | None = None
    reason: Prose = ""


@router.get("bodies", response={200: Bodies, **REFUSED})
@needs(Scope.STRUCTURE)
def bodies(request: Call, asked: Query[Spanned]) -> object:
    """The bodies of your organisation that have not ended by the day, or all, by code."""
    with reading():
        organisation = organisation_asked(request, None).pk
        day = day_asked(request, asked)
        rows = bodies_of(organisation) if asked.whole else bodies_there(organisation, day)
        return {"items": [_body(row) for row in rows]}


@router.get("meetings", response={200: Meetings, **REFUSED})
@needs(Scope.STRUCTURE)
def meetings(request: Call, asked: Query[MeetingsAsked]) -> object:
    """The sessions and meetings of your organisation's bodies, by number; without sittings."""
    with reading():
        rows = meetings_of(organisation_asked(request, None).pk, asked.body).order_by("pk")
        if asked.valid:
            rows = rows.filter(valid_from__lte=asked.valid, valid_until__gt=asked.valid)
        if after := pages.read(asked.cursor, int):
            rows = rows.filter(pk__gt=after[0])
        shown, following = pages.page_of(rows[: asked.limit + 1], asked, lambda row: (row.pk,))
        return {"items": [_meeting(row) for row in shown], "next": following}


@router.get("meetings/{meeting}", response={200: MeetingPage, **REFUSED})
@needs(Scope.STRUCTURE)
def meeting(request: Call, meeting: Id) -> object:
    """A session with its sittings and its agenda in order."""
    with reading():
        refuse_unseen(request, Reference("meeting", meeting))
        agenda = agenda_of(meeting)
        seen = kinds.visible(request.actor, [one.subject for one in agenda if one.subject])
        row = Meeting.objects.get(pk=meeting)
        shows_state_of(request, Reference("meeting", meeting))
        sittings = row.sittings.order_by("valid_from", "opens", "pk")
        return MeetingPage(
            meeting=_meeting(row),
            sittings=[_meeting(one) for one in sittings],
            agenda=[_item(one, seen) for one in agenda],
        )


@router.get("meetings/{meeting}/documents", response={200: Documents, **REFUSED})
@needs(Scope.STRUCTURE)
def documents(request: Call, meeting: Id, at: Query[OnDay]) -> object:
    """The documents of a session, how far each language has come and what is late on the day."""
    with reading():
        refuse_unseen(request, Reference("meeting", meeting))
        row = Meeting.objects.select_related("body").get(pk=meeting)
        lines = document_lines(documents_of(meeting), at.valid or today_at(row))
        return {"items": [document_out(one) for one in lines]}


@router.get("decisions", response={200: Decisions, **REFUSED})
@needs(Scope.STRUCTURE)
def decisions(request: Call, asked: Query[DecisionsAsked]) -> object:
    """What the bodies of your organisation decided, and what became of it by the valid day."""
    with reading():
        rows = decisions_of(organisation_asked(request, None).pk).order_by("pk")
        if asked.body:
            rows = rows.filter(body=asked.body)
        if asked.meeting:
            rows = rows.filter(decided_at(asked.meeting))
        if after := pages.read(asked.cursor, int):
            rows = rows.filter(pk__gt=after[0])
        day = day_asked(request, asked)
        found = [one for one in followed(rows, day) if asked.state in (None, one.told)]
        shown, following = pages.page_of(found[: asked.limit + 1], asked, lambda one: (one.row.pk,))
        return {"items": [_decision(one) for one in shown], "next": following}


@router.post("decisions/{instrument}/follow-up", response={201: Made, **REFUSED_CHANGE})
@needs(Scope.REGISTER)
def follow(request: Call, instrument: Id, given: FollowUpIn, key: Once) -> object:
    """Say how a decision stands from a day on, which post sees to it, and by when."""
    refuse_unseen(request, Reference("instrument", instrument))
    if given.owner:
        refuse_unseen(request, Reference("post", given.owner))
    made = follow_decision(
        Asked(request.actor, key),
        instrument=instrument,
        state=given.state,
        day=given.day,
        owner=given.owner,
        due=given.due,
        reason=given.reason,
    )
    return Status(201, Made(id=made, address="/api/decisions"))


def _body(row: Body) -> BodyOut:
    last = last_day(row.valid_until)
    return BodyOut(id=row.pk, code=row.code, name=said(row.name), last_day=last)


def _meeting(row: Meeting) -> MeetingOut:
    return MeetingOut(
        id=row.pk,
        body=row.body_id,
        under=row.under_id,
        kind=row.kind,
        name=said(row.name),
        code=row.code,
        first_day=row.valid_from,
        last_day=row.valid_until - DAY,
        opens=row.opens,
        closes=row.closes,
        place=row.place,
        zone=row.zone,
    )


def _item(one: ItemNode, seen: frozenset[Reference]) -> ItemOut:
    row = one.row
    return ItemOut(
        id=row.pk,
        under=row.under_id,
        number=row.number,
        title=said(row.title),
        allocated=row.allocated_id,
        sitting=row.sitting_id,
        minutes=row.minutes,
        state=row.state,
        subject=str(one.subject) if one.subject in seen else None,
    )


def today_at(session: Meeting) -> date:
    """The day that it is where the session is held."""
    zone = session.zone or Organisation.objects.get(pk=session.body.organisation).zone
    return timezone.now().astimezone(ZoneInfo(zone)).date()


def document_out(one: DocumentLine) -> DocumentOut:
    row = one.row
    return DocumentOut(
        id=row.pk,
        number=row.number,
        document_class=row.document_class.code,
        variant=row.variant,
        of=row.of_id,
        title=said(row.title),
        original=row.original,
        items=sorted(item.pk for item in row.items.all()),
        submitter_post=row.submitter_post,
        submitter_name=said(row.submitter_name) if row.submitter_name else None,
        received=row.received,
        withdrawn=row.withdrawn,
        source=row.source,
        languages=[
            LanguageOut(
                language=slot.language,
                is_original=slot.is_original,
                state=str(slot.state),
                due=slot.due,
                day=slot.day,
                is_late=slot.is_late,
                file=_file(slot.file) if slot.file else None,
            )
            for slot in one.slots
        ],
    )


def _file(row: DocumentFile) -> DocumentFileOut:
    return DocumentFileOut(
        kind=row.content.kind,
        size=row.content.size,
        hash=row.content.hash,
        address=f"/api/documents/{row.document_id}/files/{row.language}",
    )


def _decision(one: Followed) -> DecisionOut:
    row = one.row
    return DecisionOut(
        instrument=row.pk,
        number=row.number,
        title=said(row.title),
        body=row.body_id,
        meeting=row.meeting_id,
        day=row.day,
        state=one.told,
        owner=one.owner,
        due=one.due,
        is_overdue=one.is_overdue,
    )
