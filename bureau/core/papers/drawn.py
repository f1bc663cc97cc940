"""Who stands under whom in the drawing of a chart: read from its boxes and the lines between them,
wherever a layout has put them."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import islice

import numpy as np
from numpy.typing import NDArray

STROKES_MOST = 5_000
"""More than any chart has that is drawn for a paper; where there are more, none is read."""
NEAR = 2.0
"""Pixels between the end of a line and what it touches."""

_LABEL = re.compile(r'[^<>]*\baria-label="([^"<>]*)"')
_RECT = re.compile(r"<rect\b([^<>]*)>")
_PATH = re.compile(r'<path\b[^<>]*\bd="([^"<>]*)"[^<>]*>')
_ELSEWHERE = re.compile(r"\b(?:transform|display|visibility|opacity|style)=")
"""What we never write: it puts a mark elsewhere than it says, or hides it."""
_PLACED = re.compile(r'(?<![\w-])(x|y|width|height)="(-?[\d.]+)"')
_STEP = re.compile(r"([MHV])(-?[\d.]+)(?: (-?[\d.]+))?")
_STRAIGHT = re.compile(r"[MHV\d. -]+")
_PART = re.compile(r"[,،、，]\s*")

type Area = tuple[float, float, float, float]
"""From left and top to right and bottom."""
type Areas = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Drawn:
    """`codes` are those of the boxes that are drawn, `above` the code over each of them."""

    codes: frozenset[str]
    above: Mapping[str, str]


def chart_drawn(svg: str, codes: Collection[str]) -> Drawn | None:
    """What a drawing of ours says of units with these codes; None where it is none of ours, or too
    large. A box is known by what it is called to who listens, its own lines by standing in it."""
    outside, groups = _parted(svg)
    named = dict(_boxes(groups, frozenset(codes)))
    strokes = list(islice(_strokes(outside), STROKES_MOST + 1))
    if not named or len(strokes) > STROKES_MOST:
        return None
    boxes = {code: area for code, area in named.items() if area}
    return Drawn(frozenset(boxes), _above(boxes, strokes))


def boxes_called(svg: str) -> list[tuple[str, ...]]:
    """What each box of a drawing of ours is called to who listens, part by part: what becomes of
    it, its code, its name."""
    _, groups = _parted(svg)
    labels = filter(None, map(_LABEL.match, groups))
    return [tuple(_PART.split(unescape(label[1]))) for label in labels]


def _parted(svg: str) -> tuple[str, list[str]]:
    """What stands outside of groups, and each group from its label on."""
    *closed, last = svg.split("</g>")
    parts = [part.rpartition("<g ") for part in closed]
    return "".join([*(before for before, _, _ in parts), last]), [group for _, _, group in parts]


def _boxes(groups: Iterable[str], codes: frozenset[str]) -> Iterator[tuple[str, Area | None]]:
    """Each that is named, without an area where no frame is to be seen."""
    for group in groups:
        label, area = _LABEL.match(group), _RECT.search(group)
        named = _PART.split(label[1]) if label else ()
        code = next((part for part in named if part in codes), None)
        placed = {}
        if area and not _ELSEWHERE.search(area[0]):
            placed = {name: _number(said) for name, said in _PLACED.findall(area[1])}
        if code is not None:
            x, y, width, height = (placed.get(name, 0.0) for name in ("x", "y", "width", "height"))
            yield code, (x, y, x + width, y + height) if len(placed) == 4 else None


def _strokes(svg: str) -> Iterator[Area]:
    """Every straight piece of a line, level or upright."""
    for path in _PATH.finditer(svg):
        if _STRAIGHT.fullmatch(path[1]) and not _ELSEWHERE.search(path[0]):
            yield from _pieces(path[1])


def _pieces(data: str) -> Iterator[Area]:
    x = y = 0.0
    for step, first, second in _STEP.findall(data):
        was_x, was_y = x, y
        x = x if step == "V" else _number(first)
        y = _number(first) if step == "V" else _number(second) if step == "M" else y
        if step != "M":
            yield min(x, was_x), min(y, was_y), max(x, was_x), max(y, was_y)


def _number(said: str) -> float:
    """What is no number stands nowhere."""
    try:
        return float(said)
    except ValueError:
        return -1e9


def _above(boxes: Mapping[str, Area], strokes: Sequence[Area]) -> dict[str, str]:
    """Over a box stands the one from whose foot the line comes that ends at it."""
    if not strokes or not boxes:
        return {}
    lines = np.array(strokes)
    groups = _joined(lines)
    at = np.array(list(boxes.values()))
    feet, ends = dict[int, int](), list[tuple[int, int]]()
    for place, (left, top, right, bottom) in enumerate(strokes):
        for x, y in ((left, top), (right, bottom)):
            for box in np.flatnonzero(_touching(at, x, y)):
                if abs(y - at[box][3]) <= NEAR:
                    feet[groups[place]] = int(box)
                else:
                    ends.append((groups[place], int(box)))
    names = list(boxes)
    return {names[box]: names[feet[group]] for group, box in ends if group in feet}


def _joined(lines: Areas) -> list[int]:
    """A number for each line, the same for all that touch one another by an end."""
    groups = list(range(len(lines)))

    def first(place: int) -> int:
        while groups[place] != place:
            groups[place] = place = groups[groups[place]]
        return place

    for place, (left, top, right, bottom) in enumerate(lines):
        for x, y in ((left, top), (right, bottom)):
            for other in np.flatnonzero(_touching(lines, x, y)):
                groups[first(int(other))] = first(place)
    return [first(place) for place in range(len(lines))]


def _touching(areas: Areas, x: float, y: float) -> NDArray[np.bool_]:
    near = (areas[:, 0] - NEAR <= x) & (x <= areas[:, 2] + NEAR)
    found: NDArray[np.bool_] = near & (areas[:, 1] - NEAR <= y) & (y <= areas[:, 3] + NEAR)
    return found
