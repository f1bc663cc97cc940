"""When two parts of a paper are one that was changed, and not one gone and another added."""

from collections import Counter
from collections.abc import Hashable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from bureau.core.papers.aligning import Likeness
from bureau.core.papers.blocks import (
    Annex,
    Block,
    Box,
    Drawing,
    Heading,
    Item,
    Listing,
    Paragraph,
    Run,
    Runs,
    Table,
)
from bureau.core.papers.setting import plain_words
from bureau.core.papers.wording import words_in

LEAST, LEAST_OF_MANY = 0.4, 0.1
"""What two must share: a paragraph, item or row; what holds many of them."""

type Row = tuple[Runs, ...]
type BoxRow = tuple[Runs, tuple[Paragraph, ...]]


def words_of(part: Any) -> Counter[str]:
    """How often each word is in it; signs and spaces count for nothing."""
    words = (word for text in _texts(part) for word in words_in(text))
    return Counter(word for word in words if word[0].isalnum())


def _texts(part: Any) -> Iterator[str]:
    match part:
        case Run():
            yield part.text
        case Drawing():
            yield from (part.alt, part.caption)
        case tuple():
            for one in part:
                yield from _texts(one)
        case _ if is_dataclass(part):
            for one in fields(part):
                yield from _texts(getattr(part, one.name))


def _kept(block: Block) -> Hashable:
    """What must be the same in both: a redline has no mark for it."""
    match block:
        case Heading():
            return "heading", block.level, block.anchor
        case Paragraph():
            return "paragraph", block.role, block.number is None
        case Listing():
            return "listing", block.marker
        case Table():
            return "table", len(block.head), block.numeric
        case Box():
            return "box"
        case Drawing():
            return "drawing", block.beside and _kept(block.beside)
        case Annex():
            return "annex", block.anchor


def _fit(one: Block, other: Block) -> bool:
    return _kept(one) == _kept(other)


def _name(block: Block) -> Hashable:
    """An annex is known by its anchor, which is of its role; all else by what it says."""
    if isinstance(block, Annex) and block.anchor:
        return _kept(block)
    return _kept(block), tuple(_texts(block))


def _least(block: Block) -> float:
    match block:
        case Heading() | Paragraph():
            return LEAST
        case Drawing():
            return 0.0001
    return LEAST_OF_MANY


def _markers(one: Item, other: Item) -> bool:
    """One place has one list: it goes on with the marks that it has."""
    return one.parts is None or other.parts is None or one.parts.marker is other.parts.marker


def _same(part: Any) -> Hashable:
    key: Hashable = part
    return key


def _any(part: object) -> float:
    return LEAST


BLOCKS: Likeness[Block] = Likeness((_same, _name), words_of, _fit, _least)
ITEMS: Likeness[Item] = Likeness(
    (_same,), lambda item: words_of((item.runs, item.parts)), _markers, _any
)
ROWS: Likeness[Row] = Likeness(
    (_same, lambda row: (len(row), plain_words(row[0]) if row else "")),
    words_of,
    lambda one, other: len(one) == len(other),
    _any,
)
BOX_ROWS: Likeness[BoxRow] = Likeness(
    (_same, lambda row: plain_words(row[0])), words_of, lambda one, other: True, _any
)
