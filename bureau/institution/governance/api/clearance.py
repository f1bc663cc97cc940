"""Clearance of a draft for programs: asked for, given or returned, and how it stands."""

from datetime import date, datetime
from typing import Literal

from ninja import Router, Schema, Status

from bureau.core.procedures.kinds import Audience
from bureau.core.scopes import Scope
from bureau.institution.governance.api.asking import asked, asked_of, seen_case
from bureau.institution.governance.queries.clearance import clearances_read
from bureau.institution.governance.queries.comments import standing_of
from bureau.institution.governance.services import clearance as services
from bureau.record.journal.queries import reading
from bureau.web.api.calls import Call, Match, Once, needs
from bureau.web.api.problems import REFUSED, REFUSED_CHANGE, Problem
from bureau.web.api.words import Day, Given, Id, Line, Made, Prose
from bureau.web.formats import as_date

router = Router(tags=["reorganisations"])
CASE = "reorganisations/{reorganisation}"


class ClearingStep(Schema):
    """`key` names the step to whoever acts on it; `state` is done, here, to_come or barred."""

    key: str
    act: str
    state: str
    who_kind: str
    who: list[int | str]
    due: date | None


class ClearanceOut(Schema):
    """`state` is asked, cleared, void, returned or taken_back; `hash` of the actions, which an act
    says that it saw."""

    id: int
    number: int
    state: str
    hash: str
    at: datetime
    person: int
    audience: str | None
    steps: list[ClearingStep]


class Clearances(Schema):
    items: list[ClearanceOut]


class ClearingIn(Given):
    """What is done on a step: *clear* it, or *return* it with a word. `hash` says what you looked
    at."""

    does: Literal["clear", "return"]
    clearance: Id
    step: Line
    day: Day
    hash: str
    note: Prose = ""
    post: Id | None = None


class AskingIn(Given):
    """`audience` says for whom it is, where it is for somebody."""

    audience: Audience | None = None


@router.get(f"{CASE}/clearances", response={200: Clearances, **REFUSED})
@needs(Scope.CASES)
def clearances(request: Call, reorganisation: Id) -> object:
    """Each time that a draft was put forward for clearance, the latest first."""
    with reading():
        seen = seen_case(request, reorganisation)
        if not standing_of(request.actor, seen).reads:
            raise Problem(404, "nothing_there")
        return Clearances(
            items=[
                ClearanceOut(
                    id=one.row.pk,
                    number=one.row.number,
                    state=one.state,
                    hash=one.case.seen(),
                    at=one.row.at,
                    person=one.row.person,
                    audience=next((each.audience for each in one.case.case.actions), None),
                    steps=[
                        ClearingStep(
                            key=step.key,
                            act=step.act.value,
                            state=step.state.value,
                            who_kind=step.who.kind.value,
                            who=list(step.who.ids),
                            due=as_date(step.due) if step.due else None,
                        )
                        for step in one.case.route.steps
                    ],
                )
                for one in clearances_read(seen)
            ]
        )


@router.post(f"{CASE}/clearances", response={201: Made, **REFUSED_CHANGE})
@needs(Scope.DRAFTING)
def ask_for_clearance(
    request: Call, reorganisation: Id, key: Once, if_match: Match, given: AskingIn | None = None
) -> object:
    """Put a draft before those who clear it, as it is now; by its author."""
    made = services.ask_for_clearance(
        asked_of(request, reorganisation, key, if_match),
        reorganisation=reorganisation,
        audience=given.audience if given else None,
    )
    return Status(201, Made(id=made, address=f"/api/reorganisations/{reorganisation}/clearances"))


@router.delete(f"{CASE}/clearances", response={204: None, **REFUSED_CHANGE})
@needs(Scope.DRAFTING)
def take_clearance_back(request: Call, reorganisation: Id, key: Once, if_match: Match) -> object:
    """Ask for it no more."""
    services.take_clearance_back(
        asked_of(request, reorganisation, key, if_match), reorganisation=reorganisation
    )
    return Status(204, None)


@router.post(f"{CASE}/clearances/acts", response={201: Made, **REFUSED_CHANGE})
@needs(Scope.ACTING)
def record_clearance(request: Call, reorganisation: Id, given: ClearingIn, key: Once) -> object:
    """Clear a draft on a step, or return it to its author."""
    seen = seen_case(request, reorganisation)
    if given.clearance not in {one.row.pk for one in clearances_read(seen)}:
        raise Problem(404, "nothing_there", pointer="clearance")
    made = services.record_clearance(
        asked(request, key),
        clearance=given.clearance,
        step=given.step,
        day=given.day,
        returns=given.does == "return",
        note=given.note,
        post=given.post,
        seen=given.hash,
    )
    return Status(201, Made(id=made, address=f"/api/reorganisations/{reorganisation}/clearances"))
