"""Comments of a case for programs: read, said, replied to, settled; and what each reader saw."""

from datetime import datetime
from typing import Literal

from ninja import Router, Schema, Status
from pydantic import Field

from bureau.core.scopes import Scope
from bureau.institution.governance import models
from bureau.institution.governance.api.asking import asked, seen_case
from bureau.institution.governance.permissions import may_see_readings
from bureau.institution.governance.queries.comments import (
    Said,
    Threaded,
    standing_of,
    threads_of,
)
from bureau.institution.governance.queries.readings import readings_of
from bureau.institution.governance.queries.reorganisations import Seen
from bureau.institution.governance.queries.versions import state_seen
from bureau.institution.governance.services import comments as services
from bureau.record.journal.queries import reading
from bureau.web.api.calls import Call, Once, needs
from bureau.web.api.problems import REFUSED, REFUSED_CHANGE, Problem
from bureau.web.api.words import Given, Id, Line, Made, Prose

router = Router(tags=["reorganisations"])
CASE = "reorganisations/{reorganisation}"
MOST = 50


class SaidOut(Schema):
    """One comment or reply; `by` is empty without the scope for names. `versions` counts its
    wordings."""

    id: int
    person: int | None
    by: str
    is_from_outside: bool
    at: datetime
    words: str
    versions: int


class FormerOut(Schema):
    """What a thread was settled with before it was opened again."""

    said: str
    by: str
    at: datetime
    reopened_at: datetime


class ThreadOut(Schema):
    """`about` names the thing, as in "action:2"; `state` is open, resolved or carried."""

    id: int
    kind: str
    about: str
    state: str
    first: SaidOut
    replies: list[SaidOut]
    resolution: str | None
    former_resolutions: list[FormerOut]
    carried: int | None


class Comments(Schema):
    """`state` is the hash of the case as it stands, which `seen` of what is sent may name."""

    state: str
    items: list[ThreadOut]


class CommentIn(Given):
    """`about` is "case", or a kind and number as in "action:2", "claim:1", "unit:7", "post:7",
    "person:7", or "finding:CODE:KIND:NUMBER"."""

    about: Line
    kind: Literal["comment", "question"] = "comment"
    said: Prose = Field(min_length=1)
    mentions: list[Id] = Field([], max_length=MOST)
    seen: str = Field("", max_length=64)


class ReplyIn(Given):
    said: Prose = Field(min_length=1)
    mentions: list[Id] = Field([], max_length=MOST)
    seen: str = Field("", max_length=64)


class WordsIn(Given):
    said: Prose = Field(min_length=1)


class ReadingIn(Given):
    """`seen` is the state that was read."""

    seen: str = Field(min_length=1, max_length=64)


class ReadingOut(Schema):
    """`how` is wrote, read, voted, cleared or acted; `is_now` says that the case still stands so.
    `person` is null for a reviewer from outside."""

    person: int | None
    name: str
    state: str
    version: int
    first: datetime
    last: datetime
    how: str
    is_now: bool


class Readings(Schema):
    items: list[ReadingOut]


@router.get(f"{CASE}/comments", response={200: Comments, **REFUSED})
@needs(Scope.CASES)
def comments(request: Call, reorganisation: Id) -> object:
    """What was said and asked of a case, as far as you may read it."""
    with reading():
        seen = _readable(request, reorganisation)
        is_named = request.namer.person is not None
        found = threads_of(request.actor, seen)
        return Comments(
            state=state_seen(seen), items=[_out(one, is_named=is_named) for one in found]
        )


@router.post(f"{CASE}/comments", response={201: Made, **REFUSED_CHANGE})
@needs(Scope.DRAFTING)
def comment_on(request: Call, reorganisation: Id, given: CommentIn, key: Once) -> object:
    """Say or ask something of a case or one of its things."""
    _readable(request, reorganisation)
    made = services.comment_on(
        asked(request, key),
        reorganisation=reorganisation,
        about=given.about,
        kind=given.kind,
        said=given.said,
        mentions=tuple(given.mentions),
        seen=given.seen,
    )
    return Status(201, Made(id=made, address=f"/api/reorganisations/{reorganisation}/comments"))


@router.post(f"{CASE}/comments/{{comment}}/replies", response={201: Made, **REFUSED_CHANGE})
@needs(Scope.DRAFTING)
def reply_to(request: Call, reorganisation: Id, comment: Id, given: ReplyIn, key: Once) -> object:
    """Reply in a thread that is open."""
    _of_case(request, reorganisation, comment)
    made = services.reply_to(
        asked(request, key),
        comment=comment,
        said=given.said,
        mentions=tuple(given.mentions),
        seen=given.seen,
    )
    return Status(201, Made(id=made, address=f"/api/reorganisations/{reorganisation}/comments"))


@router.put(f"{CASE}/comments/{{comment}}/words", response={204: None, **REFUSED_CHANGE})
@needs(Scope.DRAFTING)
def change_comment(
    request: Call, reorganisation: Id, comment: Id, given: WordsIn, key: Once
) -> object:
    """Say otherwise what one said, as long as nobody answered."""
    _of_case(request, reorganisation, comment, first=False)
    services.change_comment(asked(request, key), comment=comment, said=given.said)
    return Status(204, None)


@router.put(f"{CASE}/comments/{{comment}}/resolution", response={204: None, **REFUSED_CHANGE})
@needs(Scope.DRAFTING)
def resolve_comment(
    request: Call, reorganisation: Id, comment: Id, given: WordsIn, key: Once
) -> object:
    """Settle a thread with a word; by an author of the case or who asked."""
    _of_case(request, reorganisation, comment)
    services.resolve_comment(asked(request, key), comment=comment, said=given.said)
    return Status(204, None)


@router.delete(f"{CASE}/comments/{{comment}}/resolution", response={204: None, **REFUSED_CHANGE})
@needs(Scope.DRAFTING)
def reopen_comment(request: Call, reorganisation: Id, comment: Id, key: Once) -> object:
    """Take back that a thread is settled."""
    _of_case(request, reorganisation, comment)
    services.reopen_comment(asked(request, key), comment=comment)
    return Status(204, None)


@router.get(f"{CASE}/readings", response={200: Readings, **REFUSED})
@needs(Scope.CASES)
def readings(request: Call, reorganisation: Id) -> object:
    """Which state each reader saw, by what they wrote, said or did; for author and auditor."""
    with reading():
        seen = seen_case(request, reorganisation)
        if not may_see_readings(request.actor, seen.row):
            raise Problem(404, "nothing_there")
        is_named = request.namer.person is not None
        found = readings_of(seen, state_seen(seen))
        return Readings(
            items=[
                ReadingOut(
                    person=one.person,
                    name=one.name if is_named else "",
                    state=one.state,
                    version=one.version,
                    first=one.first,
                    last=one.last,
                    how=one.how,
                    is_now=one.is_now,
                )
                for one in found
            ]
        )


@router.post(f"{CASE}/readings", response={204: None, **REFUSED_CHANGE})
@needs(Scope.DRAFTING)
def read_version(request: Call, reorganisation: Id, given: ReadingIn, key: Once) -> object:
    """Say that one has read a case as it stands."""
    _readable(request, reorganisation)
    services.read_version(asked(request, key), reorganisation=reorganisation, seen=given.seen)
    return Status(204, None)


def _readable(request: Call, reorganisation: int) -> Seen:
    """A case whose comments the caller may read; for everybody else there are none."""
    seen = seen_case(request, reorganisation)
    if not standing_of(request.actor, seen).reads:
        raise Problem(404, "nothing_there")
    return seen


def _of_case(request: Call, reorganisation: int, comment: int, *, first: bool = True) -> None:
    seen = _readable(request, reorganisation)
    found = threads_of(request.actor, seen)
    numbers = {one.number for one in found}
    if not first:
        numbers |= {reply.row.pk for one in found for reply in one.replies}
    if comment not in numbers:
        raise Problem(404, "nothing_there")


def _out(thread: Threaded, *, is_named: bool) -> ThreadOut:
    return ThreadOut(
        id=thread.number,
        kind=thread.first.row.kind,
        about=str(thread.about),
        state=thread.state,
        first=_said(thread.first, is_named=is_named),
        replies=[_said(one, is_named=is_named) for one in thread.replies],
        resolution=thread.resolved.said if thread.resolved else None,
        former_resolutions=[
            FormerOut(
                said=one.words,
                by=one.by if is_named else "",
                at=one.at,
                reopened_at=one.reopened_at,
            )
            for one in thread.former
        ],
        carried=thread.carried,
    )


def _said(one: Said, *, is_named: bool) -> SaidOut:
    row: models.Comment = one.row
    return SaidOut(
        id=row.pk,
        person=row.person,
        by=one.by if is_named else "",
        is_from_outside=one.is_from_outside,
        at=row.at,
        words=one.words,
        versions=len(one.versions) + 1,
    )
