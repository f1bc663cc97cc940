"""Boxes of a large chart stand apart, each above its own part, whatever the tree."""

import random

import numpy as np
import pytest

from bureau.core.layout.large import BOX_HEIGHT, BOX_WIDTH, Spread, spread


def grown(count: int, seed: int) -> Spread:
    """A random tree in pre-order: each box hangs on one of those right before it."""
    chance, above, line = random.Random(seed), [-1], [0]
    for place in range(1, count):
        line = line[: chance.randint(max(len(line) - 3, 1), len(line))]
        above.append(line[-1])
        line.append(place)
    return spread(np.array(above))


TREES = [(1, 0), (2, 1), (30, 2), (400, 3), (2000, 4)]


@pytest.mark.parametrize(("count", "seed"), TREES)
def test_no_two_boxes_overlap(count: int, seed: int) -> None:
    placed = grown(count, seed)
    order = np.argsort(placed.y, kind="stable")
    x, y = placed.x[order], placed.y[order]
    for level in np.unique(y):
        near = np.sort(x[(y > level - BOX_HEIGHT) & (y < level + BOX_HEIGHT)])
        assert (np.diff(near) >= BOX_WIDTH).all()


@pytest.mark.parametrize(("count", "seed"), TREES)
def test_every_part_lies_within_the_part_above_it(count: int, seed: int) -> None:
    placed = grown(count, seed)
    inner, outer = np.arange(1, count), placed.parents[1:]
    assert (placed.left[inner] >= placed.left[outer]).all()
    assert (placed.top[inner] >= placed.top[outer] + BOX_HEIGHT).all()
    for start, size in ((placed.left, placed.width), (placed.top, placed.height)):
        assert (start[inner] + size[inner] <= start[outer] + size[outer] + 0.01).all()


def test_lines_lead_from_a_box_to_each_right_below_it() -> None:
    placed = grown(400, 5)
    for index in range(len(placed)):
        ends = {stroke[-1] for stroke in placed.strokes(index)}
        for child in placed.children(index):
            middle = round(float(placed.x[child]) + BOX_WIDTH / 2) + 0.5
            assert (middle, float(placed.y[child])) in ends


def test_what_is_shown_of_a_part_is_whole_levels_and_at_least_one() -> None:
    placed = grown(400, 6)
    for most in (1, 20, 100, 1000):
        shown = placed.visible(0, most)
        depth = placed.depths[shown].max()
        assert set(shown) == set(np.flatnonzero(placed.depths <= depth))
        assert len(shown) <= most or depth == 1


def test_a_flat_chart_is_broken_into_rows() -> None:
    placed = spread(np.array([-1] + [0] * 999))
    assert 1 < placed.width[0] / placed.height[0] < 3
