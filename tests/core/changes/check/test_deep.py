"""Units stand at most so many levels below one another: what an action costs grows with them."""

import pytest

from bureau.core.changes.actions import Action
from bureau.core.changes.check import Outside, Severity
from bureau.core.references import Reference
from bureau.core.structure.tree import LEVELS_MOST
from tests.core.changes.builders import DAY, TODAY, MemoryWorld, act, findings, organisation
from tests.core.changes.check.naive import naive_check
from tests.core.changes.random_sets import numbered


def chain(levels: int) -> MemoryWorld:
    """Unit 1 at the top, each next below the one before, and unit 900 beside them."""
    below = (f"unit {n} U{n} under {n - 1}" for n in range(2, levels + 1))
    return organisation("unit 1 U1", *below, "unit 900 X under 1", "unit 901 Y under 900")


def moved(unit: int, parent: int) -> Action:
    return act("move_unit", f"unit:{unit}", parent=parent)


@pytest.mark.parametrize(("levels", "is_barred"), [(LEVELS_MOST - 1, False), (LEVELS_MOST, True)])
def test_a_unit_below_the_lowest_level_is_barred(levels: int, is_barred: bool) -> None:
    found = findings(chain(levels), moved(901, levels))
    assert ("unit_too_deep" in found) == is_barred
    if is_barred:
        one = found["unit_too_deep"]
        assert (one.severity, one.subject) == (Severity.BARS, Reference("unit", 901))
        assert (one.day, one.facts, one.actions) == (DAY, {"most": LEVELS_MOST}, (1,))


def test_a_deep_chain_that_stands_bars_nothing_else() -> None:
    assert "unit_too_deep" not in findings(chain(LEVELS_MOST + 5), moved(901, 1))


def test_the_check_without_shortcuts_finds_the_same() -> None:
    world, actions = chain(LEVELS_MOST), numbered([moved(901, LEVELS_MOST)])
    naive = naive_check(actions, world, today=TODAY, outside=Outside())
    assert [one.code for one in naive] == [one.code for one in findings(world, *actions).values()]
