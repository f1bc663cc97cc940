"""What follows from decisions, for programs: proposals, assignments, and deadlines of bodies."""

from datetime import date

from ninja import Query, Router, Schema, Status
from pydantic import Field

from bureau.core.references import Reference
from bureau.core.scopes import Scope
from bureau.institution.governance.models import Assignment, DeadlineConvention
from bureau.institution.governance.queries.following import (
    FollowUp,
    assignments_visible,
    follow_up,
)
from bureau.institution.governance.services import conventions, following
from bureau.institution.organisation.api.standing import held_then, organisation_for
from bureau.institution.procedures.permissions import may_keep_rules
from bureau.record.journal.api import held_to, shows_state_of
from bureau.record.journal.queries import reading
from bureau.record.journal.services import Asked
from bureau.web.api.calls import Call, Match, Once, needs
from bureau.web.api.problems import REFUSED, REFUSED_CHANGE, Problem
from bureau.web.api.words import (
    Day,
    Given,
    Id,
    Line,
    Said,
    SaidIn,
    Short,
    Spanned,
    said,
    text_from,
)

router = Router(tags=["reorganisations"])
CASE = "reorganisations/{reorganisation}/follow-up"


class ProposedOut(Schema):
    """What a rule proposes; `proposal` names it when it is assigned or dropped."""

    proposal: str
    what: str
    subject: str
    owner: int | None
    due: date


class AssignmentOut(Schema):
    id: int
    what: str
    subject: str | None
    words: str
    owner: int | None
    due: date | None
    state: str
    reason: str


class FollowUpOut(Schema):
    proposed: list[ProposedOut]
    assignments: list[AssignmentOut]


class AssignmentIn(Given):
    """A proposal, or (empty) words of your own; the post that is to do it, and by when."""

    proposal: Line = ""
    words: Line = ""
    owner: Id
    due: Day


class DroppingIn(Given):
    proposal: Line
    reason: Line = Field(min_length=1, max_length=200)


class MovingIn(Given):
    owner: Id
    due: Day


class ReasonIn(Given):
    reason: Line = Field(min_length=1, max_length=200)


class NumberOut(Schema):
    id: int


class ConventionOut(Schema):
    """`body` None: of every step without one of its own; empty `closes` is the end of the day."""

    id: int
    body: int | None
    zone: str
    closes: str
    stand_in_after: int
    superior_after: int
    source: Said
    valid_from: date
    valid_until: date | None


class ConventionsOut(Schema):
    items: list[ConventionOut]


class ConventionIn(Given):
    """`closes` as 17:30; empty is the end of the day. Without a body, of every other step."""

    organisation: Id
    body: Id | None = None
    zone: Short
    closes: Short = ""
    stand_in_after: int = Field(3, ge=0, le=365)
    superior_after: int = Field(7, ge=0, le=365)
    valid_from: Day
    source: SaidIn


def _looked_up(request: Call, reorganisation: int) -> FollowUp:
    found = follow_up(request.actor, reorganisation)
    if found is None:
        raise Problem(404, "nothing_there")
    return found


def _assignment(request: Call, assignment: int) -> int:
    if assignment not in assignments_visible(request.actor, [assignment]):
        raise Problem(404, "nothing_there")
    return assignment


def _assignments_of(reorganisation: int) -> list[Reference]:
    """All assignments of a case: an entry about the case itself may be of what is drafted."""
    rows = Assignment.objects.filter(reorganisation=reorganisation).order_by("pk")
    return [Reference("assignment", pk) for pk in rows.values_list("pk", flat=True)]


@router.get(CASE, response={200: FollowUpOut, **REFUSED})
@needs(Scope.CASES)
def what_follows(request: Call, reorganisation: Id) -> object:
    """What the rule proposes, and the assignments there are."""
    found = _looked_up(request, reorganisation)
    shows_state_of(request, *_assignments_of(reorganisation))
    return FollowUpOut(
        proposed=[
            ProposedOut(
                proposal=one.key,
                what=one.what,
                subject=str(one.subject),
                owner=one.owner,
                due=one.due,
            )
            for one in found.proposed
        ],
        assignments=[_out(row) for row in found.assignments],
    )


@router.post(CASE, response={201: NumberOut, **REFUSED_CHANGE})
@needs(Scope.DRAFTING)
def assign(request: Call, reorganisation: Id, given: AssignmentIn, key: Once) -> object:
    """Make a proposal an assignment, or add one of your own."""
    _looked_up(request, reorganisation)
    by = Asked(request.actor, key)
    if given.proposal:
        made = following.confirm_assignment(
            by,
            reorganisation=reorganisation,
            proposal=given.proposal,
            owner=given.owner,
            due=given.due,
        )
    else:
        made = following.add_assignment(
            by,
            reorganisation=reorganisation,
            words=given.words,
            owner=given.owner,
            due=given.due,
        )
    return Status(201, NumberOut(id=made))


@router.post(f"{CASE}/droppings", response={201: NumberOut, **REFUSED_CHANGE})
@needs(Scope.DRAFTING)
def drop_proposal(request: Call, reorganisation: Id, given: DroppingIn, key: Once) -> object:
    """Say that what is proposed is not to be done."""
    _looked_up(request, reorganisation)
    made = following.drop_proposal(
        Asked(request.actor, key),
        reorganisation=reorganisation,
        proposal=given.proposal,
        reason=given.reason,
    )
    return Status(201, NumberOut(id=made))


@router.put("assignments/{assignment}", response={200: AssignmentOut, **REFUSED_CHANGE})
@needs(Scope.DRAFTING)
def move_assignment(
    request: Call, assignment: Id, given: MovingIn, key: Once, if_match: Match
) -> object:
    """Another post or another day; `If-Match` is of what follows from its case."""
    number = _assignment(request, assignment)
    beside = _assignments_of(Assignment.objects.get(pk=number).reorganisation_id)
    by = held_to(request, key, if_match, (Assignment, number), *beside)
    following.move_assignment(by, assignment=number, owner=given.owner, due=given.due)
    return _out(Assignment.objects.get(pk=number))


@router.post("assignments/{assignment}/closing", response={200: AssignmentOut, **REFUSED_CHANGE})
@needs(Scope.ACTING)
def close_assignment(request: Call, assignment: Id, key: Once) -> object:
    """Say that it is done."""
    number = _assignment(request, assignment)
    following.close_assignment(Asked(request.actor, key), assignment=number)
    return _out(Assignment.objects.get(pk=number))


@router.post("assignments/{assignment}/dropping", response={200: AssignmentOut, **REFUSED_CHANGE})
@needs(Scope.DRAFTING)
def drop_assignment(request: Call, assignment: Id, given: ReasonIn, key: Once) -> object:
    """Say that it is not to be done after all."""
    number = _assignment(request, assignment)
    following.drop_assignment(Asked(request.actor, key), assignment=number, reason=given.reason)
    return _out(Assignment.objects.get(pk=number))


@router.get("deadline-conventions", response={200: ConventionsOut, **REFUSED})
@needs(Scope.CASES)
def deadline_conventions(request: Call, asked: Query[Spanned]) -> object:
    """How the bodies of your organisation count last days on the day, or with `whole` ever did."""
    with reading():
        organisation = organisation_for(request).pk
        if not may_keep_rules(request.actor, organisation):
            raise Problem(403, "not_yours_to_do")
        rows = DeadlineConvention.objects.filter(organisation=organisation)
        return {"items": [_convention(row) for row in held_then(request, rows, asked)]}


@router.post("deadline-conventions", response={201: NumberOut, **REFUSED_CHANGE})
@needs(Scope.REGISTER)
def set_deadline_convention(request: Call, given: ConventionIn, key: Once) -> object:
    """Say how a body counts its last days, from a day on."""
    fields = {**given.dict(), "source": text_from(given.source, "/source")}
    made = conventions.set_deadline_convention(Asked(request.actor, key), **fields)
    return Status(201, NumberOut(id=made))


def _convention(row: DeadlineConvention) -> ConventionOut:
    return ConventionOut(
        id=row.pk,
        body=row.body_id,
        zone=row.zone,
        closes=row.closes,
        stand_in_after=row.stand_in_after,
        superior_after=row.superior_after,
        source=said(row.source),
        valid_from=row.valid_from,
        valid_until=row.valid_until,
    )


def _out(row: Assignment) -> AssignmentOut:
    return AssignmentOut(
        id=row.pk,
        what=row.what,
        subject=f"{row.subject_kind}:{row.subject}" if row.subject else None,
        words=row.words,
        owner=row.owner,
        due=row.due,
        state=row.state,
        reason=row.reason,
    )
