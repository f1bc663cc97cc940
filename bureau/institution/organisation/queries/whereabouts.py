"""Where units, posts and what hangs on them are on two sides of a comparison, in columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from bureau.core.structure.columns import NULL
from bureau.core.structure.ordering import Integers, Mask, Positions, distinct, order_of
from bureau.core.structure.snapshot import Snapshot
from bureau.core.structure.told import Changes


@dataclass(frozen=True, slots=True)
class PostUnits:
    """Posts under a unit on either side, each with its unit before and after (NULL where it is not
    under it): as the chart before has them, then those that are under it after alone."""

    ids: Integers
    before: Integers
    after: Integers

    def __len__(self) -> int:
        return len(self.ids)

    def chosen(self, rows: Positions | Mask) -> "PostUnits":
        return PostUnits(self.ids[rows], self.before[rows], self.after[rows])

    @property
    def counts(self) -> tuple[int, int]:
        """How many are under the unit before, and after."""
        before, after = (int(np.count_nonzero(each != NULL)) for each in (self.before, self.after))
        return before, after


@dataclass(frozen=True)
class Whereabouts:
    """What is within a unit on two sides, and where in it. Ids go in, ids come out; NULL where
    something is nowhere."""

    before: Snapshot
    after: Snapshot
    unit: int

    @cached_property
    def units(self) -> frozenset[int]:
        """The unit and all that stands below it on either side."""
        return frozenset(self.before.subtree(self.unit)) | frozenset(self.after.subtree(self.unit))

    @cached_property
    def unit_ids(self) -> Integers:
        """The same in order."""
        return np.array(sorted(self.units), np.int32)

    @cached_property
    def posts(self) -> Integers:
        """In order, those that are, on either side, in what stands under the unit on any of the
        two."""
        found = (_posts_in(side, self.unit_ids)[0] for side in (self.before, self.after))
        return distinct(np.concatenate([*found]))

    @cached_property
    def post_units(self) -> PostUnits:
        sides = (self.before, self.after)
        (was, homes_was), (now, homes_now) = (
            _posts_in(side, side.subtree(self.unit)) for side in sides
        )
        ids = np.concatenate([was, now[~np.isin(now, was)]])
        return PostUnits(ids, _looked_up(ids, was, homes_was), _looked_up(ids, now, homes_now))

    def home_before(self, posts: Integers) -> Integers:
        """The unit of each of these posts before, wherever that is; of the posts within alone."""
        return _looked_up(posts, self.posts, self._homes[0])

    def home_after(self, posts: Integers) -> Integers:
        """The same after."""
        return _looked_up(posts, self.posts, self._homes[1])

    @cached_property
    def _homes(self) -> tuple[Integers, Integers]:
        ids = self.posts
        return _at("post", "unit", ids, self.before), _at("post", "unit", ids, self.after)

    def posts_of(self, told: Changes) -> Integers:
        """The post that each change is told of: of an incumbency where it is, else where it was."""
        found = np.where(told.kinds.among(["post"]), told.subjects, np.int32(NULL))
        held = told.kinds.among(["incumbency"])
        found[held] = self._either("incumbency", "post", told.subjects[held], later=True)
        return found

    def home_of_blocks(self, blocks: Integers) -> Integers:
        """The unit in which each staffing block was, else is."""
        return self._either("block", "unit", blocks)

    def engaged_in(self, engagements: Integers) -> tuple[Integers, Integers]:
        """The unit in which each is engaged before, and after."""
        sides = (self.before, self.after)
        was, now = (_at("engagement", "unit", engagements, side) for side in sides)
        return was, now

    def in_chart(self, units: Integers) -> Integers:
        """The place of each unit in the chart: as it is after, then what was before alone; 0 for
        what is not in it."""
        return self._places_in_chart[np.minimum(units, len(self._places_in_chart) - 1)]

    @cached_property
    def _places_in_chart(self) -> Integers:
        """By id; NULL, the last, is nowhere."""
        listed = [*self.after.subtree(self.unit), *self.before.subtree(self.unit)]
        units = np.array(list(dict.fromkeys(listed)), np.int32)
        places = np.zeros(int(units.max(initial=0)) + 2, np.int32)
        places[units] = np.arange(len(units))
        return places

    def posts_in_chart(self, posts: Integers) -> Integers:
        """The place in the chart of the unit in which each post was, else is."""
        was = self.home_before(posts)
        return self.in_chart(np.where(was == NULL, self.home_after(posts), was))

    def _either(self, kind: str, field: str, ids: Integers, *, later: bool = False) -> Integers:
        """A field of each where it first stands: on the side before, or first on the later one."""
        sides = (self.after, self.before) if later else (self.before, self.after)
        first, second = (_at(kind, field, ids, side) for side in sides)
        return np.where(first == NULL, second, first)


def _at(kind: str, field: str, ids: Integers, side: Snapshot) -> Integers:
    """A field of each of these things on one side; NULL where it does not stand."""
    found = np.full(len(ids), NULL, np.int32)
    if len(ids):
        standing = side.standing(kind)
        places = standing.positions(ids)
        stands = places != NULL
        found[stands] = standing.field(field, places[stands])
    return found


def _posts_in(side: Snapshot, units: Sequence[int] | Integers) -> tuple[Integers, Integers]:
    """The posts in any of these units, in their order, and the unit of each."""
    below = np.array(units, np.int32)
    posts = side.standing("post")
    homes = posts.field("unit")
    place = np.full(max(int(below.max(initial=0)), int(homes.max(initial=0))) + 2, -1)
    place[below] = np.arange(len(below))
    under = np.flatnonzero(place[homes] >= 0)
    under = under[order_of(place[homes[under]])]
    return posts.ids[under], homes[under]


def _looked_up(asked: Integers, ids: Integers, values: Integers) -> Integers:
    """The value that stands beside each id, NULL for an id that is not there."""
    places = np.full(max(int(ids.max(initial=0)), int(asked.max(initial=0))) + 2, NULL, np.int32)
    places[ids] = values
    return places[asked]
