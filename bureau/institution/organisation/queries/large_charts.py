"""Charts of any size: where every box stands, told level by level to a page that asks for more."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import batched
from threading import Lock
from weakref import WeakKeyDictionary

import numpy as np

from bureau.core.actors import Actor
from bureau.core.layout.boxes import ChartBox, ChartWords
from bureau.core.layout.canvas import painted
from bureau.core.layout.large import BOX_HEIGHT, BOX_WIDTH, Numbers, Spread, spread
from bureau.core.layout.svg import Direction, Pen
from bureau.core.structure.ordering import Integers
from bureau.core.structure.snapshot import Snapshot
from bureau.institution.organisation.queries.charts import Marks, chart_boxes

BOXES_AT_ONCE = 400
FACES_AT_ONCE = 100
NAMED_AT_ONCE = 500
CHARTS_KEPT = 4
FIRST_REACH = 1400

_lock = Lock()
_placed: "WeakKeyDictionary[object, dict[int, Placed]]" = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Placed:
    """The units of a chart in pre-order, and the place of each."""

    ids: Integers
    spread: Spread

    def __len__(self) -> int:
        return len(self.ids)

    def place_of(self, unit: int) -> int | None:
        """Where a unit comes in the chart; None where it is not in it."""
        found = np.flatnonzero(self.ids == unit)
        return int(found[0]) if len(found) else None


def placed_chart(now: Snapshot, unit: int) -> Placed:
    """The unit and all below it; the last few of a snapshot are kept as long as it is."""
    with _lock:
        kept = _placed.setdefault(now.standing("unit"), {})
        if unit in kept:
            return kept[unit]
    made = _place(now, unit)
    with _lock:
        while len(kept) >= CHARTS_KEPT:
            kept.pop(next(iter(kept)))
        kept[unit] = made
    return made


def _place(now: Snapshot, unit: int) -> Placed:
    ids = np.array(now.subtree(unit), np.int32)
    units = now.standing("unit")
    above = units.field("parent", units.positions(ids))
    place = np.full(max(int(ids.max(initial=0)), int(above.max(initial=0))) + 2, -1)
    place[ids] = np.arange(len(ids))
    parents = place[above]
    parents[:1] = -1
    return Placed(ids, spread(parents))


def outline(placed: Placed, most: int) -> tuple[list[int], dict[int, int]]:
    """The units of as many whole levels as hold no more than `most`, and how many each hides."""
    shown = placed.spread.visible(0, most)
    if len(shown) > 10 * most:
        shown = shown[:1]
    return placed.ids[shown].tolist(), _hidden(placed, shown)


def _hidden(placed: Placed, shown: Numbers) -> dict[int, int]:
    """How many units below each of these are not among them."""
    depths, sizes = placed.spread.depths[shown], placed.spread.sizes[shown]
    cut = (depths == depths.max()) & (sizes > 1)
    units = placed.ids[shown][cut].tolist()
    return dict(zip(units, (sizes[cut] - 1).tolist(), strict=True))


def seen_at_first(placed: Placed, most: int) -> list[int]:
    """The units nearest to the top of the chart, where a reader begins."""
    whole = placed.spread
    across, down = whole.x - whole.x[0], whole.y - whole.y[0]
    near = np.flatnonzero((np.abs(across) < FIRST_REACH) & (down < FIRST_REACH))
    found: list[int] = placed.ids[near[np.argsort(down[near], kind="stable")]][:most].tolist()
    return found


def part(now: Snapshot, placed: Placed, below: int, direction: Direction) -> dict[str, object]:
    """The box at place `below` with as many levels under it as are told at once, as columns.

    `parents` are units, 0 where the chart ends; `x` and `left` are counted from the left of the
    screen whatever the direction; `joins` are the lines to the boxes right below, "" where these
    are not told.
    """
    all_of, shown = placed.spread, placed.spread.visible(below, BOXES_AT_ONCE)
    ids = placed.ids[shown]
    units = now.standing("unit")
    words = units.table.vocabulary
    above = all_of.parents[shown]
    parents = np.where(above < 0, 0, placed.ids[above])
    deepest = all_of.depths[shown].max()
    x, left = _physical(all_of, shown, direction)
    return {
        "ids": ids.tolist(),
        "parents": parents.tolist(),
        "codes": [words.word(n) for n in units.field("code", units.positions(ids)).tolist()],
        "sizes": all_of.sizes[shown].tolist(),
        "x": x,
        "y": all_of.y[shown].astype(int).tolist(),
        "left": left,
        "width": np.ceil(all_of.width[shown]).astype(int).tolist(),
        "height": np.ceil(all_of.height[shown]).astype(int).tolist(),
        "joins": [
            _joined(all_of, place, direction) if all_of.depths[place] < deepest else ""
            for place in shown.tolist()
        ],
    }


def _physical(placed: Spread, shown: Numbers, direction: Direction) -> tuple[list[int], list[int]]:
    x, left = placed.x[shown], placed.left[shown]
    if direction is Direction.RIGHT_TO_LEFT:
        whole = placed.width[0]
        x, left = whole - x - BOX_WIDTH, whole - left - placed.width[shown]
    return np.floor(x).astype(int).tolist(), np.floor(left).astype(int).tolist()


def _joined(placed: Spread, place: int, direction: Direction) -> str:
    pen = Pen(float(placed.width[0]), direction)
    return pen.strokes(placed.strokes(place))


def measures(placed: Placed) -> dict[str, int]:
    """The size of the whole and of each box."""
    whole = placed.spread
    return {
        "width": int(np.ceil(whole.width[0])),
        "height": int(np.ceil(whole.height[0])),
        "box_width": BOX_WIDTH,
        "box_height": BOX_HEIGHT,
    }


@dataclass(frozen=True, slots=True)
class Looks:
    """What the boxes of a chart have in common: its reader, words, marks and ends of addresses."""

    actor: Actor
    now: Snapshot
    unit: int
    grades: Sequence[str]
    words: ChartWords
    direction: Direction
    marks: Marks | None = None
    query: str = ""

    def boxes(self, units: Sequence[int], hidden: dict[int, int] | None = None) -> list[ChartBox]:
        return chart_boxes(
            self.actor,
            self.now,
            self.unit,
            grades=self.grades,
            marks=self.marks,
            query=self.query,
            units=units,
            hidden=hidden or {},
        )


def faces(looks: Looks, placed: Placed, units: Collection[int]) -> dict[int, dict[str, object]]:
    """What is painted in these boxes, what is said of them, and where they lead."""
    asked = placed.ids[np.isin(placed.ids, list(units))][:FACES_AT_ONCE].tolist()
    found: dict[int, dict[str, object]] = {}
    for box in looks.boxes(asked):
        face = painted(box, looks.words, looks.direction)
        found[box.id] = {"label": face.label, "address": box.address, "marks": face.marks}
    return found


def boxes_in_turn(looks: Looks, placed: Placed) -> Iterator[ChartBox]:
    """Every box of a chart, with names read some hundreds at a time."""
    for units in batched(placed.ids.tolist(), NAMED_AT_ONCE):
        yield from looks.boxes(units)
