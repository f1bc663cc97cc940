"""One case proposes one job description of a post."""

import pytest

from bureau.core.changes.actions import numbered
from bureau.core.changes.check import Severity, check
from tests.core.changes.builders import DAY, TODAY, act, findings, organisation


@pytest.mark.parametrize("later", [0, 30])
def test_two_of_one_post_are_barred_on_whatever_days(later: int) -> None:
    world = organisation("unit 1 TSB", "post 11 D1 in 1")
    both = [
        act("adopt_description", "post:11", day=DAY + more, description=20 + at, adoption=30 + at)
        for at, more in enumerate((0, later))
    ]
    told = check(numbered(both), world, today=TODAY)
    (one,) = (one for one in told if one.code == "described_twice")
    assert (one.severity, one.day, one.actions) == (Severity.BARS, DAY + later, (1, 2))


def test_one_each_of_two_posts_is_not_nor_one_that_takes_a_text_away() -> None:
    world = organisation("unit 1 TSB", "post 11 D1 in 1", "post 12 C1 in 1")
    first = act("adopt_description", "post:11", description=21, adoption=31)
    others = act("adopt_description", "post:12", description=22, adoption=32)
    gone = act("adopt_description", "post:11", day=DAY + 9, description=None)
    assert "described_twice" not in findings(world, first, others, gone)
