"""Adopting as amended: what the body closes, what it may not decide, what falls by it."""

from typing import Any

import pytest

from bureau.core.procedures.acts import acts_open, advance
from bureau.core.procedures.case import Case, RoutedAmendment, Step
from bureau.core.procedures.kinds import ActKind, Amended, Phase, StepState
from bureau.core.procedures.route import route
from bureau.core.procedures.rules import RoutedAction, Rule
from bureau.core.reasons import Refused
from tests.core.procedures.tables import (
    STAND,
    SUBMITTED,
    TODAY,
    act_on,
    action_of,
    closed,
    rule_of,
    step_named,
)

AMENDS = {"amended": Amended.CLOSES}
LAW = {
    "description": [
        [1, "body committee", "recommend", "next"],
        [3, "body council", "decide", "entry_into_force", AMENDS],
        [4, "body assembly", "take_note", "nothing"],
    ],
    "post": [
        [1, "body committee", "recommend", "next"],
        [2, "office secretary_general", "approve", "entry_into_force"],
    ],
    "budget": [
        [2, "body board", "decide", "entry_into_force"],
        [3, "body council", "decide", "entry_into_force", AMENDS],
    ],
    "title": [[3, "body council", "decide", "entry_into_force", {"amended": Amended.GOES_BACK}]],
    "note": [[3, "body council", "decide", "nothing"], [2, "body board", "decide", "release"]],
}
RULES: tuple[Rule, ...] = tuple(
    rule_of({"id": number, "actions": [kind], "steps": steps})
    for number, (kind, steps) in enumerate(LAW.items(), 1)
)
COUNCIL = "council decide"


def asked(*kinds: str) -> Case:
    actions = tuple(action_of(place, kind) for place, kind in enumerate(kinds, 1))
    return closed(Case(1, "reorganisation", actions, SUBMITTED), RULES, "committee recommend")


def here(case: Case, words: str = COUNCIL) -> Step:
    return step_named(route(case, RULES, TODAY), words)


def amend(case: Case, *actions: RoutedAction, out: tuple[int, ...] = (), **more: Any) -> Case:
    amendment = RoutedAmendment(actions, frozenset(out))
    act = act_on(here(case), ActKind.ADOPT_AS_AMENDED, amendment=amendment, **more)
    return advance(case, RULES, act, STAND, TODAY)


def refusal(case: Case, *actions: RoutedAction, **more: Any) -> list[str]:
    with pytest.raises(Refused) as refused:
        amend(case, *actions, **more)
    return [reason.code for reason in refused.value.reasons]


def test_what_is_changed_is_decided_as_amended() -> None:
    case = amend(asked("description"), action_of(1, "description", "D.2"))
    assert case.actions[0].grade == "D.2"
    assert route(case, RULES, TODAY).decided() == {1}
    assert here(case, "assembly take_note").state is StepState.HERE


def test_what_is_added_passes_the_steps_that_only_led_to_the_body() -> None:
    case = amend(asked("description"), action_of(2, "description"))
    assert route(case, RULES, TODAY).decided() == {1, 2}
    passed = [one for one in case.closed if one.step.actions() == {2}]
    assert [(one.step.order, one.act) for one in passed] == [(1, ActKind.ADOPT_AS_AMENDED)]


def test_what_is_left_out_is_decided_upon_no_more() -> None:
    case = amend(asked("description", "description"), out=(2,))
    assert case.dropped == {2}
    assert route(case, RULES, TODAY).decided() == {1}


def test_a_part_may_be_adopted_as_amended_and_the_rest_later() -> None:
    case = asked("description", "description")
    case = amend(case, action_of(1, "description", "D.2"), parts=frozenset({1}))
    assert route(case, RULES, TODAY).decided() == {1}
    assert here(case).actions() == {2}


def test_what_another_body_decides_beside_it_is_decided_again() -> None:
    case = closed(asked("description", "budget"), RULES, "board decide")
    case = amend(case, action_of(2, "budget", "P.4"))
    assert route(case, RULES, TODAY).decided() == {1}
    assert here(case, "board decide").actions() == {2}


def test_a_body_does_not_decide_by_amendment_what_another_decides() -> None:
    case = asked("description", "description")
    assert refusal(case, action_of(2, "post", "P.4")) == ["decided_elsewhere"]
    assert refusal(case, action_of(3, "nothing rules this")) == ["decided_elsewhere"]
    assert refusal(case, action_of(3, "note")) == ["decided_elsewhere"]


def test_a_body_does_not_amend_by_adding_what_it_may_not_amend() -> None:
    assert refusal(asked("description"), action_of(2, "title")) == ["amending_refused"]


def test_only_what_the_act_is_on_can_be_amended() -> None:
    case = asked("description", "description", "post")
    on = frozenset({1})
    assert refusal(case, action_of(2, "description", "D.2"), parts=on) == ["parts_not_open"]
    assert refusal(case, out=(3,)) == ["parts_not_open"]


def test_something_is_amended_and_something_adopted() -> None:
    assert refusal(asked("description")) == ["amendment_missing"]
    assert refusal(asked("description"), out=(1,)) == ["nothing_adopted"]


def test_where_the_rule_says_so_the_author_has_it_back_unchanged() -> None:
    case = Case(1, "reorganisation", (action_of(1, "title"),), SUBMITTED)
    after = amend(case, action_of(1, "title", "D.2"))
    assert (after.phase, after.actions, after.closed) == (Phase.WITH_AUTHOR, case.actions, ())


def test_it_is_not_open_unless_the_rule_opens_it() -> None:
    assert ActKind.ADOPT_AS_AMENDED in acts_open(here(asked("description")))
    post = here(closed(asked("post"), RULES), "secretary_general approve")
    assert ActKind.ADOPT_AS_AMENDED not in acts_open(post)
