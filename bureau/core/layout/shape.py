"""Which form a chart takes in a width: what stands in a row, what hangs, how wide a box is."""

from collections.abc import Sequence
from dataclasses import dataclass

from bureau.core.layout.tree import Tree

GAP = 14
BRANCH_GAP = 26
LEVEL_GAP = 44
HANG_GAP = 20
INDENT = 20
SPINE = 9
MARGIN = 22
WIDEST = 410
NARROWEST = 188
NARROWEST_ROW = 196
NARROWEST_HUNG = 148
UPRIGHT_BELOW = 480
DEEPEST_ROWS = 3


@dataclass(frozen=True, slots=True)
class Shape:
    """Levels above `row` hold one box each; levels `row` to `deepest` stand side by side; what is
    deeper hangs below its parent. `box` is the width of a box in a row, `top` of one alone;
    `rows` are the boxes of level `row`, broken into lines where one line would be too wide."""

    row: int
    deepest: int
    box: int
    top: int
    rows: tuple[tuple[int, ...], ...]
    columns: dict[int, int]

    def hung_width(self, below: int) -> int:
        """Width of a box that hangs `below` levels under one that stands."""
        return max(self.box - INDENT * below, NARROWEST_HUNG)


def choose(tree: Tree, width: int) -> Shape:
    """The most level form that fits `width` pixels; under 480 everything hangs."""
    levels = tree.levels()
    alone = next((depth for depth, count in enumerate(levels) if count > 1), len(levels) - 1)
    if width < UPRIGHT_BELOW:
        return _hung(tree, width)
    for deepest in range(min(alone + DEEPEST_ROWS, len(levels)) - 1, alone, -1):
        box = _row_box(tree, alone, deepest, width)
        if box >= NARROWEST_ROW:
            row = tuple(i for i in tree.order if tree.depths[i] == alone)
            return _finished(tree, alone, deepest, box, width, (row,))
    return _broken(tree, alone, width)


def _row_box(tree: Tree, row: int, deepest: int, width: int) -> int:
    """Box width when all of levels `row` to `deepest` stand in one line; may be far too narrow."""
    stands = [i for i in tree.order if row <= tree.depths[i] <= deepest]
    columns = [i for i in stands if tree.depths[i] == deepest or not tree.children[i]]
    branches = sum(tree.depths[i] == row for i in stands)
    gaps = GAP * (len(columns) - 1) + (BRANCH_GAP - GAP) * (branches - 1)
    return min(WIDEST, (width - gaps) // len(columns))


def _broken(tree: Tree, row: int, width: int) -> Shape:
    members = [i for i in tree.order if tree.depths[i] == row]
    fitting = max(1, (width + GAP) // (NARROWEST + GAP))
    lines = -(-len(members) // fitting)
    if lines > 1:
        fitting = max(1, (width - MARGIN + GAP) // (NARROWEST + GAP))
        lines = -(-len(members) // fitting)
    each = -(-len(members) // lines)
    room = width - (MARGIN if lines > 1 else 0)
    box = min(WIDEST, (room - GAP * (each - 1)) // each)
    columns = _columns(tree, members, box)
    rows: list[list[int]] = []
    filled = 0
    for member in members:
        filled += columns[member] + GAP
        if not rows or len(rows[-1]) == each or filled - GAP > max(room, columns[member]):
            rows.append([])
            filled = columns[member] + GAP
        rows[-1].append(member)
    return _finished(tree, row, row, box, width, tuple(map(tuple, rows)))


def _hung(tree: Tree, width: int) -> Shape:
    return _finished(tree, 0, 0, width, width, tuple((root,) for root in tree.roots))


def _finished(
    tree: Tree, row: int, deepest: int, box: int, width: int, rows: tuple[tuple[int, ...], ...]
) -> Shape:
    standing = [i for i in tree.order if tree.depths[i] == deepest]
    top = min(width, max(box, 340))
    return Shape(row, deepest, box, top, rows, _columns(tree, standing, box))


def _columns(tree: Tree, standing: Sequence[int], box: int) -> dict[int, int]:
    """Width of the column that each standing box heads, itself and what hangs below it."""
    deepest = dict.fromkeys(tree.order, 0)
    for index in reversed(tree.order):
        above = tree.parents[index]
        if above is not None:
            deepest[above] = max(deepest[above], deepest[index] + 1)
    return {i: max(box, INDENT * deepest[i] + NARROWEST_HUNG) for i in standing}
