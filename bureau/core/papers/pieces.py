"""A paper as a row of pieces, each with its words: to look at one, and to hold two side by side."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from bureau.core.papers.blocks import (
    Annex,
    Block,
    Box,
    Drawing,
    Heading,
    Listing,
    Paper,
    Paragraph,
    Role,
    Runs,
    Table,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stand together: a paragraph, an item, a cell. `annex` is the letter of the one it
    is in, None in the body; `kind` what it is a piece of; `runs` what it is made of; `number` what
    counts it as a paragraph."""

    kind: str
    words: str
    source: str = ""
    annex: str | None = None
    role: Role | None = None
    language: str = ""
    runs: Runs = field(default=(), compare=False, repr=False)
    number: int | None = field(default=None, compare=False)


def pieces_of(paper: Paper) -> list[Piece]:
    """All that is said, in order: the title first."""
    return [
        Piece("title", paper.title, language=paper.title_language),
        *_blocks(paper.blocks, None),
    ]


def _blocks(blocks: Iterable[Block], annex: str | None) -> Iterator[Piece]:
    for block in blocks:
        match block:
            case Heading():
                yield _piece("heading", block.runs, annex)
            case Paragraph():
                said = _piece("paragraph", block.runs, annex, block.role)
                yield replace(said, number=block.number)
            case Listing():
                yield from _items(block, annex)
            case Table():
                yield from _table(block, annex, "cell")
            case Box():
                yield from _box(block, annex)
            case Drawing():
                yield from _caption(block, annex)
                yield Piece("drawing", block.alt, annex=annex)
                yield from _table(block.beside, annex, "chart") if block.beside else ()
            case Annex():
                yield Piece("annex", block.label, annex=block.letter)
                yield _piece("heading", block.title, block.letter)
                yield from _blocks(block.blocks, block.letter)


def _box(box: Box, annex: str | None) -> Iterator[Piece]:
    for label, said in box.rows:
        yield _piece("label", label, annex)
        yield from (_piece("box", one.runs, annex) for one in said)


def _items(listing: Listing, annex: str | None) -> Iterator[Piece]:
    for item in listing.items:
        yield _piece("item", item.runs, annex)
        if item.parts:
            yield from _items(item.parts, annex)


def _table(table: Table, annex: str | None, kind: str) -> Iterator[Piece]:
    yield from _caption(table, annex)
    for row in (table.head, *table.rows):
        yield from (_piece(kind, cell, annex) for cell in row)


def _caption(block: Table | Drawing, annex: str | None) -> Iterator[Piece]:
    if block.caption:
        yield Piece("caption", block.caption, annex=annex)


def _piece(kind: str, runs: Runs, annex: str | None, role: Role | None = None) -> Piece:
    source = next((run.source for run in runs if run.source), "")
    language = next((run.language for run in runs if run.language), "")
    return Piece(kind, "".join(run.text for run in runs), source, annex, role, language, runs)


def plainly(words: str) -> str:
    """With ordinary spaces, as typing and saving anew leave them."""
    return words.replace("\u00a0", " ").replace("\u202f", " ")
