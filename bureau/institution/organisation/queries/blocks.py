"""Staffing blocks as lists show them: what they count, where, and under which post."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from bureau.core.structure.ordering import Positions
from bureau.core.structure.snapshot import Snapshot
from bureau.core.structure.views import Block, Post, Unit
from bureau.institution.organisation.queries.names import wordings
from bureau.institution.organisation.queries.tallies import within
from bureau.web.paging import slice_of


@dataclass(frozen=True, slots=True)
class BlockLine:
    """One staffing block as a list shows it."""

    block: Block
    title: str
    unit: Unit | None
    superior: Post | None


@dataclass(frozen=True, slots=True)
class Page:
    """Lines of one page, and the keys of its neighbours (None: there is none)."""

    lines: tuple[BlockLine, ...]
    previous: str | None
    following: str | None


def block_lines(now: Snapshot, blocks: Iterable[Block]) -> tuple[BlockLine, ...]:
    """In the order given, with their titles in one read."""
    listed = list(blocks)
    titles = wordings(block.title for block in listed)
    return tuple(
        BlockLine(
            block,
            titles.get(block.title, block.grade),
            now.unit(block.unit),
            now.post(block.superior) if block.superior else None,
        )
        for block in listed
    )


def largest_first(blocks: Iterable[Block]) -> list[Block]:
    return sorted(blocks, key=lambda block: (-block.fte, block.grade, block.id))


def chosen_blocks(now: Snapshot, units: Sequence[int]) -> Positions:
    """Those in the units and below, in chart order, the largest of a unit first."""
    blocks = now.standing("block")
    chosen = within(now, units, "block")
    listed = [id for unit in units for id in now.subtree(unit)]
    place = {unit: order for order, unit in enumerate(listed)}
    values, places = np.unique(blocks.field("unit"), return_inverse=True)
    rank = np.array([place.get(value, len(place)) for value in values.tolist()], np.int64)
    ranked = rank[places] if len(values) else np.zeros(0, np.int64)
    order = np.lexsort((blocks.ids, -blocks.field("fte"), ranked))
    found: Positions = order[chosen[order]]
    return found


def page_of(now: Snapshot, order: Positions, key: str) -> Page | None:
    """One page of them; None where the row that the key names is not there."""
    blocks = now.standing("block")
    found = slice_of(blocks.ids[order].tolist(), key)
    if found is None:
        return None
    views = blocks.views(order[found.start : found.end])
    return Page(block_lines(now, views), found.previous, found.following)
