"""A whole set: all findings at once, in one order, on every day that matters."""

from random import Random

import pytest

from bureau.core.changes.actions import numbered
from bureau.core.changes.check import CODES, Outside, check
from bureau.core.changes.plain import Plain
from tests.core.changes.builders import DAY, TODAY, MemoryWorld, act, organisation
from tests.core.changes.check.naive import naive_check
from tests.core.changes.random_sets import POSTS, random_case


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
    assert len(CODES) == 54


@pytest.mark.exhaustive
@pytest.mark.parametrize("start", range(0, 100, 20))
def test_a_check_says_what_a_look_at_every_rule_and_day_says(start: int) -> None:
    for seed in range(start, start + 20):
        world, actions = random_case(seed)
        random = Random(seed)
        unruled = frozenset(one.id for one in actions if random.random() < 0.2)
        uncosted = frozenset(random.sample(POSTS, 4))
        told = {"today": DAY + 5, "outside": Outside(unruled=unruled, uncosted=uncosted)}
        assert list(check(actions, world, **told)) == naive_check(actions, world, **told), seed


@pytest.mark.exhaustive
def test_plain_actions_are_looked_at_as_arrays() -> None:
    cases = [random_case(seed) for seed in range(100)]
    plain = [len(Plain(actions, world)) for world, actions in cases]
    assert sum(plain) > sum(len(actions) for _, actions in cases) / 4
