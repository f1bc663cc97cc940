"""What plain actions make of their subjects: every field before and after each, and the rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from bureau.core.changes.actions import ActionKind
from bureau.core.changes.plain_reading import END, ORDER, Matrix, Read
from bureau.core.spans import Day
from bureau.core.structure.columns import NULL, OPEN, Table
from bureau.core.structure.kinds import Value
from bureau.core.structure.ordering import Integers, Mask, Positions, order_of, starts_of


@dataclass
class PlainKind:
    """The plain actions on units, or on posts.

    Of the objects: `ids` in order, and `base`, the row in force (NULL: new). Of the actions, in
    the order in which they happen: what was `read`; `objects`, places in `ids`; `before` and
    `after`, all fields around each as columns hold them.
    """

    table: Table
    ids: Integers
    base: Positions
    read: Read
    objects: Positions
    before: Matrix
    after: Matrix

    def __len__(self) -> int:
        return len(self.read)

    @property
    def subjects(self) -> Integers:
        """The id of the subject of each action."""
        return self.ids[self.objects]

    def place(self, name: str) -> int:
        """Which column of the matrices a field is."""
        return list(self.table.kind.defaults).index(name)

    def of_kind(self, *kinds: ActionKind) -> Positions:
        """The actions of these kinds."""
        return np.flatnonzero(np.isin(self.read.kinds, [ORDER[kind] for kind in kinds]))

    def was(self, name: str) -> Integers:
        """A field of each object as decided without the set, NULL for new ones."""
        return self.base_states[:, self.place(name)]

    def object_of(self, id: int) -> int:
        found = int(self.ids.searchsorted(id))
        return found if found < len(self.ids) and self.ids[found] == id else NULL

    def places_on(self, id: int) -> list[int]:
        """The places of the actions on one object."""
        places: list[int] = self.read.places[self.objects == self.object_of(id)].tolist()
        return places

    @cached_property
    def _sorted(self) -> Positions:
        """The actions by object, those of one as they happen."""
        return order_of(self.objects)

    @cached_property
    def day_ends(self) -> Positions:
        """For each action the last one of the same object and day."""
        order = self._sorted
        starts = starts_of(self.objects[order]) | starts_of(self.read.days[order])
        lasts = np.append(np.flatnonzero(starts)[1:], len(order)) - 1
        found = np.empty(len(order), np.int64)
        found[order] = order[lasts[np.cumsum(starts) - 1]]
        return found

    @cached_property
    def turns(self) -> Positions:
        """The actions after which an object is another from their day on, by object and day."""
        order = self._sorted
        lasts = order[self.day_ends[order] == order]
        objects, states = self.objects[lasts], self.after[lasts]
        is_first = starts_of(objects)
        before = np.concatenate([states[:1], states[:-1]])
        before[is_first] = self.base_states[objects[is_first]]
        differs: Mask = (states != before).any(axis=1)
        differs |= self.read.roles[lasts] == END
        differs |= is_first & (self.base[objects] == NULL)
        turns: Positions = lasts[differs]
        return turns

    @cached_property
    def base_states(self) -> Matrix:
        """All fields of each object as decided without the set."""
        known = np.flatnonzero(self.base != NULL)
        found = np.full((len(self.ids), len(self.table.kind.fields)), NULL, np.int32)
        for place, name in enumerate(self.table.kind.defaults):
            found[known, place] = self.table.column(name)[self.base[known]]
        return found

    def laid(self, first: Day, recorded: int) -> dict[str, Integers]:
        """The rows of all objects that end after `first`, as a table takes them."""
        turns = self.turns
        objects, days = self.objects[turns], self.read.days[turns]
        is_first, stays = starts_of(objects), self.read.roles[turns] != END
        until = np.append(days[1:], np.int32(OPEN))[: len(days)]
        until[np.append(is_first[1:], True)[: len(days)]] = OPEN
        old = self._decided(first, recorded)
        ends = self.table.column("valid_until")[old].copy()
        cut = np.full(len(self.ids), OPEN, np.int32)
        cut[objects[is_first]] = days[is_first]
        in_force = ends == OPEN
        old_ids = self.table.column("id")[old]
        ends[in_force] = cut[self.ids.searchsorted(old_ids[in_force])]
        kept = ends > first
        old, ends = old[kept], ends[kept]
        new = {"id": self.ids[objects], "valid_from": days, "valid_until": until}
        new |= {name: self.after[turns, n] for n, name in enumerate(self.table.kind.defaults)}
        found = {
            name: np.concatenate([self.table.column(name)[old], values[stays]])
            for name, values in new.items()
        }
        found["valid_until"][: len(old)] = ends
        found["recorded_from"] = np.full(len(found["id"]), recorded + 1, np.int32)
        found["recorded_until"] = np.full(len(found["id"]), OPEN, np.int32)
        return found

    def _decided(self, first: Day, recorded: int) -> Positions:
        """The rows of the objects that end after a day, as known without the set."""
        _, rows = self.table.rows_of_many(self.ids)
        later = self.table.known(rows, recorded)
        return rows[later & (self.table.column("valid_until")[rows] > first)]

    def fields(self, id: int, day: Day, recorded: int) -> Mapping[str, Value] | None:
        """What one object says on a day with the set, None when it does not stand."""
        acts = np.flatnonzero((self.objects == self.object_of(id)) & (self.read.days <= day))
        if len(acts):
            last = acts[-1]
            return None if self.read.roles[last] == END else self.said(self.after[last])
        row = self.table.row_at(id, day, recorded)
        return None if row == NULL else dict(self.table.version(row).fields)

    def said(self, state: Integers) -> dict[str, Value]:
        """A row of the matrices as values by field."""
        decode = self.table.vocabulary.decode
        pairs = zip(self.table.kind.fields, state.tolist(), strict=True)
        return {field.name: decode(field, number) for field, number in pairs}


def states(read: Read, table: Table, recorded: int) -> PlainKind:
    """The actions done one after another, each time one of every object at once."""
    ids, objects = np.unique(read.ids, return_inverse=True)
    base = table.rows_at(ids, OPEN - 1, recorded)
    found = PlainKind(table, ids, base, read, objects, read.values, read.values)
    if len(ids) == len(objects):
        found.before = found.base_states[objects]
        found.after = np.where(read.given, read.values, found.before)
        return found
    before, after = np.empty_like(read.values), np.empty_like(read.values)
    found.before, found.after = before, after
    now = found.base_states.copy()
    order = order_of(objects)
    starts = starts_of(objects[order])
    rank = np.arange(len(order)) - np.maximum.accumulate(np.where(starts, np.arange(len(order)), 0))
    for turn in range(int(rank.max()) + 1):
        acts = order[rank == turn]
        subjects = objects[acts]
        before[acts] = now[subjects]
        now[subjects] = np.where(read.given[acts], read.values[acts], now[subjects])
        after[acts] = now[subjects]
    return found
