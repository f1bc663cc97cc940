"""Two pictures of an organisation side by side; each post is a strand between them."""

from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from bureau.core.layout.boxes import Change, ChangeMark, ChartBox, ChartWords
from bureau.core.layout.face import Bands, Face, Look, Tools, draw_face, measure, share
from bureau.core.layout.lettering import text_width
from bureau.core.layout.marks import draw_tag, tag_width
from bureau.core.layout.pills import CLASSES, Route, draw_pills
from bureau.core.layout.strands import (
    Fate,
    Strand,
    StrandGroup,
    grouped,
    key_of,
    ports,
    ranks,
)
from bureau.core.layout.svg import Direction, Drawing, Frame, Pen, Point, Run, written
from bureau.core.layout.tree import Tree, build

BOX = 286
LANE = 14
BETWEEN = 414
BRACKETS = 50
STUB = 165
GAP = 30
TOP = 52
MANY = 200
CLOSE = 160


@dataclass(frozen=True, slots=True)
class CompareWords:
    """What each side of a comparison is called, and what a group of strands is labelled."""

    chart: ChartWords
    before: str
    after: str
    label: Callable[[StrandGroup], str]
    before_counts: str = ""
    after_counts: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The drawing, and the rows of the table that says the same."""

    drawing: Drawing
    groups: tuple[StrandGroup, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """A box of one column at its height; x follows from the column."""

    face: Face
    bands: Bands
    y: float

    @property
    def middle(self) -> float:
        return self.y + self.bands.height / 2


@dataclass(slots=True)
class Column:
    """One side: its tree, its boxes by id, the strands at each of its boxes."""

    tree: Tree
    boxes: Sequence[ChartBox]
    ports: Mapping[int, list[int]]
    by_id: Mapping[int, ChartBox]
    standing: dict[int, Standing] = field(default_factory=dict)

    @property
    def ids(self) -> list[int]:
        return [self.boxes[index].id for index in self.tree.order]

    @property
    def lanes(self) -> int:
        return max(len(self.tree.levels()) - 1, 1)


def compare(
    before: Sequence[ChartBox],
    after: Sequence[ChartBox],
    strands: Sequence[Strand],
    words: CompareWords,
    *,
    direction: Direction = Direction.LEFT_TO_RIGHT,
    key: str = "moves",
    standalone: bool = False,
    coordinates: Sequence[str] = (),
) -> Comparison:
    """Draw `before` and `after` as columns; a unit on both sides has one id. A unit without posts
    that is the same on both sides is joined by a thin line. `coordinates` are lines at the foot."""
    work = _Work(strands, words, 14 if len(strands) <= MANY else 6)
    work.stand(before, after)
    left, right = work.columns
    start = LANE * left.lanes + 8
    between = BETWEEN - BRACKETS + work.brackets
    width = start + BOX + between + BOX + LANE * right.lanes + 8
    pen = Pen(width, Direction(direction), links=not standalone)
    work.draw(pen, start, start + BOX + between)
    height = work.height + 4
    for line in coordinates:
        height += 20
        pen.text(0, height, line, "t-ink2")
    frame = Frame(
        title=words.chart.title,
        description=words.chart.description,
        classes="viz compare" + (" fine" if work.pitch < 14 else ""),
        key=key,
        language=words.chart.language,
        standalone=standalone,
        margin=24 if standalone else 0,
    )
    return Comparison(written(pen, height + 6 * bool(coordinates), frame), tuple(work.groups))


_LOOK = Look(grade=28, row_pitch=12, flow_pitch=12, grades=(), tags_at_end=True)


class _Work:
    """The state of one comparison while it is laid out and drawn."""

    def __init__(self, strands: Sequence[Strand], words: CompareWords, pitch: int) -> None:
        self.strands, self.words, self.pitch = strands, words, pitch
        self.columns: tuple[Column, Column]
        self.groups: list[StrandGroup] = []
        self.height: float = TOP

    def stand(self, before: Sequence[ChartBox], after: Sequence[ChartBox]) -> None:
        """Group the strands and give every box its height and place."""
        trees = build(before), build(after)
        first = ranks(before[index].id for index in trees[0].order)
        second = ranks(after[index].id for index in trees[1].order)
        self.strands = [
            strand for strand in self.strands if strand.before in first and strand.after in second
        ]
        self.groups = grouped(Counter(self.strands), first, second)
        leaving = ports(self.strands, first, second, at_end=False)
        arriving = ports(self.strands, first, second, at_end=True)
        self.columns = (
            Column(trees[0], before, leaving, {box.id: box for box in before}),
            Column(trees[1], after, arriving, {box.id: box for box in after}),
        )
        self._stack(self._anchors())

    def _anchors(self) -> list[int]:
        """Units that are the same on both sides and come in the same order: they stand level."""
        left, right = self.columns
        places = {unit: place for place, unit in enumerate(right.ids)}
        same = {box.id for box in right.boxes if box.change in {None, Change.SAME}}
        anchors: list[int] = []
        for unit in left.ids:
            later = not anchors or places.get(unit, -1) > places[anchors[-1]]
            if unit in places and unit in same and later:
                anchors.append(unit)
        return anchors

    def _stack(self, anchors: Sequence[int]) -> None:
        tops = [float(TOP), float(TOP)]
        waiting = [deque(column.ids) for column in self.columns]
        for anchor in [*anchors, None]:
            for side, column in enumerate(self.columns):
                while waiting[side] and waiting[side][0] != anchor:
                    unit = waiting[side].popleft()
                    tops[side] = self._put(column, unit, tops[side], 0)
            if anchor is None:
                break
            if abs(tops[0] - tops[1]) <= CLOSE:
                tops = [max(tops)] * 2
            tall = max(self._bands(column, anchor)[1].height for column in self.columns)
            for side, column in enumerate(self.columns):
                waiting[side].popleft()
                tops[side] = self._put(column, anchor, tops[side], tall)
        self.height = max(*tops, TOP + GAP) - GAP

    def _bands(self, column: Column, unit: int) -> tuple[Face, Bands]:
        box = replace(column.by_id[unit], posts=())
        if self._joined(unit):
            box = replace(box, changes=())
        face = measure(box, BOX, self.words.chart, roomy=False)
        strands = len(column.ports.get(unit, ()))
        return face, share([face], _LOOK, at_least=strands * self.pitch + 6)

    def _put(self, column: Column, unit: int, top: float, at_least: float) -> float:
        face, bands = self._bands(column, unit)
        bands = replace(bands, height=max(bands.height, at_least))
        column.standing[unit] = Standing(face, bands, top)
        return top + bands.height + GAP

    def _joined(self, unit: int) -> bool:
        """Whether a unit is on both sides, the same, and no post of its own is drawn."""
        left, right = self.columns
        if unit not in left.by_id or unit not in right.by_id:
            return False
        changes = {left.by_id[unit].change, right.by_id[unit].change}
        return changes <= {None, Change.SAME} and unit not in left.ports and unit not in right.ports

    def draw(self, pen: Pen, left: float, right: float) -> None:
        """Strands first, then what stands over them: boxes, brackets, labels."""
        sides = (left, right)
        for x, name, counts in zip(
            sides,
            (self.words.before, self.words.after),
            (self.words.before_counts, self.words.after_counts),
            strict=True,
        ):
            pen.text(x, 22, name, "nm")
            pen.text(x + BOX, 22, counts, "t-ink2 end")
        start, end = left + BOX + self.brackets, right
        routes = self._routes(start, end)
        self._draw_strands(pen, routes)
        self._draw_brackets(pen, start)
        self._draw_rails(pen, left, right)
        tools = Tools(self.words.chart, _LOOK)
        for x, column in zip(sides, self.columns, strict=True):
            for standing in column.standing.values():
                draw_face(pen, standing.face, standing.bands, (x, standing.y), tools)
        self._draw_joined(pen, left + BOX, right)
        self._draw_pills(pen, routes, (start + 6, end - 6))

    @property
    def brackets(self) -> float:
        """Pixels for the grades beside the strands that leave: as many as the longest needs."""
        said = (
            f"{alike} {grade}" if alike > 1 else grade
            for indexes in self.columns[0].ports.values()
            for grade, alike in self._alike(indexes)
        )
        return max([BRACKETS, *(round(text_width(words, 11)) + 16 for words in said)])

    def _ends(self, side: int) -> dict[int, float]:
        """The height of each strand's port in one column."""
        column = self.columns[side]
        return {
            index: column.standing[unit].y + self.pitch * (place + 0.5) + 3
            for unit, indexes in column.ports.items()
            for place, index in enumerate(indexes)
        }

    def _routes(self, start: float, end: float) -> list[Route]:
        leaving, arriving = self._ends(0), self._ends(1)
        routes = []
        for index, strand in enumerate(self.strands):
            match strand.fate:
                case Fate.NEW:
                    y = arriving[index]
                    routes.append(((end - STUB, y), (end, y)))
                case Fate.GONE:
                    y = leaving[index]
                    routes.append(((start, y), (start + STUB, y)))
                case _:
                    routes.append(((start, leaving[index]), (end, arriving[index])))
        return routes

    def _draw_strands(self, pen: Pen, routes: Sequence[Route]) -> None:
        for fate, name in CLASSES.items():
            chosen = [i for i, strand in enumerate(self.strands) if strand.fate is fate]
            pen.curves((routes[i] for i in chosen), f"strand {name}", upright=False)
            hollow = [routes[i] for i in chosen if self.strands[i].vacant]
            pen.curves(hollow, f"strand hollow {name}", upright=False)

    def _draw_brackets(self, pen: Pen, start: float) -> None:
        """Grades beside the strands that leave: one bracket for posts alike that go one way."""
        half = self.pitch / 2 - 2.5
        strokes = []
        for unit, indexes in self.columns[0].ports.items():
            top = self.columns[0].standing[unit].y + 3
            place = 0
            for grade, alike in self._alike(indexes):
                first = top + self.pitch * (place + 0.5) - half
                last = first + self.pitch * (alike - 1) + 2 * half
                place += alike
                if alike * self.pitch < 11:
                    continue
                strokes.append([(start - 5, first), (start - 5, last)])
                counted = [Run(str(alike))] if alike > 1 else []
                line = [*counted, Run(grade, isolated=True)]
                pen.text(start - 10, (first + last) / 2 + 4, line, "g end")
        pen.lines(strokes, "brk")

    def _alike(self, indexes: Sequence[int]) -> Iterator[tuple[str, int]]:
        alike = groupby(indexes, key=lambda i: (key_of(self.strands[i]), self.strands[i].grade))
        return ((grade, len(list(members))) for (_, grade), members in alike)

    def _draw_rails(self, pen: Pen, left: float, right: float) -> None:
        strokes: list[Sequence[Point]] = []
        for side, column in enumerate(self.columns):
            edge, outward = (left, -1) if side == 0 else (right + BOX, 1)
            for index in column.tree.order:
                below = [column.boxes[child].id for child in column.tree.children[index]]
                if not below:
                    continue
                lane = edge + outward * (LANE * (column.lanes - column.tree.depths[index]) + 0.5)
                parent = round(column.standing[column.boxes[index].id].middle) + 0.5
                heights = [round(column.standing[unit].middle) + 0.5 for unit in below]
                strokes.append([(lane, min(parent, *heights)), (lane, max(parent, *heights))])
                strokes += [[(edge, y), (lane, y)] for y in (parent, *heights)]
        pen.lines(strokes, "rail")

    def _draw_joined(self, pen: Pen, start: float, end: float) -> None:
        left, right = self.columns
        for box in right.boxes:
            if not self._joined(box.id) or not box.changes:
                continue
            y = round(left.standing[box.id].middle) + 0.5
            to_y = round(right.standing[box.id].middle) + 0.5
            pen.curves([((start + 12, y), (end - 12, to_y))], "thin", upright=False)
            mark: ChangeMark = box.changes[0]
            width = tag_width(mark)
            draw_tag(pen, (start + end - width) / 2, (y + to_y) / 2, mark)

    def _draw_pills(self, pen: Pen, routes: Sequence[Route], lane: tuple[float, float]) -> None:
        members: dict[object, list[int]] = {}
        for index, strand in enumerate(self.strands):
            members.setdefault(key_of(strand), []).append(index)
        draw_pills(pen, self.groups, self._routes_of(members, routes), self.words.label, lane)

    def _routes_of(
        self, members: Mapping[object, list[int]], routes: Sequence[Route]
    ) -> list[list[Route]]:
        keys = [(group.before, group.after, group.vacant, group.number) for group in self.groups]
        return [[routes[index] for index in members[key]] for key in keys]
