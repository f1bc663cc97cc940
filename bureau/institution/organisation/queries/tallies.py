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
    """Posts in each state; `fte` in hundredths."""

    encumbered: int = 0
    vacant: int = 0
    frozen: int = 0
    fte: int = 0

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


def tally(now: Snapshot, chosen: Mask) -> Tally:
    """The chosen posts counted by state."""
    encumbered, vacant, frozen = np.bincount(states(now)[chosen], minlength=STATES).tolist()
    return Tally(
        encumbered, vacant, frozen, fte=int(now.standing("post").field("fte")[chosen].sum())
    )


def tallies_by_grade(now: Snapshot, order: Sequence[str], chosen: Mask) -> list[tuple[str, Tally]]:
    """The chosen posts by grade, in the order given; grades that it does not know come last."""
    posts = now.standing("post")
    numbers, places = _grades(now), _places_of_grades(now)[chosen]
    size = len(numbers)
    counts = np.bincount(places * STATES + states(now)[chosen], minlength=size * STATES)
    fte = np.bincount(places, posts.field("fte")[chosen], minlength=size).astype(np.int64)
    told = {
        posts.table.vocabulary.word(number): Tally(of_state[0], of_state[1], of_state[2], of_grade)
        for number, of_state, of_grade in zip(
            numbers.tolist(), counts.reshape(size, STATES).tolist(), fte.tolist(), strict=True
        )
        if sum(of_state)
    }
    known = [grade for grade in order if grade in told]
    return [(grade, told[grade]) for grade in (*known, *sorted(told.keys() - set(known)))]


@remembered
def _grades(now: Snapshot) -> Integers:
    return np.unique(now.standing("post").field("grade"))


@remembered
def _places_of_grades(now: Snapshot) -> Positions:
    """For each standing post the place of its grade among all grades."""
    return _grades(now).searchsorted(now.standing("post").field("grade"))


def tallies_by_unit(now: Snapshot, units: Sequence[Unit]) -> list[tuple[Unit, Tally]]:
    """Each unit with the posts in it and all below it."""
    counts = now.roll_up_all()
    return [(unit, _of_subtree(counts[unit.id].subtree)) for unit in units]


def _of_subtree(count: Count) -> Tally:
    filled = count.posts - count.vacant - count.frozen
    return Tally(filled, count.vacant, count.frozen, count.fte)
