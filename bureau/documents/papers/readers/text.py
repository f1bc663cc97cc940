"""A text file as lines and grids: headings with #, numbered paragraphs, lists, tables, and what
stands in it as a box or begins an annex."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bureau.core.papers.blocks import Marker, Run
from bureau.documents.papers.readers.lines import Cells, Grid, Line, Part, bounded
from bureau.documents.papers.readers.names import Names, squeezed

NEITHER = "neither DOCX, HTML, Akoma Ntoso nor text; save it as one of them"
TEXT_MOST = 5_000_000
_FORMATTED = "{\\rtf"
BROKEN_AT = 120
ROW_MOST, NAME_MOST = 30, 4
"""How many lines what a row of a box says may have, and its name."""
_PLACE = re.compile(r"\[bookmark: [^\]\n]{0,200}\]")
"""Names of places, as converters to text leave them."""
_LETTER = "[a-zа-яё\u0621-\u064a]"
"""That counts an item: with a bracket behind it, and in text as Word saves it a tab, not a space;
in Chinese a wide one, with nothing."""
_MARKED = re.compile(
    rf"\s*(#{{1,6}} |[-•–*][ \t]|\(?{_LETTER}(?:[.)]\s|）)|\(?\d{{1,3}}(?:[.)]\s|）)|\||$)"
)
_HEADING = re.compile(r"(#{1,6})\s+")
_ITEM = re.compile(rf"(?:[-•–*]\s|\(?({_LETTER})(?:[.)]\s|）)|\(?\d{{1,3}}(?:\)\s|）))\s*")
_LABELLED = re.compile("[:：–—]")
_COLUMN = re.compile(r"\s*[:：]\s*|\t\s*|\s{2,}")
_PARTED = re.compile(r"\s*(#{1,6} |\d{1,3}\.\s)")
"""Begins what no box holds."""
_UNSEEN = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_TURNED = re.compile("\u202a([\\s.,:،؛]*+)([^\u202a\u202c]*+)\u202c")
"""A code among words from the right, with signs behind it that converters of PDF put before it."""
_NUMBER_ALONE = re.compile(r"^([ \t]*\d{1,3}\.)[ \t]*\n\s*(?=\S)", re.MULTILINE)
"""Of a paragraph whose words stand on the next line."""
_STOPS = tuple(".;:!?。；：！？؟؛")
_COMMAS = tuple(",،，")
_RULE = re.compile(r"[|:\s-]+")


class NotText(ValueError):
    """No text, or more of it than any paper has."""


def text_of(content: bytes) -> str:
    """NotText where it is none, or too long."""
    if len(content) > TEXT_MOST:
        raise NotText("too long for a paper")
    try:
        is_wide = content[:2] in (b"\xff\xfe", b"\xfe\xff")
        said = content.decode("utf-16" if is_wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotText(NEITHER) from error
    if "\0" in said or said.startswith(_FORMATTED):
        raise NotText(NEITHER)
    said = _TURNED.sub(lambda code: code[2] + code[1][::-1], _PLACE.sub("", said))
    said = _UNSEEN.sub("", said).replace("\r\n", "\n").replace("\f", "\n\n")
    return _NUMBER_ALONE.sub(r"\1 ", said)


def parts_of_text(said: str, names: Names) -> list[Part]:
    """What is broken over several lines is one, up to an empty one or one that begins otherwise;
    where a line is longer than anybody breaks them at, each is a paragraph."""
    lines = said.splitlines()
    reading = _Reading(names, full=max(map(len, lines), default=0))
    return bounded(reading.parts(lines))


@dataclass(frozen=True, slots=True)
class _Row:
    """Of a box: its name, the lines that the name stands on, and what stands beside it there."""

    start: int
    end: int
    name: str
    beside: list[str]


@dataclass(frozen=True, slots=True)
class _Reading:
    names: Names
    full: int

    @property
    def is_broken(self) -> bool:
        return self.full <= BROKEN_AT

    def parts(self, lines: list[str]) -> Iterator[Part]:
        rows = self.box(lines)
        if not rows:
            yield from self.plain(lines)
            return
        ends = [*(row.start for row in rows[1:]), _ended(lines, rows[-1])]
        said = (self.cells(row, lines[row.end : end]) for row, end in zip(rows, ends, strict=True))
        yield from self.plain(lines[: rows[0].start])
        yield Grid(tuple(said))
        yield from self.plain(lines[ends[-1] :])

    def plain(self, lines: list[str]) -> Iterator[Part]:
        waiting: list[str] = []
        rows: list[Cells] = []
        for line in [*lines, ""]:
            is_label = self.is_label(line) and self.is_ended(waiting)
            begins = is_label or _MARKED.match(line)
            if waiting and (begins or self.is_last(waiting[-1]) or self.acts(line, waiting)):
                yield _line(" ".join(waiting))
                waiting = []
            if line.lstrip().startswith("|"):
                rows += [] if _RULE.fullmatch(line) else [_cells(line)]
                continue
            if rows:
                yield Grid(tuple(rows), has_head=True)
                rows = []
            waiting += [line.strip()] if line.strip() else []
            if _HEADING.match(line) or is_label:
                yield _line(waiting.pop())

    def is_ended(self, waiting: list[str]) -> bool:
        """Whether what stands before may be whole: a sentence that is broken, where lines are full,
        may begin a line with the name of an annex."""
        if not waiting or not self.is_broken:
            return True
        return waiting[-1].endswith(_STOPS) or len(waiting[-1]) < self.full / 2

    def is_last(self, line: str) -> bool:
        """Of its paragraph: where lines are full, one that is short by far is broken by nobody."""
        return not self.is_broken or len(line) < self.full / 3

    def acts(self, line: str, before: list[str]) -> bool:
        """Whether a body does something there, behind its preamble."""
        return before[-1].endswith(_COMMAS) and line.strip().startswith(self.names.verbs)

    def is_label(self, line: str) -> bool:
        """Of an annex, alone or before its title."""
        return self.names.letter(_LABELLED.split(line, maxsplit=1)[0].strip()) is not None

    def box(self, lines: list[str]) -> list[_Row]:
        """The first rows that stand near each other, at least two."""
        chain: list[_Row] = []
        for row in self.rows(lines):
            between = lines[chain[-1].end : row.start] if chain else []
            if len(between) > ROW_MOST or any(map(_PARTED.match, between)):
                if len(chain) > 1:
                    break
                chain = []
            if row.name not in [one.name for one in chain]:
                chain.append(row)
        return chain if len(chain) > 1 else []

    def rows(self, lines: list[str]) -> Iterator[_Row]:
        place = 0
        while place < len(lines):
            row = self.row(lines, place)
            if row:
                yield row
            place = row.end if row else place + 1

    def row(self, lines: list[str], start: int) -> _Row | None:
        """The longest name that begins there. It may be broken over lines, with what it says beside
        it in a column."""
        sofar, beside, found = "", list[str](), None
        for end, line in enumerate(lines[start : start + NAME_MOST], start + 1):
            name, rest = (*_COLUMN.split(line.strip(), maxsplit=1), "")[:2]
            sofar += squeezed(name)
            beside = [*beside, rest]
            if not name or not any(one.startswith(sofar) for one in self.names.rows):
                break
            if sofar in self.names.rows:
                found = _Row(start, end, self.names.rows[sofar], beside)
        return found

    def cells(self, row: _Row, lines: list[str]) -> Cells:
        """With the lines below its name."""
        said = self.plain([*row.beside, *lines])
        return (_line(row.name),), tuple(one for one in said if isinstance(one, Line))


def _ended(lines: list[str], row: _Row) -> int:
    """Behind the last row: up to an empty line once it says something."""
    is_said = any(row.beside)
    for place, line in enumerate(lines[row.end :], row.end):
        if _PARTED.match(line) or (is_said and not line.strip()):
            return place
        is_said = is_said or bool(line.strip())
    return len(lines)


def _cells(line: str) -> Cells:
    said = line.strip().strip("|").split("|")
    return tuple((_line(one.strip()),) if one.strip() else () for one in said)


def _line(words: str) -> Line:
    heading, item = _HEADING.match(words), _ITEM.match(words)
    if heading:
        level = len(heading[1]) - 1
        style = f"heading {level}" if level else "title"
        return Line((Run(words[heading.end() :]),), style)
    if item:
        marker = Marker.LETTERS if item[1] else Marker.BULLETS
        return Line((Run(words[item.end() :]),), marker=marker)
    strong = re.fullmatch(r"\*\*(.+)\*\*", words)
    return Line((Run(strong[1] if strong else words, is_strong=strong is not None),))
