"""Drawings as plain marks instead of SVG: for a page that paints the same boxes on a canvas."""

from dataclasses import dataclass, field, replace
from typing import Any

from bureau.core.layout.boxes import ChartBox, ChartWords, label
from bureau.core.layout.face import Bands, Face, Look, Tools, draw_face, flow_lines, measure
from bureau.core.layout.large import BOX_HEIGHT, BOX_WIDTH
from bureau.core.layout.lettering import runs_right_to_left
from bureau.core.layout.svg import Direction, Line, Pen, Run

BANDS = Bands(cap=62, tagged=6, name=40, notes=1, posts=36, grades=(), height=BOX_HEIGHT)
PITCHES = (12.0, 8.0, 6.0, 4.0, 3.0, 2.0, 1.0, 0.5)
GRADE_ROOM = 28.0
HEAD_LINES, NAME_LINES, POST_LINES = 2, 2, 2

type Mark = list[Any]


@dataclass(slots=True)
class Recorder(Pen):
    """A pen whose marks are lists: what it is ("r" area, "c" disc, "p" path, "t" text), where, and
    its classes, whose look is that of the style sheet; groups are left out."""

    drawn: list[Mark] = field(default_factory=list)

    def rect(self, x: float, y: float, width: float, height: float, classes: str = "") -> None:
        self.drawn.append(["r", *map(_short, (self.across(x, width), y, width, height)), classes])

    def disc(self, x: float, y: float, radius: float, classes: str) -> None:
        self.drawn.append(["c", *map(_short, (self.across(x), y, radius)), classes])

    def path(self, data: str, classes: str) -> None:
        self.drawn.append(["p", data, classes])

    def text(self, x: float, y: float, line: Line, classes: str = "") -> None:
        runs = [Run(line)] if isinstance(line, str) else line
        said = [
            [run.text, run.classes, int(run.isolated and self._is_apart(run))]
            for run in runs
            if run.text
        ]
        self.drawn.append(["t", _short(self.across(x)), _short(y), classes, said])

    def _is_apart(self, run: Run) -> bool:
        return self.mirrored or runs_right_to_left(run.text)

    def open_group(self, label: str, address: str = "") -> str:
        return ""

    def close_group(self, end: str) -> None:
        return None


def _short(value: float) -> float:
    rounded = round(value, 1)
    return int(rounded) if rounded == int(rounded) else rounded


@dataclass(frozen=True, slots=True)
class Painted:
    """One box: its marks from its own corner, and what a reader who listens hears of it."""

    label: str
    marks: list[Mark]


def painted(box: ChartBox, words: ChartWords, direction: Direction) -> Painted:
    """One box of a large chart, to be painted wherever it stands."""
    pen = Recorder(BOX_WIDTH, direction)
    draw_fitted(pen, box, words, (0, 0))
    return Painted(label(box, words), pen.drawn)


def draw_fitted(pen: Pen, box: ChartBox, words: ChartWords, at: tuple[float, float]) -> None:
    """The box in the one size that all boxes of a large chart have; lines it has no room for are
    left out. Its squares are as large as they fit."""
    face, look = fitted(box, words)
    draw_face(pen, face, BANDS, at, Tools(words, look))


def fitted(box: ChartBox, words: ChartWords) -> tuple[Face, Look]:
    """The face of a box with no more lines than a large chart has room for."""
    face = measure(box, BOX_WIDTH, words, hidden=box.hidden, roomy=False)
    looks = (Look(GRADE_ROOM, pitch, pitch) for pitch in PITCHES)
    fits = (look for look in looks if flow_lines(face, look) <= POST_LINES)
    look = next(fits, None)
    if look is None:
        face = replace(face, box=replace(box, posts=()))
    name = _cut(face.name, NAME_LINES)
    notes = _cut(face.notes, 1 + NAME_LINES - len(name))
    cut = replace(face, head=face.head[:HEAD_LINES], name=name, notes=notes)
    return cut, look or Look(GRADE_ROOM, PITCHES[-1], PITCHES[-1])


def _cut(lines: tuple[str, ...], most: int) -> tuple[str, ...]:
    """No more lines than this; the last says where there would be more."""
    return (*lines[: most - 1], lines[most - 1][:-1] + "…") if len(lines) > most else lines
