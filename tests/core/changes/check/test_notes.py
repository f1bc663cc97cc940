"""What is only told."""

from dataclasses import replace

import pytest

from bureau.core.changes.actions import Action
from bureau.core.changes.check import Outside, Severity
from bureau.core.structure.kinds import Value
from tests.core.changes.builders import TODAY, MemoryWorld, act, counted, findings, organisation


def tsb() -> MemoryWorld:
    return organisation(
        "unit 1 TSB",
        "unit 2 SGD under 1",
        "unit 3 TSP under 1",
        "post 11 A1 in 1",
        "post 12 C1 in 2 grade P.5",
        "post 13 C2 in 3",
        "post 14 C3 in 3 frozen",
        "held 21 by 501 on 13",
    )


def new_post(post: str, funding: str = "") -> Action:
    values: dict[str, Value] = {
        "unit": 3,
        "number": "N1",
        "title": 1,
        "grade": "P.1",
        "funding": funding,
    }
    return replace(act("establish_post", post), values=values)


@pytest.mark.parametrize(
    ("code", "action"),
    [
        ("head_vacant", act("assign_head", "unit:2", head=12)),
        ("unit_without_head", act("assign_head", "unit:2", head=None)),
        ("unit_empty", act("move_post", "post:12", unit=3)),
        ("post_without_cost", new_post("post:15")),
        ("post_without_funding", new_post("post:15")),
        ("grade_changed", act("reclassify_post", "post:12", grade="D.1")),
        ("appointed_to_frozen", act("appoint", "post:14", person=502)),
        ("day_in_past", act("freeze_post", "post:12", day=TODAY - 1)),
        ("changes_nothing", act("move_post", "post:12", unit=2)),
    ],
)
def test_it_is_told(code: str, action: Action) -> None:
    found = findings(tsb(), action, outside=Outside(uncosted=frozenset({15})))
    assert found[code].severity is Severity.TELLS
    assert not found[code].is_open


@pytest.mark.parametrize(
    ("code", "action"),
    [
        ("head_vacant", act("assign_head", "unit:2", head=13)),
        ("unit_empty", act("move_post", "post:13", unit=2)),
        ("unit_empty", act("merge_unit", "unit:2", into=3)),
        ("post_without_cost", new_post("post:16")),
        ("post_without_funding", new_post("post:15", funding="RB")),
        ("grade_changed", act("reclassify_post", "post:12", grade="P.5")),
        ("appointed_to_frozen", act("appoint", "post:12", person=502)),
        ("day_in_past", act("freeze_post", "post:12", day=TODAY)),
        ("changes_nothing", act("freeze_post", "post:12")),
    ],
)
def test_it_is_not_told(code: str, action: Action) -> None:
    assert code not in findings(tsb(), action, outside=Outside(uncosted=frozenset({15})))


def test_a_unit_with_counted_posts_is_not_empty_until_they_go_too() -> None:
    world, moved = counted(tsb(), 61, 2), act("move_post", "post:12", unit=3)
    assert "unit_empty" not in findings(world, moved)
    assert "unit_empty" in findings(world, moved, act("change_block", "block:61", unit=3))


@pytest.mark.parametrize(
    ("action", "is_told"),
    [
        (act("change_block", "block:61", fte=900), True),
        (act("abolish_block", "block:61"), True),
        (act("change_block", "block:61", unit=3), False),
    ],
)
def test_that_counted_posts_have_no_cost_is_told_where_their_number_changes(
    action: Action, is_told: bool
) -> None:
    assert ("block_without_cost" in findings(counted(tsb(), 61, 2), action)) is is_told


def test_a_new_unit_that_stays_empty_is_told() -> None:
    values: dict[str, Value] = {"parent": 1, "name": 9, "code": "SED", "kind": "department"}
    new = replace(act("establish_unit", "unit:9"), values=values)
    assert {"unit_empty", "unit_without_head"} <= set(findings(tsb(), new))
