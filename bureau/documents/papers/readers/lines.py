"""A file of others as lines and grids, before anything is known of what they are in a paper."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from bureau.core.papers.blocks import Marker, Run, Runs
from bureau.core.reasons import Reason, Refused
from bureau.documents.marked_up import PLAIN

LINES_MOST = 100_000
"""More than any paper has; what holds papers side by side takes time for each."""
SPAN_MOST = 60
"""Columns or rows that one cell may reach over."""
ISOLATING = re.compile("[\u2066-\u2069]")
"""What stands around words in a drawing for print."""


DIGITS_MOST = 7
"""Of a number: more no paper counts to."""


@dataclass(frozen=True, slots=True)
class Picture:
    svg: str
    alt: str


@dataclass(frozen=True, slots=True)
class Line:
    """`style` is the name of its style, in small letters; `number` what counts it as a paragraph;
    an item of a list has a `marker`, and its `level` from 0."""

    runs: Runs
    style: str = ""
    number: int | None = None
    marker: Marker | None = None
    level: int = 0
    anchor: str = ""
    picture: Picture | None = None

    @property
    def words(self) -> str:
        return "".join(run.text for run in self.runs)

    @property
    def is_strong(self) -> bool:
        said = [run for run in self.runs if run.text.strip()]
        return bool(said) and all(run.is_strong for run in said)


type Cells = tuple[tuple[Line, ...], ...]
"""Of one row: the lines of each cell."""


@dataclass(frozen=True, slots=True)
class Grid:
    """`has_head` where its first row is said to be repeated on each page."""

    rows: tuple[Cells, ...]
    style: str = ""
    has_head: bool = False

    def lines(self) -> Iterator[Line]:
        return (line for row in self.rows for cell in row for line in cell)


type Part = Line | Grid
type Reaching = tuple[tuple[Line, ...], int, int]
"""A cell of a file: its lines, and over how many columns and rows it reaches."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a file says, with the kind and language that a file of ours names itself, and whatever
    its links may lead to."""

    parts: Sequence[Part]
    kind: str = ""
    language: str = ""
    places: frozenset[str] = frozenset()

    @property
    def is_ours(self) -> bool:
        return bool(self.kind)


def cut(runs: Runs, count: int) -> tuple[Runs, Runs]:
    """Before and after so many letters."""
    before: list[Run] = []
    after: list[Run] = []
    for run in runs:
        first, last = run.text[:count], run.text[count:]
        count -= len(first)
        before += [replace(run, text=first)] if first else []
        after += [replace(run, text=last)] if last else []
    return tuple(before), tuple(after)


def number_said(said: str) -> int | None:
    """A number in ASCII digits; None where it is none, or has too many."""
    return int(said) if said.isascii() and said.isdecimal() and len(said) <= DIGITS_MOST else None


def joined(runs: Iterable[Run]) -> Runs:
    """Neighbours that are set alike as one: a program that saves a document cuts them anew."""
    alike = groupby((run for run in runs if run.text), lambda run: replace(run, text=""))
    return tuple(replace(looks, text="".join(run.text for run in each)) for looks, each in alike)


def reach(said: str | None) -> int:
    """Over how many columns or rows a file says that a cell reaches."""
    return max(1, min(number_said(said or "") or 1, SPAN_MOST))


def evened(rows: Iterable[Iterable[Reaching]]) -> Iterator[Cells]:
    """A cell that reaches over columns or rows is followed by empty ones, so that rows are even."""
    taken: dict[int, int] = {}
    count = 0
    for row in rows:
        said: list[tuple[Line, ...]] = []
        for lines, wide, high in row:
            _pad(said, taken)
            count += wide
            if count > PLAIN.elements:
                raise Refused(Reason("file_grows"))
            taken |= dict.fromkeys(range(len(said), len(said) + wide), high - 1)
            said += [lines, *[()] * (wide - 1)]
        _pad(said, taken)
        count += len(said)
        yield tuple(said)


def _pad(said: list[tuple[Line, ...]], taken: dict[int, int]) -> None:
    """Where cells of rows above reach down; `taken` says by column into how many rows more."""
    while taken.get(len(said), 0):
        taken[len(said)] -= 1
        said.append(())


def bounded(parts: Iterable[Part]) -> list[Part]:
    """Refused beyond LINES_MOST, before the rest is read."""
    said: list[Part] = []
    count = 0
    for part in parts:
        count += 1 if isinstance(part, Line) else sum(1 for _ in part.lines())
        if count > LINES_MOST:
            raise Refused(Reason("file_damaged"))
        said.append(part)
    return said
