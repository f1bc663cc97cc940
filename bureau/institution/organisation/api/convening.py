"""Sessions, sittings and agendas kept by program, as their pages keep them.

What is said anew is held to the state of the session that was read (`If-Match`): every change of
it, its sittings or its agenda is one of the session.
"""

from datetime import date, time
from typing import Annotated, Any, Literal

from ninja import Query, Schema, Status
from pydantic import Field

from bureau.core.days import last_day
from bureau.core.references import Reference
from bureau.core.scopes import Scope
from bureau.institution.instruments.models import AgendaItem, Meeting
from bureau.institution.instruments.queries.documents import classes_of
from bureau.institution.instruments.services import agenda, sessions
from bureau.institution.instruments.services.agenda import ItemSaid
from bureau.institution.instruments.services.sessions import Hours
from bureau.institution.organisation.api.mandates import refuse_unseen
from bureau.institution.organisation.api.meetings import DAY, router
from bureau.institution.organisation.api.standing import day_asked
from bureau.record.journal.api import held_to
from bureau.record.journal.queries import reading
from bureau.record.journal.services import Asked
from bureau.web import kinds
from bureau.web.api.calls import Call, Match, Once, needs
from bureau.web.api.problems import REFUSED, REFUSED_CHANGE, Problem
from bureau.web.api.words import (
    Day,
    Given,
    Hour,
    Id,
    Line,
    Made,
    Said,
    SaidIn,
    Short,
    Spanned,
    said,
    text_from,
)

Code = Annotated[Line, Field(max_length=20)]
Thing = Annotated[str, Field(pattern=r"^[a-z_]{1,30}:\d{1,9}$")]
Minutes = Annotated[int, Field(ge=0, le=1440)]


class MeetingIn(Given):
    """Both days belong to it; `zone` is empty where that of the organisation counts."""

    kind: Literal["session", "meeting"] = "session"
    name: SaidIn
    first_day: Day
    last_day: Day
    code: Code = ""
    place: Line = ""
    zone: Short = ""


class SittingIn(Given):
    """Its hours are in the zone of the session: both or neither."""

    name: SaidIn
    day: Day
    opens: Hour | None = None
    closes: Hour | None = None
    place: Line = ""


class AgendaItemIn(Given):
    """Empty `number` is the next one, or stays; without `allocated` the plenary treats it."""

    title: SaidIn
    number: Code = ""
    under: Id | None = None
    allocated: Id | None = None
    sitting: Id | None = None
    minutes: Minutes | None = None
    state: Literal["to_come", "under_way", "concluded", "deferred", "withdrawn"] = "to_come"
    subject: Thing | None = None


class DocumentClassOut(Schema):
    """Documents and translations are due so many days before the opening; None: no deadline. Of
    translations `language_days` sets some languages apart."""

    id: int
    code: str
    name: Said
    pattern: str
    due_days: int | None
    translation_days: int | None
    language_days: dict[str, int]
    first_day: date
    last_day: date | None


class DocumentClasses(Schema):
    items: list[DocumentClassOut]


@router.get("bodies/{body}/document-classes", response={200: DocumentClasses, **REFUSED})
@needs(Scope.STRUCTURE)
def document_classes(request: Call, body: Id, asked: Query[Spanned]) -> object:
    """The classes by which a body numbers its documents on the day; with `whole` all."""
    with reading():
        refuse_unseen(request, Reference("body", body))
        day = None if asked.whole else day_asked(request, asked)
        items = [
            DocumentClassOut(
                id=row.pk,
                code=row.code,
                name=said(row.name),
                pattern=row.pattern,
                due_days=row.due_days,
                translation_days=row.translation_days,
                language_days=row.language_days,
                first_day=row.valid_from,
                last_day=last_day(row.valid_until),
            )
            for row in classes_of(body, day)
        ]
        return {"items": items}


@router.post("bodies/{convened}/meetings", response={201: Made, **REFUSED_CHANGE})
@needs(Scope.REGISTER)
def register_session(request: Call, convened: Id, given: MeetingIn, key: Once) -> object:
    """Put a session or meeting of a body on the register."""
    refuse_unseen(request, Reference("body", convened))
    made = sessions.register_meeting(Asked(request.actor, key), body=convened, **_meeting(given))
    return Status(201, Made(id=made, address=f"/api/meetings/{made}"))


@router.put("meetings/{meeting}", response={204: None, **REFUSED_CHANGE})
@needs(Scope.REGISTER)
def keep_session(
    request: Call, meeting: Id, given: MeetingIn, key: Once, if_match: Match
) -> object:
    """Say anew, whole, what a session is called, when and where it is."""
    refuse_unseen(request, Reference("meeting", meeting))
    by = held_to_session(request, meeting, key, if_match)
    sessions.keep_meeting(by, meeting=meeting, **_meeting(given))
    return Status(204, None)


@router.post("meetings/{meeting}/sittings", response={201: Made, **REFUSED_CHANGE})
@needs(Scope.REGISTER)
def add_sitting(request: Call, meeting: Id, given: SittingIn, key: Once) -> object:
    """Add a sitting to a session: a day within it, hours, a room."""
    refuse_unseen(request, Reference("meeting", meeting))
    made = sessions.register_sitting(Asked(request.actor, key), meeting=meeting, **_sitting(given))
    return Status(201, Made(id=made, address=f"/api/meetings/{meeting}"))


@router.put("sittings/{sitting}", response={204: None, **REFUSED_CHANGE})
@needs(Scope.REGISTER)
def change_sitting(
    request: Call, sitting: Id, given: SittingIn, key: Once, if_match: Match
) -> object:
    """Say anew, whole, when and where a sitting is; `If-Match` is of its session."""
    refuse_unseen(request, Reference("meeting", sitting))
    row = Meeting.objects.get(pk=sitting, under__isnull=False)
    by = held_to_session(request, row.under_id or 0, key, if_match)
    sessions.keep_sitting(by, sitting=sitting, **_sitting(given))
    return Status(204, None)


@router.post("meetings/{meeting}/agenda", response={201: Made, **REFUSED_CHANGE})
@needs(Scope.REGISTER)
def add_item(request: Call, meeting: Id, given: AgendaItemIn, key: Once) -> object:
    """Put an item on the agenda of a session."""
    refuse_unseen(request, Reference("meeting", meeting))
    said = _item(request, given)
    made = agenda.add_agenda_item(Asked(request.actor, key), meeting=meeting, said=said)
    return Status(201, Made(id=made, address=f"/api/meetings/{meeting}"))


@router.put("agenda-items/{item}", response={204: None, **REFUSED_CHANGE})
@needs(Scope.REGISTER)
def change_item(request: Call, item: Id, given: AgendaItemIn, key: Once, if_match: Match) -> object:
    """Say an item anew, whole; `If-Match` is of its session.

    What it is about stays where you may not see it.
    """
    row = _item_seen(request, item)
    by = held_to_session(request, row.meeting_id, key, if_match)
    agenda.change_agenda_item(by, item=item, said=_item(request, given, row))
    return Status(204, None)


@router.delete("agenda-items/{item}", response={204: None, **REFUSED_CHANGE})
@needs(Scope.REGISTER)
def drop_item(request: Call, item: Id, key: Once, if_match: Match) -> object:
    """Take an item off the agenda that was never treated; `If-Match` is of its session."""
    row = _item_seen(request, item)
    by = held_to_session(request, row.meeting_id, key, if_match)
    agenda.drop_agenda_item(by, item=item)
    return Status(204, None)


def held_to_session(
    request: Call, session: int, key: str, if_match: str, of: Reference | None = None
) -> Asked:
    """A change that is refused where the session, or what `of` it, changed since it was read."""
    thing = of or Reference("meeting", session)
    return held_to(request, key, if_match, (Meeting, session), thing)


def _item_seen(request: Call, item: int) -> AgendaItem:
    refuse_unseen(request, Reference("agenda_item", item))
    return AgendaItem.objects.get(pk=item)


def _meeting(given: MeetingIn) -> dict[str, Any]:
    return {
        "name": text_from(given.name, "/name"),
        "valid_from": given.first_day,
        "valid_until": given.last_day + DAY,
        "kind": given.kind,
        "code": given.code.strip(),
        "place": given.place.strip(),
        "zone": given.zone.strip(),
    }


def _sitting(given: SittingIn) -> dict[str, Any]:
    hours = Hours(given.day, _plain(given.opens), _plain(given.closes))
    return {"name": text_from(given.name, "/name"), "hours": hours, "place": given.place.strip()}


def _plain(at: time | None) -> time | None:
    """An hour is one of the zone of the session, whatever was sent with it."""
    return at.replace(second=0, microsecond=0, tzinfo=None) if at else None


def _item(request: Call, given: AgendaItemIn, row: AgendaItem | None = None) -> ItemSaid:
    subject = Reference.parse(given.subject) if given.subject else None
    if subject:
        if subject.kind not in {one.name for one in kinds.kinds()}:
            raise Problem(404, "nothing_there", pointer="/subject")
        refuse_unseen(request, subject)
    elif row and row.subject:
        hidden = Reference(row.subject_kind, row.subject)
        subject = None if hidden in kinds.visible(request.actor, [hidden]) else hidden
    return ItemSaid(
        text_from(given.title, "/title"),
        number=given.number.strip(),
        under=given.under,
        allocated=given.allocated,
        sitting=given.sitting,
        minutes=given.minutes,
        state=given.state,
        subject=subject,
    )
