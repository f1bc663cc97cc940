"""How bodies decide, as deeds: seats and rules, a ballot, the chair alone, what reports it."""

from collections.abc import Iterator
from datetime import timedelta

from bureau.config.proving import acts
from bureau.config.proving.deeds.deed import Deed
from bureau.config.shell import actor_with_login
from bureau.core.procedures.deciding import Choice, Majority, Manner, SeatRole, Way
from bureau.core.procedures.kinds import ActKind
from bureau.institution.governance.models import (
    Ballot,
    ChairProposal,
    DecisionRule,
    DecisionRuleProposal,
    ReportOwed,
    Seat,
)
from bureau.institution.governance.services import ballots, deciding, decision_rules, reports, steps
from bureau.institution.governance.services.seat_tables import SeatRow, take_seats
from bureau.institution.instruments.models import Body, Instrument
from bureau.web.multilingual import text


def deeds() -> Iterator[Deed]:
    yield from alone_after_a_ballot()
    yield from seats_and_rules()


def alone_after_a_ballot() -> Iterator[Deed]:
    """A ballot of the committee that is called off, and one without unanimity; its chair decides,
    and it is reported."""
    secretary, chair = actor_with_login(acts.COMMITTEE), actor_with_login(acts.APPROVER)
    director = actor_with_login("director")
    case, day = acts.propose("", code="D-BALLOT"), acts.the_day()
    acts.determine("", case=case, step=acts.steps_here(case)[ActKind.DETERMINE])
    step = acts.steps_here(case)[ActKind.RECOMMEND]
    last_day = day + timedelta(days=9)

    def opened() -> int:
        return ballots.open_ballot(
            secretary,
            reorganisation=case,
            step=step,
            kind=ActKind.RECOMMEND,
            last_day=last_day,
        )

    yield opened
    mistaken = Ballot.objects.order_by("-pk")[0].pk
    yield lambda: ballots.call_off_ballot(secretary, ballot=mistaken, reason="It meets sooner")
    opened()
    ballot = Ballot.objects.order_by("-pk")[0].pk
    voting = [role for role in SeatRole if role.votes]
    seats = Seat.objects.filter(body=Ballot.objects.get(pk=ballot).body, role__in=voting)
    for seat in seats:
        own = next((who for who in (chair, director) if seat.post in who.posts), None)
        choice, words = (Choice.FOR, "") if own is chair else (Choice.AGAINST, "Too soon")
        ballots.cast_vote(
            own or secretary,
            ballot=ballot,
            seat=seat.pk,
            choice=choice,
            words=words,
            document="" if own else "Letter",
        )
    yield lambda: ballots.close_ballot(secretary, ballot=ballot)
    steps.recommend(
        chair,
        reorganisation=case,
        step=step,
        day=day,
        manner=Manner(Way.CHAIR_ALONE, ballot=ballot),
        note="It cannot wait",
    )
    owed = ReportOwed.objects.get().pk
    yield lambda: reports.record_report(secretary, owed=owed, day=day, document="C25")


def seats_and_rules() -> Iterator[Deed]:
    """The council gets a chair and a rule, and loses both; by who has no case before it."""
    by, other = actor_with_login("administrator"), actor_with_login("administrator-2")
    day = acts.the_day()
    body = Body.objects.get(code="COUNCIL").pk
    post = actor_with_login(acts.APPROVER).post
    yield lambda: deciding.seat_member(
        by, body=body, role=SeatRole.CHAIR, post=post, valid_from=day
    )
    later = day + timedelta(days=1)
    yield lambda: decision_rules.lay_down_decision_rule(
        by,
        body=body,
        ways=frozenset({Way.IN_SESSION}),
        majority=Majority.SIMPLE,
        valid_from=later,
        instrument=Instrument.objects.get(kind="convention").pk,
    )
    yield lambda: decision_rules.settle_decision_rule(
        other, proposal=DecisionRuleProposal.objects.get(body=body).pk, is_confirmed=True
    )
    seat, rule = Seat.objects.get(body=body).pk, DecisionRule.objects.get(body=body).pk
    yield lambda: deciding.end_seat(by, seat=seat, valid_until=later)
    yield lambda: deciding.settle_chair(
        other, proposal=ChairProposal.objects.get(body=body).pk, is_confirmed=True
    )
    given = SeatRow(SeatRole.MEMBER, day, later, name=text(en="A state"))
    yield lambda: take_seats(by, body=body, rows=[given])
    yield lambda: decision_rules.end_decision_rule(
        by, rule=rule, valid_until=day + timedelta(days=9)
    )
