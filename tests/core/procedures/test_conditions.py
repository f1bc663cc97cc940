"""Conditions: who says that they are met, what waits for it, and what falls when it is too late."""

from typing import Any

import pytest

from bureau.core.procedures.acts import Act, acts_open, advance, gated, lapsing, resubmit
from bureau.core.procedures.case import Case, Condition, RoutedAmendment
from bureau.core.procedures.consequences import follow
from bureau.core.procedures.kinds import ActKind, Amended, Phase, StepState, WhoKind
from bureau.core.procedures.route import route
from bureau.core.procedures.rules import Who
from bureau.core.reasons import Refused
from tests.core.procedures.tables import (
    AUTHOR,
    STAND,
    SUBMITTED,
    TODAY,
    act_on,
    action_of,
    closed,
    rule_of,
    step_named,
)

STEPS = [
    [1, "body committee", "recommend", "next"],
    [2, "body council", "decide", "entry_into_force", {"amended": Amended.CLOSES}],
    [3, "body assembly", "take_note", "nothing"],
]
RULES = (rule_of({"id": 1, "steps": STEPS}),)
TREASURER = Who(WhoKind.OFFICE, ("treasurer",))
LAST, LATE = TODAY + 10, TODAY + 11
BUDGET = "treasurer fulfil"


def condition(*actions: int, last_day: int = LAST) -> Condition:
    return Condition(TREASURER, last_day, frozenset(actions))


def asked() -> Case:
    actions = tuple(action_of(place, "rename_unit") for place in (1, 2, 3))
    case = Case(1, "reorganisation", actions, SUBMITTED)
    return closed(case, RULES, "committee recommend")


def decided(*conditions: Condition, **more: Any) -> Case:
    return closed(asked(), RULES, "council decide", conditions=conditions, **more)


def fulfilment(case: Case, **more: Any) -> Act:
    return act_on(step_named(route(case, RULES, TODAY), BUDGET), **more)


def fulfil(case: Case, today: int = TODAY, **more: Any) -> Case:
    return advance(case, RULES, fulfilment(case, **more), STAND, today)


def lapse(case: Case, today: int = LATE, also: frozenset[int] = frozenset()) -> Case:
    return follow(case, lapsing(case, RULES, case.conditions[0].key, today, also))


def test_what_is_decided_under_a_condition_waits_and_the_rest_does_not() -> None:
    case = decided(condition(1, 2))
    standing = route(case, RULES, TODAY)
    assert standing.decided() == {3}
    step = step_named(standing, BUDGET)
    assert (step.state, step.due) == (StepState.HERE, LAST)
    assert step.actions() == {1, 2}
    assert acts_open(step) == {ActKind.FULFIL}
    assert step_named(standing, "assembly take_note").state is StepState.HERE


def test_fulfilled_it_lets_what_waited_enter_into_force() -> None:
    case = decided(condition(1, 2))
    act = fulfilment(case, parts=frozenset({1}))
    after = advance(case, RULES, act, STAND, TODAY)
    assert gated(route(after, RULES, TODAY), act) == {1}
    assert route(fulfil(after), RULES, TODAY).decided() == {1, 2, 3}


def test_an_action_waits_for_every_condition_on_it() -> None:
    case = fulfil(decided(condition(1), condition(1, 2)))
    assert [one.place for one in case.conditions] == [1, 2]
    assert route(case, RULES, TODAY).decided() == {3}


def test_the_author_does_not_say_that_it_is_met() -> None:
    with pytest.raises(Refused, match="may_not_act"):
        fulfil(decided(condition(1)), person=AUTHOR)


def test_after_its_last_day_it_is_met_no_more() -> None:
    case = decided(condition(1))
    assert fulfil(case, LATE, day=LAST).closed[-1].day == LAST
    with pytest.raises(Refused, match="condition_lapsed"):
        fulfil(case, LATE, day=LATE)


def test_after_its_last_day_what_waited_falls_and_the_rest_stays() -> None:
    case = lapse(decided(condition(1)), also=frozenset({2}))
    assert case.dropped == {1, 2}
    assert route(case, RULES, LATE).decided() == {3}
    assert case.phase is Phase.UNDER_WAY
    assert lapse(decided(condition(1, 2, 3))).phase is Phase.LAPSED


def test_on_its_last_day_it_has_not_lapsed_and_once_met_it_does_not() -> None:
    with pytest.raises(Refused, match="not_lapsed_yet"):
        lapse(decided(condition(1)), LAST)
    with pytest.raises(Refused, match="step_not_open"):
        lapse(fulfil(decided(condition(1))))


@pytest.mark.parametrize(
    ("given", "code"),
    [(condition(), "condition_on_others"), (condition(9), "condition_on_others")]
    + [(condition(1, last_day=TODAY - 1), "last_day_past")],
)
def test_a_condition_is_on_what_is_decided_and_has_a_day_to_come(
    given: Condition, code: str
) -> None:
    with pytest.raises(Refused, match=code):
        decided(given)


def test_only_an_act_that_decides_sets_a_condition() -> None:
    case = Case(1, "reorganisation", asked().actions, SUBMITTED)
    with pytest.raises(Refused, match="condition_not_here"):
        closed(case, RULES, "committee recommend", conditions=(condition(1),))
    step = step_named(route(asked(), RULES, TODAY), "council decide")
    act = act_on(step, ActKind.REJECT, conditions=(condition(1),))
    with pytest.raises(Refused, match="condition_not_here"):
        advance(asked(), RULES, act, STAND, TODAY)


def test_what_waits_is_not_decided_yet_and_may_be_withdrawn() -> None:
    act = Act(ActKind.WITHDRAW, None, TODAY, AUTHOR, 2)
    case = advance(decided(condition(1)), RULES, act, STAND, TODAY)
    assert case.dropped == {1}
    assert not any(step.key == case.conditions[0].key for step in route(case, RULES, TODAY).steps)


def referred_back(case: Case) -> Case:
    rest = step_named(route(case, RULES, TODAY), "council decide")
    return advance(case, RULES, act_on(rest, ActKind.REFER_BACK), STAND, TODAY)


def test_sent_back_and_changed_the_decision_falls_with_its_condition() -> None:
    case = referred_back(decided(condition(1), parts=frozenset({1, 2})))
    with pytest.raises(Refused, match="with_author"):
        fulfil(case)
    assert resubmit(case, case.actions, RULES, TODAY).conditions == case.conditions
    changed = resubmit(case, case.actions, RULES, TODAY, actions_changed=frozenset({3}))
    assert changed.conditions == ()
    assert route(changed, RULES, TODAY).decided() == {2}


def test_a_condition_of_a_decision_falls_when_the_action_is_amended() -> None:
    both = [[1, "body board", "decide", "entry_into_force"], STEPS[1]]
    rules = (rule_of({"id": 1, "steps": both}),)
    case = Case(1, "reorganisation", (action_of(1, "rename_unit"),), SUBMITTED)
    case = closed(case, rules, "board decide", conditions=(condition(1),))
    step = step_named(route(case, rules, TODAY), "council decide")
    amendment = RoutedAmendment((action_of(1, "rename_unit", "P.5"),))
    act = act_on(step, ActKind.ADOPT_AS_AMENDED, amendment=amendment)
    assert advance(case, rules, act, STAND, TODAY).conditions == ()
