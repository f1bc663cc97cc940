"""People affected, for whoever may see the list: read, confirmed, kept; and what is about you."""

from datetime import date
from typing import Literal

from ninja import Query, Router, Schema, Status
from pydantic import Field

from bureau.core.scopes import Scope
from bureau.institution.governance.models import AffectedPerson
from bureau.institution.governance.queries.liens import liens_of
from bureau.institution.governance.queries.people import (
    PeopleList,
    about_oneself,
    people_list,
)
from bureau.institution.governance.services import people as services
from bureau.institution.organisation.api.standing import organisation_asked, stand, stood
from bureau.record.journal.queries import reading
from bureau.record.journal.services import Asked
from bureau.web.api import pages
from bureau.web.api.calls import Call, Once, needs
from bureau.web.api.pages import Paged
from bureau.web.api.problems import REFUSED, REFUSED_CHANGE, Problem
from bureau.web.api.words import At, Day, Given, Id, Line, Made, Stood

router = Router(tags=["reorganisations"])
CASE = "reorganisations/{reorganisation}"


class AffectedOut(Schema):
    """How a person on a post is affected: as the rule has it (empty: added by hand), and (empty:
    not yet) as confirmed. `is_kept`: in the list that was confirmed whole, as it stands here;
    what an act changed since is to be confirmed again."""

    id: int
    person: int
    post: int
    to: int | None
    day: date
    matched: str
    how: str
    reason: str
    by: int | None
    is_kept: bool


class PeopleOut(Schema):
    """`hash` is that of the list as it was confirmed last; empty while it was not. `is_open` while
    lines of it are to be confirmed, for the first time or since an act changed them."""

    hash: str
    is_open: bool
    items: list[AffectedOut]
    next: str | None


class AboutYou(Schema):
    """What was put forward about you."""

    reorganisation: int
    post: int
    to: int | None
    day: date
    how: str
    is_confirmed: bool


class AboutYouList(Schema):
    items: list[AboutYou]


class PeopleConfirmationIn(Given):
    """Of these lines, as the rule has it where `how` is empty; of none, of all that are left."""

    lines: list[Id] = Field([], max_length=1000)
    how: Literal["", "same", "moved", "new_duties", "displaced", "acting_ends"] = ""
    reason: Line = ""


class AddedPersonIn(Given):
    """Somebody whom the rule did not find; `post` is the one on which they are affected, `to` the
    one that they come to."""

    person: Id
    post: Id
    to: Id | None = None
    how: Literal["same", "moved", "new_duties", "displaced", "acting_ends"]
    day: Day
    reason: Line = Field(min_length=1)


class Confirmed(Schema):
    lines: int


class ListHash(Schema):
    hash: str


class LiensAsked(At):
    organisation: Id | None = None


class LienOut(Schema):
    """`valid_until` is the first day without it; `acting` how many act in the post meanwhile."""

    incumbency: int
    person: int
    post: int
    valid_from: date
    valid_until: date | None
    acting: int
    elsewhere: list[int]


class Liens(Schema):
    at: Stood
    items: list[LienOut]


def _list(request: Call, reorganisation: int) -> PeopleList:
    found = people_list(request.actor, reorganisation)
    if found is None:
        raise Problem(404, "nothing_there")
    return found


@router.get(f"{CASE}/people", response={200: PeopleOut, **REFUSED})
@needs(Scope.PEOPLE)
def people_affected(request: Call, reorganisation: Id, page: Query[Paged]) -> object:
    """The people whom what was put forward last affects."""
    found = _list(request, reorganisation)
    rows = found.lines.order_by("pk")
    if after := pages.read(page.cursor, int):
        rows = rows.filter(pk__gt=after[0])
    shown, following = pages.page_of(list(rows[: page.limit + 1]), page, lambda row: (row.pk,))
    return PeopleOut(
        hash=found.confirmed.lines_hash if found.confirmed else "",
        is_open=found.is_open,
        items=[_person(row) for row in shown],
        next=following,
    )


@router.post(f"{CASE}/people", response={201: Made, **REFUSED_CHANGE})
@needs(Scope.PERSONNEL)
def add_affected_person(
    request: Call, reorganisation: Id, given: AddedPersonIn, key: Once
) -> object:
    """Put somebody on the list whom the rule did not find: human resources."""
    _list(request, reorganisation)
    made = services.add_affected_person(
        Asked(request.actor, key), reorganisation=reorganisation, **given.dict()
    )
    return Status(201, Made(id=made, address=f"/api/reorganisations/{reorganisation}/people"))


@router.post(f"{CASE}/people/confirmations", response={200: Confirmed, **REFUSED_CHANGE})
@needs(Scope.PERSONNEL)
def confirm_people(
    request: Call, reorganisation: Id, given: PeopleConfirmationIn, key: Once
) -> object:
    """Say how people are affected: human resources."""
    _list(request, reorganisation)
    count = services.confirm_people(
        Asked(request.actor, key),
        reorganisation=reorganisation,
        lines=tuple(given.lines),
        how=given.how,
        reason=given.reason,
    )
    return Confirmed(lines=count)


@router.post(f"{CASE}/people/closing", response={201: ListHash, **REFUSED_CHANGE})
@needs(Scope.PERSONNEL)
def close_people_list(request: Call, reorganisation: Id, key: Once) -> object:
    """Confirm the list, whole; what an act changes of it afterwards is confirmed once more."""
    _list(request, reorganisation)
    asked = Asked(request.actor, key)
    return Status(
        201, ListHash(hash=services.close_people_list(asked, reorganisation=reorganisation))
    )


@router.delete(f"{CASE}/people/{{line}}", response={204: None, **REFUSED_CHANGE})
@needs(Scope.PERSONNEL)
def take_affected_person_out(request: Call, reorganisation: Id, line: Id, key: Once) -> object:
    """Take a line off the list that was added by hand."""
    _list(request, reorganisation)
    services.take_affected_person_out(
        Asked(request.actor, key), reorganisation=reorganisation, line=line
    )
    return Status(204, None)


@router.get("affecting-me", response={200: AboutYouList, **REFUSED})
@needs(Scope.CASES)
def affecting_me(request: Call) -> object:
    """What was put forward about you."""
    return AboutYouList(
        items=[
            AboutYou(
                reorganisation=row.submission.reorganisation_id,
                post=row.post,
                to=row.to,
                day=row.day,
                how=row.how or row.matched,
                is_confirmed=bool(row.how),
            )
            for row in about_oneself(request.actor)
        ]
    )


@router.get("liens", response={200: Liens, **REFUSED})
@needs(Scope.PEOPLE)
def liens(request: Call, asked: Query[LiensAsked]) -> object:
    """Who has the right to return to which post, on a day."""
    with reading():
        organisation = organisation_asked(request, asked.organisation)
        now = stand(request, asked, organisation)
        return Liens(
            at=stood(request),
            items=[
                LienOut(
                    incumbency=one.incumbency,
                    person=one.person,
                    post=one.post,
                    valid_from=one.since,
                    valid_until=one.until,
                    acting=one.acting,
                    elsewhere=list(one.elsewhere),
                )
                for one in liens_of(organisation.pk, now)
            ],
        )


def _person(row: AffectedPerson) -> AffectedOut:
    return AffectedOut(
        id=row.pk,
        person=row.person_id,
        post=row.post,
        to=row.to,
        day=row.day,
        matched=row.matched,
        how=row.how,
        reason=row.reason,
        by=row.by_id,
        is_kept=row.confirmed_in_id is not None,
    )
