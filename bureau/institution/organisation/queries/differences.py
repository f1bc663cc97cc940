"""What differs between two coordinates within one unit: told in items, each with its number."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, count
from typing import NamedTuple, cast

import numpy as np

from bureau.core.references import Reference
from bureau.core.structure.columns import NULL
from bureau.core.structure.difference import Change, Difference, Within, difference
from bureau.core.structure.ordering import Integers, order_of
from bureau.core.structure.snapshot import Snapshot
from bureau.core.structure.views import Block, Engagement, Post, Unit, View

ENDINGS = frozenset({"abolished", "merged", "split", "replaced"})
OF_PEOPLE = frozenset({"engaged", "released"})
"""Changes told of a unit that leave the unit itself as it was."""
_TOGETHER = frozenset({"established", "frozen", "unfrozen"})
_UNITS_FIRST = ("established", "renamed", "moved", *sorted(ENDINGS))
_POSTS_NEXT = {"established": 0, "moved": 1, "abolished": 2, "frozen": 3, "unfrozen": 4}


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
class Compared:
    """Two snapshots of one unit, with what lies between them but for the kinds that are hidden
    from who reads."""

    before: Snapshot
    after: Snapshot
    unit: int
    hidden: frozenset[str] = frozenset()

    @cached_property
    def difference(self) -> Difference:
        """What happened within the unit, or to what came into it or left it."""
        ids = (sorted(self.units), sorted(self._posts_concerned))
        within = Within(*(np.array(each, np.int32) for each in ids))
        found = difference(self.before, self.after, within)
        return Difference(self._told(found.changes), self._told(found.carried))

    @cached_property
    def units(self) -> frozenset[int]:
        """The unit and all that stands below it on either side."""
        return frozenset(self.before.subtree(self.unit)) | frozenset(self.after.subtree(self.unit))

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Changes first, units before posts; what was only carried along comes last."""
        changes, carried = self.difference.changes, self.difference.carried
        groups = [(group, False) for group in self._grouped(changes)]
        groups += [(group, True) for group in self._grouped(carried)]
        told, are_carried = zip(*groups, strict=True) if groups else ((), ())
        return tuple(map(Item._make, zip(count(1), map(tuple, told), are_carried, strict=False)))

    @cached_property
    def post_units(self) -> Mapping[int, tuple[int | None, int | None]]:
        """Each post under the unit on either side: its unit before and after, None where not
        under it."""
        was, now = (_homes(side, side.subtree(self.unit)) for side in (self.before, self.after))
        return {id: (was.get(id), now.get(id)) for id in dict.fromkeys([*was, *now])}

    @cached_property
    def _posts_concerned(self) -> frozenset[int]:
        """Those that are, on either side, in what stands under the unit on any of the two."""
        return frozenset(self._homes_then[0]) | frozenset(self._homes_then[1])

    @cached_property
    def _homes_then(self) -> tuple[dict[int, int], dict[int, int]]:
        """The unit of each post in what stands under the unit on any side: before and after."""
        units = sorted(self.units)
        return _homes(self.before, units), _homes(self.after, units)

    @cached_property
    def _homes_anywhere(self) -> tuple[dict[int, int], dict[int, int]]:
        """The unit of each of these posts on either side, wherever: before and after."""
        posts = self._posts_concerned
        return _units_of(self.before, posts), _units_of(self.after, posts)

    def _home(self, place: int, post: int) -> int:
        """The unit of a post concerned on one side (0: before, 1: after); NULL for none."""
        return self._homes_anywhere[place].get(post, NULL)

    def view(self, side: Snapshot, reference: Reference) -> View | None:
        """What stands on one of the two sides; read once, however often it is told of."""
        key = (side is self.after, reference)
        if key not in self._views:
            self._views[key] = side.view(reference)
        return self._views[key]

    @cached_property
    def _views(self) -> dict[tuple[bool, Reference], View | None]:
        return {}

    def unit_of(self, id: int, side: Snapshot | None = None) -> Unit | None:
        """The unit on a side; where it does not stand there, or none is named, as it was, else as
        it is."""
        return cast("Unit | None", self._first(Reference("unit", id), side))

    def post_of(self, id: int, side: Snapshot | None = None) -> Post | None:
        """The post, likewise."""
        return cast("Post | None", self._first(Reference("post", id), side))

    def _first(self, reference: Reference, side: Snapshot | None) -> View | None:
        sides = (side, self.before, self.after) if side else (self.before, self.after)
        return next((view for each in sides if (view := self.view(each, reference))), None)

    def block_of(self, id: int) -> Block | None:
        """The staffing block as it was, else as it is."""
        found = (side.view(Reference("block", id)) for side in (self.before, self.after))
        return next((each for each in found if isinstance(each, Block)), None)

    def post_of_change(self, change: Change) -> int | None:
        """The post that a change is told of; None for a change of a unit."""
        kind, id = change.subject
        if kind == "post":
            return id
        if kind != "incumbency":
            return None
        for side in (self.after, self.before):
            held = side.standing("incumbency").number("post", id)
            if held != NULL:
                return held
        return None

    @cached_property
    def numbers_of_posts(self) -> dict[int, int]:
        """The item that tells where a post went, came from or ended, by post."""
        placed = {"established", "moved", *ENDINGS}
        return {
            change.subject.id: number
            for number, changes, _ in self.items
            for change in changes
            if change.change in placed and change.subject.kind == "post"
        }

    @cached_property
    def numbers_of_units(self) -> dict[int, list[int]]:
        """The items that tell what happened to a unit itself, by unit."""
        found: dict[int, list[int]] = {}
        for number, changes, _ in self.items:
            kind, id = changes[0].subject
            if kind == "unit":
                found.setdefault(id, []).append(number)
        return found

    @cached_property
    def unchanged(self) -> tuple[int, ...]:
        """Units of the after side to which, and to whose own posts, nothing happened."""
        touched: set[int] = set()
        posts: set[int | None] = set()
        for change in chain(self.difference.changes, self.difference.carried):
            kind, id = change.subject
            if kind == "post":
                posts.add(id)
            elif kind == "incumbency":
                posts.add(self.post_of_change(change))
            elif kind == "unit" and change.change not in OF_PEOPLE:
                touched.add(id)
            elif kind == "block" and (block := self.block_of(id)):
                touched.add(block.unit)
        for homes in self._homes_anywhere:
            touched.update(homes[post] for post in posts if post in homes)
        return tuple(id for id in self.after.subtree(self.unit) if id not in touched)

    def units_as_they_were(self, most: int | None = None) -> list[Unit]:
        """The first `most` of the unchanged units, or all of them."""
        return [unit for id in self.unchanged[:most] if (unit := self.after.unit(id))]

    def _told(self, changes: Iterable[Change]) -> tuple[Change, ...]:
        """Of those of a unit or post itself, which are most, it is known at once."""
        plain = frozenset({"unit", "post"}) - self.hidden
        told = [
            change
            for change in changes
            if (change.subject.kind in plain and change.change not in OF_PEOPLE)
            or self._is_told(change)
        ]
        return tuple(told)

    def _is_told(self, change: Change) -> bool:
        kind = "engagement" if change.change in OF_PEOPLE else change.subject.kind
        if kind in self.hidden:
            return False
        return change.subject.kind in ("unit", "post") or self._is_within(change)

    def _is_within(self, change: Change) -> bool:
        """Of what hangs on units and posts: what was there before may be elsewhere now."""
        if change.subject.kind == "block":
            block = self.block_of(change.subject.id)
            return block is not None and block.unit in self.units
        if change.subject.kind == "engagement":
            return not self.units.isdisjoint(self._engaged_in(change))
        return self.post_of_change(change) in self._posts_concerned

    def _engaged_in(self, change: Change) -> set[int]:
        """The units in which somebody is engaged on either side."""
        views = (side.view(change.subject) for side in (self.before, self.after))
        return {view.unit for view in views if isinstance(view, Engagement)}

    def _grouped(self, changes: Iterable[Change]) -> list[list[Change]]:
        groups: dict[tuple[object, ...], list[Change]] = {}
        for change in changes:
            groups.setdefault(self._key(change), []).append(change)
        return sorted(groups.values(), key=self._place)

    def _key(self, change: Change) -> tuple[object, ...]:
        """What changes that are told in one item have in common."""
        (kind, id), told = change.subject, change.change
        if kind == "post":
            if told in _TOGETHER:
                return (told, self._home(1, id))
            if told == "abolished":
                return (told, self._home(0, id))
            return (told, change.before, change.after) if told == "moved" else change.subject
        if kind == "unit":
            return (told in OF_PEOPLE, kind, id)
        if kind == "engagement":
            return (kind, id)
        if kind == "block":
            block = self.block_of(id)
            return (kind, block.unit if block else None)
        return ("post", self.post_of_change(change))

    def _place(self, group: Sequence[Change]) -> tuple[int, int, int]:
        first = group[0]
        kind, id = first.subject
        if kind == "post":
            return self._place_of_post(first, id)
        if kind == "engagement" or first.change in OF_PEOPLE:
            units = self._engaged_in(first) | {id}
            return (2, 0, min(self._chart_order.get(unit, 0) for unit in units))
        if kind == "unit":
            kinds = {change.change for change in group}
            place = next((i for i, each in enumerate(_UNITS_FIRST) if each in kinds), 99)
            return (0, place, self._chart_order.get(id, 0))
        if kind == "block":
            block = self.block_of(id)
            return (2, 0, self._chart_order.get(block.unit, 0) if block else 0)
        return self._place_of_post(first, self.post_of_change(first))

    def _place_of_post(self, change: Change, post: int | None) -> tuple[int, int, int]:
        return (1, _POSTS_NEXT.get(change.change, 99), self._places_of_posts.get(post, 0))

    @cached_property
    def _places_of_posts(self) -> dict[int | None, int]:
        """Of each post concerned the place in the chart of the unit that it was in, else is in."""
        was, now = self._homes_anywhere
        return {post: self._chart_order.get(unit, 0) for post, unit in (now | was).items()}

    @cached_property
    def _chart_order(self) -> dict[int, int]:
        listed = [*self.after.subtree(self.unit), *self.before.subtree(self.unit)]
        return {unit: place for place, unit in enumerate(dict.fromkeys(listed))}


def _homes(side: Snapshot, units: Sequence[int]) -> dict[int, int]:
    """The unit of each post in one of `units`, in their order."""
    below = np.array(units, np.int32)
    posts = side.standing("post")
    homes = posts.field("unit")
    place = np.full(max(int(below.max(initial=0)), int(homes.max(initial=0))) + 2, -1)
    place[below] = np.arange(len(below))
    under = np.flatnonzero(place[homes] >= 0)
    under = under[order_of(place[homes[under]])]
    return dict(zip(posts.ids[under].tolist(), homes[under].tolist(), strict=True))


def _units_of(side: Snapshot, posts: Collection[int]) -> dict[int, int]:
    """The unit of each of these posts that stands."""
    standing = side.standing("post")
    ids = np.array(sorted(posts), np.int32)
    found = standing.positions(ids)
    stands = found != NULL
    homes = standing.field("unit", found[stands])
    return dict(zip(ids[stands].tolist(), homes.tolist(), strict=True))


def ever_within(side: Snapshot, unit: int) -> dict[str, Integers]:
    """The unit and all units, posts and blocks that stood below it on any day, by kind: whose days
    of change are days of change of the unit."""
    units = np.array([unit, *side.subtree(unit)], np.int32)
    table, posts = side.columns.tables["unit"], side.columns.tables["post"]
    while True:
        below = table.column("id")[np.isin(table.column("parent"), units)]
        found = np.union1d(units, below)
        if len(found) == len(units):
            break
        units = found
    held = np.unique(posts.column("id")[np.isin(posts.column("unit"), units)])
    blocks = side.columns.tables["block"]
    counted = np.unique(blocks.column("id")[np.isin(blocks.column("unit"), units)])
    return {"unit": units, "post": held, "block": counted}


HUNG_ON = {"incumbency": "post", "adoption": "post", "reporting": "post", "engagement": "unit"}


def hung_within(
    side: Snapshot, within: Mapping[str, Integers], hidden: frozenset[str]
) -> dict[str, Integers]:
    """What hung on these posts and units on any day, by kind, but for the kinds that are hidden:
    who held them or was engaged beside, their lines and descriptions."""
    tables = side.columns.tables
    return {
        kind: np.unique(tables[kind].column("id")[np.isin(tables[kind].column(on), within[on])])
        for kind, on in HUNG_ON.items()
        if kind not in hidden
    }
