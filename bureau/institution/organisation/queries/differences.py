"""What differs between two coordinates within one unit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
from typing import cast

import numpy as np

from bureau.core.references import Reference
from bureau.core.structure.columns import NULL
from bureau.core.structure.difference import Change, Difference, Within, difference
from bureau.core.structure.ordering import Integers, Mask, Positions, is_among
from bureau.core.structure.snapshot import Snapshot
from bureau.core.structure.told import Changes
from bureau.core.structure.views import Block, Post, Unit, View
from bureau.institution.organisation.queries.items import ENDINGS, OF_PEOPLE, Item, Items, items_of
from bureau.institution.organisation.queries.whereabouts import Whereabouts

PLACED = frozenset({"established", "moved", *ENDINGS})
"""Changes that tell where a post went, came from or ended."""


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
        within = Within(self.where.unit_ids, self.where.posts)
        found = difference(self.before, self.after, within)
        return found.chosen(self._is_told(found.told))

    @cached_property
    def where(self) -> Whereabouts:
        return Whereabouts(self.before, self.after, self.unit)

    @cached_property
    def items(self) -> Items:
        """What is told, line by line."""
        return items_of(self.difference, self.where)

    def item(self, number: int | None) -> Item | None:
        """The item of that number; None for none."""
        return self.items[number - 1] if number else None

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

    def numbers_of_posts(self, posts: Integers) -> Positions:
        """For each post the number of the item that tells where it went, came from or ended; 0 for
        none."""
        told = self.difference.told
        placed = told.kinds.among(["post"]) & told.changes.among(PLACED)
        subjects = told.subjects[placed]
        numbers = np.zeros(
            max(int(posts.max(initial=0)), int(subjects.max(initial=0))) + 1, np.int64
        )
        numbers[subjects] = self.items.numbers[placed]
        return numbers[posts]

    @cached_property
    def numbers_of_units(self) -> dict[int, list[int]]:
        """The items that tell what happened to a unit itself, by unit."""
        told = self.difference.told
        rows = told.kinds.among(["unit"])
        lines = zip(told.subjects[rows].tolist(), self.items.numbers[rows].tolist(), strict=True)
        found: dict[int, list[int]] = {}
        for unit, number in sorted(set(lines), key=itemgetter(1)):
            found.setdefault(unit, []).append(number)
        return found

    @cached_property
    def of_units(self) -> Mapping[int, Sequence[Change]]:
        """What happened to each unit itself, in order, but for what was only carried along."""
        changes = self.difference.changes
        found: dict[int, list[Change]] = {}
        for change in changes.chosen(changes.kinds.among(["unit"])):
            found.setdefault(change.subject.id, []).append(change)
        return found

    @cached_property
    def unchanged(self) -> tuple[int, ...]:
        """Units of the after side to which, and to whose own posts, nothing happened."""
        told, where = self.difference.told, self.where
        units = told.kinds.among(["unit"]) & ~told.changes.among(OF_PEOPLE)
        posts = where.posts_of(told)
        blocks = where.home_of_blocks(told.subjects[told.kinds.among(["block"])])
        homes = (where.home_before(posts), where.home_after(posts))
        touched = set(np.concatenate([told.subjects[units], blocks, *homes]).tolist())
        return tuple(id for id in self.after.subtree(self.unit) if id not in touched)

    def units_as_they_were(self, most: int | None = None) -> list[Unit]:
        """The first `most` of the unchanged units, or all of them."""
        return [unit for id in self.unchanged[:most] if (unit := self.after.unit(id))]

    def _is_told(self, told: Changes) -> Mask:
        """All of units and posts, and what hangs on those within: what was there before may be
        elsewhere now. Nothing of the kinds that are hidden."""
        kinds, where = told.kinds, self.where
        found = kinds.among(["unit", "post"])
        held = kinds.among(["incumbency"])
        found[held] = is_among(where.posts_of(told)[held], where.posts)
        blocks = kinds.among(["block"])
        found[blocks] = np.isin(where.home_of_blocks(told.subjects[blocks]), where.unit_ids)
        engaged = kinds.among(["engagement"])
        sides = (np.isin(each, where.unit_ids) for each in where.engaged_in(told.subjects[engaged]))
        found[engaged] = np.logical_or(*sides)
        found &= ~kinds.among(self.hidden)
        if "engagement" in self.hidden:
            found &= ~told.changes.among(OF_PEOPLE)
        return found


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
