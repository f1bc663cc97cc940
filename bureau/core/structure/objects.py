"""The objects of one kind that stand on a day, from the columns and from an overlay."""

from collections.abc import Iterable
from typing import Any

import numpy as np

from bureau.core.coordinates import Coordinates
from bureau.core.structure.columns import NULL, OPEN, Table
from bureau.core.structure.kinds import Field
from bureau.core.structure.ordering import Integers, Mask, Positions, order_of
from bureau.core.structure.views import View


class Objects[Shown: View]:
    """The standing objects of one kind in order of id; a position is a place in that order.

    `table_rows` marks the rows of the table that stand (not those of objects that the overlay
    touches), `laid_ids` names the objects that stand in the overlay.
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
        self._laid = laid
        self.table_rows: Mask = table.standing_at(at.valid, at.recorded)
        self._size = len(self.table_rows)
        if touched is not None and len(touched):
            self.table_rows &= ~np.isin(table.column("id")[: self._size], touched)
        self.laid_ids: Integers = np.empty(0, np.int32)
        rows = np.flatnonzero(self.table_rows)
        if laid is not None:
            over = np.flatnonzero(laid.standing_at(at.valid, OPEN - 1))
            self.laid_ids = laid.column("id")[over]
            rows = np.concatenate([rows, over + self._size])
        ids = self._read("id", rows)
        order = order_of(ids)
        self._rows: Positions = rows[order]
        self.ids: Integers = ids[order]
        self._fields: dict[str, Integers] = {}
        self._groups: dict[str, tuple[Positions, Integers]] = {}

    def __len__(self) -> int:
        return len(self.ids)

    def field(self, name: str, positions: Positions | None = None) -> Integers:
        """One field of the objects at some positions (None: of all), as in the columns."""
        if positions is not None:
            return self._read(name, self._rows[positions])
        if name not in self._fields:
            self._fields[name] = self._read(name, self._rows)
        return self._fields[name]

    def position(self, id: int) -> int:
        """Where the object stands, NULL when it does not."""
        found = int(self.ids.searchsorted(id))
        return found if found < len(self.ids) and self.ids[found] == id else NULL

    def positions(self, ids: Integers) -> Positions:
        """Where each of the objects stands, NULL for those that do not."""
        if not len(self.ids):
            return np.full(len(ids), NULL)
        lookup = np.full(int(self.ids[-1]) + 2, NULL)
        lookup[self.ids] = np.arange(len(self.ids))
        return lookup[np.where(ids > self.ids[-1], NULL, ids)]

    def where(self, name: str, value: int) -> Positions:
        """The positions of the objects whose field has that value, in order of id."""
        if name not in self._groups:
            order = order_of(self.field(name))
            self._groups[name] = order, self.field(name)[order]
        order, values = self._groups[name]
        return order[values.searchsorted(value) : values.searchsorted(value, side="right")]

    def view(self, id: int) -> Shown | None:
        """The object as a plain value, None when it does not stand."""
        position = self.position(id)
        return None if position == NULL else self.views([position])[0]

    def all_views(self) -> tuple[Shown, ...]:
        return self.views(np.arange(len(self.ids)))

    def views(self, positions: Positions | Iterable[int]) -> tuple[Shown, ...]:
        """Plain values of the objects at some positions, in the order asked for."""
        rows = self._rows[np.fromiter(positions, np.int64)]
        columns: list[list[Any]] = [
            self._read("id", rows).tolist(),
            self._read("valid_from", rows).tolist(),
            [None if day == OPEN else day for day in self._read("valid_until", rows).tolist()],
        ]
        columns += [self._values(field, rows) for field in self.table.kind.fields]
        return tuple(self._shown(*values) for values in zip(*columns, strict=True))

    def _values(self, field: Field, rows: Positions) -> list[Any]:
        numbers = self._read(field.name, rows).tolist()
        if field.type is str:
            return list(map(self.table.vocabulary.word, numbers))
        if field.type is bool:
            return list(map(bool, numbers))
        missing = None if field.optional else 0
        return [missing if number == NULL else number for number in numbers]

    def _read(self, name: str, rows: Positions) -> Integers:
        """One column at some rows; those behind the last of the table are the overlay's."""
        column = self.table.column(name)
        if self._laid is None:
            return column[rows]
        is_laid = rows >= self._size
        values = np.empty(len(rows), np.int32)
        values[~is_laid] = column[rows[~is_laid]]
        values[is_laid] = self._laid.column(name)[rows[is_laid] - self._size]
        return values
