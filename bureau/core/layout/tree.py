"""Boxes as a tree in reading order, cut at the depth of an outline; even a circle is drawn."""

from collections.abc import Sequence
from dataclasses import dataclass

from bureau.core.layout.boxes import ChartBox


@dataclass(frozen=True, slots=True)
class Tree:
    """Shown boxes by index. `order` is pre-order; `sizes[i]` counts i and what is shown below it;
    `hidden[i]` counts the boxes that the outline leaves out below i."""

    order: tuple[int, ...]
    parents: dict[int, int | None]
    children: dict[int, list[int]]
    depths: dict[int, int]
    sizes: dict[int, int]
    hidden: dict[int, int]

    @property
    def roots(self) -> list[int]:
        return [index for index in self.order if self.parents[index] is None]

    def levels(self) -> list[int]:
        """How many boxes are shown at each depth."""
        counts = [0] * (max(self.depths.values(), default=-1) + 1)
        for depth in self.depths.values():
            counts[depth] += 1
        return counts


def _links(boxes: Sequence[ChartBox]) -> tuple[list[int], list[list[int]]]:
    places = {box.id: index for index, box in enumerate(boxes)}
    children: list[list[int]] = [[] for _ in boxes]
    roots = []
    for index, box in enumerate(boxes):
        above = None if box.parent is None else places.get(box.parent)
        if above is None or above == index:
            roots.append(index)
        else:
            children[above].append(index)
    return roots, children


def _walk(start: int, children: list[list[int]], parents: dict[int, int | None]) -> list[int]:
    """Pre-order below `start` of what was not yet reached; notes each box's parent."""
    order, waiting = [], [start]
    parents[start] = None
    while waiting:
        index = waiting.pop()
        order.append(index)
        for child in reversed(children[index]):
            if child not in parents:
                parents[child] = index
                waiting.append(child)
    return order


def build(boxes: Sequence[ChartBox], depth: int | None = None) -> Tree:
    """The tree of `boxes`, `depth` levels below its roots; a box whose parent is not among them is
    a root, and so is the first box of a circle."""
    roots, children = _links(boxes)
    parents: dict[int, int | None] = {}
    whole: list[int] = []
    for start in [*roots, *range(len(boxes))]:
        if start not in parents:
            whole += _walk(start, children, parents)
    depths: dict[int, int] = {}
    for index in whole:
        above = parents[index]
        depths[index] = 0 if above is None else depths[above] + 1
    below = _sizes(whole, parents)
    order = tuple(i for i in whole if depth is None or depths[i] <= depth)
    shown = set(order)
    kept: dict[int, list[int]] = {index: [] for index in order}
    for index in order:
        above = parents[index]
        if above is not None:
            kept[above].append(index)
    sizes = _sizes(order, parents)
    return Tree(
        order=order,
        parents={index: parents[index] for index in shown},
        children=kept,
        depths={index: depths[index] for index in shown},
        sizes=sizes,
        hidden={index: below[index] - sizes[index] for index in order if depths[index] == depth},
    )


def depth_within(boxes: Sequence[ChartBox], most: int) -> int | None:
    """How many levels below the roots show no more than `most` boxes; None where all do. At least
    the first level below the roots is shown."""
    shown = 0
    for depth, count in enumerate(build(boxes).levels()):
        shown += count
        if shown > most and depth > 1:
            return depth - 1
    return None


def _sizes(order: Sequence[int], parents: dict[int, int | None]) -> dict[int, int]:
    sizes = dict.fromkeys(order, 1)
    for index in reversed(order):
        above = parents[index]
        if above is not None:
            sizes[above] += sizes[index]
    return sizes
