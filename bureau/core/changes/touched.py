"""The touched objects on one day without a set and with it, as arrays."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from bureau.core.changes.check.case import Case
from bureau.core.spans import Day
from bureau.core.structure.columns import NULL, OPEN, Table
from bureau.core.structure.ordering import Integers, Positions


@dataclass(frozen=True, slots=True)
class TouchedKind:
    """The objects of one kind that differ, in order of id.

    `was` are rows of the columns, `now` rows of what is `laid` over them, NULL where it does not
    stand; `fields` has a bit for each field that differs, in the order of the kind's fields.
    """

    table: Table
    laid: Table
    ids: Integers
    was: Positions
    now: Positions
    fields: Integers

    def before(self, name: str) -> Integers:
        """A field without the set, NULL where the object does not stand."""
        return _read(self.table, name, self.was)

    def after(self, name: str) -> Integers:
        """The same with the set."""
        return _read(self.laid, name, self.now)


def touched_on(case: Case, kind: str, day: Day) -> TouchedKind:
    """What differs on a day of all that the set touches."""
    table, laid, ids = case.world.columns.tables[kind], case.laid.tables[kind], case.touched[kind]
    if not len(ids):
        nothing = np.empty(0, np.int64)
        return TouchedKind(table, laid, ids, nothing, nothing, ids)
    was, now = _without(case, kind, day), laid.rows_at(ids, day, OPEN - 1)
    both = np.flatnonzero((was != NULL) & (now != NULL))
    were, are, found = was[both], now[both], np.zeros(len(both), np.int32)
    for place, name in _may_differ(case, kind):
        found |= (table.column(name)[were] != laid.column(name)[are]).astype(np.int32) << place
    bits = np.zeros(len(ids), np.int32)
    bits[both] = found
    chosen = ((was == NULL) != (now == NULL)) | (bits != 0)
    return TouchedKind(table, laid, ids[chosen], was[chosen], now[chosen], bits[chosen])


def _without(case: Case, kind: str, day: Day) -> Positions:
    """The rows that say what the touched are on a day without the set, NULL where they are not.

    Of plain actions nothing is decided any more on their last day: the row is known.
    """
    plain, ids = case.plain.kinds.get(kind), case.touched[kind]
    if plain is not None and len(plain.ids) == len(ids) and day >= (case.last or day):
        return plain.base
    return case.world.columns.tables[kind].rows_at(ids, day, case.world.recorded)


def _may_differ(case: Case, kind: str) -> Iterator[tuple[int, str]]:
    """The fields that the set writes, each with its place."""
    plain = case.plain.kinds.get(kind)
    is_all_plain = all(subject.kind != kind for subject in case.progress.touched)
    for place, name in enumerate(case.world.columns.tables[kind].kind.defaults):
        if plain is None or not is_all_plain or plain.read.given[place].any():
            yield place, name


def _read(table: Table, name: str, rows: Positions) -> Integers:
    found = np.full(len(rows), NULL, np.int32)
    found[rows != NULL] = table.column(name)[rows[rows != NULL]]
    return found
