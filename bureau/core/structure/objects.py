"""The objects of one kind that stand on a day, from the columns and from an overlay."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any

import numpy as np

from bureau.core.coordinates import Coordinates
from bureau.core.structure.columns import NULL, OPEN, Table
from bureau.core.structure.kinds import Field
from bureau.core.structure.ordering import Integers, Mask, Positions, Rows, is_rising, order_of
from bureau.core.structure.views import View

FEW = 8
"""So many rows are read one by one sooner than as arrays."""
MANY = 64
"""From so many on words are read all at once; of fewer each that there is once."""


class Objects[Shown: View]:
    """The standing objects of one kind in order of id; a position is a place in that order.

    What is not asked for is not made: two moments may be compared without either's arrays.
    """

    def __init__(
        self,
        shown: type[Shown],
        table: Table,
        at: Coordinates,
        laid: Table | None = None,
        touched: Integers | None = None,
    ) -> None:
        self.table = table
        self._shown = shown
        self.at = at
        self.touched = np.empty(0, np.int32) if touched is None else touched
        self._laid = laid
        self._size = table.size
        self._over = np.empty(0, np.int32)
        if laid is not None:
            self._over = np.flatnonzero(laid.standing_at(at.valid, OPEN - 1)).astype(np.int32)
        self._fields: dict[str, Integers] = {}
        self._lookup: Integers | None = None

    @cached_property
    def _table_rows(self) -> Mask:
        """Marks the rows of the table that stand, not those of objects that the overlay touches."""
        marked = self.table.standing_at(self.at.valid, self.at.recorded)[: self._size]
        if len(self.touched):
            marked &= ~np.isin(self.table.column("id")[: self._size], self.touched)
        return marked

    def stand_in_table(self, rows: Positions) -> Mask:
        """The same of some rows."""
        stand = self.table.stands(rows, self.at.valid, self.at.recorded)
        if len(self.touched):
            stand &= ~np.isin(self.table.column("id")[rows], self.touched)
        return stand

    @cached_property
    def rows(self) -> Integers:
        """The row of each object; those behind the last of the table are the overlay's."""
        rows = np.flatnonzero(self._table_rows).astype(np.int32)
        if len(self._over):
            rows = np.concatenate([rows, self.laid_rows])
        ids = self.read("id", rows)
        return rows if is_rising(ids) else rows[order_of(ids)]

    @cached_property
    def ids(self) -> Integers:
        return self.read("id", self.rows)

    @property
    def laid_rows(self) -> Integers:
        """The rows of the overlay that stand, as `rows` counts them."""
        return self._over + np.int32(self._size)

    def __len__(self) -> int:
        return len(self.ids)

    def field(self, name: str, positions: Positions | None = None) -> Integers:
        """One field of the objects at some positions (None: of all), as in the columns."""
        if positions is not None:
            return self.read(name, self.rows[positions])
        if name not in self._fields:
            self._fields[name] = self.read(name, self.rows)
        return self._fields[name]

    def number(self, name: str, id: int) -> int:
        """One field of one object as in the columns, NULL where that does not stand."""
        position = self.position(id)
        if position == NULL:
            return NULL
        row = int(self.rows[position])
        table, row = (self.table, row) if row < self._size else (self._over_table, row - self._size)
        return int(table.column(name)[row])

    def position(self, id: int) -> int:
        """Where the object stands, NULL when it does not."""
        found = int(self.ids.searchsorted(np.int32(id)))
        return found if found < len(self.ids) and self.ids[found] == id else NULL

    def positions(self, ids: Integers | Positions) -> Positions:
        """Where each of the objects stands, NULL for those that do not."""
        if not len(self.ids):
            return np.full(len(ids), NULL)
        most = int(self.ids[-1])
        if self._lookup is None:
            lookup = np.full(most + 2, NULL, np.int32)
            lookup[self.ids] = np.arange(len(self.ids), dtype=np.int32)
            self._lookup = lookup
        return self._lookup[np.where(ids > most, NULL, ids)].astype(np.int64)

    def where(self, name: str, value: int) -> Positions:
        """The positions of the objects whose field has that value, in order of id."""
        return self.among(name, np.array([value]))

    def among(self, name: str, values: Integers | Positions) -> Positions:
        """The same for any of several values, each given once."""
        _, rows = self.table.rows_with(name, values)
        rows = rows[rows < self._size]
        ids = self.table.column("id")[rows[self._table_rows[rows]]]
        if self._laid is not None:
            _, over = self._laid.rows_with(name, values)
            over = over[self._laid.stands(over, self.at.valid, OPEN - 1)]
            ids = np.concatenate([ids, self._laid.column("id")[over]])
        return np.sort(self.ids.searchsorted(ids))

    def size_in_bytes(self) -> int:
        """What its arrays take, those made so far."""
        held = [self._over, *list(self._fields.values())]
        made = (self.__dict__.get(name) for name in ("_table_rows", "rows", "ids", "_lookup"))
        return sum(array.nbytes for array in (*held, *made) if array is not None)

    def view(self, id: int) -> Shown | None:
        """The object as a plain value, None when it does not stand."""
        position = self.position(id)
        return None if position == NULL else self._one(int(self.rows[position]))

    def _one(self, row: int) -> Shown:
        """The object of one row: ten times as quick as arrays of one."""
        table, row = (self.table, row) if row < self._size else (self._over_table, row - self._size)
        until = int(table.column("valid_until")[row])
        return self._shown(
            int(table.column("id")[row]),
            int(table.column("valid_from")[row]),
            None if until == OPEN else until,
            *(
                self._value(field, int(table.column(field.name)[row]))
                for field in table.kind.fields
            ),
        )

    @property
    def _over_table(self) -> Table:
        assert self._laid is not None, "only an overlay has rows behind the last of the table"
        return self._laid

    def _value(self, field: Field, number: int) -> object:
        if field.type is str:
            return self.table.vocabulary.word(number)
        if field.type is bool:
            return bool(number)
        return number if number != NULL else (None if field.optional else 0)

    def all_views(self) -> tuple[Shown, ...]:
        return self.views(np.arange(len(self.ids)))

    def views(self, positions: Positions | Iterable[int]) -> tuple[Shown, ...]:
        """Plain values of the objects at some positions, in the order asked for."""
        return self.shown(self.rows[np.fromiter(positions, np.int64)])

    def shown(self, rows: Rows) -> tuple[Shown, ...]:
        """The same by row."""
        if len(rows) < FEW:
            return tuple(self._one(row) for row in rows.tolist())
        columns: list[list[Any]] = [
            self.read("id", rows).tolist(),
            self.read("valid_from", rows).tolist(),
            [None if day == OPEN else day for day in self.read("valid_until", rows).tolist()],
        ]
        columns += [self._values(field, rows) for field in self.table.kind.fields]
        return tuple(self._shown(*values) for values in zip(*columns, strict=True))

    def _values(self, field: Field, rows: Rows) -> list[Any]:
        numbers = self.read(field.name, rows).tolist()
        if field.type is str:
            if len(numbers) >= MANY:
                return self._words(field, rows)
            words = {number: self.table.vocabulary.word(number) for number in set(numbers)}
            return [words[number] for number in numbers]
        if field.type is bool:
            return list(map(bool, numbers))
        missing = None if field.optional else 0
        return [missing if number == NULL else number for number in numbers]

    def _words(self, field: Field, rows: Rows) -> list[str]:
        return self.table.vocabulary.words(self.read(field.name, rows))

    def read(self, name: str, rows: Rows) -> Integers:
        """One column at some rows; those behind the last of the table are the overlay's."""
        column = self.table.column(name)
        if self._laid is None:
            return column[rows]
        is_laid = rows >= self._size
        values = np.empty(len(rows), np.int32)
        values[~is_laid] = column[rows[~is_laid]]
        values[is_laid] = self._laid.column(name)[rows[is_laid] - self._size]
        return values
