"""A paper as the data that the PDF's template sets: columns weighed, drawings fitted."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from bureau.core.layout.lettering import runs_right_to_left
from bureau.core.papers.blocks import (
    Annex,
    Block,
    Box,
    Drawing,
    Heading,
    Listing,
    Paper,
    Paragraph,
    Run,
    Runs,
    Table,
)
from bureau.core.papers.setting import CODE, plain_words
from bureau.documents.papers.columns import SIZE, SIZE_ARABIC, Measured, measured
from bureau.documents.papers.drawings import Size, for_print, natural
from bureau.documents.papers.tongues import TONGUES, Tongue

POSTER = "chart-poster"
UPRIGHT, LYING = Size(468, 560), Size(712, 320)
"""What a page holds beside a heading and a caption."""
SHEETS = {"A3": Size(842, 1191), "A2": Size(1191, 1684), "A1": Size(1684, 2384)}
POSTER_ROOM = Size(80, 190)
"""Margins, title and feet of a poster."""
READABLE = 0.62
"""A drawing made smaller than this has letters under six points."""
MUCH = 1.2
LEAST_UPRIGHT = 0.85
"""Of the size of letters in a table: before they are smaller, its page is turned on its side."""
COLONS = (":", "：")
SHORT = 24
"""Characters of a reference that is kept on one line."""
WHOLE = 600
"""Characters of a cell up to which its row stays on one page."""
type Data = dict[str, object]


def laid(paper: Paper, sheet: str) -> Data:
    """`blocks` with the `anchors` that they may refer to; for a poster also its sheet and drawing,
    and behind it the table that says the same."""
    tongue = TONGUES[paper.language]
    blocks, first = paper.blocks, next(iter(paper.blocks), None)
    poster = None
    if isinstance(first, Drawing) and (sheet or paper.page or paper.kind == POSTER):
        size = natural(first.svg)
        drawn = _drawing(first, tongue, size)
        turned = (
            SHEETS[paper.page.upper()].across if paper.page and not sheet else _sheet(size, sheet)
        )
        poster = [_size(turned), drawn]
        beside = () if first.beside is None else (first.beside,)
        blocks = (*beside, *blocks[1:])
    is_lying = lies(blocks, tongue)
    said = list(_blocks(blocks, tongue, LYING if is_lying else UPRIGHT))
    anchors = _anchors(paper.blocks)
    return {"poster": poster, "is_lying": is_lying, "blocks": said, "anchors": anchors}


def _anchors(blocks: Sequence[Block]) -> list[str]:
    found = [block.anchor for block in blocks if isinstance(block, Heading | Annex)]
    inner = (block.blocks for block in blocks if isinstance(block, Annex))
    return [one for one in found if one] + [one for each in inner for one in _anchors(each)]


def _sheet(drawn: Size, named: str) -> Size:
    """The sheet that is named, else the smallest on which it can be read, turned as it lies."""
    turned = {
        name: one.across if drawn.width > drawn.height else one for name, one in SHEETS.items()
    }
    if named:
        return turned[named]
    for one in turned.values():
        room = Size(one.width - POSTER_ROOM.width, one.height - POSTER_ROOM.height)
        if drawn.within(room.width, room.height).width >= READABLE * drawn.width:
            return one
    return turned["A1"]


def in_letters(table: Table, tongue: Tongue) -> Measured:
    return measured(table, SIZE_ARABIC if tongue.is_rtl else SIZE)


def is_wide(block: Block, tongue: Tongue) -> bool:
    """Whether a page turned on its side shows it much larger."""
    match block:
        case Drawing(svg=svg):
            size = natural(svg)
            lying, upright = (size.within(page.width, page.height) for page in (LYING, UPRIGHT))
            return lying.width > MUCH * upright.width
        case Table():
            return in_letters(block, tongue).scale(UPRIGHT.width) < LEAST_UPRIGHT
    return False


def lies(blocks: Sequence[Block], tongue: Tongue) -> bool:
    """Whether all pages of a paper are turned on their side, as one of its own tables asks: on a
    page of its own the table would tear it apart."""
    return any(isinstance(one, Table) and is_wide(one, tongue) for one in blocks)


def _blocks(blocks: Sequence[Block], tongue: Tongue, page: Size) -> Iterator[Data]:
    """On an upright page a wide drawing has one of its own, with the headings right before it."""
    waiting: list[Data] = []
    for place, block in enumerate(blocks):
        if isinstance(block, Heading):
            waiting.append(_block(block, tongue, page))
        elif isinstance(block, Drawing) and is_wide(block, tongue) and page == UPRIGHT:
            drawn = _drawing(block, tongue, LYING)
            yield {"type": "lying", "blocks": [*waiting, drawn | {"beside": None}]}
            waiting = [] if block.beside is None else [_block(block.beside, tongue, page)]
        else:
            yield from waiting
            waiting = []
            yield _block(block, tongue, page) | {"leads": leads(blocks, place)}
    yield from waiting


def leads(blocks: Sequence[Block], place: int) -> bool:
    """Whether a paragraph stays with what comes next: a list or table that it speaks of, or what
    stands under a heading where it ends in a colon."""
    one, following = blocks[place], blocks[place + 1] if place + 1 < len(blocks) else None
    if not isinstance(one, Paragraph):
        return False
    ends = plain_words(one.runs)[-1:] in COLONS and isinstance(following, Heading)
    return ends or isinstance(following, Listing | Table | Drawing)


def _block(block: Block, tongue: Tongue, page: Size) -> Data:
    match block:
        case Heading():
            words = runs_of(block.runs, tongue)
            return _typed(block, level=block.level, runs=words, anchor=block.anchor)
        case Paragraph():
            return _paragraph(block, tongue)
        case Listing():
            return _listing(block, tongue)
        case Table():
            return _table(block, tongue, page)
        case Box():
            return _typed(block, rows=[_boxed(*row, tongue) for row in block.rows])
        case Drawing():
            return _drawing(block, tongue, page)
        case Annex():
            return _annex(block, tongue, page)


def _typed(block: Block, **fields: object) -> Data:
    return {"type": type(block).__name__.lower(), **fields}


def _paragraph(block: Paragraph, tongue: Tongue) -> Data:
    words = runs_of(block.runs, tongue)
    return _typed(block, runs=words, role=block.role, number=block.number, leads=False)


def _listing(block: Listing, tongue: Tongue, depth: int = 0) -> Data:
    items = [
        {
            "runs": runs_of(item.runs, tongue),
            "parts": None if item.parts is None else _listing(item.parts, tongue, depth + 1),
        }
        for item in block.items
    ]
    return _typed(block, items=items, marker=block.marker, marks=tongue.marks(block, depth))


def _boxed(label: Runs, said: Sequence[Paragraph], tongue: Tongue) -> Data:
    paragraphs = [_paragraph(one, tongue) for one in said]
    return {"label": runs_of(label, tongue), "said": paragraphs}


def _table(block: Table, tongue: Tongue, page: Size) -> Data:
    rows = [
        {
            "cells": [runs_of(figures(block, at, cell), tongue) for at, cell in enumerate(row)],
            "may_split": any(len(plain_words(cell)) > WHOLE for cell in row),
        }
        for row in block.rows
    ]
    head = [runs_of(cell, tongue) for cell in block.head]
    numeric = sorted(block.numeric)
    said = {"head": head, "rows": rows, "caption": _captioned(block, tongue), "numeric": numeric}
    sized = in_letters(block, tongue)
    widths = sized.columns(page.width)
    said |= {"is_short": sized.is_short(widths), "ends_together": sized.ends_together(widths)}
    said |= {"scale": sized.scale(page.width)}
    return _typed(block, columns=widths, **said)


def _captioned(block: Table | Drawing, tongue: Tongue) -> list[Data]:
    return runs_of((Run(block.caption),), tongue)


def figures(table: Table, place: int, cell: Runs) -> Runs:
    """A cell of a column of figures keeps their order (a minus stays before) in any language."""
    if place not in table.numeric:
        return cell
    return tuple(
        run if runs_right_to_left(run.text) else replace(run, is_code=True) for run in cell
    )


def _drawing(block: Drawing, tongue: Tongue, page: Size) -> Data:
    size = natural(block.svg).within(page.width, page.height)
    beside = None if block.beside is None else _table(block.beside, tongue, page)
    said = {"svg": for_print(block.svg), "alt": block.alt, "caption": _captioned(block, tongue)}
    return _typed(block, size=_size(size), beside=beside, **said)


def _annex(block: Annex, tongue: Tongue, page: Size) -> Data:
    """Its own headings stand under its title, whatever they count from."""
    is_lying = any(is_wide(one, tongue) for one in block.blocks)
    blocks = list(_blocks(block.blocks, tongue, LYING if is_lying else page))
    title = runs_of(block.title, tongue)
    said = {"label": block.label, "title": title, "anchor": block.anchor, "is_lying": is_lying}
    return _typed(block, blocks=blocks, lower=lowered(block), **said)


def lowered(annex: Annex) -> int:
    """By how many levels its headings go down, so that they begin right under its own title."""
    levels = [block.level for block in annex.blocks if isinstance(block, Heading)]
    return 2 - min(levels) if levels else 1


def _size(size: Size) -> Data:
    return {"width": round(size.width, 2), "height": round(size.height, 2)}


def runs_of(runs: Runs, tongue: Tongue) -> list[Data]:
    """Each code in them is kept on one line; what is so stands a little apart from Chinese, as
    other Latin words do."""
    runs = tuple(part for run in runs for part in parted(run))
    apart = [_are_apart(one, other, tongue) for one, other in pairwise(runs)]
    before, after = [False, *apart], [*apart, False]
    return [
        {
            "text": run.text,
            "language": tongue_of(run.language) if run.language else None,
            "target": run.target,
            "is_strong": run.is_strong,
            "is_emphasised": run.is_emphasised,
            "is_code": run.is_code,
            "is_kept": is_kept(run),
            "space_before": is_kept(run) and before[place],
            "space_after": is_kept(run) and after[place],
        }
        for place, run in enumerate(runs)
    ]


def parted(run: Run) -> Iterator[Run]:
    """With each code in its words apart."""
    if run.is_code or run.target:
        yield run
        return
    for place, part in enumerate(CODE.split(run.text)):
        if part:
            yield replace(run, text=part, is_code=bool(place % 2))


def is_kept(run: Run) -> bool:
    """Whether no line breaks in it: a code, or a short reference (Annex A)."""
    return run.is_code or (bool(run.target) and len(run.text) <= SHORT)


def _are_apart(one: Run, other: Run, tongue: Tongue) -> bool:
    if tongue.code != "zho" or is_kept(one) == is_kept(other) or not one.text or not other.text:
        return False
    last, first = one.text[-1], other.text[0]
    return _is_han(last) != _is_han(first) and last.isalnum() and first.isalnum()


def _is_han(letter: str) -> bool:
    return "\u3400" <= letter <= "\u9fff"


def tongue_of(language: str) -> Data:
    """What the template must know of a language."""
    tongue = TONGUES[language]
    name, _, region = tongue.word.partition("-")
    said: Data = {"italics": tongue.has_italics, "page": tongue.page}
    return {"lang": name, "region": region, "direction": tongue.direction, **said}
