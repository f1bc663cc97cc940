"""Where each box stands: rows level, branches side by side, the deeper hanging below."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bureau.core.layout.face import Bands, Face, Look, share
from bureau.core.layout.shape import (
    BRANCH_GAP,
    GAP,
    HANG_GAP,
    INDENT,
    LEVEL_GAP,
    MARGIN,
    SPINE,
    Shape,
)
from bureau.core.layout.svg import Point
from bureau.core.layout.tree import Tree


@dataclass(frozen=True, slots=True)
class Place:
    """A box in logical pixels, x from the side where reading starts."""

    x: float
    y: float
    face: Face
    bands: Bands

    @property
    def centre(self) -> float:
        return round(self.x + self.face.width / 2) + 0.5

    @property
    def bottom(self) -> float:
        return self.y + self.bands.height


@dataclass(slots=True)
class Placing:
    """Places boxes from the top down; `places` and the connecting `strokes` are the result."""

    tree: Tree
    shape: Shape
    faces: dict[int, Face]
    look: Look
    places: dict[int, Place] = field(default_factory=dict)
    strokes: list[Sequence[Point]] = field(default_factory=list)
    positions: dict[int, int] = field(init=False)
    bottom: float = 0
    right: float = 0

    def __post_init__(self) -> None:
        self.positions = {index: place for place, index in enumerate(self.tree.order)}

    def run(self) -> None:
        """Place every box."""
        start = MARGIN if len(self.shape.rows) > 1 and self.shape.row else 0
        spans = [self._span(line, start) for line in self.shape.rows]
        self.right = max((span[1] for span in spans), default=0)
        middle = sum(spans[0]) / 2 if spans else 0
        alone = [i for i in self.tree.order if self.tree.depths[i] < self.shape.row]
        above: Place | None = None
        for index in alone:
            face = self.faces[index]
            left = max(0, round(middle - face.width / 2))
            above = self._put(index, left, self.bottom, share([face], self.look))
            if index != alone[-1]:
                self._drop(above)
            self.bottom = above.bottom + LEVEL_GAP
        for line in self.shape.rows:
            self._place_line(line, start, above)

    @property
    def height(self) -> float:
        """Where the lowest box ends."""
        return max((place.bottom for place in self.places.values()), default=0)

    def _put(self, index: int, x: float, y: float, bands: Bands) -> Place:
        place = Place(x, y, self.faces[index], bands)
        self.places[index] = place
        self.right = max(self.right, x + place.face.width)
        return place

    def _drop(self, place: Place) -> None:
        self.strokes.append(
            [(place.centre, place.bottom), (place.centre, place.bottom + LEVEL_GAP)]
        )

    def _width(self, index: int) -> float:
        """Pixels that a standing box takes with all that stands or hangs below it."""
        depth, children = self.tree.depths[index], self.tree.children[index]
        if depth == self.shape.deepest:
            return self.shape.columns[index]
        inner = sum(map(self._width, children)) + GAP * (len(children) - 1)
        return max(self.shape.box, inner)

    def _gap(self) -> int:
        return BRANCH_GAP if self.shape.deepest > self.shape.row else GAP

    def _span(self, line: Sequence[int], start: float) -> tuple[float, float]:
        return start, start + sum(map(self._width, line)) + self._gap() * (len(line) - 1)

    def _place_line(self, line: Sequence[int], start: float, above: Place | None) -> None:
        """One line of branches: level by level, then what hangs from its deepest level."""
        y, x = self.bottom, start
        lefts: dict[int, float] = {}
        for index in line:
            lefts[index] = x
            x += self._width(index) + self._gap()
        level: Sequence[int] = line
        ends = [y]
        while level:
            bands = share([self.faces[index] for index in level], self.look)
            for index in level:
                self._put(index, self._left(index, lefts[index]), y, bands)
            if self.tree.depths[level[0]] == self.shape.deepest:
                ends += [self._hang(index) for index in level]
                break
            ends.append(y + bands.height)
            for index in level:
                self._spread(lefts, index)
            level = [child for index in level for child in self.tree.children[index]]
            y += bands.height + LEVEL_GAP
        for index in level:
            ends.append(self.places[index].bottom)
        self._join(line, above)
        self._join_levels(line)
        self.bottom = max(ends) + LEVEL_GAP

    def _left(self, index: int, left: float) -> float:
        """A box stands over the middle of its branch; at the head of a column over its start."""
        if self.tree.depths[index] == self.shape.deepest:
            return left
        return round(left + (self._width(index) - self.shape.box) / 2)

    def _spread(self, lefts: dict[int, float], index: int) -> None:
        children = self.tree.children[index]
        inner = sum(map(self._width, children)) + GAP * (len(children) - 1)
        x = lefts[index] + (self._width(index) - inner) / 2
        for child in children:
            lefts[child] = round(x)
            x += self._width(child) + GAP

    def _join(self, line: Sequence[int], above: Place | None) -> None:
        """Rail over a line of branches; where there are several lines, a spine at their start."""
        if above is None:
            return
        centres = [self.places[index].centre for index in line]
        top = self.places[line[0]].y
        rail = top - LEVEL_GAP / 2 + 0.5
        if len(self.shape.rows) == 1 and len(line) == 1:
            self.strokes.append([(centres[0], above.bottom), (centres[0], top)])
            return
        first = line == self.shape.rows[0]
        reach = [*centres, above.centre] if first else [*centres]
        if len(self.shape.rows) > 1:
            reach.append(SPINE + 0.5)
        if first:
            self.strokes.append([(above.centre, above.bottom), (above.centre, rail)])
        else:
            before = self.places[self.shape.rows[0][0]].y - LEVEL_GAP / 2 + 0.5
            self.strokes.append([(SPINE + 0.5, before), (SPINE + 0.5, rail)])
        self.strokes.append([(min(reach), rail), (max(reach), rail)])
        self.strokes += [[(centre, rail), (centre, top)] for centre in centres]

    def _join_levels(self, line: Sequence[int]) -> None:
        """Lines from each standing box to those that stand below it."""
        level: Sequence[int] = line
        while level and self.tree.depths[level[0]] < self.shape.deepest:
            for index in level:
                self._join_children(self.places[index], self.tree.children[index])
            level = [child for index in level for child in self.tree.children[index]]

    def _join_children(self, parent: Place, children: Iterable[int]) -> None:
        below = [self.places[child] for child in children]
        if not below:
            return
        rail = below[0].y - LEVEL_GAP / 2 + 0.5
        centres = [place.centre for place in below]
        if len(below) == 1 and abs(centres[0] - parent.centre) <= 1:
            self.strokes.append([(parent.centre, parent.bottom), (parent.centre, below[0].y)])
            return
        self.strokes.append([(parent.centre, parent.bottom), (parent.centre, rail)])
        reach = [*centres, parent.centre]
        self.strokes.append([(min(reach), rail), (max(reach), rail)])
        self.strokes += [[(centre, rail), (centre, below[0].y)] for centre in centres]

    def _hang(self, top: int) -> float:
        """Everything below `top` as an indented list; returns where it ends."""
        head, base = self.places[top], self.tree.depths[top]
        y = head.bottom
        at = self.positions[top]
        for index in self.tree.order[at + 1 : at + self.tree.sizes[top]]:
            face = self.faces[index]
            x = head.x + INDENT * (self.tree.depths[index] - base)
            y += HANG_GAP
            y = self._put(index, x, y, share([face], self.look)).bottom
        for index in self.tree.order[at : at + self.tree.sizes[top]]:
            self._join_hung(index)
        return y

    def _join_hung(self, index: int) -> None:
        children = self.tree.children[index]
        if not children:
            return
        parent = self.places[index]
        spine = parent.x + SPINE + 0.5
        elbows = [round(self.places[child].y) + 14.5 for child in children]
        self.strokes.append([(spine, parent.bottom), (spine, elbows[-1])])
        for child, elbow in zip(children, elbows, strict=True):
            self.strokes.append([(spine, elbow), (self.places[child].x, elbow)])
