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
from bureau.core.structure.ordering import (
    Integers,
    Mask,
    Positions,
    distinct_of,
    order_of,
    starts_of,
)


@dataclass
class PlainKind:
    """The plain actions on units, or on posts.

    Of the objects: `ids` in order, and `base`, the row in force (NULL: new). Of the actions: what
    was `read`; `objects`, places in `ids`; `before` and `after`, around each a row for each field
    as columns hold it.
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

    def only(self, chosen: Mask) -> PlainKind:
        """The same with some of the objects, before anything is done."""
        if chosen.all():
            return self
        acts, places = np.flatnonzero(chosen[self.objects]), np.cumsum(chosen) - 1
        read, objects = self.read.at(acts), places[self.objects[acts]]
        ids, base = self.ids[chosen], self.base[chosen]
        return PlainKind(self.table, ids, base, read, objects, read.values, read.values)

    def act(self) -> None:
        """Do the actions one after another, each time one of every object at once."""
        read, now = self.read, self.base_states
        if len(self.ids) == len(self.objects):
            self.before = now.take(self.objects, axis=1)
            self.after = np.where(read.given, read.values, self.before)
            return
        now = now.copy()
        self.before, self.after = np.empty_like(read.values), np.empty_like(read.values)
        every = np.arange(len(self.happening))
        starts = starts_of(self.objects[self.happening])
        rank = every - np.maximum.accumulate(np.where(starts, every, 0))
        for turn in range(int(rank.max()) + 1):
            acts = self.happening[rank == turn]
            subjects = self.objects[acts]
            before = now.take(subjects, axis=1)
            after = np.where(read.given.take(acts, axis=1), read.values.take(acts, axis=1), before)
            self.before[:, acts] = before
            now[:, subjects] = self.after[:, acts] = after

    @property
    def subjects(self) -> Integers:
        """The id of the subject of each action."""
        return self.ids[self.objects]

    def place(self, name: str) -> int:
        """Which row of the matrices a field is."""
        return list(self.table.kind.defaults).index(name)

    def of_kind(self, *kinds: ActionKind) -> Positions:
        """The actions of these kinds."""
        return np.flatnonzero(np.isin(self.read.kinds, [ORDER[kind] for kind in kinds]))

    def was(self, name: str) -> Integers:
        """A field of each object as decided without the set, NULL for new ones."""
        was: Integers = self.base_states[self.place(name)]
        return was

    def object_of(self, id: int) -> int:
        found = int(self.ids.searchsorted(id))
        return found if found < len(self.ids) and self.ids[found] == id else NULL

    def places_on(self, id: int) -> list[int]:
        """The places of the actions on one object."""
        places: list[int] = self.read.places[self.objects == self.object_of(id)].tolist()
        return places

    @cached_property
    def latest(self) -> Integers:
        """The last day for which anything is decided for each object without the set."""
        return self.table.latest_effects(self.ids)

    @cached_property
    def happening(self) -> Positions:
        """The actions by object, those of one as they happen."""
        read = self.read
        as_they_happen = np.argsort(read.days.astype(np.int64) << 32 | read.places)
        return as_they_happen[order_of(self.objects[as_they_happen])]

    @cached_property
    def day_ends(self) -> Positions:
        """For each action the last one of the same object and day."""
        order = self.happening
        starts = starts_of(self.objects[order]) | starts_of(self.read.days[order])
        lasts = np.append(np.flatnonzero(starts)[1:], len(order)) - 1
        found = np.empty(len(order), np.int64)
        found[order] = order[lasts[np.cumsum(starts) - 1]]
        return found

    @cached_property
    def turns(self) -> Positions:
        """The actions after which an object is another from their day on, by object and day."""
        order = self.happening
        lasts = order[self.day_ends[order] == order]
        objects, states = self.objects[lasts], self.after.take(lasts, axis=1)
        is_first = starts_of(objects)
        before = np.concatenate([states[:, :1], states[:, :-1]], axis=1)
        before[:, is_first] = self.base_states
        differs: Mask = (states != before).any(axis=0)
        differs |= self.read.roles[lasts] == END
        differs |= is_first & (self.base[objects] == NULL)
        turns: Positions = lasts[differs]
        return turns

    @cached_property
    def base_states(self) -> Matrix:
        """All fields of each object as decided without the set."""
        known = np.flatnonzero(self.base != NULL)
        rows, fields = self.base[known], self.table.kind.defaults
        states = np.stack([self.table.column(name)[rows] for name in fields])
        if len(known) == len(self.ids):
            return states
        found = np.full((len(fields), len(self.ids)), NULL, np.int32)
        found[:, known] = states
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
        states = self.after.take(turns, axis=1)
        new |= dict(zip(self.table.kind.defaults, states, strict=True))
        found = {
            name: np.concatenate([self.table.column(name)[old], values[stays]])
            for name, values in new.items()
        }
        found["valid_until"][: len(old)] = ends
        found["recorded_from"] = np.full(len(found["id"]), recorded + 1, np.int32)
        found["recorded_until"] = np.full(len(found["id"]), OPEN, np.int32)
        return found

    def _decided(self, first: Day, recorded: int) -> Positions:
        """The rows of the objects that end after a day, as known without the set.

        Of an object for which nothing is decided after it, that is the one in force.
        """
        is_settled = (self.base != NULL) & (self.latest <= first)
        _, rows = self.table.rows_of_many(self.ids[~is_settled])
        later = self.table.known(rows, recorded)
        later &= self.table.column("valid_until")[rows] > first
        return np.concatenate([self.base[is_settled], rows[later]])

    def fields(self, id: int, day: Day, recorded: int) -> Mapping[str, Value] | None:
        """What one object says on a day with the set, None when it does not stand."""
        order = self.happening
        until = (self.objects[order] == self.object_of(id)) & (self.read.days[order] <= day)
        if until.any():
            last = order[until][-1]
            return None if self.read.roles[last] == END else self.said(self.after[:, last])
        row = self.table.row_at(id, day, recorded)
        return None if row == NULL else dict(self.table.version(row).fields)

    def said(self, state: Integers) -> dict[str, Value]:
        """One state as values by field."""
        decode = self.table.vocabulary.decode
        pairs = zip(self.table.kind.fields, state.tolist(), strict=True)
        return {field.name: decode(field, number) for field, number in pairs}


def acted_on(read: Read, table: Table, recorded: int) -> PlainKind:
    """The objects of these actions as they stand, nothing done yet."""
    ids, objects = distinct_of(read.ids)
    base = table.rows_at(ids, OPEN - 1, recorded)
    return PlainKind(table, ids, base, read, objects, read.values, read.values)
