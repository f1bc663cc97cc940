"""Rules tried on cases: what differs between two routes, and a year that the seed makes again."""

from dataclasses import replace

import pytest

from bureau.core.procedures.case import Case, ClosedStep
from bureau.core.procedures.kinds import ActKind, Amended
from bureau.core.procedures.route import route
from bureau.core.procedures.rules import Rule
from bureau.core.procedures.trials import Past, Typical, differences, hashed, simulated_year, tried
from tests.core.procedures.tables import TODAY, action_of, rule_of

RECOMMENDED = [1, "body committee", "recommend", "next"]
APPROVED = [2, "office head", "approve", "entry_into_force"]


def rule(*steps: list[object], **more: object) -> Rule:
    return rule_of({"id": 1, "steps": list(steps), **more})


BEFORE = rule(RECOMMENDED, APPROVED)
CASE = Case(1, "reorganisation", (action_of(1, "move_unit"),), TODAY - 30)


def codes(after: Rule | None, before: Rule = BEFORE) -> list[str]:
    drafted = [after] if after else []
    return [one.code for one in differences(CASE, [before], TODAY - 30, drafted, TODAY)]


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        ([RECOMMENDED, APPROVED], []),
        ([APPROVED], ["step_gone"]),
        ([RECOMMENDED, APPROVED, [3, "body council", "take_note", "nothing"]], ["step_added"]),
        ([[1, "body council", "recommend", "next"], APPROVED], ["other_body"]),
        ([[1, "body committee", "recommend", "nothing"], APPROVED], ["other_gate"]),
        ([[3, *RECOMMENDED[1:3], "nothing"], APPROVED], ["other_order"]),
        ([RECOMMENDED, [*APPROVED, {"days": 9}]], ["other_terms"]),
        ([RECOMMENDED, [*APPROVED, {"amended": Amended.CLOSES}]], ["other_terms"]),
    ],
)
def test_what_differs_is_said_step_by_step(steps: list[list[object]], said: list[str]) -> None:
    assert codes(rule(*steps)) == said


def test_a_case_that_would_have_no_route_is_told_first() -> None:
    assert codes(None) == ["no_route", "step_gone", "step_gone"]
    found = differences(CASE, [], TODAY, [BEFORE], TODAY)
    assert [one.code for one in found] == ["route_found", "step_added", "step_added"]


def test_where_an_answer_is_awaited_only_the_question_is_compared() -> None:
    asking = rule(APPROVED, asks={"key": "major", "office": "head"})
    (found,) = differences(CASE, [BEFORE], TODAY, [asking], TODAY)
    assert found.code == "step_added" and found.after and found.after.question == "major"


def test_a_past_case_is_tried_from_its_beginning_with_its_answers() -> None:
    asking = rule(APPROVED, asks={"key": "major", "office": "head"})
    step = route(CASE, [BEFORE], TODAY).steps[0]
    closed = replace(CASE, closed=(ClosedStep(step, ActKind.RECOMMEND, TODAY),))
    answered = replace(closed, determinations={"major": True})
    found = tried(Past("R-1", answered), [BEFORE], [asking], TODAY)
    assert [one.code for one in found.differences] == ["step_gone", "step_added"]
    assert found.is_other and found.case == "R-1"


def test_what_no_rule_covers_is_left_out_where_the_case_leaves_it_out() -> None:
    of_posts = rule(RECOMMENDED, APPROVED, actions=["establish_post"])
    two = replace(CASE, actions=(*CASE.actions, action_of(2, "establish_post", "P.4")))
    found = tried(Past("R-1", two, leaves_out=True), [], [of_posts], TODAY)
    assert [one.code for one in found.differences] == ["step_added", "step_added"]
    assert found.governed == ((1, None, None), (2, None, 1)) and not found.is_left_out
    assert tried(Past("R-1", CASE, leaves_out=True), [], [of_posts], TODAY).is_left_out


def test_a_simulated_year_has_cases_of_each_amount_and_audience() -> None:
    limits = {"currency": "CHF", "above": 100}
    drafted = rule(APPROVED, actions=["establish_post"], amounts=limits, audiences=["media"])
    posts = TYPICAL[1]
    kinds = [
        replace(posts, amount=amount, audience=audience)
        for amount in ((100, "CHF"), (101, "CHF"))
        for audience in (None, "media")
    ]
    found = simulated_year(kinds, [], [drafted], organisation=1, first=TODAY, seed=1, answers={})
    assert [bool(row.other) for row in found.rows] == [False, False, False, True]


TYPICAL = [
    Typical("reorganisation", "move_unit", "", "bureau", (None,), ((1, 5),), 3),
    Typical("reorganisation", "establish_post", "P", "bureau", ("P.4", "P.5"), ((1, 5), (1, 6))),
]


def year(seed: int, drafted: Rule) -> list[tuple[int, int]]:
    found = simulated_year(
        TYPICAL,
        [BEFORE],
        [drafted],
        organisation=1,
        first=TODAY,
        seed=seed,
        answers={"major": (0, 3)},
    )
    assert found.cases == 365 + len(TYPICAL) and found.other == sum(row.other for row in found.rows)
    return [(row.cases, row.other) for row in found.rows]


def test_a_simulated_year_is_the_same_for_the_same_seed() -> None:
    drafted = rule(RECOMMENDED, APPROVED, actions=["move_unit"])
    assert year(7, drafted) == year(7, drafted) != year(9, drafted)


def test_in_a_simulated_year_what_came_often_comes_often() -> None:
    units, posts = year(7, rule(RECOMMENDED, APPROVED, actions=["move_unit"]))
    assert units[0] > 2 * posts[0] > 0
    assert units[1] == 0 and posts[1] == posts[0]


def test_a_difference_is_hashed_by_what_it_says() -> None:
    one, other = (
        differences(CASE, [BEFORE], TODAY, [rule(RECOMMENDED, [*APPROVED, {"days": days}])], TODAY)
        for days in (8, 9)
    )
    assert [hashed(each) for each in one] != [hashed(each) for each in other]
