"""A paper as blocks in one language: what every format writes, and what reading one gives back.

A kind of paper is set as blocks once (`core.papers.kinds`); a format writes every block once
(`documents.papers`). So a later kind costs no program, and a later format costs no kind.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Change(StrEnum):
    """What a redline marks as not being in both of two versions (`core.papers.redline`)."""

    NONE = ""
    ADDED = "added"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Run:
    """Words set alike. `source` names what in the canonical value says them ("purpose",
    "actions.3", "claims.2"); empty where it is a phrase or furniture.

    A `is_code` is a number or code (ST02/D1/579, C24/15): never broken over lines, and isolated
    from right-to-left words around it. `language` is given where it is not that of the paper: words
    that are not translated. `target` is the anchor of what the words refer to, in this paper.
    """

    text: str
    source: str = ""
    is_strong: bool = False
    is_emphasised: bool = False
    is_code: bool = False
    language: str = ""
    target: str = ""
    change: Change = Change.NONE


type Runs = tuple[Run, ...]


class Role(StrEnum):
    """What a paragraph is, for its style and for formats that mark what is said."""

    BODY = "body"
    ENACTING = "enacting"
    """The body that decides, before its decision."""
    PREAMBLE = "preamble"
    """A formula and what it cites: *considering* ..."""
    OPERATIVE = "operative"
    """What is decided, instructed or resolved."""
    NOTE = "note"
    """What is said about the paper: a demonstration, a draft translation."""


@dataclass(frozen=True, slots=True)
class Heading:
    """`level` 1 to 4, never more than one below the heading before it."""

    level: int
    runs: Runs
    anchor: str = ""
    change: Change = Change.NONE


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`number` where paragraphs are numbered in sequence, from 1. In a redline `was` is what a
    block was before, without what it holds, where more than that is another."""

    runs: Runs
    role: Role = Role.BODY
    number: int | None = None
    change: Change = Change.NONE
    was: "Paragraph | None" = None


class Marker(StrEnum):
    NUMBERS = "numbers"
    LETTERS = "letters"
    BULLETS = "bullets"


@dataclass(frozen=True, slots=True)
class Item:
    runs: Runs
    parts: "Listing | None" = None
    change: Change = Change.NONE


@dataclass(frozen=True, slots=True)
class Listing:
    items: tuple[Item, ...]
    marker: Marker = Marker.BULLETS
    change: Change = Change.NONE


@dataclass(frozen=True, slots=True)
class Table:
    """The first cell of each row is the head of that row; `numeric` are columns set as figures.
    In a redline `changes` are those of the rows."""

    head: tuple[Runs, ...]
    rows: tuple[tuple[Runs, ...], ...]
    caption: str = ""
    numeric: frozenset[int] = frozenset()
    change: Change = Change.NONE
    changes: tuple[Change, ...] = ()
    was: "Table | None" = None


@dataclass(frozen=True, slots=True)
class Box:
    """The box on the face of a paper: a label and what it says."""

    rows: tuple[tuple[Runs, tuple[Paragraph, ...]], ...]
    change: Change = Change.NONE
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart, drawn once by `core.layout` as SVG; `beside` says the same as a table."""

    svg: str
    alt: str
    caption: str = ""
    beside: Table | None = None
    change: Change = Change.NONE
    was: "Drawing | None" = None


@dataclass(frozen=True, slots=True)
class Annex:
    """Begins a page of its own. `letter` is what the paper refers to it by; empty for one alone."""

    letter: str
    label: str
    title: Runs
    blocks: "tuple[Block, ...]"
    anchor: str = ""
    change: Change = Change.NONE
    was: "Annex | None" = None


type Block = Heading | Paragraph | Listing | Table | Box | Drawing | Annex


def within(blocks: Iterable[Block]) -> Iterator[Block]:
    """Each, with what stands in annexes and beside drawings."""
    for block in blocks:
        yield block
        if isinstance(block, Annex):
            yield from within(block.blocks)
        if isinstance(block, Drawing) and block.beside:
            yield block.beside


type Worded = tuple[str, str]
"""The words of a phrase and their status."""


@dataclass(frozen=True, slots=True)
class Furniture:
    """What stands on every page: at its head the issuer and number, at its foot what is given."""

    issuer: str
    number: str = ""
    day: str = ""
    original: str = ""
    """"Original: English", in the paper's language."""
    foot: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper in one language.

    `value` is the canonical value as JSON, equal in all languages and formats; `marks` are what the
    face warns of (a translation still in draft, a demonstration).
    """

    kind: str
    language: str
    title: str
    furniture: Furniture
    blocks: tuple[Block, ...]
    value: Mapping[str, object] = field(default_factory=dict)
    marks: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    """The same as `marks`, by name."""
    page: str = ""
    """What it is printed on where that is no A4: "a3" or "a1", across."""
    phrases: Mapping[str, Worded] = field(default_factory=dict, compare=False)
    """The phrases that it was set with, by their names in the book."""
    body: str = field(default="", compare=False)
    """The body, or body and instrument, whose own phrases came first."""
    title_language: str = field(default="", compare=False)
    """Where the title is not in that of the paper: it is not translated."""
    edges: tuple[str, ...] = field(default=(), compare=False)
    """What a file that was read says at the head and foot of its pages."""
    places: frozenset[str] = field(default=frozenset(), compare=False)
    """What the links of a file that was read may lead to, besides its annexes."""
