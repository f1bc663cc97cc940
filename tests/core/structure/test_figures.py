"""Layers, span of control and vacancy rate, counted by hand and against the walk post by post."""

from random import Random

import pytest

from bureau.core.structure.columns import NULL
from bureau.core.structure.figures import Figures, Measured
from tests.core.structure.builders import Script


def bureau() -> Script:
    """A director over two chiefs, one with two staff (one frozen), and an adviser by a line."""
    script = Script()
    script.establish("unit:1", code="TSB", head=1)
    script.establish("unit:2", code="SGD", parent=1, head=2)
    script.establish("unit:3", code="OPD", parent=1, head=3)
    for post, unit in ((1, 1), (2, 2), (3, 3), (4, 2), (5, 2), (6, 3)):
        script.establish(f"post:{post}", unit=unit, frozen=post == 5)
    script.establish("reporting:1", post=6, superior=1, manner="line")
    for post in (1, 2, 4):
        script.establish(f"incumbency:{post}", post=post, person=post, manner="holder")
    return script


def test_figures_of_the_whole_and_of_a_part() -> None:
    measured = Measured(bureau().snapshot(5))
    assert measured.of(1) == Figures(6, 2, 1, layers=3, superiors=2, reports=5, span_most=3)
    assert measured.of(2) == Figures(3, 0, 1, layers=2, superiors=1, reports=2, span_most=2)
    assert measured.of(3) == Figures(2, 2, 0, layers=1)
    assert measured.of(9) == Figures()


def test_a_rate_is_of_the_posts_that_are_not_frozen() -> None:
    whole = Measured(bureau().snapshot(5)).of(1)
    assert (whole.vacancy_rate, whole.span) == (40.0, 2.5)
    assert (Figures(2, 0, 2).vacancy_rate, Figures().span) == (None, None)


def test_a_circle_of_lines_ends() -> None:
    script = bureau()
    script.establish("reporting:2", post=1, superior=6, manner="line")
    assert Measured(script.snapshot(5)).of(1).posts == 6


@pytest.mark.parametrize("seed", range(20))
def test_superiors_are_those_that_the_snapshot_finds_one_by_one(seed: int) -> None:
    random, script = Random(seed), Script()
    for unit in range(1, 9):
        parent = random.randrange(1, unit) if unit > 1 else None
        head = random.choice([None, *range(1, 20)])
        script.establish(f"unit:{unit}", code=f"U{unit}", parent=parent, head=head)
    for post in range(1, 20):
        script.establish(f"post:{post}", unit=random.randint(1, 9))
    for line in range(1, 6):
        post, superior = random.randint(1, 19), random.randint(1, 25)
        manner = random.choice(["line", "functional"])
        script.establish(f"reporting:{line}", post=post, superior=superior, manner=manner)
    now = script.snapshot(5)
    found = Measured(now).superiors
    ids = now.standing("post").ids
    for place, post in enumerate(ids.tolist()):
        superior = now.superior(post)
        expected = superior.id if superior else None
        assert (None if found[place] == NULL else int(ids[found[place]])) == expected
