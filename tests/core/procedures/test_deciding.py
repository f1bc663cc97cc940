"""How bodies decide: the table, row by row; and what holds for every count."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bureau.core.procedures.acts import Act, advance
from bureau.core.procedures.case import Case, Condition, Step
from bureau.core.procedures.deciding import (
    Ballot,
    Base,
    BodySeat,
    Choice,
    Deciding,
    DecisionRule,
    Majority,
    Manner,
    Outcome,
    Quorum,
    SeatRole,
    Tally,
    Way,
    faults,
    outcome_of,
    tally_of,
)
from bureau.core.procedures.kinds import ActKind, WhoKind
from bureau.core.procedures.route import route
from bureau.core.procedures.rules import Who
from bureau.core.procedures.stand_ins import Delegation, Holding, Seat
from bureau.core.reasons import Refused
from bureau.core.references import Reference
from tests.core.procedures.tables import (
    CLERK,
    DESK,
    STAND,
    SUBMITTED,
    TODAY,
    AnyAnswers,
    act_on,
    case_of,
    closed,
    rules_named,
    step_named,
)

TABLE = yaml.safe_load(Path(__file__).with_name("deciding.yaml").read_text())
RULES = rules_named(["practice"])
BODY, CHAIR_POST = 9, 50
PEOPLE = {"clerk": CLERK, "chair": 201, "acting": 202, "delegate": 203}
SEATS = (
    BodySeat(1, SeatRole.CHAIR, 0, post=CHAIR_POST),
    BodySeat(2, SeatRole.MEMBER, 0, post=51),
    BodySeat(3, SeatRole.MEMBER, 0),
    BodySeat(4, SeatRole.MEMBER, 0),
    BodySeat(5, SeatRole.SECRETARY, 0, post=DESK),
)


def seats_of(row: dict[str, Any]) -> tuple[BodySeat, ...]:
    """Four with a vote and the secretary, or the roles of the row, the first by a post."""
    roles = enumerate(row.get("sits", ()), 1)
    named = [
        BodySeat(n, SeatRole(role), 0, post=CHAIR_POST if n == 1 else None) for n, role in roles
    ]
    return tuple(named) or SEATS


def rule_of(row: dict[str, Any]) -> DecisionRule:
    quorum = row.get("quorum", {})
    return DecisionRule(
        id=1,
        ways=frozenset(map(Way, row["ways"])),
        majority=Majority(row["majority"]),
        valid_from=0,
        base=Base(row.get("base", "cast")),
        quorum=Quorum(quorum.get("number", 0), Fraction(quorum.get("share", 0))),
        days=row.get("days", 0),
        reports_to=row.get("reports_to"),
        report_days=row.get("report_days"),
    )


def tally(row: dict[str, Any]) -> Tally:
    voted = [row.get(name, 0) for name in ("for", "against", "abstain")]
    return Tally(row.get("present", sum(voted)), *voted, reserved=row.get("reserved", 0))


def told(row: Any) -> str:
    return str(row.get("case") or [row[name] for name in row if name != "why"])


@pytest.mark.parametrize("row", TABLE["counts"], ids=told)
def test_what_follows_from_a_count(row: dict[str, Any]) -> None:
    rule = rule_of(TABLE["rules"][row["rule"]])
    assert outcome_of(rule, row["seats"], tally(row)) == row["outcome"]


def ballots(row: dict[str, Any], rule: DecisionRule, parts: frozenset[int]) -> tuple[Ballot, ...]:
    said = row.get("ballot")
    if said is None:
        return ()
    if said == "open":
        return (Ballot(7, BODY, ActKind.RECOMMEND, parts),)
    kind = ActKind(said.get("act", "recommend"))
    ended = SUBMITTED + said.get("ended", 0)
    counted = tally(said)
    body = said.get("body", BODY)
    held = Ballot(7, body, kind, parts, counted, outcome_of(rule, 4, counted), ended=ended)
    if "another" not in said:
        return (held,)
    counted = tally(said["another"])
    return (held, replace(held, id=8, tally=counted, outcome=outcome_of(rule, 4, counted)))


@pytest.mark.parametrize("row", TABLE["acts"], ids=told)
def test_which_acts_the_rule_of_a_body_allows(row: dict[str, Any]) -> None:
    case = case_of({"actions": [[1, "establish_unit"], [2, "rename_unit"]]})
    case = closed(case, RULES, "secretary_general determine", answer=False)
    step = step_named(route(case, RULES, TODAY), "committee recommend")
    rule, way = rule_of(TABLE["rules"][row["rule"]]), row.get("way")
    held = ballots(row, rule, step.actions())
    counted = tally(row["count"]) if "count" in row else None
    number = 7 if held and way != "in_session" else None
    by = row.get("by", "clerk")
    act = act_on(
        step,
        ActKind(row.get("act", "recommend")),
        person=PEOPLE[by],
        post=DESK if by == "clerk" else CHAIR_POST,
        until=TODAY + 9,
        deciding=Deciding(BODY, rule, seats_of(row), held, frozenset(row.get("aside", ()))),
        manner=Manner(Way(way), counted, number) if way else None,
        is_reasoned=row.get("reasons", False),
        cites=cited(row, step),
        conditions=(Condition(Who(WhoKind.POST, (DESK,)), TODAY, step.actions()),)
        * row.get("conditions", 0),
    )
    assert refused(case, act) == row.get("refused", [])


def cited(row: dict[str, Any], step: Step) -> Reference | None:
    """A document where the row says so; else the meeting of what is counted, and of no ballot."""
    if "document" in row:
        return Reference("body", BODY)
    is_asked = "count" in row or row.get("way") not in ("by_correspondence", "chair_alone")
    return act_on(step).cites if is_asked else None


def refused(case: Case, act: Act) -> list[str]:
    try:
        advance(case, RULES, act, AROUND, TODAY)
    except Refused as found:
        return [reason.code for reason in found.reasons]
    return []


class Answers(AnyAnswers):
    """Bodies and offices answer by the one desk, a post by itself."""

    def get(self, key: Any, default: Any = None) -> Any:
        return default if key[0] is WhoKind.POST else super().get(key)


HOLDINGS = (Holding(201, "holder", 0), Holding(202, "acting", 0))
AROUND = replace(
    STAND,
    answers=Answers(),
    seats={**STAND.seats, CHAIR_POST: Seat(CHAIR_POST, HOLDINGS)},
    delegations=(Delegation(CHAIR_POST, 201, 203, 0),),
)


def test_a_body_without_a_rule_says_nothing_of_how_it_decided() -> None:
    case = case_of({"actions": [[1, "establish_unit"]]})
    case = closed(case, RULES, "secretary_general determine", answer=False)
    step = step_named(route(case, RULES, TODAY), "committee recommend")
    manner = Manner(Way.IN_SESSION, Tally(1, 1, 0))
    assert refused(case, act_on(step)) == []
    assert refused(case, act_on(step, manner=manner)) == ["no_decision_rule"]


@pytest.mark.parametrize("row", TABLE["seats"], ids=told)
def test_how_each_role_sits(row: dict[str, Any]) -> None:
    seat = BodySeat(1, SeatRole(row["role"]), 0, post=CHAIR_POST)
    body = Deciding(BODY, rule_of(TABLE["rules"]["committee"]), (seat,))
    assert body.voting() == ((seat,) if row["votes"] else ())
    assert body.chair() == (seat if row.get("is_chair") else None)


def test_the_table_names_every_role() -> None:
    assert {row["role"] for row in TABLE["seats"]} == set(SeatRole)


def test_only_one_chair_is_a_chair() -> None:
    rule = rule_of(TABLE["rules"]["committee"])
    assert Deciding(BODY, rule, SEATS).chair() == SEATS[0]
    two = (*SEATS, replace(SEATS[0], id=9))
    assert Deciding(BODY, rule, two).chair() is None
    assert [seat.id for seat in Deciding(BODY, rule, SEATS).voting()] == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"ways": frozenset()}, "no_way_open"),
        ({"ways": frozenset({Way.CHAIR_ALONE})}, "only_the_chair"),
        ({"days": 0}, "no_days_for_ballots"),
        ({"quorum": Quorum(share=Fraction(3, 2))}, "quorum_over_all"),
        ({"report_days": None}, "report_to_nobody"),
        ({"ways": frozenset({Way.IN_SESSION})}, "report_of_nothing"),
    ],
)
def test_a_rule_that_nobody_could_decide_by_is_unfit(change: dict[str, Any], fault: str) -> None:
    rule = rule_of(TABLE["rules"]["committee"])
    assert faults(rule) == ()
    assert fault in faults(replace(rule, **change))


votes = st.lists(st.sampled_from(Choice), max_size=30)
rules = st.sampled_from([rule_of(row) for row in TABLE["rules"].values()])


@given(votes, rules)
def test_one_more_in_favour_never_loses_what_was_adopted(cast: list[Choice], rule: Any) -> None:
    seats = len(cast) + 1
    if outcome_of(rule, seats, tally_of(cast)) is Outcome.ADOPTED:
        assert outcome_of(rule, seats, tally_of([*cast, Choice.FOR])) is Outcome.ADOPTED


@given(votes, rules)
def test_one_more_against_never_adopts_what_had_a_quorum(cast: list[Choice], rule: Any) -> None:
    seats = len(cast) + 1
    before = outcome_of(rule, seats, tally_of(cast))
    if before not in (Outcome.ADOPTED, Outcome.NO_QUORUM):
        after = outcome_of(rule, seats, tally_of([*cast, Choice.AGAINST]))
        assert after is not Outcome.ADOPTED


@given(votes, rules, st.integers(0, 5))
def test_an_observer_more_changes_no_outcome(cast: list[Choice], rule: Any, more: int) -> None:
    members = tuple(BodySeat(n, SeatRole.MEMBER, 0) for n in range(len(cast)))
    watching = tuple(BodySeat(90 + n, SeatRole.OBSERVER, 0) for n in range(more))
    manner = Manner(Way.IN_SESSION, tally_of(cast))
    among = Deciding(BODY, rule, (*members, *watching)).outcome(manner)
    assert among == Deciding(BODY, rule, members).outcome(manner)


@given(votes)
def test_a_count_of_votes_is_always_one_that_could_have_been(cast: list[Choice]) -> None:
    found = tally_of(cast)
    assert found.is_possible(len(cast))
    assert found.supporting + found.against + found.abstained == len(cast)


@given(st.integers(0, 60), st.integers(0, 60), st.fractions(0, 1, max_denominator=9))
def test_a_quorum_is_never_under_its_share(seats: int, number: int, share: Fraction) -> None:
    needed = Quorum(number, share).needed(seats)
    assert needed >= number
    assert Fraction(needed) >= seats * share
