"""The version rows of one kind in memory as append-only columns of integers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bureau.core.coordinates import Coordinates
from bureau.core.references import Reference
from bureau.core.structure.effects import Version
from bureau.core.structure.kinds import KINDS, Kind
from bureau.core.structure.ordering import (
    Index,
    Integers,
    Mask,
    Positions,
    distinct,
    order_of,
    starts_of,
)
from bureau.core.structure.vocabulary import NULL, Vocabulary

OPEN = 2**31 - 1
FIRST_CAPACITY = 64
TIMES = ("id", "valid_from", "valid_until", "recorded_from", "recorded_until")
TAIL = 4096
"""An index is made anew once more rows than these, and than a sixteenth of it, lie behind it."""


class Table:
    """The rows of one kind. A row never moves; only `recorded_until` is ever written over, once.

    A reader at a record number sees the same before and after any append of later ones: the new
    rows lie behind `size`, which is raised last. A reader in another thread may keep arrays that
    were outgrown meanwhile: so `_last`, which leads to rows, is never written where the columns
    beside it have no room for these.
    """

    def __init__(self, kind: Kind, vocabulary: Vocabulary) -> None:
        self.kind = kind
        self.vocabulary = vocabulary
        self.size = 0
        self._columns: dict[str, Integers] = {
            name: np.empty(FIRST_CAPACITY, np.int32) for name in (*TIMES, *kind.defaults)
        }
        self._previous = np.full(FIRST_CAPACITY, NULL, np.int32)
        self._last = np.full(FIRST_CAPACITY, NULL, np.int32)
        self._indexes: dict[str, Index] = {}
        self._tails: dict[str, tuple[int, int, Index]] = {}
        self._latest: Integers | None = None
        self._quick = self._quickly()
        self.days: Integers = np.empty(0, np.int32)
        """Every day on which any row begins or ends, known or not."""

    def column(self, name: str) -> Integers:
        """One of TIMES or a field, for each row: words as numbers, NULL where none."""
        return self._columns[name][: self.size]

    def known_at(self, recorded: int) -> Mask:
        """The rows that were believed at a record number."""
        size, columns = self.size, self._columns
        known = columns["recorded_from"][:size] <= recorded
        known &= recorded < columns["recorded_until"][:size]
        return known

    def standing_at(self, valid: int, recorded: int) -> Mask:
        """The rows that say what stood on a day, as known at a record number."""
        known = self.known_at(recorded)
        size, columns = len(known), self._columns
        known &= columns["valid_from"][:size] <= valid
        known &= valid < columns["valid_until"][:size]
        return known

    def rows_between(self, one: Coordinates, other: Coordinates) -> Positions:
        """The rows with a bound between two moments: of all others both stand, or neither."""
        size = self.size
        found = np.zeros(size, np.bool_)
        for axis in ("valid", "recorded"):
            first, last = sorted((getattr(one, axis), getattr(other, axis)))
            for name in (f"{axis}_from", f"{axis}_until") if first != last else ():
                behind = self._columns[name][:size] - np.int32(first + 1)
                found |= behind.view(np.uint32) < last - first
        return np.flatnonzero(found)

    # rows of objects

    def rows_of(self, id: int) -> list[int]:
        """The rows of one object, oldest first; found without a search."""
        rows: list[int] = []
        last, previous = self._last, self._previous
        row = last.item(id) if 0 <= id < len(last) else NULL
        while row != NULL:
            rows.append(row)
            row = previous.item(row)
        return rows[::-1]

    def row_at(self, id: int, valid: int, recorded: int) -> int:
        """The row that says what one object was on a day, NULL when it did not stand."""
        last, previous, valid_from, valid_until, recorded_from, recorded_until = self._quick
        row: int = last[id] if 0 <= id < len(last) else NULL
        while row != NULL and not (
            valid_from[row] <= valid < valid_until[row]
            and recorded_from[row] <= recorded < recorded_until[row]
        ):
            row = previous[row]
        return row

    def values(self, name: str) -> memoryview:
        """A column to be read at single rows, as plain integers."""
        return memoryview(self._columns[name])

    def rows_at(self, ids: Integers | Positions, valid: int, recorded: int) -> Positions:
        """The same for many objects at once; mostly the newest row of each says so."""
        rows = self._newest(ids)
        says = self.stands(rows, valid, recorded)
        says &= rows != NULL
        if says.all():
            return rows
        found: Positions = np.where(says, rows, NULL)
        places = (rows != found).nonzero()[0]
        rows = self._previous[rows[places]].astype(np.int64)
        while len(rows):
            if not (has_more := rows != NULL).all():
                places, rows = places[has_more], rows[has_more]
            says = self.stands(rows, valid, recorded)
            found[places[says]] = rows[says]
            places, rows = places[~says], self._previous[rows[~says]].astype(np.int64)
        return found

    def _newest(self, ids: Integers | Positions) -> Positions:
        """The row of each object that was written last, NULL where there is none."""
        inside, is_known = _within(ids, len(self._last))
        rows: Positions = self._last[inside].astype(np.int64)
        if is_known is not None:
            rows[~is_known] = NULL
        return rows

    def rows_of_many(self, ids: Integers | Positions) -> tuple[Positions, Positions]:
        """All rows of many objects: which of `ids`, and the row, in order of both."""
        steps = list(self._walk(ids))
        if not steps:
            return np.empty(0, np.int64), np.empty(0, np.int64)
        places = np.concatenate([place for place, _ in steps[::-1]])
        rows = np.concatenate([row for _, row in steps[::-1]])
        order = order_of(places)
        return places[order], rows[order]

    def _walk(self, ids: Integers | Positions) -> Iterable[tuple[Positions, Positions]]:
        """Step by step one row of each object that has one more, newest first."""
        rows, size = self._newest(ids), self.size
        inside = np.arange(len(rows))
        while len(rows):
            has_more = rows != NULL
            inside, rows = inside[has_more], rows[has_more]
            within = rows < size
            yield inside[within], rows[within]
            rows = self._previous[rows].astype(np.int64)

    def stands(self, rows: Positions, valid: int, recorded: int) -> Mask:
        """Which of some rows say what stood on a day, as known at a record number."""
        says = self.known(rows, recorded)
        says &= valid < self._columns["valid_until"][rows]
        if valid < OPEN - 1:  # all begin before the last day there is
            says &= self._columns["valid_from"][rows] <= valid
        return says

    def known(self, rows: Positions, recorded: int) -> Mask:
        """Which of some rows were believed at a record number."""
        known: Mask = recorded < self._columns["recorded_until"][rows]
        if recorded < OPEN - 1:
            known &= self._columns["recorded_from"][rows] <= recorded
        return known

    def rows_with(
        self, name: str, values: Integers | Positions, last: int | None = None
    ) -> tuple[Positions, Positions]:
        """All rows whose field ever has one of some values, or at least the `last` so many of each.

        First which of the values, then the row.
        """
        size = self.size
        if not size or not len(values):
            return np.empty(0, np.int64), np.empty(0, np.int64)
        index = self._index(name)
        which, rows = index.find(values, last)
        if len(index) < size:
            start, end, tail = self._tails.get(name, (0, 0, index))
            if (start, end) != (len(index), size):
                tail = Index.of(self._columns[name][len(index) : size])
                self._tails[name] = len(index), size, tail
            behind, later = tail.find(values)
            which = np.concatenate([which, behind])
            rows = np.concatenate([rows, later + len(index)])
        return which, rows

    def index_references(self) -> None:
        """Index every field that names another object: a file is to hold that too."""
        for field in self.kind.fields:
            if field.refers_to in KINDS:
                self._index(field.name)

    def _index(self, name: str) -> Index:
        index, size = self._indexes.get(name), self.size
        if index is None or size - len(index) > max(TAIL, len(index) // 16):
            index = self._indexes[name] = Index.of(self._columns[name][:size])
        return index

    # what was decided

    def note_effects(self, ids: Integers, days: Integers) -> None:
        """Note that objects have effects on these days; once any are noted, all must be."""
        needed = max(int(ids.max(initial=0)) + 1, FIRST_CAPACITY)
        latest = np.full(0, NULL, np.int32) if self._latest is None else self._latest
        if needed > len(latest):
            more = np.full(max(needed - len(latest), len(latest) // 2), NULL, np.int32)
            latest = np.concatenate([latest, more])
        np.maximum.at(latest, ids, days)
        self._latest = latest

    def latest_effects(self, ids: Integers | Positions) -> Integers:
        """The last day of any effect of each object; OPEN for all where that is not known."""
        latest = self._latest
        if latest is None:
            return np.full(len(ids), OPEN, np.int32)
        inside, is_known = _within(ids, len(latest))
        return latest[inside] if is_known is None else np.where(is_known, latest[inside], NULL)

    # rows in and out

    def version(self, row: int) -> Version:
        """The row as it was given."""
        columns = self._columns
        valid_until, recorded_until = (
            None if columns[name][row] == OPEN else int(columns[name][row])
            for name in ("valid_until", "recorded_until")
        )
        return Version(
            Reference(self.kind.name, int(columns["id"][row])),
            int(columns["valid_from"][row]),
            valid_until,
            int(columns["recorded_from"][row]),
            recorded_until,
            {
                field.name: self.vocabulary.decode(field, int(columns[field.name][row]))
                for field in self.kind.fields
            },
        )

    def append(self, versions: Sequence[Version]) -> None:
        """Put rows behind the last one; ValueError for a field that the kind has not."""
        given: dict[str, Any] = {"id": [version.subject.id for version in versions]}
        for name in ("valid_from", "recorded_from"):
            given[name] = [getattr(version, name) for version in versions]
        for name in ("valid_until", "recorded_until"):
            ends = (getattr(version, name) for version in versions)
            given[name] = [OPEN if day is None else day for day in ends]
        states = [{**self.kind.defaults, **self.kind.settled(v.fields)} for v in versions]
        for field in self.kind.fields:
            given[field.name] = [self.vocabulary.encode(state[field.name]) for state in states]
        self.append_arrays(given)

    def append_arrays(self, given: Mapping[str, Integers | list[int]]) -> None:
        """The same from one array for each of TIMES and of the fields, as the columns hold them."""
        start, end = self.size, self.size + len(given["id"])
        if start == end:
            return
        if start == 0:
            self._columns = {name: np.array(given[name], np.int32) for name in self._columns}
            self._previous = np.full(end, NULL, np.int32)
            self._last = self._last.copy()
        else:
            self._grow(end)
            for name, column in self._columns.items():
                column[start:end] = given[name]
        self._chain(self._columns["id"][start:end])
        days = [self._columns[name][start:end] for name in ("valid_from", "valid_until")]
        self.days = _distinct(np.concatenate([self.days, *days]))
        self.size = end

    def close(self, versions: Iterable[Version]) -> None:
        """Write the `recorded_until` of rows that stood open; KeyError when there is no such."""
        listed = list(versions)
        self.close_arrays(
            {
                "id": np.array([version.subject.id for version in listed], np.int32),
                "valid_from": np.array([version.valid_from for version in listed], np.int32),
                "recorded_from": np.array([version.recorded_from for version in listed], np.int32),
                "recorded_until": np.array(
                    [OPEN if (u := version.recorded_until) is None else u for version in listed],
                    np.int32,
                ),
            }
        )

    def close_arrays(self, given: Mapping[str, Integers]) -> None:
        """The same from arrays: `id`, `valid_from` and `recorded_from` name the row."""
        places, rows = self.rows_of_many(given["id"])
        is_named = np.ones(len(rows), np.bool_)
        for name in ("valid_from", "recorded_from"):
            is_named &= self._columns[name][rows] == given[name][places]
        found = np.full(len(given["id"]), NULL)
        found[places[is_named]] = rows[is_named]
        if (missing := np.flatnonzero(found == NULL)).size:
            id, day = given["id"][missing[0]], given["valid_from"][missing[0]]
            raise KeyError(f"no row of {self.kind.name}:{id} from {day}")
        self._columns["recorded_until"][found] = given["recorded_until"]

    def _grow(self, needed: int) -> None:
        missing = needed - len(self._previous)
        if missing > 0:
            more = np.full(max(missing, len(self._previous) // 4), NULL, np.int32)
            self._previous = np.concatenate([self._previous, more])
            for name, column in self._columns.items():
                self._columns[name] = np.concatenate([column, more])
            self._last = self._last.copy()

    def _chain(self, ids: Integers) -> None:
        """Link each new row to the one before it of the same object."""
        missing = int(ids.max()) + 1 - len(self._last)
        if missing > 0:
            more = np.full(max(missing, len(self._last) // 4), NULL, np.int32)
            self._last = np.concatenate([self._last, more])
        order = order_of(ids)
        rows, sorted_ids = (self.size + order).astype(np.int32), ids[order]
        is_first = starts_of(sorted_ids)
        is_last = np.concatenate([is_first[1:], [True]])
        before = np.concatenate([rows[:1], rows[:-1]])
        self._previous[rows] = np.where(is_first, self._last[sorted_ids], before)
        self._last[sorted_ids[is_last]] = rows[is_last]
        self._quick = self._quickly()

    def _quickly(self) -> tuple[memoryview, ...]:
        """What a walk over the rows of one object reads, as numpy's own access is slow for that."""
        read = (self._last, self._previous, *(self._columns[name] for name in TIMES[1:]))
        return tuple(map(memoryview, read))

    # as a file holds them

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Everything that `adopt` takes, by name; without the room behind the last row."""
        found: dict[str, NDArray[Any]] = {
            **{f"column.{name}": self.column(name) for name in self._columns},
            "previous": self._previous[: self.size],
            "last": self._last,
            "days": self.days,
        }
        if self._latest is not None:
            found["latest"] = self._latest
        for name, index in self._indexes.items():
            found |= {f"index.{name}.{part}": array for part, array in index.arrays().items()}
        return found

    def adopt(self, size: int, arrays: Mapping[str, NDArray[Any]]) -> None:
        """Stand on these arrays, which may have room behind `size`; writes go into them."""
        self._columns = {name: arrays[f"column.{name}"] for name in self._columns}
        self._previous, self._last = arrays["previous"], arrays["last"]
        self._latest, self.days = arrays.get("latest"), arrays["days"]
        parts: dict[str, dict[str, Integers]] = {}
        for name in arrays:
            if name.startswith("index."):
                _, whose, part = name.split(".")
                parts.setdefault(whose, {})[part] = arrays[name]
        self._indexes = {name: Index(**found) for name, found in parts.items()}
        self._quick = self._quickly()
        self.size = size


def _within(ids: Integers | Positions, count: int) -> tuple[Positions, Mask | None]:
    """Places that there are for ids below `count`, and which are theirs; None where all are."""
    places = ids.astype(np.int64)  # numpy is quicker with these
    if not len(ids) or (places.min() >= 0 and places.max() < count):
        return places, None
    inside = np.minimum(np.maximum(places, 0), count - 1)
    return inside, inside == places


def _distinct(days: Integers) -> Integers:
    """Each day once and in order, without OPEN; many days fall in few centuries."""
    days = days[days != OPEN]
    if len(days) < TAIL:
        return distinct(days)
    first = int(days.min())
    counts = np.bincount(days - first)
    return (np.flatnonzero(counts) + first).astype(np.int32)
