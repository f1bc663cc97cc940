"""What must come along when only a part of a set is adopted."""

import pytest

from bureau.core.changes.actions import Action, numbered
from bureau.core.changes.closure import closure
from bureau.core.changes.expand import expand
from bureau.core.changes.expects import with_expectations
from tests.core.changes.builders import MemoryWorld, act, organisation


def tsb() -> MemoryWorld:
    return organisation(
        "unit 1 TSB",
        "unit 2 SGD under 1",
        "unit 3 TSP under 1",
        "post 12 C1 in 2",
        "post 13 C2 in 3",
        "held 21 by 501 on 13",
    )


def needed(*actions: Action) -> set[int]:
    """What the last of the actions needs besides itself."""
    drafted = with_expectations(numbered(actions), tsb())
    return set(closure([len(actions)], drafted, expand(drafted, tsb()))) - {len(actions)}


NEW_UNIT = Action(
    1,
    act("establish_unit", "unit:9").kind,
    act("establish_unit", "unit:9").subject,
    200,
    {"parent": 1, "name": 9, "code": "SED", "kind": "department"},
)
NEW_POST = act("establish_post", "post:15", unit=9, number="N", title=1, grade="P.1")


@pytest.mark.parametrize(
    ("actions", "expected"),
    [
        ([NEW_UNIT, act("move_post", "post:12", unit=9)], {1}),
        ([act("freeze_post", "post:13"), act("move_post", "post:12", unit=3)], set()),
        ([NEW_UNIT, NEW_POST, act("appoint", "post:15", person=5)], {1, 2}),
        ([NEW_UNIT, NEW_POST, act("assign_head", "unit:3", head=15)], {1, 2}),
        ([NEW_UNIT, act("merge_unit", "unit:2", into=9)], {1}),
    ],
)
def test_what_names_a_new_thing_needs_its_establishment(
    actions: list[Action], expected: set[int]
) -> None:
    assert needed(*actions) == expected


def test_what_expects_a_value_needs_the_action_that_sets_it() -> None:
    assert needed(
        act("rename_unit", "unit:2", code="A"), act("rename_unit", "unit:2", code="B")
    ) == {1}


def test_a_move_of_a_carried_post_needs_the_merger() -> None:
    moved = act("move_post", "post:12", unit=1)
    assert needed(act("merge_unit", "unit:2", into=3), moved) == {1}


def test_an_abolition_needs_what_clears_the_unit_before() -> None:
    assert needed(act("move_post", "post:12", unit=3), act("abolish_unit", "unit:2")) == {1}


def test_an_abolished_post_needs_the_end_of_its_incumbency() -> None:
    assert needed(act("end_incumbency", "incumbency:21"), act("abolish_post", "post:13")) == {1}


def test_a_taken_number_needs_the_action_that_gives_it_up() -> None:
    freed = act("renumber_post", "post:12", number="X")
    assert needed(freed, act("renumber_post", "post:13", number="C1")) == {1}


def test_an_appointment_needs_the_end_of_the_one_before() -> None:
    ended = act("end_incumbency", "incumbency:21")
    assert needed(ended, act("appoint", "post:13", person=502)) == {1}
