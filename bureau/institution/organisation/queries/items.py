"""The lines in which a comparison is told: changes put together and in order, in columns."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, overload

import numpy as np

from bureau.core.structure.columns import NULL
from bureau.core.structure.difference import Change, Difference
from bureau.core.structure.ordering import Integers, Positions, spread, starts_of
from bureau.core.structure.told import Changes
from bureau.institution.organisation.queries.whereabouts import Whereabouts

ENDINGS = frozenset({"abolished", "merged", "split", "replaced"})
OF_PEOPLE = frozenset({"engaged", "released"})
"""Changes told of a unit that leave the unit itself as it was."""
_UNITS_FIRST = ("established", "renamed", "moved", *sorted(ENDINGS))
_POSTS_NEXT = ("established", "moved", "abolished", "frozen", "unfrozen")
_LAST = 99
"""The place of what is told of a unit or post last."""


class Item(NamedTuple):
    """One line of the list of changes: what happened to one thing, or the same to several posts.

    `number` ties the list to the drawing and to the table.
    """

    number: int
    changes: tuple[Change, ...]
    is_carried: bool

    @property
    def first(self) -> Change:
        return self.changes[0]

    @property
    def is_of_several(self) -> bool:
        """Whether the changes are one thing told of several subjects."""
        return len({change.subject for change in self.changes}) > 1


@dataclass(frozen=True)
class Items(Sequence[Item]):
    """Items in order, each made where it is asked for. Those of the first are the `rows` of what is
    told until the first bound, and so on. `own` of them are changes; what was only carried along
    comes after these."""

    told: Changes
    rows: Positions
    bounds: Positions
    own: int

    def __len__(self) -> int:
        return len(self.bounds) - 1

    @overload
    def __getitem__(self, place: int) -> Item: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Item, ...]: ...
    def __getitem__(self, place: int | slice) -> Item | tuple[Item, ...]:
        places = range(len(self))
        if isinstance(place, slice):
            return tuple([self[each] for each in places[place]])
        place = places[place]
        start, end = self.bounds[place : place + 2].tolist()
        changes = self.told.at(self.rows[start:end].tolist())
        return Item(place + 1, changes, place >= self.own)

    @cached_property
    def numbers(self) -> Positions:
        """For each of the changes told the number of its item."""
        found = np.empty(len(self.rows), np.int64)
        found[self.rows] = np.repeat(np.arange(1, len(self) + 1), np.diff(self.bounds))
        return found


def items_of(found: Difference, where: Whereabouts) -> Items:
    """Changes first, units before posts. What happened alike to several posts of one unit is one
    item, and so is all that happened to one unit, or to one post beside that."""
    keys = _keys(found, where)
    order = np.argsort(keys, kind="stable")
    starts = np.flatnonzero(starts_of(keys[order]))
    ends = np.append(starts[1:], len(order))
    firsts = order[starts]
    groups = np.lexsort((firsts, *_places(found, where, order, starts), found.is_carried[firsts]))
    _which, rows = spread(starts[groups], ends[groups])
    bounds = np.append(0, np.cumsum(ends[groups] - starts[groups]))
    own = int(np.count_nonzero(~found.is_carried[firsts]))
    return Items(found.told, order[rows], bounds, own)


def _keys(found: Difference, where: Whereabouts) -> Positions:
    """A number for each change: those with the same one are told in one item.

    By what it is that they have in common, then by whose or where that is.
    """
    told = found.told
    posts, subjects = told.kinds.among(["post"]), told.subjects
    sorts, whose = np.zeros(len(told), np.int64), where.posts_of(told).astype(np.int64)
    for sort, (changes, home) in enumerate(_ALIKE.items(), 1):
        alike = posts & told.changes.among([changes])
        sorts[alike], whose[alike] = sort, home(where, subjects[alike])
    moved = np.flatnonzero(posts & told.changes.among(["moved"]))
    sorts[moved], whose[moved] = len(_ALIKE) + 1, _ways(told.at(moved.tolist()))
    of_people = told.changes.among(OF_PEOPLE)
    for sort, kind in enumerate(("unit", "engagement", "block"), len(_ALIKE) + 2):
        alike = told.kinds.among([kind])
        whose[alike] = where.home_of_blocks(subjects[alike]) if kind == "block" else subjects[alike]
        sorts[alike] = sort
    sorts[of_people] = len(_ALIKE) + 5
    return ((sorts * 2 + found.is_carried) << 40) + whose + 1


_ALIKE: Mapping[str, Callable[[Whereabouts, Integers], Integers]] = {
    "established": Whereabouts.home_after,
    "frozen": Whereabouts.home_after,
    "unfrozen": Whereabouts.home_after,
    "abolished": Whereabouts.home_before,
}
"""What is told of all posts of a unit together, and of which unit that is."""


def _ways(moves: Sequence[Change]) -> list[int]:
    """A number for each move from one unit to another."""
    ways: dict[object, int] = {}
    return [ways.setdefault((move.before, move.after), len(ways)) for move in moves]


def _places(
    found: Difference, where: Whereabouts, order: Positions, starts: Positions
) -> tuple[Positions, Positions, Positions]:
    """Of each group of changes that begins at one of `starts` in `order` its place in the chart,
    among what is told of its kind, and its kind's: least first in this order read from the end."""
    told, firsts = found.told, order[starts]
    first = told.chosen(firsts)
    posts = first.kinds.among(["post", "incumbency"])
    units = first.kinds.among(["unit"]) & ~first.changes.among(OF_PEOPLE)
    kinds = np.where(units, 0, np.where(posts, 1, 2))
    each = _ranks(told, _UNITS_FIRST)[order]
    of_units = np.minimum.reduceat(each, starts) if len(starts) else each
    ranks = np.where(units, of_units, np.where(posts, _ranks(first, _POSTS_NEXT), 0))
    places = np.zeros(len(first), np.int64)
    places[posts] = where.posts_in_chart(where.posts_of(first)[posts])
    own = first.kinds.among(["unit"])
    places[own] = where.in_chart(first.subjects[own])
    blocks = first.kinds.among(["block"])
    places[blocks] = where.in_chart(where.home_of_blocks(first.subjects[blocks]))
    engaged = first.kinds.among(["engagement"])
    places[engaged] = _first_in_chart(where, first.subjects[engaged])
    return places, ranks, kinds


def _ranks(told: Changes, order: Sequence[str]) -> Positions:
    """The place of what happened among these words."""
    known = {word: rank for rank, word in enumerate(order)}
    ranks = np.array([known.get(word, _LAST) for word in told.changes.words], np.int64)
    return ranks[told.changes.codes]


def _first_in_chart(where: Whereabouts, engagements: Integers) -> Integers:
    """The place of the first of the units in which somebody is engaged."""
    was, now = where.engaged_in(engagements)
    was, now = np.where(was == NULL, now, was), np.where(now == NULL, was, now)
    return np.minimum(where.in_chart(was), where.in_chart(now))
