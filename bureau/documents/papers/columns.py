"""How wide the columns of a table are, by what they say: no word is broken that need not be."""

import re
from collections.abc import Sequence
from math import ceil

from bureau.core.layout.lettering import text_width
from bureau.core.papers.blocks import Runs, Table

SIZE = 9.5
"""Points, of the letters in a table."""
EDGES = 14.0
"""Points at both sides of a cell, and a little for other fonts than ours."""
LINE = 13.0
"""Points from line to line."""
SMALLEST = 0.7
"""Of the size of letters in a table: smaller ones are not read on paper."""
SHORT = 300.0
"""Points: less than half of a page."""
_HAN = "\u3000-\u303f\u3400-\u9fff\uff00-\uffef"
_PIECES = re.compile(rf"[^ \t\n{_HAN}]+|[{_HAN}]{{1,2}}")
"""Between these a line may break."""


def columns(table: Table, room: float) -> list[float]:
    """Points of each, together `room`: what it cannot do without, then what more it would take;
    those that take little first, so that short columns stay on one line.

    Where not even that has room, all are made narrower alike, as `scale` makes their letters.
    """
    least, most = _wanted(table)
    if sum(least) >= room:
        return [one * room / sum(least) for one in least]
    if sum(most) <= room:
        return [one * room / sum(most) for one in most]
    wanted = [other - one for one, other in zip(least, most, strict=True)]
    return [one + more for one, more in zip(least, _shared(wanted, room - sum(least)), strict=True)]


def scale(table: Table, room: float) -> float:
    """Of letters and edges, at most 1: smaller where words would else run into the next column."""
    least, _ = _wanted(table)
    return max(SMALLEST, min(1.0, room / max(1.0, sum(least))))


def is_short(table: Table, widths: Sequence[float]) -> bool:
    """Whether it stays whole on one page; a longer one may be broken between its rows."""
    rows = (table.head, *table.rows)
    if len(rows) * (LINE + EDGES) > SHORT:
        return False
    return sum(_height(row, widths) for row in rows) <= SHORT


def _wanted(table: Table) -> tuple[list[float], list[float]]:
    """Points of each column: what it cannot do without, and what it would take."""
    least, most = [], []
    for place, head in enumerate(table.head):
        cells = [row[place] for row in table.rows]
        is_whole = place in table.numeric
        sizes = [_sizes(head, is_strong=True, is_whole=False)]
        sizes += [_sizes(cell, is_strong=False, is_whole=is_whole) for cell in cells]
        least.append(EDGES + max(one for one, _ in sizes))
        most.append(EDGES + max(other for _, other in sizes))
    return least, most


def _height(row: Sequence[Runs], widths: Sequence[float]) -> float:
    """Points, about: by how many lines its highest cell has."""
    lines = (
        ceil(_sizes(cell, is_strong=False, is_whole=False)[1] / max(1.0, wide - EDGES))
        for cell, wide in zip(row, widths, strict=False)
    )
    return LINE * max([1, *lines]) + EDGES


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


def _sizes(runs: Runs, *, is_strong: bool, is_whole: bool) -> tuple[float, float]:
    """Of its longest piece, and of it all on one line; a figure or code is one piece."""
    pieces = [0.0]
    for run in runs:
        parts = [run.text] if is_whole or run.is_code else _PIECES.findall(run.text)
        pieces += [text_width(part, SIZE, bold=is_strong or run.is_strong) for part in parts]
    whole = text_width("".join(run.text for run in runs), SIZE, bold=is_strong)
    return max(pieces), max(whole, *pieces)
