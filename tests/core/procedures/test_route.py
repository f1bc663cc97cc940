"""The table of routes, and what a rule change does to a route under way."""

from dataclasses import replace
from typing import Any

import pytest

from bureau.core.procedures.case import Route
from bureau.core.procedures.kinds import STAND_INS, Amended, Capacity, StepState
from bureau.core.procedures.route import route
from tests.core.procedures.tables import (
    ROUTES,
    SUBMITTED,
    TODAY,
    case_of,
    closed,
    rules_named,
    step_named,
    template_of,
)

ONE_POST = {"actions": [[1, "establish_post", "P.4"]]}


def told(standing: Route) -> list[str]:
    return [
        f"{step.order} {step.who} {step.act} on {','.join(map(str, sorted(step.actions())))}: "
        f"{step.state}"
        for step in standing.steps
    ]


@pytest.mark.parametrize("row", ROUTES["cases"], ids=lambda row: row["case"])
def test_the_table_says_which_way_a_case_goes(row: dict[str, Any]) -> None:
    rules = rules_named(row["rules"])
    case = closed(case_of(row), rules, *row.get("closes", []))
    standing = route(case, rules, TODAY)
    findings = {finding.code: list(finding.actions) for finding in standing.findings}
    assert told(standing) == row["route"]
    assert findings == row.get("findings", {})
    assert sorted(standing.decided()) == row.get("decided", [])
    if "sources" in row:
        assert len(standing.steps[0].sources) == row["sources"]


def test_a_step_not_yet_closed_follows_the_rules_of_today() -> None:
    old, new = rules_named(["repealed", "twice_the_same"])
    case = case_of({"actions": [[1, "establish_post", "P.5"]]})
    before = route(case, (old, new), TODAY - 1)
    after = route(case, (old, new), TODAY)
    assert told(before) == ["1 body:old_board approve on 1: here"]
    assert [step.who.ids for step in after.steps] == [("committee",), ("secretary_general",)]


def test_a_closed_step_stays_when_its_rule_is_repealed() -> None:
    (rule,) = rules_named(["posts_to_p5"])
    (other,) = rules_named(["everything_else"])
    case = closed(case_of(ONE_POST), (rule,), "committee recommend")
    repealed = replace(rule, valid_until=TODAY)
    standing = route(case, (repealed, other), TODAY)
    assert told(standing) == [
        "1 body:committee recommend on 1: done",
        "1 office:secretary_general approve on 1: here",
    ]


def test_what_is_decided_stays_decided_when_its_rule_is_repealed() -> None:
    (rule,) = rules_named(["posts_to_p5"])
    (other,) = rules_named(["plenary_above_all"])
    case = closed(case_of(ONE_POST), (rule,), "committee recommend", "secretary_general approve")
    standing = route(case, (replace(rule, valid_until=TODAY), other), TODAY)
    assert standing.decided() == {1}
    assert standing.is_done()


def test_a_rule_that_lapses_under_way_bars_what_is_left() -> None:
    (rule,) = rules_named(["posts_to_p5"])
    case = closed(case_of(ONE_POST), (rule,), "committee recommend")
    standing = route(case, (replace(rule, valid_until=TODAY),), TODAY)
    assert standing.is_barred()
    assert not standing.here()


def test_joined_steps_keep_the_strictest_terms() -> None:
    one, other = rules_named(["posts_to_p5", "twice_the_same"])
    acting = frozenset({Capacity.ACTING})
    strict = replace(one.steps[0], amended=Amended.CLOSES, days=30, stand_ins=acting)
    lenient = replace(other.steps[0], amended=Amended.GOES_BACK, days=60, stand_ins=STAND_INS)
    rules = (
        replace(one, steps=(strict, one.steps[1])),
        replace(other, steps=(lenient, other.steps[1])),
    )
    (step,) = route(case_of(ONE_POST), rules, TODAY).here()
    assert (step.amended, step.days) == (Amended.GOES_BACK, 30)
    assert step.stand_ins == {Capacity.ACTING}
    assert step.due == SUBMITTED + 30


def test_the_days_allowed_run_from_the_act_before() -> None:
    (rule,) = rules_named(["posts_to_p5"])
    steps = (rule.steps[0], replace(rule.steps[1], days=14))
    rules = (replace(rule, steps=steps),)
    case = closed(case_of(ONE_POST), rules, "committee recommend", day=SUBMITTED + 5)
    assert step_named(route(case, rules, TODAY), "secretary_general approve").due == SUBMITTED + 19


def test_a_step_to_come_has_no_day_yet() -> None:
    (rule,) = rules_named(["posts_to_p5"])
    steps = (rule.steps[0], replace(rule.steps[1], days=14))
    last = route(case_of(ONE_POST), (replace(rule, steps=steps),), TODAY).steps[-1]
    assert (last.state, last.due) == (StepState.TO_COME, None)


@pytest.mark.parametrize(
    ("steps", "fault"),
    [
        ([[1, "body a", "recommend", "next"]], "decides_nothing"),
        (
            [[1, "body a", "approve", "entry_into_force"], [2, "body a", "approve", "release"]],
            "decides_two_things",
        ),
        (
            [[1, "body a", "approve", "entry_into_force"], [1, "body b", "recommend", "next"]],
            "holds_back_after_deciding",
        ),
        ([[0, "body a", "approve", "entry_into_force"]], "order_below_one"),
        ([[1, "body a", "approve", "release"], [1, "body a", "approve", "release"]], "step_twice"),
    ],
)
def test_a_rule_unfit_to_route_by_bars(steps: list[list[Any]], fault: str) -> None:
    (rule,) = rules_named(["everything_else"])
    unfit = replace(rule, steps=tuple(map(template_of, steps)))
    (finding,) = route(case_of(ONE_POST), (unfit,), TODAY).findings
    assert finding.code == "rule_unfit"
    assert finding.facts == {"rules": {unfit.id: (fault,)}}
