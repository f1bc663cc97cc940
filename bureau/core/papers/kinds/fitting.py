"""A chart drawn as deep as a sheet has room for it while its letters can still be read."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from bureau.core.layout.boxes import ChartBox, ChartWords
from bureau.core.layout.chart import MIDDLE, WIDE, chart
from bureau.core.layout.large import spread
from bureau.core.layout.poster import MARGIN, poster
from bureau.core.layout.svg import Direction, Drawing
from bureau.core.layout.tree import Tree, build


@dataclass(frozen=True, slots=True)
class Sheet:
    """Widths in pixels that may be drawn, smallest first: at the widest, letters of 13 pixels are
    printed 1.6 mm high. `tall` is the height of the sheet for a width."""

    widths: tuple[int, ...]
    tall: float

    def spans(self, drawing: Drawing) -> float:
        """How wide the sheet is, in pixels of the drawing: the less, the larger its letters."""
        return max(drawing.width, drawing.height / self.tall)

    def holds(self, drawing: Drawing) -> bool:
        return self.spans(drawing) <= self.widths[-1] * 1.1


PAGE = Sheet((MIDDLE, 960, WIDE), 1.35)
"""The printed part of an A4 page."""
FOOT = 100
"""Pixels that the foot of a drawing takes at the most."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be drawn; `outlined` says how many of all boxes are, where some are left out."""

    boxes: Sequence[ChartBox]
    words: ChartWords
    direction: Direction
    key: str
    day: str
    outlined: Callable[[int], str]

    def coordinates(self, tree: Tree) -> list[str]:
        shown = len(tree.order)
        return [self.day, *([self.outlined(shown)] if shown < len(self.boxes) else [])]


def drawn_on(sheet: Sheet, asked: Asked) -> str:
    """The deepest outline that fits; of its drawings the smallest, so that letters are large. The
    compact one cuts names short, and is taken only where no other fits."""
    levels = len(build(asked.boxes).levels())
    for depth in (None, *range(levels - 2, 0, -1)):
        tree = build(asked.boxes, depth)
        drawings = (_chart(asked, tree, depth, width) for width in sheet.widths)
        found = min(filter(sheet.holds, drawings), key=sheet.spans, default=None)
        if found is None and len(tree.roots) == 1 and sheet.holds(compact := _compact(asked, tree)):
            found = compact
        if found:
            return found.svg
    return _chart(asked, build(asked.boxes, 1), 1, sheet.widths[-1]).svg


def _chart(asked: Asked, tree: Tree, depth: int | None, width: int) -> Drawing:
    return chart(
        asked.boxes,
        asked.words,
        width=width,
        depth=depth,
        direction=asked.direction,
        key=asked.key,
        standalone=True,
        coordinates=asked.coordinates(tree),
        headed=False,
    )


def _compact(asked: Asked, tree: Tree) -> Drawing:
    """All boxes of one size, in rows that keep the whole compact."""
    places = {index: place for place, index in enumerate(tree.order)}
    above = (tree.parents[index] for index in tree.order)
    parents = [-1 if index is None else places[index] for index in above]
    placed = spread(np.array(parents, np.int64))
    boxes = (replace(asked.boxes[index], hidden=tree.hidden.get(index, 0)) for index in tree.order)
    said = poster(
        placed,
        boxes,
        asked.words,
        direction=asked.direction,
        coordinates=asked.coordinates(tree),
        key=asked.key,
        headed=False,
    )
    width, height = int(placed.width[0]), int(placed.height[0])
    return Drawing(width + 2 * MARGIN, height + 2 * MARGIN + FOOT, "".join(said))
