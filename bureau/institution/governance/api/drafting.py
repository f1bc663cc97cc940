"""What else an author does to a draft: its order, its last edit, its readers, a job description."""

from typing import Literal

from ninja import Router, Schema, Status
from pydantic import Field

from bureau.core.references import Reference
from bureau.core.scopes import Scope
from bureau.institution.governance.api.actions import Placed
from bureau.institution.governance.api.asking import asked_of, seen_case
from bureau.institution.governance.queries.pages import readers_of
from bureau.institution.governance.queries.reorganisations import Seen, actions_before
from bureau.institution.governance.services import actions, drafts
from bureau.institution.organisation.models import Duty
from bureau.institution.organisation.services.descriptions import (
    DUTIES_MOST,
    LINES_MOST,
    PARTS_MOST,
    DescriptionText,
    DutyText,
)
from bureau.record.accounts.queries import people_by_id
from bureau.record.journal.queries import reading
from bureau.web import kinds
from bureau.web.api.calls import Call, Match, Once, needs
from bureau.web.api.problems import REFUSED, REFUSED_CHANGE, Problem
from bureau.web.api.words import Day, Given, Id, Prose, ProseIn, SaidIn, text_from

router = Router(tags=["reorganisations"])
CASE = "reorganisations/{reorganisation}"


class OrderIn(Given):
    """Every place once, first to be first."""

    places: list[Id] = Field(max_length=actions.PLACES_MOST)


class PartIn(Given):
    """A part of a duty; `duty` names one that has an identity already."""

    said: ProseIn
    duty: Id | None = None


class DutyIn(PartIn):
    parts: list[PartIn] = Field([], max_length=PARTS_MOST)


class LineIn(Given):
    section: Literal["education", "experience", "languages", "competency"]
    said: ProseIn


class DescriptionIn(Given):
    """The next version of a post's job description, whole, to be adopted from `day`."""

    post: Id
    day: Day
    title: SaidIn
    direction: ProseIn | None = None
    duties: list[DutyIn] = Field(min_length=1, max_length=DUTIES_MOST)
    lines: list[LineIn] = Field([], max_length=LINES_MOST)
    reason: Prose = ""


class Reader(Schema):
    person: int
    name: str


class Readers(Schema):
    items: list[Reader]


@router.post(f"{CASE}/order", response={204: None, **REFUSED_CHANGE})
@needs(Scope.DRAFTING)
def reorder_actions(
    request: Call, reorganisation: Id, given: OrderIn, key: Once, if_match: Match
) -> object:
    """Put the actions in another order."""
    by = asked_of(request, reorganisation, key, if_match)
    actions.reorder_actions(by, reorganisation=reorganisation, order=tuple(given.places))
    return Status(204, None)


@router.post(f"{CASE}/undo", response={204: None, **REFUSED_CHANGE})
@needs(Scope.DRAFTING)
def undo_edit(request: Call, reorganisation: Id, key: Once, if_match: Match) -> object:
    """Take back the last edit of the actions."""
    by = asked_of(request, reorganisation, key, if_match)
    actions.undo_edit(by, reorganisation=reorganisation)
    return Status(204, None)


@router.get(f"{CASE}/readers", response={200: Readers, **REFUSED})
@needs(Scope.CASES)
def readers(request: Call, reorganisation: Id) -> object:
    """Whom the author lets read a draft, as far as you may see their names."""
    with reading():
        seen = seen_case(request, reorganisation)
        known = readers_of(request.namer, seen)
        return Readers(items=[Reader(person=person, name=name) for person, name in known])


@router.put(f"{CASE}/readers/{{person}}", response={204: None, **REFUSED_CHANGE})
@needs(Scope.DRAFTING)
def name_reader(
    request: Call, reorganisation: Id, person: Id, key: Once, if_match: Match
) -> object:
    """Let a person read a draft."""
    by = asked_of(request, reorganisation, key, if_match)
    if person not in people_by_id([person]):
        raise Problem(404, "nothing_there", pointer="person")
    drafts.name_reader(by, reorganisation=reorganisation, person=person)
    return Status(204, None)


@router.delete(f"{CASE}/readers/{{person}}", response={204: None, **REFUSED_CHANGE})
@needs(Scope.DRAFTING)
def remove_reader(
    request: Call, reorganisation: Id, person: Id, key: Once, if_match: Match
) -> object:
    """Let a person read it no more, from the next request on."""
    by = asked_of(request, reorganisation, key, if_match)
    drafts.remove_reader(by, reorganisation=reorganisation, person=person)
    return Status(204, None)


@router.post(f"{CASE}/descriptions", response={201: Placed, **REFUSED_CHANGE})
@needs(Scope.DRAFTING)
def add_description(
    request: Call, reorganisation: Id, given: DescriptionIn, key: Once, if_match: Match
) -> object:
    """Write the next job description of a post and put its adoption into the draft."""
    seen = seen_case(request, reorganisation)
    _refuse_unknown(request, seen, given)
    place = actions.add_description(
        asked_of(request, reorganisation, key, if_match),
        reorganisation=reorganisation,
        post=given.post,
        description=_described(given),
        day=given.day.toordinal(),
        reason=given.reason.strip(),
    )
    return Status(201, Placed(place=place, address=f"/api/reorganisations/{reorganisation}"))


def _refuse_unknown(request: Call, seen: Seen, given: DescriptionIn) -> None:
    """The post stands or is established in the draft; duties named are of its organisation."""
    post = Reference("post", given.post)
    drafted = {action.subject for action in actions_before(seen)}
    if post not in drafted and not kinds.visible(request.actor, [post]):
        raise Problem(404, "nothing_there", pointer="/post")
    every = [part for duty in given.duties for part in (duty, *duty.parts)]
    named = {part.duty for part in every if part.duty is not None}
    rows = Duty.objects.filter(pk__in=named, organisation=seen.row.organisation_id)
    if rows.count() < len(named):
        raise Problem(404, "nothing_there", pointer="/duties")


def _described(given: DescriptionIn) -> DescriptionText:
    return DescriptionText(
        title=text_from(given.title, "/title"),
        direction=text_from(given.direction, "/direction") if given.direction else None,
        duties=tuple(_duty(duty, tuple(duty.parts)) for duty in given.duties),
        lines=tuple((line.section, text_from(line.said, "/lines")) for line in given.lines),
    )


def _duty(given: PartIn, parts: tuple[PartIn, ...] = ()) -> DutyText:
    below = tuple(_duty(part) for part in parts)
    return DutyText(text_from(given.said, "/duties"), below, given.duty)
