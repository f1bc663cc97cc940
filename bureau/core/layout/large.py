"""A chart of any number of boxes: all of one size, placed by arrays, in rows that keep it compact.

A unit's children stand below it in as many rows as make its part about as wide as it is meant to
be (`ASPECT`); with several rows a spine runs down their start, as in a chart of few boxes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bureau.core.layout.shape import GAP, LEVEL_GAP, MARGIN, SPINE
from bureau.core.layout.svg import Point

BOX_WIDTH = 220
BOX_HEIGHT = 226
ASPECT = 1.8

type Numbers = NDArray[np.int64]
type Lengths = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Spread:
    """Boxes in pre-order. `x` and `y` place each box, `left`, `top`, `width` and `height` the part
    of the drawing that belongs to it and all `sizes` boxes from it down; in logical pixels."""

    parents: Numbers
    sizes: Numbers
    depths: Numbers
    left: Lengths
    top: Lengths
    width: Lengths
    height: Lengths

    def __len__(self) -> int:
        return len(self.parents)

    @property
    def x(self) -> Lengths:
        middle: Lengths = np.floor(self.left + (self.width - BOX_WIDTH) / 2)
        return middle

    @property
    def y(self) -> Lengths:
        return self.top

    def children(self, index: int) -> list[int]:
        """The boxes right below one, in their order."""
        found, child, end = [], index + 1, index + int(self.sizes[index])
        while child < end:
            found.append(child)
            child += int(self.sizes[child])
        return found

    def visible(self, index: int, most: int) -> Numbers:
        """The box and as many whole levels below it as hold no more than `most` boxes; one level
        at the least."""
        depths = self.depths[index : index + int(self.sizes[index])] - self.depths[index]
        shown = np.cumsum(np.bincount(depths)) <= most
        levels = max(int(shown.sum()) - 1, 1)
        return np.flatnonzero(depths <= levels) + index

    def strokes(self, index: int) -> Iterator[Sequence[Point]]:
        """The lines from one box to those right below it."""
        children = self.children(index)
        if not children:
            return
        x, y = self.x, self.top
        centre, bottom = _centre(x[index]), float(y[index]) + BOX_HEIGHT
        rows: dict[float, list[float]] = {}
        for child in children:
            rows.setdefault(float(y[child]), []).append(_centre(x[child]))
        spine = float(np.floor(self.left[index])) + SPINE + 0.5
        rails = [top - LEVEL_GAP / 2 + 0.5 for top in rows]
        yield [(centre, bottom), (centre, rails[0])]
        if len(rows) > 1:
            yield [(spine, rails[0]), (spine, rails[-1])]
        for place, (top, centres) in enumerate(rows.items()):
            reach = [*centres, *([spine] if len(rows) > 1 else []), *([] if place else [centre])]
            if min(reach) < max(reach):
                yield [(min(reach), rails[place]), (max(reach), rails[place])]
            for each in centres:
                yield [(each, rails[place]), (each, top)]


def _centre(x: float) -> float:
    return round(float(x) + BOX_WIDTH / 2) + 0.5


def spread(parents: Numbers) -> Spread:
    """Place boxes that are given in pre-order by the place of the one above each (-1: the top)."""
    depths, sizes = _counted(parents)
    count = len(parents)
    width, height = np.full(count, float(BOX_WIDTH)), np.full(count, float(BOX_HEIGHT))
    right, down = np.zeros(count), np.zeros(count)
    levels = _levels(depths)
    for level in levels[:0:-1]:
        _arrange(level, parents, (width, height), (right, down))
    left, top = np.zeros(count), np.zeros(count)
    for level in levels[1:]:
        above = parents[level]
        left[level] = left[above] + right[level]
        top[level] = top[above] + down[level]
    return Spread(parents, sizes, depths, left, top, width, height)


def _counted(parents: Numbers) -> tuple[Numbers, Numbers]:
    """How deep each box stands, and how many boxes it has with all below it."""
    above = parents.tolist()
    depths, sizes = [0] * len(above), [1] * len(above)
    for place, parent in enumerate(above):
        if parent >= 0:
            depths[place] = depths[parent] + 1
    for place in range(len(above) - 1, 0, -1):
        if above[place] >= 0:
            sizes[above[place]] += sizes[place]
    return np.array(depths, np.int64), np.array(sizes, np.int64)


def _levels(depths: Numbers) -> list[Numbers]:
    """The boxes of each depth, in pre-order."""
    order = np.argsort(depths, kind="stable")
    ends = np.cumsum(np.bincount(depths))
    return np.split(order, ends[:-1]) if len(depths) else []


def _arrange(
    level: Numbers,
    parents: Numbers,
    extents: tuple[Lengths, Lengths],
    offsets: tuple[Lengths, Lengths],
) -> None:
    """Break the children of each parent into rows; writes where each stands from its parent's
    corner, and how much room each parent takes."""
    width, height = extents
    above, wide, high = parents[level], width[level] + GAP, height[level]
    starts = np.flatnonzero(np.diff(above, prepend=-2))
    family = np.cumsum(np.diff(above, prepend=-2) != 0) - 1
    room = np.sqrt(np.add.reduceat(wide * (high + LEVEL_GAP), starts) * ASPECT)
    room = np.maximum(room, np.maximum.reduceat(wide, starts))
    before = np.cumsum(wide) - wide
    before -= before[starts][family]
    row = np.floor_divide(before, room[family])
    is_first = (np.diff(family, prepend=-1) != 0) | (np.diff(row, prepend=-1) != 0)
    lines, line = np.flatnonzero(is_first), np.cumsum(is_first) - 1
    line_width = np.add.reduceat(wide, lines) - GAP
    line_height = np.maximum.reduceat(high, lines) + LEVEL_GAP
    down = np.cumsum(line_height) - line_height
    heads = line[starts]
    down -= down[heads][family[lines]]
    has_spine = np.diff(np.append(heads, len(lines))) > 1
    margin = np.where(has_spine, MARGIN, 0)
    parent = above[starts]
    width[parent] = np.maximum(BOX_WIDTH, np.maximum.reduceat(line_width, heads) + margin)
    height[parent] = BOX_HEIGHT + np.add.reduceat(line_height, heads)
    alone = np.where(has_spine, 0, (width[parent] - line_width[heads]) / 2)
    offsets[0][level] = before - before[lines][line] + (margin + alone)[family]
    offsets[1][level] = down[line] + BOX_HEIGHT + LEVEL_GAP
