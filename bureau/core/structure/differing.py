"""What differs between two moments, as arrays: for reads of the whole."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from bureau.core.structure.columns import NULL
from bureau.core.structure.objects import Objects
from bureau.core.structure.ordering import Integers, Mask, Positions


@dataclass(frozen=True, slots=True)
class Differing:
    """The objects of one kind that differ, in order of id.

    `was` and `now` are their rows, as the two standings count them, NULL where they do not stand;
    `fields` has a bit for each field that differs, in the order of the kind's fields.
    """

    ids: Integers
    was: Positions
    now: Positions
    fields: Integers

    def tuples(self) -> list[tuple[int, bool, bool, int]]:
        """For each its id, whether it stood, whether it stands, and the bits."""
        columns = (self.ids, self.was != NULL, self.now != NULL, self.fields)
        return list(zip(*(column.tolist() for column in columns), strict=True))


def differing(old: Objects[Any], new: Objects[Any]) -> Differing:
    """Only objects of which different rows stand are read; of most the same do."""
    was, now = _rows_apart(old, new)
    every: Integers = np.concatenate([old.read("id", was), new.read("id", now)])
    ids, places = np.unique(every, return_inverse=True)
    rows_was, rows_now = np.full((2, len(ids)), NULL)
    rows_was[places[: len(was)]] = was
    rows_now[places[len(was) :]] = now
    both = np.flatnonzero((rows_was != NULL) & (rows_now != NULL))
    bits = np.zeros(len(ids), np.int32)
    for place, field in enumerate(old.table.kind.fields):
        before = old.read(field.name, rows_was[both])
        bits[both] |= (before != new.read(field.name, rows_now[both])).astype(np.int32) << place
    differs = ((rows_was == NULL) != (rows_now == NULL)) | (bits != 0)
    return Differing(ids[differs], rows_was[differs], rows_now[differs], bits[differs])


def _rows_apart(old: Objects[Any], new: Objects[Any]) -> tuple[Integers, Integers]:
    """The rows that stand in one of the two only; those of overlays always count as such."""
    size = max(len(old.table_rows), len(new.table_rows))
    apart = np.zeros(size, np.bool_)
    apart[: len(old.table_rows)] = old.table_rows
    apart[: len(new.table_rows)] ^= new.table_rows
    rows = np.flatnonzero(apart).astype(np.int32)
    is_old = _within(old, rows)
    return (
        np.concatenate([rows[is_old], old.laid_rows]),
        np.concatenate([rows[~is_old], new.laid_rows]),
    )


def _within(standing: Objects[Any], rows: Integers) -> Mask:
    found = np.zeros(len(rows), np.bool_)
    inside = rows < len(standing.table_rows)
    found[inside] = standing.table_rows[rows[inside]]
    return found
