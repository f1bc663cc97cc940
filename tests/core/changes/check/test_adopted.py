"""Forms, rules of procedure, expected values and what else is decided."""

from dataclasses import replace

import pytest

from bureau.core.changes.actions import Action
from bureau.core.changes.check import Outside, Severity
from bureau.core.changes.expects import with_expectations
from tests.core.changes.builders import DAY, MemoryWorld, act, findings, organisation

LATER = DAY + 30


def tsb() -> MemoryWorld:
    return organisation(
        "unit 1 TSB",
        "unit 2 SGD under 1",
        "post 12 C1 in 2",
        "post 13 C2 in 1",
        "line 31 from 12 to 13",
        "described 41 on 12 by 71",
    )


@pytest.mark.parametrize(
    ("action", "problem"),
    [
        (act("move_post", "post:12"), "value_missing"),
        (act("move_post", "post:12", unit="two"), "value_wrong"),
        (act("move_post", "post:12", unit=True), "value_wrong"),
        (act("move_post", "post:12", unit=2, overrides="7 x"), "value_wrong"),
        (act("move_post", "post:12", unit=2, overrides="99999999999999999999"), "value_wrong"),
        (act("move_post", "post:12", unit=None), "value_wrong"),
        (act("move_post", "post:12", unit=1, grade="P.1"), "value_unknown"),
        (act("move_post", "unit:2", unit=1), "subject_of_wrong_kind"),
        (act("rename_unit", "unit:2"), "value_missing"),
    ],
)
def test_a_malformed_action_bars_and_is_not_done(action: Action, problem: str) -> None:
    found = findings(tsb(), action)
    assert set(found) == {"action_malformed"}
    assert found["action_malformed"].facts["problem"] == problem


def test_an_action_without_a_rule_bars() -> None:
    outside = Outside(unruled=frozenset({1}))
    found = findings(tsb(), act("freeze_post", "post:12"), outside=outside)["rule_missing"]
    assert (found.severity, found.facts) == (Severity.BARS, {"kind": "freeze_post"})


def test_an_expected_value_that_is_gone_bars() -> None:
    moved = act("move_post", "post:12", unit=1, expects_unit=9)
    assert findings(tsb(), moved)["expected_value_gone"].facts == {
        "field": "unit",
        "expected": 9,
        "found": 2,
    }


def test_expectations_count_the_earlier_actions_of_the_set() -> None:
    first = act("rename_unit", "unit:2", code="A")
    second = replace(act("rename_unit", "unit:2", code="B"), id=2)
    drafted = with_expectations([first, second], tsb())
    assert [action.expects for action in drafted] == [{"code": "SGD"}, {"code": "A"}]
    assert "expected_value_gone" not in findings(tsb(), *drafted)


@pytest.mark.parametrize(
    ("action", "expected"),
    [
        (act("adopt_description", "post:12", description=72), {"description": 71}),
        (act("adopt_description", "post:13", description=72), {"description": None}),
        (act("change_reporting", "post:12", superior=None), {"superior": 13}),
        (act("freeze_post", "post:12"), {"frozen": False}),
        (act("merge_unit", "unit:2", into=1), {"parent": 1, "head": None}),
        (
            act("move_duty", "post:12", duty=1, into=13, description=8, into_description=9),
            {"description": 71, "into_description": None},
        ),
    ],
)
def test_what_an_action_expects(action: Action, expected: dict[str, object]) -> None:
    assert with_expectations([action], tsb())[0].expects == expected


def test_a_later_decided_change_of_the_same_field_is_asked_about() -> None:
    world = tsb().enacted(act("move_post", "post:12", day=LATER, unit=1))
    found = findings(world, act("move_post", "post:12", unit=2))["conflict_with_adopted"]
    assert (found.severity, found.facts["from"]) == (Severity.ASKS, LATER)


def test_a_decided_change_of_the_same_day_is_asked_about() -> None:
    world = tsb().enacted(act("move_post", "post:12", unit=1))
    assert "conflict_with_adopted" in findings(world, act("move_post", "post:12", unit=2))


def test_a_decided_change_of_another_field_is_no_conflict() -> None:
    world = tsb().enacted(act("reclassify_post", "post:12", day=LATER, grade="P.1"))
    assert "conflict_with_adopted" not in findings(world, act("move_post", "post:12", unit=1))


def test_an_override_of_the_later_change_answers() -> None:
    world = tsb().enacted(act("move_post", "post:12", day=LATER, unit=1))
    later = str(world.effects[-1].id)
    move = replace(act("move_post", "post:12", unit=2, overrides=later), reason="Sooner, to OPD")
    found = findings(world, move)["conflict_with_adopted"]
    assert (found.is_open, found.answer and found.answer.reason) == (False, "Sooner, to OPD")
