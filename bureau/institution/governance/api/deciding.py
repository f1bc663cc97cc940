"""How bodies decide, for programs: who sits, by which rule, ballots with their votes, reports."""

from datetime import date, datetime
from typing import Literal

from ninja import Query, Router, Schema, Status
from pydantic import Field

from bureau.core.procedures.deciding import Choice
from bureau.core.procedures.kinds import ActKind
from bureau.core.scopes import Scope
from bureau.institution.governance import models
from bureau.institution.governance.api.asking import asked, asked_of, seen_case
from bureau.institution.governance.api.following import ReasonIn
from bureau.institution.governance.queries.ballots import Polled, ballots_of, polls
from bureau.institution.governance.queries.deciding import is_told, seats_named
from bureau.institution.governance.queries.reports import Owed, reports_for
from bureau.institution.governance.services import ballots as services
from bureau.institution.governance.services.reports import record_report
from bureau.institution.organisation.api.standing import held_then
from bureau.institution.organisation.queries.organisations import organisation_of
from bureau.record.journal.queries import reading
from bureau.web.api.calls import Call, Match, Once, needs
from bureau.web.api.problems import REFUSED, REFUSED_CHANGE, Problem
from bureau.web.api.words import Day, Given, Id, Line, Made, Prose, Spanned

router = Router(tags=["bodies"])
CASE = "reorganisations/{reorganisation}"
BALLOT = f"{CASE}/ballots/{{ballot}}"


class TallyOut(Schema):
    present: int
    supporting: int
    against: int
    abstained: int
    reserved: int


class SeatOut(Schema):
    """A seat of a body: a post, or a member who is no post. `valid_until` is the first day
    without it."""

    id: int
    body: int
    role: str
    post: int | None
    name: str
    valid_from: date
    valid_until: date | None


class Seats(Schema):
    items: list[SeatOut]


class DecisionRuleOut(Schema):
    """How a body decides from day to day."""

    id: int
    body: int
    ways: list[str]
    majority: str
    base: str
    quorum_number: int
    quorum_share: str
    days: int
    shown: str
    reports_to: int | None
    report_days: int | None
    instrument: int
    provision: int | None
    valid_from: date
    valid_until: date | None


class DecisionRules(Schema):
    items: list[DecisionRuleOut]


class VoteOut(Schema):
    """A seat in a ballot: whether it voted, and how where you may know."""

    seat: int
    name: str
    has_voted: bool
    stands_aside: bool
    is_left_out: bool
    choice: str | None
    words: str
    is_yours: bool


class BallotOut(Schema):
    """A ballot by correspondence; `outcome` once it has ended, `tally` once it is counted.
    `amendment` is the hash of what it would adopt in other words."""

    id: int
    body: int
    step: str
    kind: str
    parts: list[int]
    hash: str
    amendment: str
    cut_off: datetime
    zone: str
    outcome: str | None
    tally: TallyOut | None
    votes: list[VoteOut]


class Ballots(Schema):
    items: list[BallotOut]


class BallotIn(Given):
    """What is put to the vote; `step` and `hash` are from the route, `amendment` is the hash of
    what was put together on the step, to adopt it as amended."""

    kind: Literal[
        "recommend",
        "approve",
        "decide",
        "adopt_as_amended",
        "take_note",
        "fulfil",
        "refer_back",
        "reject",
    ]
    step: Line = Field(min_length=1)
    last_day: Day
    hash: Line
    amendment: Line = ""
    parts: list[Id] | None = Field(None, max_length=1000)


class VoteIn(Given):
    """A vote for a seat; `document` is what shows it, where the secretary records it."""

    seat: Id
    choice: Literal["for", "reserved", "against", "abstain"]
    words: Prose = ""
    document: Line = Field("", max_length=120)


class Counted(Schema):
    outcome: str


class ReportOut(Schema):
    """What a chair decided alone, to be reported to a body by a day; and by what it was."""

    id: int
    act: int
    reorganisation: int | None
    body: int
    to: int
    due: date
    reported: date | None
    instrument: int | None
    by_act: int | None
    document: str


class Reports(Schema):
    items: list[ReportOut]


class ReportIn(Given):
    """By an instrument, a document or an act: one is needed."""

    day: Day
    instrument: Id | None = None
    by_act: Id | None = None
    document: Line = Field("", max_length=120)


@router.get("bodies/seats", response={200: Seats, **REFUSED})
@needs(Scope.CASES)
def seats(request: Call, asked: Query[Spanned]) -> object:
    """Who sits in the bodies of the organisation on the day, or with `whole` who ever sat."""
    rows = models.Seat.objects.filter(body__organisation=_organisation(request))
    rows = held_then(request, rows, asked)
    with reading():
        listed = list(rows.order_by("body", "pk"))
        names = seats_named(listed)
        return Seats(items=[_seat(row, names[row.pk]) for row in listed])


@router.get("bodies/rules", response={200: DecisionRules, **REFUSED})
@needs(Scope.CASES)
def decision_rules(request: Call, asked: Query[Spanned]) -> object:
    """How the bodies of the organisation decide on the day, or with `whole` ever decided."""
    rows = models.DecisionRule.objects.filter(body__organisation=_organisation(request))
    rows = held_then(request, rows, asked)
    with reading():
        return DecisionRules(items=[_rule(row) for row in rows.order_by("body", "valid_from")])


@router.get(f"{CASE}/ballots", response={200: Ballots, **REFUSED})
@needs(Scope.CASES)
def ballots(request: Call, reorganisation: Id) -> object:
    """Every ballot on a case, newest first."""
    with reading():
        seen_case(request, reorganisation)
        found = polls(ballots_of(reorganisation))
        names = seats_named(line.row for poll in found for line in poll.lines)
        return Ballots(items=[_ballot(request, poll, names) for poll in found])


@router.post(f"{CASE}/ballots", response={201: Made, **REFUSED_CHANGE})
@needs(Scope.ACTING)
def open_ballot(
    request: Call, reorganisation: Id, given: BallotIn, key: Once, if_match: Match
) -> object:
    """Put an act on a step to the vote of its body's members."""
    made = services.open_ballot(
        asked_of(request, reorganisation, key, if_match),
        reorganisation=reorganisation,
        step=given.step,
        kind=ActKind(given.kind),
        last_day=given.last_day,
        parts=frozenset(given.parts) if given.parts else None,
        seen=given.hash,
        seen_amendment=given.amendment,
    )
    return Status(201, Made(id=made, address=f"/api/reorganisations/{reorganisation}/ballots"))


@router.post(f"{BALLOT}/votes", response={201: Made, **REFUSED_CHANGE})
@needs(Scope.ACTING)
def cast_vote(
    request: Call, reorganisation: Id, ballot: Id, given: VoteIn, key: Once, if_match: Match
) -> object:
    """Vote for a seat, or anew until the cut-off."""
    by = asked_of(request, reorganisation, key, if_match)
    _known(reorganisation, ballot)
    made = services.cast_vote(
        by,
        ballot=ballot,
        seat=given.seat,
        choice=Choice(given.choice),
        words=given.words.strip(),
        document=given.document.strip(),
    )
    return Status(201, Made(id=made, address=f"/api/reorganisations/{reorganisation}/ballots"))


@router.post(f"{BALLOT}/closing", response={200: Counted, **REFUSED_CHANGE})
@needs(Scope.ACTING)
def close_ballot(
    request: Call, reorganisation: Id, ballot: Id, key: Once, if_match: Match
) -> object:
    """Count it, as soon as everybody has voted."""
    by = asked_of(request, reorganisation, key, if_match)
    _known(reorganisation, ballot)
    return Counted(outcome=services.close_ballot(by, ballot=ballot))


@router.post(f"{BALLOT}/calling-off", response={204: None, **REFUSED_CHANGE})
@needs(Scope.ACTING)
def call_off_ballot(
    request: Call, reorganisation: Id, ballot: Id, given: ReasonIn, key: Once, if_match: Match
) -> object:
    """End it as if it had not been held, while it takes votes and not all have voted."""
    by = asked_of(request, reorganisation, key, if_match)
    _known(reorganisation, ballot)
    services.call_off_ballot(by, ballot=ballot, reason=given.reason)
    return Status(204, None)


@router.get("reports-owed", response={200: Reports, **REFUSED})
@needs(Scope.CASES)
def reports(request: Call) -> object:
    """What chairs decided alone and what reported it, of the cases you may see."""
    with reading():
        return Reports(items=[_report(one) for one in reports_for(request.actor)])


@router.post("reports-owed/{owed}/report", response={204: None, **REFUSED_CHANGE})
@needs(Scope.ACTING)
def record_report_made(request: Call, owed: Id, given: ReportIn, key: Once) -> object:
    """Say that it was reported."""
    if not reports_for(request.actor, [owed]):
        raise Problem(404, "nothing_there")
    record_report(
        asked(request, key),
        owed=owed,
        day=given.day,
        instrument=given.instrument,
        by_act=given.by_act,
        document=given.document.strip(),
    )
    return Status(204, None)


def _organisation(request: Call) -> int:
    found = organisation_of(request.actor)
    return found.pk if found else 0


def _known(reorganisation: int, ballot: int) -> None:
    """Only a ballot of this case is there."""
    if not models.Ballot.objects.filter(pk=ballot, reorganisation=reorganisation).exists():
        raise Problem(404, "nothing_there", pointer="ballot")


def _seat(row: models.Seat, name: str) -> SeatOut:
    return SeatOut(
        id=row.pk,
        body=row.body_id,
        role=row.role,
        post=row.post,
        name=name,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
    )


def _rule(row: models.DecisionRule) -> DecisionRuleOut:
    return DecisionRuleOut(
        id=row.pk,
        body=row.body_id,
        ways=row.ways,
        majority=row.majority,
        base=row.base,
        quorum_number=row.quorum_number,
        quorum_share=row.quorum_share,
        days=row.days,
        shown=row.shown,
        reports_to=row.reports_to_id,
        report_days=row.report_days,
        instrument=row.instrument_id,
        provision=row.provision_id,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
    )


def _ballot(request: Call, poll: Polled, names: dict[int, str]) -> BallotOut:
    row, end = poll.row, None if poll.is_open else poll.row.end
    return BallotOut(
        id=row.pk,
        body=row.body_id,
        step=row.step,
        kind=row.kind,
        parts=list(row.parts),
        hash=row.seen,
        amendment=row.amendment.difference_hash if hasattr(row, "amendment") else "",
        cut_off=row.cut_off,
        zone=row.zone,
        outcome=end.outcome if end else None,
        tally=TallyOut(**end.tally) if end and poll.is_counted else None,
        votes=_votes(request, poll, names),
    )


def _votes(request: Call, poll: Polled, names: dict[int, str]) -> list[VoteOut]:
    found = []
    for line in poll.lines:
        own = line.candidate(request.actor) is not None
        vote = line.vote if line.vote and (own or is_told(poll.row)) else None
        found.append(
            VoteOut(
                seat=line.row.pk,
                name=names[line.row.pk],
                has_voted=line.vote is not None,
                stands_aside=line.stands_aside,
                is_left_out=line.is_left_out,
                choice=vote.choice if vote else None,
                words=vote.words.said if vote and hasattr(vote, "words") else "",
                is_yours=own,
            )
        )
    return found


def _report(one: Owed) -> ReportOut:
    row, made = one.row, one.made
    return ReportOut(
        id=row.pk,
        act=row.act_id,
        reorganisation=row.reorganisation_id if one.seen else None,
        body=row.body_id,
        to=row.to_id,
        due=row.due,
        reported=made.day if made else None,
        instrument=made.instrument_id if made else None,
        by_act=made.act_id if made else None,
        document=made.document if made else "",
    )
