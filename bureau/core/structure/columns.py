"""All version rows in memory as append-only columns of integers, one table for each kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from threading import Lock

import numpy as np

from bureau.core.references import Reference
from bureau.core.structure.effects import Version
from bureau.core.structure.kinds import KINDS, Field, Kind, Value
from bureau.core.structure.ordering import Integers, Mask, order_of, starts_of

OPEN = 2**31 - 1
NULL = -1
FIRST_CAPACITY = 64
TIMES = ("id", "valid_from", "valid_until", "recorded_from", "recorded_until")


class Vocabulary:
    """Words as numbers, the same number for the same word for ever."""

    def __init__(self) -> None:
        self._words: list[str] = []
        self._numbers: dict[str, int] = {}
        self._lock = Lock()

    def number(self, word: str) -> int:
        """The number of `word`, given now when it has none."""
        known = self._numbers.get(word)
        if known is not None:
            return known
        with self._lock:
            if word not in self._numbers:
                self._words.append(word)
                self._numbers[word] = len(self._words) - 1
            return self._numbers[word]

    def known(self, word: str) -> int:
        """The number of `word`, NULL when no row holds it."""
        return self._numbers.get(word, NULL)

    def word(self, number: int) -> str:
        return self._words[number]

    def encode(self, value: Value) -> int:
        if value is None:
            return NULL
        return self.number(value) if isinstance(value, str) else int(value)

    def decode(self, field: Field, number: int) -> Value:
        """The value that a row holds; NULL is None."""
        if number == NULL:
            return None
        return self._words[number] if field.type is str else field.type(number)


class Table:
    """The rows of one kind. A row never moves; only `recorded_until` is ever written over, once.

    A reader at a record number sees the same before and after any append of later ones: the new
    rows lie behind `size`, which is raised last.
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

    def column(self, name: str) -> Integers:
        """One of TIMES or a field, for each row: words as numbers, NULL where none."""
        return self._columns[name][: self.size]

    def known_at(self, recorded: int) -> Mask:
        """The rows that were believed at a record number."""
        size, columns = self.size, self._columns
        recorded_from, until = columns["recorded_from"][:size], columns["recorded_until"][:size]
        return (recorded_from <= recorded) & (recorded < until)

    def standing_at(self, valid: int, recorded: int) -> Mask:
        """The rows that say what stood on a day, as known at a record number."""
        known = self.known_at(recorded)
        size, columns = len(known), self._columns
        known &= columns["valid_from"][:size] <= valid
        known &= valid < columns["valid_until"][:size]
        return known

    def rows_of(self, id: int) -> list[int]:
        """The rows of one object, oldest first; found without a search."""
        rows: list[int] = []
        row = int(self._last[id]) if 0 <= id < len(self._last) else NULL
        while row != NULL:
            rows.append(row)
            row = int(self._previous[row])
        return rows[::-1]

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
        start, end = self.size, self.size + len(versions)
        self._grow(end)
        ids = np.array([version.subject.id for version in versions], np.int32)
        self._columns["id"][start:end] = ids
        for name in ("valid_from", "recorded_from"):
            self._columns[name][start:end] = [getattr(version, name) for version in versions]
        for name in ("valid_until", "recorded_until"):
            ends = (getattr(version, name) for version in versions)
            self._columns[name][start:end] = [OPEN if day is None else day for day in ends]
        states = [{**self.kind.defaults, **self.kind.settled(v.fields)} for v in versions]
        for field in self.kind.fields:
            values = [self.vocabulary.encode(state[field.name]) for state in states]
            self._columns[field.name][start:end] = values
        self._chain(ids)
        self.size = end

    def close(self, versions: Iterable[Version]) -> None:
        """Write the `recorded_until` of rows that stood open; KeyError when there is no such."""
        columns = self._columns
        for version in versions:
            for row in reversed(self.rows_of(version.subject.id)):
                key = (columns["valid_from"][row], columns["recorded_from"][row])
                if key == (version.valid_from, version.recorded_from):
                    until = version.recorded_until
                    columns["recorded_until"][row] = OPEN if until is None else until
                    break
            else:
                raise KeyError(f"no row of {version.subject} from {version.valid_from}")

    def _grow(self, needed: int) -> None:
        missing = needed - len(self._previous)
        if missing > 0:
            more = np.full(max(missing, len(self._previous) // 2), NULL, np.int32)
            self._previous = np.concatenate([self._previous, more])
            for name, column in self._columns.items():
                self._columns[name] = np.concatenate([column, more])

    def _chain(self, ids: Integers) -> None:
        """Link each new row to the one before it of the same object."""
        if not len(ids):
            return
        missing = int(ids.max()) + 1 - len(self._last)
        if missing > 0:
            more = np.full(max(missing, len(self._last) // 2), NULL, np.int32)
            self._last = np.concatenate([self._last, more])
        order = order_of(ids)
        rows, sorted_ids = (self.size + order).astype(np.int32), ids[order]
        is_first = starts_of(sorted_ids)
        is_last = np.concatenate([is_first[1:], [True]])
        before = np.concatenate([rows[:1], rows[:-1]])
        self._previous[rows] = np.where(is_first, self._last[sorted_ids], before)
        self._last[sorted_ids[is_last]] = rows[is_last]


class Columns:
    """The tables of all kinds, with one vocabulary."""

    def __init__(self, vocabulary: Vocabulary | None = None) -> None:
        self.vocabulary = vocabulary or Vocabulary()
        self.tables = {name: Table(kind, self.vocabulary) for name, kind in KINDS.items()}

    @classmethod
    def from_versions(
        cls, versions: Iterable[Version], vocabulary: Vocabulary | None = None
    ) -> Columns:
        columns = cls(vocabulary)
        columns.append(versions)
        return columns

    def append(self, written: Iterable[Version], closed: Iterable[Version] = ()) -> None:
        """Take over what a refold closed and wrote; each row once."""
        for kind, rows in _by_kind(closed).items():
            self.tables[kind].close(rows)
        for kind, rows in _by_kind(written).items():
            self.tables[kind].append(rows)

    def versions_of(self, subject: Reference) -> tuple[Version, ...]:
        """All rows of one object, in the order in which they were written."""
        table = self.tables[subject.kind]
        return tuple(table.version(row) for row in table.rows_of(subject.id))


def _by_kind(versions: Iterable[Version]) -> dict[str, list[Version]]:
    grouped: defaultdict[str, list[Version]] = defaultdict(list)
    for version in versions:
        grouped[version.subject.kind].append(version)
    return dict(grouped)
