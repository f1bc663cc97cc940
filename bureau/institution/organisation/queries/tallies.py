"""Posts counted by state, for tables and plots of any size: filled, vacant, frozen."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bureau.core.structure.ordering import Integers, Mask, Positions
from bureau.core.structure.roll_up import Count, vacant_posts
from bureau.core.structure.snapshot import Snapshot
from bureau.core.structure.views import Unit
from bureau.institution.organisation.queries.remembered import remembered

STATES, VACANT = 3, 1


@dataclass(frozen=True, slots=True)
class Tally:
    """Posts in each state; `fte` in hundredths. `blocks`: what staffing blocks count besides."""

    encumbered: int = 0
    vacant: int = 0
    frozen: int = 0
    fte: int = 0
    blocks: int = 0

    @property
    def posts(self) -> int:
        return self.encumbered + self.vacant + self.frozen

    @property
    def parts(self) -> tuple[int, int, int]:
        return self.encumbered, self.vacant, self.frozen


@remembered
def states(now: Snapshot) -> Integers:
    """The state of every standing post in order of id: 0 encumbered, 1 vacant, 2 frozen."""
    posts = now.standing("post")
    vacant = vacant_posts(posts, now.standing("incumbency"))
    found: Integers = np.where(posts.field("frozen") == 1, 2, vacant).astype(np.int32)
    return found


def within(now: Snapshot, units: Iterable[int], kind: str = "post") -> Mask:
    """Which standing posts (or blocks, or engagements) are in one of the units or below it."""
    packed = _within(now, tuple(units), kind)
    return np.unpackbits(packed, count=len(now.standing(kind))).view(np.bool_)


@remembered
def _within(now: Snapshot, units: tuple[int, ...], kind: str) -> NDArray[np.uint8]:
    """The same with eight of them in a byte: it is kept for every unit that is looked at."""
    below = [id for unit in units for id in now.subtree(unit)]
    homes = now.standing(kind).field("unit")
    is_below = np.zeros(max(max(below, default=0), int(homes.max(initial=0))) + 2, np.bool_)
    is_below[below] = True
    return np.packbits(is_below[homes])


def counts_within(now: Snapshot, units: Iterable[int], *, with_blocks: bool = True) -> Positions:
    """The posts in these units and below counted, and beside them the staffing blocks."""
    return _counts_within(now, tuple(units), with_blocks)


@remembered
def _counts_within(now: Snapshot, units: tuple[int, ...], with_blocks: bool) -> Positions:
    return counted(now, within(now, units), within(now, units, "block") if with_blocks else None)


def counted(now: Snapshot, chosen: Mask, blocks: Mask | None = None) -> Positions:
    """The chosen posts and staffing blocks counted: a row for each of all grades.

    In it the posts of each state, their full-time equivalents, those of the blocks, the blocks.
    """
    posts, counts = now.standing("post"), now.standing("block")
    asked = np.zeros(len(counts), np.bool_) if blocks is None else blocks
    places, size = _places_of_grades(now, "post")[chosen], len(_grades(now))
    of_blocks = _places_of_grades(now, "block")[asked]
    by_state = np.bincount(places * STATES + states(now)[chosen], minlength=size * STATES)
    columns = (
        *by_state.reshape(size, STATES).T,
        np.bincount(places, posts.field("fte")[chosen], minlength=size),
        np.bincount(of_blocks, counts.field("fte")[asked], minlength=size),
        np.bincount(of_blocks, minlength=size),
    )
    return np.stack(columns, axis=1).astype(np.int64)


def tally(counts: Positions) -> Tally:
    """All that was counted."""
    encumbered, vacant, frozen, fte, of_blocks, _ = counts.sum(axis=0).tolist()
    return Tally(encumbered, vacant, frozen, fte, of_blocks)


def tallies_by_grade(
    now: Snapshot, order: Sequence[str], counts: Positions
) -> list[tuple[str, Tally]]:
    """What was counted by grade, in the order given; grades that it does not know come last."""
    word = now.standing("post").table.vocabulary.word
    told = {
        word(number): Tally(encumbered, vacant, frozen, fte, of_blocks)
        for number, (encumbered, vacant, frozen, fte, of_blocks, blocks) in zip(
            _grades(now).tolist(), counts.tolist(), strict=True
        )
        if encumbered or vacant or frozen or blocks
    }
    known = [grade for grade in order if grade in told]
    return [(grade, told[grade]) for grade in (*known, *sorted(told.keys() - set(known)))]


@remembered
def _grades(now: Snapshot) -> Integers:
    return np.union1d(now.standing("post").field("grade"), now.standing("block").field("grade"))


@remembered
def _places_of_grades(now: Snapshot, kind: str) -> Positions:
    """For each standing post or block the place of its grade among all grades."""
    return _grades(now).searchsorted(now.standing(kind).field("grade"))


def tallies_by_unit(now: Snapshot, units: Sequence[Unit]) -> list[tuple[Unit, Tally]]:
    """Each unit with the posts in it and all below it."""
    counts = now.roll_up_all()
    return [(unit, tally_of(counts[unit.id].subtree)) for unit in units]


def tally_of(count: Count) -> Tally:
    """A roll-up's count as a tally."""
    filled = count.posts - count.vacant - count.frozen
    return Tally(filled, count.vacant, count.frozen, count.fte, count.block_fte)
