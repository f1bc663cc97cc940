"""Labels on groups of strands, each where it covers no other label."""

from collections.abc import Callable, Sequence
from functools import partial
from itertools import product

import numpy as np
from numpy.typing import NDArray

from bureau.core.layout.boxes import Footnote
from bureau.core.layout.lettering import text_width
from bureau.core.layout.marks import draw_number
from bureau.core.layout.strands import Fate, StrandGroup
from bureau.core.layout.svg import Pen, Point

CLASSES = {Fate.STAYS: "st", Fate.MOVES: "mv", Fate.NEW: "nw", Fate.GONE: "gn"}

type Route = tuple[Point, Point]
type Spot = tuple[float, float, float, float]
type Points = NDArray[np.float64]

_PARTS: dict[Fate, tuple[float, ...]] = {
    Fate.NEW: (0.0, 0.15, 0.3),
    Fate.GONE: (1.0, 0.85, 0.7),
}
_ALONG = (0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73, 0.2, 0.8)
STEPS = 24


def draw_pills(
    pen: Pen,
    groups: Sequence[StrandGroup],
    routes: Sequence[Sequence[Route]],
    label: Callable[[StrandGroup], str],
    lane: tuple[float, float],
) -> None:
    """One label a group, within the `lane` between the columns; small groups choose first, they
    have the least room to give way."""
    taken: list[Spot] = []
    course = _course(routes)
    for place in sorted(range(len(groups)), key=lambda place: groups[place].posts):
        group = groups[place]
        words = label(group)
        width = text_width(words, 13, bold=True) + (46 if group.number else 22)
        spots = _spots(routes[place], group.fate, width, lane)
        others = course[course[:, 0] != place, 1:]
        spot = best_spot(spots, taken, partial(_crossed, others))
        taken.append(spot)
        _draw_pill(pen, spot, group, words)


def _course(routes: Sequence[Sequence[Route]]) -> Points:
    """Points along all strands: the place of the group, x and y."""
    points = [
        (place, *_along(route, step / STEPS))
        for place, alike in enumerate(routes)
        for route in alike
        for step in range(STEPS + 1)
    ]
    return np.array(points, np.float64).reshape(-1, 3)


def _crossed(points: Points, spot: Spot) -> int:
    """How much of the strands of others a label there would cover."""
    x, y = points[:, 0], points[:, 1]
    left, top, right, bottom = spot
    return int(((x > left) & (x < right) & (y > top - 3) & (y < bottom + 3)).sum())


def best_spot(spots: Sequence[Spot], taken: Sequence[Spot], crossed: Callable[[Spot], int]) -> Spot:
    """The spot that covers no label and least of what is crossed, the earliest of equals; where
    none is free, the first."""
    free = [spot for spot in spots if not any(_meet(spot, other) for other in taken)]
    return min(free, key=crossed) if free else spots[0]


def _along(route: Route, part: float) -> Point:
    (x, y), (to_x, to_y) = route
    rest = 1 - part
    bend = 3 * rest * part
    middle = (x + to_x) / 2
    return (
        rest**3 * x + bend * middle + part**3 * to_x,
        (rest**3 + bend * rest) * y + (part**3 + bend * part) * to_y,
    )


def _spots(
    routes: Sequence[Route], fate: Fate, width: float, lane: tuple[float, float]
) -> list[Spot]:
    """Where a label of `width` may lie on one of its strands, the best first."""
    last = len(routes) - 1
    tried = dict.fromkeys((last // 2, last * 3 // 4, last // 4, last, 0))
    shift = {Fate.NEW: -width / 2, Fate.GONE: width / 2}.get(fate, 0)
    spots = []
    for strand, part in product(tried, _PARTS.get(fate, _ALONG)):
        x, y = _along(routes[strand], part)
        left, top = min(max(x + shift - width / 2, lane[0]), lane[1] - width), y - 13
        spots.append((left, top, left + width, top + 26))
    return spots


def _meet(one: Spot, other: Spot) -> bool:
    beside = one[0] < other[2] + 4 and other[0] < one[2] + 4
    level = one[1] < other[3] + 2 and other[1] < one[3] + 2
    return beside and level


def _draw_pill(pen: Pen, spot: Spot, group: StrandGroup, words: str) -> None:
    left, top, right, _ = spot
    pen.marks.append(f'<g class="pill {CLASSES[group.fate]}">')
    pen.rect(left, top, right - left, 26)
    if group.number:
        draw_number(pen, left + 15, top + 13, Footnote(group.number))
    pen.text(left + (30 if group.number else 11), top + 17.5, words, "b")
    pen.marks.append("</g>")
