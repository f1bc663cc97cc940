"""What waits for the person of a token, how they are told, and the addresses of their calendar."""

from datetime import date, datetime
from typing import Literal

from django.utils import timezone
from ninja import Query, Router, Schema, Status
from pydantic import Field

from bureau.core.scopes import Scope
from bureau.record.journal.services import Asked
from bureau.record.notices.queries.calendars import feeds_of
from bureau.record.notices.queries.choices import choice_of
from bureau.record.notices.queries.waiting import notices_of, told
from bureau.record.notices.services import choosing
from bureau.web.api import pages
from bureau.web.api.calls import Call, Once, needs
from bureau.web.api.pages import Paged
from bureau.web.api.problems import REFUSED, REFUSED_CHANGE, Problem
from bureau.web.api.words import Given, Id, Short

router = Router(tags=["telling"])


class NoticesAsked(Paged):
    state: Literal["open", "news", "closed", "all"] = "open"


class NoticeOut(Schema):
    """`is_news`: told only, no act of yours is waited for. `closes` is the hour at which the day is
    over in `zone`; empty is its end."""

    id: int
    kind: str
    number: int
    name: str
    why: str
    address: str
    since: datetime
    due: date | None
    zone: str
    closes: str
    is_news: bool
    is_late: bool
    until: datetime | None


class Notices(Schema):
    items: list[NoticeOut]
    next: str | None


class ChoiceOut(Schema):
    """`weekday` 0 is Monday."""

    manner: str
    hour: int
    weekday: int
    zone: str


class TellingChoiceIn(Given):
    """Without a `zone` it is that of your organisation."""

    manner: Literal["at_once", "daily", "weekly", "none"]
    hour: int = Field(8, ge=0, le=23)
    weekday: int = Field(0, ge=0, le=6)
    zone: Short = ""


class FeedOut(Schema):
    """The address itself was shown once, to its person."""

    id: int
    made_at: datetime
    last_day: date
    revoked_at: datetime | None


class Feeds(Schema):
    items: list[FeedOut]


@router.get("notices", response={200: Notices, **REFUSED})
@needs(Scope.CASES)
def notices(request: Call, asked: Query[NoticesAsked]) -> object:
    """What waits for you (`open`), is only told (`news`) or waited (`closed`), newest first; what
    you may not see now is left out."""
    rows = notices_of(request.actor, asked.state).order_by("-pk")
    if after := pages.read(asked.cursor, int):
        rows = rows.filter(pk__lt=after[0])
    shown, following = pages.page_of(list(rows[: asked.limit + 1]), asked, lambda row: (row.pk,))
    lines = told(request.actor, shown, timezone.now())
    return Notices(
        items=[
            NoticeOut(
                id=line.row.pk,
                kind=line.row.kind,
                number=line.row.number,
                name=line.name,
                why=line.why,
                address=line.row.address,
                since=line.row.since,
                due=line.row.due,
                zone=line.row.zone,
                closes=line.row.closes,
                is_news=line.row.is_news,
                is_late=line.is_late,
                until=line.row.until,
            )
            for line in lines
        ],
        next=following,
    )


@router.get("telling-choice", response={200: ChoiceOut, **REFUSED})
@needs(Scope.WEBHOOKS)
def telling_choice(request: Call) -> object:
    """How you are told that something waits."""
    chosen = choice_of(request.actor)
    return ChoiceOut(
        manner=chosen.manner, hour=chosen.hour, weekday=chosen.weekday, zone=chosen.zone
    )


@router.put("telling-choice", response={200: ChoiceOut, **REFUSED_CHANGE})
@needs(Scope.WEBHOOKS)
def choose_telling(request: Call, given: TellingChoiceIn, key: Once) -> object:
    """Be told in another way, from the next thing on."""
    choosing.choose_telling(Asked(request.actor, key), **given.dict())
    return telling_choice(request)


@router.get("calendar-feeds", response={200: Feeds, **REFUSED})
@needs(Scope.WEBHOOKS)
def calendar_feeds(request: Call) -> object:
    """The addresses that give out your days; a person makes them, signed in."""
    return Feeds(
        items=[
            FeedOut(
                id=row.pk,
                made_at=row.made_at,
                last_day=date.fromordinal(row.valid_until.toordinal() - 1),
                revoked_at=row.revoked_at,
            )
            for row in feeds_of(request.actor.person or 0)
        ]
    )


@router.delete("calendar-feeds/{feed}", response={204: None, **REFUSED_CHANGE})
@needs(Scope.WEBHOOKS)
def revoke_calendar_feed(request: Call, feed: Id, key: Once) -> object:
    """Take an address back; it gives nothing any more."""
    if not feeds_of(request.actor.person or 0).filter(pk=feed).exists():
        raise Problem(404, "nothing_there")
    choosing.revoke_calendar_feed(Asked(request.actor, key), feed=feed)
    return Status(204, None)
