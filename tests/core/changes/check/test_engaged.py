"""Nobody is engaged in one unit in one manner twice on a day."""

import pytest

from bureau.core.changes.actions import numbered
from bureau.core.changes.check import Severity, check
from tests.core.changes.builders import DAY, TODAY, MemoryWorld, act, findings, organisation


def world(**until: int) -> MemoryWorld:
    """501 is an intern in unit 2."""
    built = organisation("unit 1 TSB", "unit 2 SGD under 1")
    intern = act("engage", "unit:2", person=501, manner="intern", engagement=51, **until)
    return built.enacted(intern)


def test_engaging_once_more_in_that_manner_is_barred() -> None:
    again = act("engage", "unit:2", day=DAY + 9, person=501, manner="intern", engagement=52)
    found = findings(world(), again)["engaged_twice"]
    assert (found.severity, found.day, found.facts) == (Severity.BARS, DAY + 9, {"person": 501})


@pytest.mark.parametrize(
    ("unit", "other"),
    [(1, {}), (2, {"person": 502}), (2, {"manner": "loan"})],
)
def test_elsewhere_in_another_manner_or_somebody_else_is_not(
    unit: int, other: dict[str, int | str]
) -> None:
    values = {"person": 501, "manner": "intern", "engagement": 52, **other}
    assert "engaged_twice" not in findings(world(), act("engage", f"unit:{unit}", **values))


def test_after_the_other_has_ended_by_itself_or_in_the_same_set_it_is_not() -> None:
    again = act("engage", "unit:2", day=DAY + 9, person=501, manner="intern", engagement=52)
    assert "engaged_twice" not in findings(world(until=DAY + 9), again)
    ends = act("end_engagement", "engagement:51", day=DAY + 9)
    assert "engaged_twice" not in findings(world(), ends, again)


def test_two_of_one_set_meet_where_the_earlier_one_goes_on() -> None:
    built = organisation("unit 1 TSB")
    both = [
        act("engage", "unit:1", day=DAY + more, person=501, manner="intern", engagement=50 + more)
        for more in (0, 5)
    ]
    told = [one for one in check(numbered(both), built, today=TODAY) if one.code == "engaged_twice"]
    assert [(one.day, one.actions) for one in told] == [(DAY + 5, (1, 2))]
