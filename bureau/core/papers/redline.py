"""What changed between two versions of a paper, as one: what is gone and what is added marked.

A redline is blocks like any other, so that a format writes it as it writes a paper. Two versions
have two values: no run of it names a source.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from itertools import groupby
from typing import Any, cast

from bureau.core.papers.aligning import aligned
from bureau.core.papers.alike import BLOCKS, BOX_ROWS, ITEMS, ROWS, BoxRow, Row
from bureau.core.papers.blocks import (
    Annex,
    Block,
    Box,
    Change,
    Drawing,
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
from bureau.core.papers.wording import joined, wording

HOLDS = frozenset({"runs", "items", "parts", "rows", "head", "beside", "title", "blocks"})
"""The fields of a block in which other parts of the paper stand."""


@dataclass(frozen=True, slots=True)
class Counted:
    """Places: words put in place of others are one that is changed."""

    added: int = 0
    gone: int = 0
    changed: int = 0

    @property
    def total(self) -> int:
        return self.added + self.gone + self.changed


@dataclass(frozen=True, slots=True)
class Redline:
    """`marks` are those of the face, as paragraphs."""

    earlier: Paper
    later: Paper
    title: Runs
    marks: tuple[Block, ...]
    blocks: tuple[Block, ...]

    @property
    def counted(self) -> Counted:
        furniture = (self.earlier.furniture, self.later.furniture)
        differing = sum(
            getattr(furniture[0], one.name) != getattr(furniture[1], one.name)
            for one in fields(furniture[0])
        )
        found = Counter(_counted((self.title, self.marks, self.blocks)))
        changed = found["changed"] + differing
        return Counted(found[Change.ADDED], found[Change.GONE], changed)


def redline(earlier: Paper, later: Paper) -> Redline:
    """ValueError where they are not of one kind and language."""
    if (earlier.kind, earlier.language) != (later.kind, later.language):
        raise ValueError("a redline is of one kind of paper in one language")
    return Redline(
        earlier,
        later,
        wording(joined((Run(earlier.title),)), joined((Run(later.title),))),
        _blocks(_warned(earlier), _warned(later)),
        _blocks(bare(earlier.blocks), bare(later.blocks)),
    )


def accepted(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The later version of what is redlined, as `bare` has it."""
    return cast(tuple[Block, ...], _one_side(blocks, Change.GONE))


def refused(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The earlier version, as `bare` has it."""
    return cast(tuple[Block, ...], _one_side(blocks, Change.ADDED))


def bare(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Without sources, and with runs that are set alike as one."""
    return cast(tuple[Block, ...], _walked(blocks, lambda run: replace(run, source="")))


def _warned(paper: Paper) -> tuple[Block, ...]:
    return tuple(Paragraph((Run(mark),), Role.NOTE) for mark in paper.marks)


def _walked(node: Any, on_run: Callable[[Run], Run], mark: Change = Change.NONE) -> Any:
    """The same with every run changed, and every block marked."""
    if isinstance(node, tuple):
        if node and all(isinstance(one, Run) for one in node):
            return joined(map(on_run, node))
        return tuple(_walked(one, on_run, mark) for one in node)
    if not is_dataclass(node) or isinstance(node, type):
        return node
    held = {name: _walked(part, on_run, mark) for name, part in _held(node)}
    if mark and isinstance(node, Table | Box):
        held["changes"] = (mark,) * len(node.rows)
    return replace(node, **held, **({"change": mark} if mark else {}))


def _held(node: Any) -> Iterator[tuple[str, Any]]:
    yield from ((one.name, getattr(node, one.name)) for one in fields(node) if one.name in HOLDS)


def whole[T](block: T, change: Change) -> T:
    """A block that stands in one version alone, with all that it holds."""
    return cast(T, _walked(block, lambda run: replace(run, change=change), change))


def _shell[T](block: T) -> T:
    """What a block is without what it holds."""
    empty: dict[str, Any] = {
        name: () if isinstance(part, tuple) else None for name, part in _held(block)
    }
    return replace(block, **empty)  # type: ignore[type-var]


def _was[T](earlier: T, later: T) -> T | None:
    before = _shell(earlier)
    return None if before == _shell(later) else before


def _blocks(earlier: Sequence[Block], later: Sequence[Block]) -> tuple[Block, ...]:
    pairs = aligned(earlier, later, BLOCKS)
    return tuple(_either(pair, _between) for pair in pairs)


def _either(pair: tuple[Any, Any], between: Callable[[Any, Any], Any]) -> Any:
    """What both have, or what one has alone."""
    earlier, later = pair
    if earlier is None or later is None:
        alone = later if earlier is None else earlier
        return whole(alone, Change.ADDED if earlier is None else Change.GONE)
    return later if earlier == later else between(earlier, later)


def _between(earlier: Block, later: Block) -> Block:
    """Both are of one type, and fit."""
    match earlier, later:
        case Heading(), Heading():
            return replace(later, runs=wording(earlier.runs, later.runs))
        case Paragraph(), Paragraph():
            return _paragraph(earlier, later)
        case Listing(), Listing():
            return _listing(earlier, later)
        case Table(), Table():
            return _table(earlier, later)
        case Box(), Box():
            return _box(earlier, later)
        case Drawing(), Drawing():
            return _drawing(earlier, later)
        case Annex(), Annex():
            title = wording(earlier.title, later.title)
            blocks = _blocks(earlier.blocks, later.blocks)
            return replace(later, title=title, blocks=blocks, was=_was(earlier, later))
    raise TypeError("nothing stands between two types of blocks")


def _paragraph(earlier: Paragraph, later: Paragraph) -> Paragraph:
    return replace(later, runs=wording(earlier.runs, later.runs), was=_was(earlier, later))


def _listing(earlier: Listing, later: Listing) -> Listing:
    pairs = aligned(earlier.items, later.items, ITEMS)
    return replace(later, items=tuple(_either(pair, _item) for pair in pairs))


def _item(earlier: Item, later: Item) -> Item:
    parts: Listing | None = None
    if earlier.parts is not None or later.parts is not None:
        parts = _either((earlier.parts, later.parts), _listing)
    return replace(later, runs=wording(earlier.runs, later.runs), parts=parts)


def _drawing(earlier: Drawing, later: Drawing) -> Drawing:
    beside: Table | None = None
    if earlier.beside is not None or later.beside is not None:
        beside = _either((earlier.beside, later.beside), _table)
    return replace(later, beside=beside, was=_was(earlier, later))


def _table(earlier: Table, later: Table) -> Table:
    pairs = aligned(earlier.rows, later.rows, ROWS)
    return replace(
        later,
        head=_cells(earlier.head, later.head),
        rows=tuple(_either(pair, _cells) for pair in pairs),
        changes=tuple(map(_change, pairs)),
        was=_was(earlier, later),
    )


def _cells(earlier: Row, later: Row) -> Row:
    return tuple(wording(*pair) for pair in zip(earlier, later, strict=True))


def _box(earlier: Box, later: Box) -> Box:
    pairs = aligned(earlier.rows, later.rows, BOX_ROWS)
    rows = tuple(_either(pair, _box_row) for pair in pairs)
    return replace(later, rows=rows, changes=tuple(map(_change, pairs)))


def _box_row(earlier: BoxRow, later: BoxRow) -> BoxRow:
    said = _blocks(earlier[1], later[1])
    return wording(earlier[0], later[0]), cast(tuple[Paragraph, ...], said)


def _change(pair: tuple[object | None, object | None]) -> Change:
    if pair[0] is None:
        return Change.ADDED
    return Change.GONE if pair[1] is None else Change.NONE


def _one_side(node: Any, without: Change) -> Any:
    """One version of it: what stands in the other alone is left out."""
    if isinstance(node, tuple):
        kept = [one for one in node if getattr(one, "change", None) is not without]
        if kept and all(isinstance(one, Run) for one in kept):
            return joined(replace(run, change=Change.NONE) for run in kept)
        return tuple(_one_side(one, without) for one in kept)
    if not is_dataclass(node) or isinstance(node, type):
        return node
    held = dict(_held(node))
    if isinstance(node, Table | Box) and node.changes:
        pairs = zip(node.rows, node.changes, strict=True)
        held["rows"] = tuple(row for row, change in pairs if change is not without)
    for name in ("parts", "beside"):
        if getattr(held.get(name), "change", None) is without:
            held[name] = None
    held = {name: _one_side(part, without) for name, part in held.items()}
    was = getattr(node, "was", None)
    shell = was if without is Change.ADDED and was is not None else node
    unmarked = {"change": Change.NONE, "was": None, "changes": ()}
    known = {one.name for one in fields(node)}
    return replace(shell, **held, **{one: to for one, to in unmarked.items() if one in known})


def _counted(node: Any) -> Iterator[str]:
    """`added`, `gone` or `changed` for each place."""
    if isinstance(node, tuple):
        if node and all(isinstance(one, Run) for one in node):
            yield from _counted_in(node)
        else:
            for one in node:
                yield from _counted(one)
    elif is_dataclass(node) and not isinstance(node, type):
        yield from _counted_of(node)


def _counted_of(block: Any) -> Iterator[str]:
    """A block that stands in one version alone is one place, however much it holds."""
    if block.change is not Change.NONE:
        yield block.change
        return
    if isinstance(block, Table | Drawing | Annex) and block.was is not None:
        yield "changed"
    changes = getattr(block, "changes", ())
    yield from (one for one in changes if one is not Change.NONE)
    for name, part in _held(block):
        if name == "rows" and changes:
            rows = zip(part, changes, strict=True)
            part = tuple(row for row, change in rows if change is Change.NONE)
        yield from _counted(part)


def _counted_in(runs: Runs) -> Iterator[str]:
    for _, together in groupby((run.change for run in runs), key=bool):
        found = set(together) - {Change.NONE}
        if found:
            yield "changed" if len(found) > 1 else found.pop()
