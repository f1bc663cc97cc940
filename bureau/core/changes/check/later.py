"""All days from one on, without a set and with it, for many objects at once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from bureau.core.changes.check.case import Case
from bureau.core.changes.plain import PLACES
from bureau.core.changes.plain_reading import CHANGE
from bureau.core.spans import Day
from bureau.core.structure.columns import NULL, OPEN, TIMES, Table
from bureau.core.structure.ordering import Integers, Mask, Positions, distinct, is_among
from bureau.core.structure.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Cover:
    """For each object the days from the first one on over which it stands without a gap.

    An object that does not stand, or that does with a gap, covers nothing.
    """

    starts: Integers
    ends: Integers

    def holds(self, which: Positions, starts: Integers, ends: Integers) -> Mask:
        """Whether the objects at `which` stand over all of these days."""
        return (self.starts[which] <= starts) & (ends <= self.ends[which])


class Part:
    """The rows of one kind that hold after the first day: of all objects, or of the touched."""

    def __init__(self, table: Table, first: Day, recorded: int) -> None:
        self._table, self._first, self._recorded = table, first, recorded

    @cached_property
    def rows(self) -> Positions:
        """All of them; not to be asked of a whole organisation."""
        return self._later(np.arange(self._table.size))

    def rows_of(self, ids: Integers) -> Positions:
        """Of an object for which nothing is decided later, that is the one row in force."""
        is_settled = self._table.latest_effects(ids) <= self._first
        rows = self._table.rows_at(ids[is_settled], OPEN - 1, self._recorded)
        in_force: Positions = rows[rows != NULL]
        if is_settled.all():
            return in_force
        others = self._later(self._table.rows_of_many(ids[~is_settled])[1])
        return np.concatenate([in_force, others])

    def read(self, name: str, rows: Positions) -> Integers:
        return self._table.column(name)[rows]

    def spans(self, rows: Positions) -> tuple[Integers, Integers]:
        """From when until when rows hold, the days before the first left out."""
        return np.maximum(self.read("valid_from", rows), self._first), self.read(
            "valid_until", rows
        )

    def ids_with(self, name: str, values: Integers) -> Integers:
        """The objects that have one of these values in a field on any day."""
        return distinct(self.pairs_with(name, values)[:, 1])

    def pairs_with(self, name: str, values: Integers) -> Integers:
        """Each value with each object that has it in a field on any day."""
        which, rows = self._table.rows_with(name, values)
        is_later = self._is_later(rows)
        return np.stack([values[which[is_later]], self.read("id", rows[is_later])], axis=1)

    def copy_of(self, ids: Integers) -> dict[str, Integers]:
        """The rows of some objects, as another table takes them."""
        rows = self.rows_of(ids)
        names = (*TIMES, *self._table.kind.defaults)
        return {name: self._table.column(name)[rows] for name in names}

    def cover(self, ids: Integers) -> Cover:
        """Over which days objects stand; their ids in rising order."""
        starts, ends = np.full(len(ids), OPEN, np.int32), np.full(len(ids), NULL, np.int32)
        is_settled = self._table.latest_effects(ids) <= self._first
        if is_settled.any():
            in_force = self._table.rows_at(ids, OPEN - 1, self._recorded) != NULL
            starts[is_settled & in_force], ends[is_settled & in_force] = self._first, OPEN
        if is_settled.all():
            return Cover(starts, ends)
        rows = self._later(self._table.rows_of_many(ids[~is_settled])[1])
        which = ids.searchsorted(self.read("id", rows))
        begins, until = self.spans(rows)
        np.minimum.at(starts, which, begins)
        np.maximum.at(ends, which, until)
        days = np.bincount(which, until.astype(np.int64) - begins, len(ids))
        has_gap = ~is_settled & (days != np.maximum(ends.astype(np.int64) - starts, 0))
        starts[has_gap], ends[has_gap] = OPEN, NULL
        return Cover(starts, ends)

    def _later(self, rows: Positions) -> Positions:
        return rows[self._is_later(rows)]

    def _is_later(self, rows: Positions) -> Mask:
        later = self._table.known(rows, self._recorded)
        later &= self._table.column("valid_until")[rows] > self._first
        return later


class Later:
    """A case from its first day on: `without` the set all objects, `under` it those it touches."""

    def __init__(self, case: Case, first: Day) -> None:
        self._case = case
        self.first = first
        tables, laid = case.world.columns.tables, case.laid.tables
        recorded = case.world.recorded
        self._without = {kind: Part(table, first, recorded) for kind, table in tables.items()}
        self._under = {kind: Part(table, first, OPEN - 1) for kind, table in laid.items()}
        self._lost: dict[str, Integers] = {}
        plain = case.plain.kinds.get("unit")
        self._new = plain.ids[plain.base == NULL] if plain else np.empty(0, np.int32)
        self._others: dict[tuple[str, str], Integers] = {}

    @property
    def vocabulary(self) -> Vocabulary:
        return self._case.world.columns.vocabulary

    def without(self, kind: str) -> Part:
        return self._without[kind]

    def under(self, kind: str) -> Part:
        return self._under[kind]

    def touched(self, kind: str) -> Integers:
        return self._case.touched[kind]

    def cover(self, kind: str, ids: Integers) -> Cover:
        """Over which days objects stand with the set."""
        is_touched = is_among(ids, self.touched(kind))
        starts, ends = np.empty(len(ids), np.int32), np.empty(len(ids), np.int32)
        for part, chosen in ((self.without(kind), ~is_touched), (self.under(kind), is_touched)):
            found = part.cover(ids[chosen])
            starts[chosen], ends[chosen] = found.starts, found.ends
        return Cover(starts, ends)

    def lost(self, kind: str) -> Integers:
        """Touched objects that on some day stand without the set and may not stand with it."""
        if kind not in self._lost:
            ids = self._changed(kind, None)
            rows = self.without(kind).rows_of(ids)
            which = ids.searchsorted(self.without(kind).read("id", rows))
            spans = self.without(kind).spans(rows)
            held = self.under(kind).cover(ids).holds(which, *spans)
            self._lost[kind] = distinct(ids[which[~held]])
        return self._lost[kind]

    def moved(self, kind: str) -> Integers:
        """Touched units (posts) that may be under another unit than without the set."""
        return self.with_other(kind, PLACES[kind])

    def with_other(self, kind: str, name: str) -> Integers:
        """Touched objects of which a field may be another with the set, or that begin or end."""
        if (kind, name) not in self._others:
            self._others[kind, name] = self._changed(kind, name)
        return self._others[kind, name]

    def _changed(self, kind: str, name: str | None) -> Integers:
        """The objects of plain actions that set a field, or begin or end them; and all others."""
        progress = self._case.progress
        others = [subject.id for subject in progress.touched if subject.kind == kind]
        plain = self._case.plain.kinds.get(kind)
        if plain is None:
            return distinct(np.array(others, np.int32))
        chosen = plain.read.roles != CHANGE
        if name is not None:
            chosen |= plain.read.given[plain.place(name)]
        return distinct(np.concatenate([plain.read.ids[chosen], np.array(others, np.int32)]))

    def above(self, units: Integers) -> Integers:
        """The units right above these with the set, on any day."""
        is_touched = is_among(units, self.touched("unit"))
        found = [
            part.read("parent", part.rows_of(chosen))
            for part, chosen in (
                (self.without("unit"), units[~is_touched]),
                (self.under("unit"), units[is_touched]),
            )
        ]
        parents = distinct(np.concatenate(found))
        above: Integers = parents[parents != NULL]
        return above

    def parents(self, units: Integers) -> tuple[Integers, Integers, bool]:
        """What is right above units on any day, with the set or without, as pairs; and whether
        all stand on every day.

        New units need not stand before they begin: nothing can have been in them.
        """
        ids, parents, days = [], [], 0
        touched = units[is_among(units, self.touched("unit"))]
        for part, chosen in ((self.without("unit"), units), (self.under("unit"), touched)):
            rows = part.rows_of(chosen)
            ids.append(part.read("id", rows))
            parents.append(part.read("parent", rows))
            starts, ends = part.spans(rows)
            old = ~is_among(chosen, self._new)
            days += int(np.count_nonzero(old)) * (OPEN - self.first)
            is_of_old = ~is_among(ids[-1], self._new)
            days -= int((ends - starts)[is_of_old].sum(dtype=np.int64))
        return np.concatenate(ids), np.concatenate(parents), days == 0
