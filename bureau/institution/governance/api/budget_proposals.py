"""Budget proposals for programs: written, put forward, decided and taken back, as by the pages."""

from datetime import date, datetime
from typing import Literal

from ninja import Router, Schema, Status
from pydantic import Field

from bureau.core.procedures.kinds import ActKind
from bureau.core.reasons import Reason, Refused
from bureau.core.scopes import Scope
from bureau.institution.finance.models import Budget
from bureau.institution.finance.queries.budgets import budgets_seen
from bureau.institution.finance.store import LINES_MOST, LineGiven
from bureau.institution.governance import models
from bureau.institution.governance.api.acts import MannerIn, dissents_of, manner_of
from bureau.institution.governance.queries.budget_proposals import (
    ProposalSeen,
    lines_shown,
    proposals_seen,
    state_of_proposal,
)
from bureau.institution.governance.queries.proposed_lines import Proposed
from bureau.institution.governance.services import budget_proposals as services
from bureau.institution.procedures.queries.rehearsing import Said as ActSaid
from bureau.record.journal.queries import reading
from bureau.record.journal.services import Act, Asked
from bureau.web.api.calls import Call, Match, Once, needs, states_matched
from bureau.web.api.problems import REFUSED, REFUSED_CHANGE, Problem
from bureau.web.api.words import Day, Given, Id, Line, Made, Prose, Said, SaidIn, said, text_from
from bureau.web.formats import as_date

router = Router(tags=["budgets"])
ONE = "budget-proposals/{proposal}"


class ProposalOut(Schema):
    """`state` is draft, sent_back, under_way, partly_in_force, in_force, rejected or withdrawn."""

    id: int
    budget: int
    title: Said
    state: str
    begun: datetime
    person: int


class Proposals(Schema):
    items: list[ProposalOut]


class ProposedLineOut(Schema):
    """In minor units by year; `before` is what was voted when it was written, null for a new line.

    `action` is add_budget_line, change_budget_line or end_budget_line.
    """

    place: int
    code: str
    unit: int
    object: int
    funding: str
    action: str
    voted: dict[int, int]
    before: dict[int, int] | None
    is_voted: bool


class ProposalStep(Schema):
    """`key` names the step to whoever acts on it; `state` is done, here, to_come or barred."""

    key: str
    act: str
    state: str
    who_kind: str
    who: list[int | str]
    lines: list[int]
    due: date | None


class ProposalPage(Schema):
    """`hash` of what was put forward, which an act says that it saw; empty of a draft."""

    proposal: ProposalOut
    hash: str
    lines: list[ProposedLineOut]
    steps: list[ProposalStep]


class ProposalIn(Given):
    title: SaidIn


class ProposedLineIn(Given):
    """What is to be voted on a line, in minor units by year; a year that is left out stays."""

    code: Line = Field(min_length=1, max_length=40)
    unit: Id
    object: Id
    funding: Line = Field("", max_length=60)
    voted: dict[int, int] = Field(min_length=1, max_length=2)


class ProposedLinesIn(Given):
    lines: list[ProposedLineIn] = Field(min_length=1, max_length=LINES_MOST)


class ProposalActIn(Given):
    """`step` and `hash` are from the proposal. `until` is for *defer*; an act of a body names its
    meeting or document, and says in `manner` how it decided where it has a rule of its own."""

    kind: Literal["recommend", "approve", "decide", "take_note", "defer", "refer_back", "reject"]
    step: Line = Field(min_length=1)
    day: Day
    hash: Line
    post: Id | None = None
    meeting: Id | None = None
    agenda_item: Line = Field("", max_length=60)
    document: Line = Field("", max_length=120)
    note: Prose = ""
    until: Day | None = None
    manner: MannerIn | None = None


class ProposalBackIn(Given):
    """`day` is the one on which its author took it back."""

    day: Day
    note: Prose = ""


@router.get("budget-proposals", response={200: Proposals, **REFUSED})
@needs(Scope.CASES)
def budget_proposals(request: Call) -> object:
    """Those that you may see, the newest first."""
    with reading():
        return Proposals(items=[_proposal(one) for one in proposals_seen(request.actor)])


@router.get(ONE, response={200: ProposalPage, **REFUSED})
@needs(Scope.CASES)
def budget_proposal(request: Call, proposal: Id) -> object:
    """One with its lines and its way."""
    with reading():
        seen = _seen(request, proposal)
        request.state = state_of_proposal(seen)
        steps = seen.case.route.steps if seen.case else ()
        return ProposalPage(
            proposal=_proposal(seen),
            hash=seen.case.seen() if seen.case else "",
            lines=[_line(one, seen.voted) for one in lines_shown(seen)],
            steps=[
                ProposalStep(
                    key=step.key,
                    act=step.act.value,
                    state=step.state.value,
                    who_kind=step.who.kind.value,
                    who=list(step.who.ids),
                    lines=sorted(step.actions()),
                    due=as_date(step.due) if step.due else None,
                )
                for step in steps
            ],
        )


@router.post("budgets/{budget}/proposals", response={201: Made, **REFUSED_CHANGE})
@needs(Scope.DRAFTING)
def begin_budget_proposal(request: Call, budget: Id, given: ProposalIn, key: Once) -> object:
    """Begin a proposal of what is to be voted in a budget."""
    if not budgets_seen(request.actor, [budget]):
        raise Problem(404, "nothing_there")
    made = services.begin_budget_proposal(
        Asked(request.actor, key), budget=budget, title=text_from(given.title, "/title")
    )
    return Status(201, Made(id=made, address=f"/api/budget-proposals/{made}"))


@router.put(f"{ONE}/lines", response={204: None, **REFUSED_CHANGE})
@needs(Scope.DRAFTING)
def propose_lines(
    request: Call, proposal: Id, given: ProposedLinesIn, key: Once, if_match: Match
) -> object:
    """Write lines into it, by code; others stay as they are."""
    lines = [LineGiven(**one.dict()) for one in given.lines]
    services.propose_lines(_asked(request, proposal, key, if_match), proposal=proposal, lines=lines)
    return Status(204, None)


@router.delete(f"{ONE}/lines/{{place}}", response={204: None, **REFUSED_CHANGE})
@needs(Scope.DRAFTING)
def take_out_line(request: Call, proposal: Id, place: Id, key: Once, if_match: Match) -> object:
    """Leave a line as it is voted."""
    asked = _asked(request, proposal, key, if_match)
    row = models.ProposedLine.objects.filter(proposal=proposal, place=place).first()
    if row is None:
        raise Problem(404, "nothing_there")
    services.take_out_line(asked, proposal=proposal, code=row.code)
    return Status(204, None)


@router.post(f"{ONE}/submission", response={201: Made, **REFUSED_CHANGE})
@needs(Scope.DRAFTING)
def submit_budget_proposal(request: Call, proposal: Id, key: Once, if_match: Match) -> object:
    """Put it forward as it is now, by the rules of today."""
    made = services.submit_budget_proposal(
        _asked(request, proposal, key, if_match), proposal=proposal
    )
    return Status(201, Made(id=made, address=f"/api/budget-proposals/{proposal}"))


@router.post(f"{ONE}/acts", response={201: Made, **REFUSED_CHANGE})
@needs(Scope.ACTING)
def record_on_budget_proposal(
    request: Call, proposal: Id, given: ProposalActIn, key: Once, if_match: Match
) -> object:
    """Record an act; what it decides is voted in the same act."""
    asked = _asked(request, proposal, key, if_match)
    if given.kind == "defer" and given.until is None:
        raise Problem(422, "new_day_missing", pointer="/until")
    act = ActSaid(
        ActKind(given.kind),
        given.day,
        given.step,
        until=given.until if given.kind == "defer" else None,
        post=given.post,
        meeting=given.meeting,
        agenda_item=given.agenda_item.strip(),
        document=given.document.strip(),
        note=given.note.strip(),
        seen=given.hash,
        manner=manner_of(given.manner) if given.manner else None,
        dissents=dissents_of(given.manner) if given.manner else (),
    )
    made = services.record_on_budget_proposal(asked, proposal=proposal, said=act)
    return Status(201, Made(id=made, address=f"/api/budget-proposals/{proposal}"))


@router.post(f"{ONE}/withdrawal", response={201: Made, **REFUSED_CHANGE})
@needs(Scope.DRAFTING)
def withdraw_budget_proposal(
    request: Call, proposal: Id, given: ProposalBackIn, key: Once, if_match: Match
) -> object:
    """Take back what is not yet decided; by its author."""
    made = services.withdraw_budget_proposal(
        _asked(request, proposal, key, if_match),
        proposal=proposal,
        day=given.day,
        note=given.note.strip(),
    )
    return Status(201, Made(id=made, address=f"/api/budget-proposals/{proposal}"))


@router.delete(ONE, response={204: None, **REFUSED_CHANGE})
@needs(Scope.DRAFTING)
def discard_budget_proposal(request: Call, proposal: Id, key: Once, if_match: Match) -> object:
    """Give up a draft that was never put forward."""
    services.discard_budget_proposal(_asked(request, proposal, key, if_match), proposal=proposal)
    return Status(204, None)


def _seen(request: Call, proposal: int) -> ProposalSeen:
    found = next(iter(proposals_seen(request.actor, [proposal])), None)
    if found is None:
        raise Problem(404, "nothing_there")
    return found


def _asked(request: Call, proposal: int, key: str, if_match: str) -> Asked:
    """Held to the state that the caller saw, which is looked at once more inside the act."""
    seen, states = _seen(request, proposal), states_matched(if_match)
    if states is None:
        return Asked(request.actor, key)

    def still(act: Act) -> None:
        act.lock(Budget, seen.row.budget_id)
        act.lock(models.BudgetProposal, proposal)
        found = proposals_seen(request.actor, [proposal])
        if not any(state_of_proposal(one) in states for one in found):
            raise Refused(Reason("changed_since_seen"))

    return Asked(request.actor, key, still=still)


def _proposal(one: ProposalSeen) -> ProposalOut:
    row = one.row
    return ProposalOut(
        id=row.pk,
        budget=row.budget_id,
        title=said(row.title),
        state=one.state,
        begun=row.begun,
        person=row.person,
    )


def _line(one: Proposed, voted: frozenset[int]) -> ProposedLineOut:
    given = one.given
    return ProposedLineOut(
        place=one.place,
        code=given.code,
        unit=given.unit,
        object=given.object,
        funding=given.funding,
        action=one.action.value,
        voted=dict(given.voted),
        before=None if one.before is None else dict(one.before),
        is_voted=one.place in voted,
    )
