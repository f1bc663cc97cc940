"""What may not be on any day: found on the day of the action and on every later one."""

from collections.abc import Collection
from dataclasses import replace

import pytest

from bureau.core.changes.actions import Action
from bureau.core.changes.check import Severity
from bureau.core.changes.check.flaws import flaws_of
from bureau.core.references import Reference
from bureau.core.structure.kinds import Value
from tests.core.changes.builders import DAY, MemoryWorld, act, counted, findings, organisation

LATER = DAY + 30


def tsb() -> MemoryWorld:
    return organisation(
        "unit 1 TSB",
        "unit 2 SGD under 1 head 12",
        "unit 3 TSP under 1 head 13",
        "post 12 C1 in 2",
        "post 13 C2 in 3",
        "post 14 C3 in 2",
        "held 21 by 501 on 13",
    )


def at_top(unit: str, code: str) -> Action:
    values: dict[str, Value] = {"parent": None, "name": 9, "code": code, "kind": "bureau"}
    return replace(act("establish_unit", unit), values=values)


def test_counted_posts_in_a_unit_that_ends_are_asked_about() -> None:
    world = counted(organisation("unit 1 TSB", "unit 4 OPD under 1"), 61, 4)
    found = findings(world, act("abolish_unit", "unit:4"))["block_without_unit"]
    assert (found.severity, found.subject) == (Severity.ASKS, Reference("block", 61))
    merged = findings(world, act("merge_unit", "unit:4", into=1))
    assert "block_without_unit" not in merged


def test_counted_posts_under_a_post_that_ends_are_told() -> None:
    world = counted(tsb(), 61, 2, superior=14)
    found = findings(world, act("abolish_post", "post:14"))["block_without_superior"]
    assert (found.severity, found.actions) == (Severity.TELLS, (1,))


def test_a_unit_may_not_stand_below_itself() -> None:
    found = findings(
        tsb(), act("move_unit", "unit:2", parent=3), act("move_unit", "unit:3", parent=2)
    )["circle_now"]
    assert (found.severity, found.facts) == (Severity.BARS, {"units": (2, 3)})
    assert found.actions == (1, 2)


def test_a_circle_that_a_decided_move_would_close_is_found_on_its_day() -> None:
    decided = tsb().enacted(act("move_unit", "unit:3", day=LATER, parent=2))
    found = findings(decided, act("move_unit", "unit:2", parent=3))
    assert "circle_now" not in found
    assert found["circle_later"].day == LATER


def test_a_unit_left_under_an_ended_one_is_an_orphan() -> None:
    world = tsb().enacted(act("move_unit", "unit:3", day=150, parent=2))
    found = findings(world, act("abolish_unit", "unit:2"))["orphan_unit"]
    assert (found.subject, found.facts) == (Reference("unit", 3), {"parent": 2})


def test_a_unit_that_moves_later_under_an_ended_one_is_an_orphan_from_then() -> None:
    world = tsb().enacted(act("move_unit", "unit:3", day=LATER, parent=2))
    assert findings(world, act("merge_unit", "unit:2", into=1))["orphan_unit"].day == LATER


def test_a_post_left_in_an_ended_unit_has_no_unit() -> None:
    found = findings(tsb(), act("abolish_unit", "unit:3"))["post_without_unit"]
    assert (found.subject, found.actions) == (Reference("post", 13), (1,))


def test_a_post_that_arrives_later_in_an_ended_unit_has_no_unit_from_then() -> None:
    world = tsb().enacted(act("move_post", "post:13", day=LATER, unit=2))
    found = findings(world, act("merge_unit", "unit:2", into=1))
    assert found["post_without_unit"].day == LATER


def test_a_unit_may_not_be_headed_by_an_abolished_post() -> None:
    found = findings(tsb(), act("abolish_post", "post:12"))["head_absent"]
    assert (found.subject, found.facts) == (Reference("unit", 2), {"head": 12})


def test_a_holder_may_not_lose_the_post() -> None:
    found = findings(tsb(), act("abolish_post", "post:13"))["holder_without_post"]
    assert found.subject == Reference("incumbency", 21)


def test_a_holder_who_comes_later_may_not_find_the_post_gone() -> None:
    world = tsb().enacted(act("appoint", "post:14", day=LATER, incumbency=22, person=502))
    assert findings(world, act("abolish_post", "post:14"))["holder_without_post"].day == LATER


def test_nobody_may_report_to_an_abolished_post() -> None:
    world = tsb().enacted(act("change_reporting", "post:14", day=150, superior=12))
    assert findings(world, act("abolish_post", "post:12"))["superior_absent"].facts == {
        "superior": 12
    }


def test_shares_of_a_post_may_not_exceed_one() -> None:
    found = findings(tsb(), act("appoint", "post:13", person=502, share=50))["shares_over_one"]
    assert (found.subject, found.facts) == (Reference("post", 13), {"share": 150})


def test_shares_over_one_on_later_days_only_are_found_and_end_when_they_end() -> None:
    world = tsb().enacted(
        act("appoint", "post:14", day=LATER, incumbency=22, person=502),
        act("end_incumbency", "incumbency:22", day=LATER + 5),
    )
    found = findings(world, act("appoint", "post:14", person=503))["shares_over_one"]
    assert (found.day, found.until) == (LATER, LATER + 5)


def test_a_lien_does_not_count_towards_the_shares() -> None:
    assert "shares_over_one" not in findings(
        tsb(), act("appoint", "post:13", person=502, manner="lien")
    )


def test_two_posts_may_not_have_one_number() -> None:
    found = findings(tsb(), act("renumber_post", "post:14", number="C1"))["duplicate_number"]
    assert found.facts == {"number": "C1", "same": (12, 14)}


def test_a_number_that_is_freed_on_that_day_may_be_taken() -> None:
    renumbered = (
        act("renumber_post", "post:12", number="X"),
        act("renumber_post", "post:14", number="C1"),
    )
    assert "duplicate_number" not in findings(tsb(), *renumbered)


def test_a_number_that_another_post_takes_later_is_found_on_that_day() -> None:
    world = tsb().enacted(act("renumber_post", "post:12", day=LATER, number="Z9"))
    found = findings(world, act("renumber_post", "post:14", number="Z9"))
    assert found["duplicate_number"].day == LATER


def test_two_units_may_not_have_one_code() -> None:
    found = findings(tsb(), act("rename_unit", "unit:2", code="TSP"))["duplicate_code"]
    assert found.facts == {"code": "TSP", "same": (2, 3)}


@pytest.mark.parametrize("code", ["tsp", "ТЅР", "ＴＳＰ", "TSP\u200b"])
def test_two_units_may_not_have_codes_that_look_alike(code: str) -> None:
    found = findings(tsb(), act("rename_unit", "unit:2", code=code))["duplicate_code"]
    assert found.facts["same"] == (2, 3)


def test_another_organisation_may_use_the_same_codes() -> None:
    new = at_top("unit:9", "SGD")
    world = tsb()
    world.strange = frozenset({1})
    assert "duplicate_code" not in findings(world, new)


def test_two_units_at_the_top_may_not_have_one_code() -> None:
    found = findings(tsb(), at_top("unit:9", "ONE"), at_top("unit:10", "ONE"))["duplicate_code"]
    assert (found.facts, found.actions) == ({"code": "ONE", "same": (9, 10)}, (1, 2))
    assert "duplicate_code" in findings(tsb(), at_top("unit:9", "SGD"))


def test_whose_the_units_at_the_top_are_is_asked_once_for_all_codes_alike() -> None:
    codes = [f"U{number}" for number in range(6)]
    world = organisation(
        "unit 1 TSB",
        "unit 2 INST",
        *(f"unit {10 + place} {code} under 1" for place, code in enumerate(codes)),
        *(f"unit {20 + place} {code} under 2" for place, code in enumerate(codes)),
    )
    asked: list[set[int]] = []

    def own(units: Collection[int]) -> Collection[int]:
        asked.append(set(units))
        return units

    found = [flaw.facts["code"] for code, flaw in flaws_of(world.on(DAY), own)]
    assert sorted(found) == codes
    assert asked == [{1, 2}]


def test_what_was_wrong_before_is_not_the_sets_doing() -> None:
    world = tsb().enacted(act("abolish_unit", "unit:3"))
    assert "post_without_unit" not in findings(world, act("freeze_post", "post:14"))
