"""Posts counted by state, for tables and plots of any size: filled, vacant, frozen."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from bureau.core.structure.ordering import Integers, Mask, Positions
from bureau.core.structure.roll_up import Count, vacant_posts
from bureau.core.structure.snapshot import Snapshot
from bureau.core.structure.views import Unit
from bureau.institution.organisation.queries.remembered import remembered

STATES = 3


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


def within(now: Snapshot, units: Iterable[int]) -> Mask:
    """Which standing posts are in one of the units or below it."""
    return _within(now, tuple(units))


@remembered
def _within(now: Snapshot, units: tuple[int, ...]) -> Mask:
    below = [id for unit in units for id in now.subtree(unit)]
    homes = now.standing("post").field("unit")
    is_below = np.zeros(max(max(below, default=0), int(homes.max(initial=0))) + 2, np.bool_)
    is_below[below] = True
    found: Mask = is_below[homes]
    return found


def blocks_within(now: Snapshot, units: Iterable[int]) -> Mask:
    """Which standing staffing blocks are in one of the units or below it."""
    below = [id for unit in units for id in now.subtree(unit)]
    return np.isin(now.standing("block").field("unit"), np.array(below, np.int32))


def tally(now: Snapshot, chosen: Mask, blocks: Mask | None = None) -> Tally:
    """The chosen posts counted by state, beside them the chosen staffing blocks."""
    encumbered, vacant, frozen = np.bincount(states(now)[chosen], minlength=STATES).tolist()
    counted = 0 if blocks is None else int(now.standing("block").field("fte")[blocks].sum())
    fte = int(now.standing("post").field("fte")[chosen].sum())
    return Tally(encumbered, vacant, frozen, fte, counted)


def tallies_by_grade(
    now: Snapshot, order: Sequence[str], chosen: Mask, blocks: Mask | None = None
) -> list[tuple[str, Tally]]:
    """The chosen posts and staffing blocks by grade, in the order given; grades that it does not
    know come last."""
    posts, counted = now.standing("post"), now.standing("block")
    asked = np.zeros(len(counted), np.bool_) if blocks is None else blocks
    numbers, places = _grades(now), _places_of_grades(now, "post")[chosen]
    size = len(numbers)
    counts = np.bincount(places * STATES + states(now)[chosen], minlength=size * STATES)
    fte = np.bincount(places, posts.field("fte")[chosen], minlength=size).astype(np.int64)
    of_blocks = _places_of_grades(now, "block")[asked]
    beside = np.bincount(of_blocks, counted.field("fte")[asked], minlength=size).astype(np.int64)
    has_any = np.bincount(of_blocks, minlength=size).astype(np.bool_)
    told = {
        posts.table.vocabulary.word(number): Tally(
            of_state[0], of_state[1], of_state[2], of_grade, of_block
        )
        for number, of_state, of_grade, of_block, has_block in zip(
            numbers.tolist(),
            counts.reshape(size, STATES).tolist(),
            fte.tolist(),
            beside.tolist(),
            has_any.tolist(),
            strict=True,
        )
        if has_block or sum(of_state)
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
