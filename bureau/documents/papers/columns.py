"""How wide the columns of a table are, by what they say: no word is broken that need not be."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from bureau.core.layout.lettering import text_width
from bureau.core.papers.blocks import Runs, Table

SIZE, SIZE_ARABIC = 9.5, 10.8
"""Points, of the letters in a table."""
EDGES = 14.0
"""Points at both sides of a cell, and a little for other fonts than ours."""
LINE = 1.37
"""From line to line, beside the size of letters."""
SMALLEST = 0.7
"""Of the size of letters in a table: smaller ones are not read on paper."""
SHORT = 300.0
"""Points: less than half of a page."""
_HAN = "\u3000-\u303f\u3400-\u9fff\uff00-\uffef"
_PIECES = re.compile(rf"\d+年\d+月\d+日|[^ \t\n{_HAN}]+|[{_HAN}]{{1,2}}")
"""Between these a line may break."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A table in letters of `size` points, with the points of each column: what it cannot do
    without (`least`), and what it would take (`most`)."""

    table: Table
    size: float
    least: list[float]
    most: list[float]

    def columns(self, room: float) -> list[float]:
        """Points of each, together `room`: what it cannot do without, then what more it would take;
        those that take little first, so that short columns stay on one line.

        Where not even that has room, all are made narrower alike, as `scale` makes their letters.
        """
        if sum(self.least) >= room:
            return [one * room / sum(self.least) for one in self.least]
        if sum(self.most) <= room:
            return [one * room / sum(self.most) for one in self.most]
        wanted = [other - one for one, other in zip(self.least, self.most, strict=True)]
        more = _shared(wanted, room - sum(self.least))
        return [one + other for one, other in zip(self.least, more, strict=True)]

    def scale(self, room: float) -> float:
        """Of letters and edges, at most 1: smaller where words would else be broken, or run into
        the next column."""
        return max(SMALLEST, min(1.0, room / max(1.0, sum(self.least))))

    def is_short(self, widths: Sequence[float]) -> bool:
        """Whether it stays whole on one page; a longer one may be broken between its rows."""
        rows = (self.table.head, *self.table.rows)
        if len(rows) * (LINE * self.size + EDGES) > SHORT:
            return False
        return sum(self.height(row, widths) for row in rows) <= SHORT

    def ends_together(self, widths: Sequence[float]) -> bool:
        """Whether it is a long one whose last two rows stay on one page."""
        rows = self.table.rows
        if len(rows) < 3 or self.is_short(widths):
            return False
        return sum(self.height(row, widths) for row in rows[-2:]) <= SHORT

    def height(self, row: Sequence[Runs], widths: Sequence[float]) -> float:
        """Points, about: by how many lines its highest cell has."""
        lines = (
            ceil(_sizes(cell, self.size)[1] / max(1.0, wide - EDGES))
            for cell, wide in zip(row, widths, strict=False)
        )
        return LINE * self.size * max([1, *lines]) + EDGES


def measured(table: Table, size: float = SIZE) -> Measured:
    least, most = [], []
    for place, head in enumerate(table.head):
        is_whole = place in table.numeric
        sizes = [_sizes(head, size, is_strong=True)]
        sizes += [_sizes(row[place], size, is_whole=is_whole) for row in table.rows]
        least.append(EDGES + max(one for one, _ in sizes))
        most.append(EDGES + max(other for _, other in sizes))
    return Measured(table, size, least, most)


def _shared(wanted: list[float], room: float) -> list[float]:
    """Whoever wants no more than an even share has it whole; the others share what is left by how
    much they want."""
    given = [0.0] * len(wanted)
    open_ = sorted(range(len(wanted)), key=wanted.__getitem__)
    while open_ and wanted[open_[0]] <= room / len(open_):
        first = open_.pop(0)
        given[first] = wanted[first]
        room -= wanted[first]
    total = sum(wanted[place] for place in open_)
    for place in open_:
        given[place] = room * wanted[place] / total
    return given


def _sizes(
    runs: Runs, size: float, *, is_strong: bool = False, is_whole: bool = False
) -> tuple[float, float]:
    """Of its longest piece, and of it all on one line; a figure or code is one piece."""
    pieces = [0.0]
    for run in runs:
        parts = [run.text] if is_whole or run.is_code else _PIECES.findall(run.text)
        pieces += [text_width(part, size, bold=is_strong or run.is_strong) for part in parts]
    whole = text_width("".join(run.text for run in runs), size, bold=is_strong)
    return max(pieces), max(whole, *pieces)
