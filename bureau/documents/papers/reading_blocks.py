"""A DOCX, page, Akoma Ntoso or text, ours or of others, read to the blocks of a paper as far as it
goes.

What we wrote comes back whole, block by block; of others it is told by styles, by numbers that were
typed, and by what the book of phrases calls an annex, a formula or the rows of a box.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from bureau.core.papers.blocks import (
    Annex,
    Block,
    Box,
    Drawing,
    Furniture,
    Heading,
    Item,
    Listing,
    Paper,
    Paragraph,
    Role,
    Run,
    Runs,
    Table,
)
from bureau.core.papers.checks import LABELS
from bureau.core.papers.languages import language_of
from bureau.core.papers.phrases import PhraseBook
from bureau.core.papers.setting import plain_words
from bureau.core.reasons import Reason, Refused
from bureau.documents.marked_up import PLAIN, local, read_marked_up
from bureau.documents.papers.akn import NAMESPACE
from bureau.documents.papers.readers.akoma import akoma_told
from bureau.documents.papers.readers.lines import Cells, Grid, Line, Part, Told, cut
from bureau.documents.papers.readers.names import Names, squeezed
from bureau.documents.papers.readers.text import NEITHER, NotText, parts_of_text, text_of
from bureau.documents.papers.readers.web import page_told
from bureau.documents.papers.readers.word import document_told, edges_of

ROLES = {
    "enacting": Role.ENACTING,
    "preamble": Role.PREAMBLE,
    "operative": Role.OPERATIVE,
    "note": Role.NOTE,
}
_HEADING = re.compile(r"heading ([1-9])")
_TYPED = re.compile(r"(\d{1,3})(?:\.[\t \u00a0]+|\)?\t+)(?=\S)")
_FIGURE = re.compile(r"(?=\D*+\d)[\d\s.,'’()+%−–-]++(?:[A-Z]{3})?|[A-Z]{3}[\d\s.,'’−-]+|–|")


class CannotBeRead(ValueError):
    """Nothing that is read here, or what is damaged or unsafe: that is told by `reasons`."""

    def __init__(self, told: str, reasons: Sequence[Reason] = ()) -> None:
        super().__init__(told)
        self.reasons = reasons


def blocks_read(
    content: bytes, book: PhraseBook, *, language: str = "", kind: str = "", is_ours: bool = False
) -> Paper:
    """The paper that a file says, without a value; its language by its letters where none is given.

    `is_ours` says that we wrote it, whoever worked on it since.
    """
    try:
        told = _told(content, language if is_ours else "")
        words = told if isinstance(told, str) else _words_of(told.parts)
        known = "" if isinstance(told, str) else told.language
        language = known or language or language_of(words)
        names = Names.of(book, language)
        if isinstance(told, str):
            told = Told(parts_of_text(told, names))
        is_ours = is_ours or told.is_ours
        edges = edges_of(content) if is_ours and content.startswith(b"PK") else ()
    except CannotBeRead:
        raise
    except Refused as error:
        raise CannotBeRead("cannot be read", error.reasons) from error
    except (ValueError, NotImplementedError) as error:
        raise CannotBeRead(f"cannot be read ({error})") from error
    said = _Assembly(names, is_ours).read(told.parts)
    named = told.kind or kind or ("" if is_ours else _kind_of(said.blocks, names, book, language))
    title, blocks, marks = said.title, tuple(said.blocks), tuple(said.marks)
    return Paper(
        named,
        language,
        title,
        said.furniture,
        blocks,
        marks=marks,
        edges=edges,
        places=told.places,
    )


def _told(content: bytes, language: str) -> Told | str:
    """By what it begins with, the words of a text; `language` is that of a DOCX of ours."""
    start = content[:1000].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if content.startswith(b"PK"):
        return document_told(content, language=language)
    if content.startswith(b"%PDF-"):
        raise CannotBeRead(
            "of a PDF only the value that Bureau put into it can be checked; take its DOCX or text"
        )
    if start.startswith((b"<!doctype html", b"<html")):
        return page_told(content)
    if start.startswith((b"<?xml", b"<akomantoso")):
        root = read_marked_up(content, PLAIN)
        if not local(root, NAMESPACE):
            raise NotText(NEITHER)
        return akoma_told(root)
    return text_of(content)


def _words_of(parts: Iterable[Part]) -> str:
    lines = (line for one in parts for line in (one.lines() if isinstance(one, Grid) else (one,)))
    return " ".join(line.words for line in lines)


def _kind_of(blocks: Iterable[Block], names: Names, book: PhraseBook, language: str) -> str:
    """By the rows of its box, compared as a box is known by them: the kind that has the fewest
    others."""
    boxes = (block for block in blocks if isinstance(block, Box))
    labels = {squeezed(plain_words(label)) for box in boxes for label, _ in box.rows}
    known = [names.rows[label] for label in labels & names.rows.keys()]
    rows = {name for name in book.called(known, language) if name.startswith("front.")}
    named = {name.removeprefix("front.") for name in rows}
    kinds = sorted(LABELS, key=lambda kind: len(LABELS[kind]))
    return next((kind for kind in kinds if named and named <= set(LABELS[kind])), "")


@dataclass(slots=True)
class _Assembly:
    """Puts the lines of a file together; what is in an annex waits until the next one begins."""

    names: Names
    is_ours: bool
    title: str = ""
    furniture: Furniture = Furniture("")
    marks: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    annex: Annex | None = None
    inner: list[Block] = field(default_factory=list)
    items: list[Line] = field(default_factory=list)
    caption: str = ""

    def read(self, parts: Sequence[Part]) -> "_Assembly":
        begins = self.begins(parts)
        for part in parts[begins:]:
            if isinstance(part, Line) and part.marker and part.style != "annex title":
                self.items.append(part)
                continue
            self.list_ends()
            self.grid(part) if isinstance(part, Grid) else self.line(part)
        self.list_ends()
        self.annex_ends()
        return self

    def begins(self, parts: Sequence[Part]) -> int:
        """Behind the title; the issuer, number and day before it are furniture."""
        if self.is_ours:
            self.furniture = _furniture(parts)
        lines = [(place, one) for place, one in enumerate(parts) if isinstance(one, Line)]
        self.marks = [one.words for _, one in lines if one.style == "mark"]
        titles = [(place, one) for place, one in lines if one.style == "title"]
        if not titles and not self.is_ours:
            titles = lines[:1]
        for place, one in titles[:1]:
            self.title = one.words
            return place + 1
        return 0

    @property
    def current(self) -> list[Block]:
        return self.blocks if self.annex is None else self.inner

    def line(self, line: Line) -> None:
        heading = _HEADING.fullmatch(line.style)
        if line.style == "mark":
            return
        if self.begins_annex(line):
            return
        if line.picture:
            drawing = Drawing(line.picture.svg, line.picture.alt, self.taken())
            self.current.append(drawing)
        elif heading:
            self.current.append(Heading(int(heading[1]), line.runs, line.anchor))
        elif line.style == "caption":
            self.caption = line.words
        else:
            self.current.append(self.paragraph(line))

    def taken(self) -> str:
        caption, self.caption = self.caption, ""
        return caption

    def paragraph(self, line: Line) -> Paragraph:
        role = ROLES.get(line.style, Role.BODY)
        if line.number is not None:
            return Paragraph(line.runs, role, line.number)
        typed = None if self.is_ours else _TYPED.match(line.words)
        runs = cut(line.runs, typed.end())[1] if typed else line.runs
        if line.words.strip(" ,:").replace("\u00a0", " ") in self.names.formulas:
            role = Role.PREAMBLE
        return Paragraph(runs, role, int(typed[1]) if typed else None)

    def begins_annex(self, line: Line) -> bool:
        """Ours by their style; of others what is called so, alone or before its title."""
        label, title = cut(line.runs, line.words.find("\n") % (len(line.words) + 1))
        called = plain_words(label).replace("\u00a0", " ").strip()
        if line.style == "annex title":
            title = cut(title, 1)[1]
        elif self.is_ours:
            return False
        else:
            called, _, rest = (
                part.strip() for part in re.split("([:.–—\n]|$)", line.words, maxsplit=1)
            )
            title = cut(line.runs, line.words.find(rest))[1] if rest else ()
            if self.names.letter(called) is None:
                return False
        self.annex_ends()
        letter = self.names.letter(called)
        self.annex = Annex(letter or "", called, title, (), line.anchor)
        return True

    def annex_ends(self) -> None:
        if self.annex is not None:
            self.blocks.append(replace(self.annex, blocks=tuple(self.inner)))
        self.annex, self.inner = None, []

    def list_ends(self) -> None:
        if self.items:
            self.current.append(_listing(self.items))
        self.items = []

    def grid(self, grid: Grid) -> None:
        """A row without a cell shows nothing."""
        grid = replace(grid, rows=tuple(row for row in grid.rows if row))
        if not grid.rows:
            return
        if grid.style == "paper box" or (not self.is_ours and self.is_box(grid)):
            self.current.append(_box(grid))
            return
        table = _table(grid, self.taken())
        last = self.current[-1] if self.current else None
        if self.is_ours and isinstance(last, Drawing) and last.beside is None:
            self.current[-1] = replace(last, beside=table)
        else:
            self.current.append(table)

    def is_box(self, grid: Grid) -> bool:
        """Of two columns, or where one stands under the other, with labels that a box has."""
        if any(len(row) != 2 for row in grid.rows):
            return False
        labels = {squeezed(_words(row[0])) for row in grid.rows}
        return len(labels & self.names.rows.keys()) >= min(2, len(grid.rows))


def _furniture(parts: Sequence[Part]) -> Furniture:
    """What stands on the face of a DOCX of ours: two rows of two halves before all else."""
    first = parts[0] if parts else None
    if not isinstance(first, Grid) or [len(row) for row in first.rows] != [2, 2]:
        return Furniture("")
    (issuer, number), (original, day) = [[_words(cell) for cell in row] for row in first.rows]
    return Furniture(issuer, number, day, original)


def _listing(items: Sequence[Line]) -> Listing:
    """Those that stand deeper than the first are parts of the one before them."""
    first, said = items[0], list[Item]()
    place = 0
    while place < len(items):
        end = place + 1
        while end < len(items) and items[end].level > first.level:
            end += 1
        parts = _listing(items[place + 1 : end]) if end > place + 1 else None
        said.append(Item(items[place].runs, parts))
        place = end
    assert first.marker
    return Listing(tuple(said), first.marker)


def _box(grid: Grid) -> Box:
    return Box(
        tuple(
            (_runs(row[0]), tuple(Paragraph(line.runs) for cell in row[1:] for line in cell))
            for row in grid.rows
        )
    )


def _table(grid: Grid, caption: str) -> Table:
    head, *rows = grid.rows
    width = range(len(head))
    if grid.style == "paper table":
        numeric = {at for at in width if _is_figures(head[at])}
    else:
        numeric = {at for at in width if rows and all(_is_figure(row, at) for row in rows)}
    said = tuple(tuple(map(_runs, row)) for row in rows)
    return Table(tuple(map(_runs, head)), said, caption, frozenset(numeric))


def _is_figures(cell: tuple[Line, ...]) -> bool:
    return any(line.style == "table figures" for line in cell)


def _is_figure(row: Cells, at: int) -> bool:
    return at < len(row) and _FIGURE.fullmatch(_words(row[at])) is not None


def _runs(cell: tuple[Line, ...]) -> Runs:
    """Its lines one after another, apart by a space."""
    runs: list[Run] = []
    for line in cell:
        runs += [*([Run(" ")] if runs and line.runs else []), *line.runs]
    return tuple(runs)


def _words(cell: tuple[Line, ...]) -> str:
    return " ".join(line.words.strip() for line in cell).replace("\u00a0", " ")
