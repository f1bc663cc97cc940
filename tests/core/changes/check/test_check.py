"""A whole set: all findings at once, in one order, on every day that matters."""

from random import Random

import pytest

from bureau.core.changes.actions import Action, numbered
from bureau.core.changes.check import CODES, check, run
from bureau.core.changes.world import World
from bureau.core.spans import Day
from bureau.core.structure.overlay import Overlay, days_of_change
from tests.core.changes.builders import DAY, TODAY, MemoryWorld, act, organisation
from tests.core.changes.random_sets import random_actions, random_world


def test_all_findings_come_at_once_those_that_bar_first() -> None:
    posts = "post 11 A1 in 1", "post 12 C1 in 2"
    world = organisation("unit 1 TSB", "unit 2 SGD under 1", *posts)
    actions = numbered([act("abolish_unit", "unit:2"), act("freeze_post", "post:12", day=120)])
    found = check(actions, world, today=TODAY)
    assert [finding.code for finding in found] == [
        "post_without_unit",
        "successor_missing",
        "day_in_past",
    ]


def test_an_empty_set_has_no_findings() -> None:
    assert check([], MemoryWorld(), today=TODAY) == ()


def test_every_finding_has_a_code_with_one_severity() -> None:
    assert len(CODES) == 35


def every_day(world: World, overlay: Overlay, first: Day) -> list[Day]:
    decided = days_of_change(world.columns, world.recorded)
    days = {*decided, *days_of_change(world.columns, world.recorded, overlay)}
    return sorted({first, *(day for day in days if day >= first)})


@pytest.mark.parametrize("seed", range(40))
def test_no_day_is_missed(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The days looked at give what a look at all days gives."""
    random = Random(seed)
    world = random_world(random)
    world = world.enacted(*random_actions(random, from_day=DAY))
    actions: list[Action] = list(numbered(random_actions(random, from_day=DAY)))
    found = check(actions, world, today=TODAY)
    monkeypatch.setattr(run, "days_to_look_at", every_day)
    assert found == check(actions, world, today=TODAY)
