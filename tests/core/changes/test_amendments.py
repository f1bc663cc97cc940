"""A typed difference: applied, found again, and with a hash of its own."""

from dataclasses import replace

import pytest

from bureau.core.changes.amendments import (
    Amending,
    Amendment,
    amended,
    difference_from,
    difference_hash,
    difference_json,
    difference_of_sets,
    postponed,
)
from bureau.core.changes.expects import settled
from bureau.core.reasons import Refused
from tests.core.changes.builders import DAY, act, organisation

BASE = (
    replace(act("rename_unit", "unit:1", code="ONE"), id=1),
    replace(act("freeze_post", "post:11"), id=2),
    replace(act("rename_unit", "unit:1", code="TWO", day=DAY + 5, expects_code="ONE"), id=3),
)
OTHER = replace(BASE[0], values={"code": "UNO"}, day=DAY + 1)
ADDED = replace(act("freeze_post", "post:12"), id=4)
AMENDMENTS = (
    Amendment(Amending.CHANGE, 1, OTHER),
    Amendment(Amending.LEAVE_OUT, 2),
    Amendment(Amending.ADD, 4, ADDED),
)


def test_it_turns_the_one_set_into_the_other_and_is_found_again() -> None:
    whole = amended(BASE, AMENDMENTS)
    assert whole == (OTHER, BASE[2], ADDED)
    assert difference_of_sets(BASE, whole) == AMENDMENTS
    assert amended(whole, difference_of_sets(whole, BASE)) == BASE


def test_it_is_read_as_it_was_written_and_has_one_hash_in_any_order() -> None:
    assert difference_from(difference_json(AMENDMENTS)) == AMENDMENTS
    assert difference_hash(AMENDMENTS) == difference_hash(AMENDMENTS[::-1])
    assert difference_hash(AMENDMENTS[:1]) != difference_hash(AMENDMENTS)


@pytest.mark.parametrize(
    "wrong",
    [
        Amendment(Amending.CHANGE, 9, replace(OTHER, id=9)),
        Amendment(Amending.CHANGE, 1, replace(BASE[1], id=1)),
        Amendment(Amending.CHANGE, 1),
        Amendment(Amending.LEAVE_OUT, 9),
        Amendment(Amending.ADD, 1, BASE[0]),
        Amendment(Amending.ADD, 5, ADDED),
    ],
)
def test_what_does_not_fit_the_set_is_refused(wrong: Amendment) -> None:
    with pytest.raises(Refused, match="amendment_does_not_fit"):
        amended(BASE, [wrong])


def test_what_builds_on_an_amended_action_expects_what_that_leaves() -> None:
    world = organisation("unit 1 TSB", "post 11 A in 1", "post 12 B in 1")
    before = settled((), BASE, world, ())
    after = settled(before, amended(before, AMENDMENTS), world, {1, 4})
    assert [one.expects.get("code") for one in after if one.subject.kind == "unit"] == [
        "TSB",
        "UNO",
    ]


def test_what_was_stale_before_goes_on_expecting_what_it_did() -> None:
    world = organisation("unit 1 TSB", "post 11 A in 1")
    stale = replace(BASE[0], expects={"code": "GONE"})
    (kept,) = settled([stale], [stale], world, ())
    (looked_at,) = settled([stale], [stale], world, {1})
    assert (kept.expects["code"], looked_at.expects["code"]) == ("GONE", "TSB")


def test_nothing_of_it_takes_effect_before_its_condition_is_met() -> None:
    days = [one.day for one in postponed(BASE, {1: DAY + 3, 3: DAY + 3})]
    assert days == [DAY + 3, DAY, DAY + 5]
