"""What differs between two moments, as arrays: for reads of the whole."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from bureau.core.structure.columns import NULL
from bureau.core.structure.objects import Objects
from bureau.core.structure.ordering import Integers, Mask, Positions, order_of, starts_of
from bureau.core.structure.rows import zipped

type Chosen = Callable[[Objects[Any], Positions], Mask]
"""Which rows of a standing are of those that are asked about."""


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
        return zipped(*(column.tolist() for column in columns))


def differing(old: Objects[Any], new: Objects[Any], within: Chosen | None = None) -> Differing:
    """Only objects of which different rows stand are read; of most the same do.

    `within` leaves out those of which neither row is among what it chooses.
    """
    was, now = _rows_apart(old, new)
    if within is not None:
        chosen = [old.read("id", was[within(old, was)]), new.read("id", now[within(new, now)])]
        ids_chosen = np.concatenate(chosen)
        was = was[np.isin(old.read("id", was), ids_chosen)]
        now = now[np.isin(new.read("id", now), ids_chosen)]
    every = np.concatenate([old.read("id", was), new.read("id", now)])
    order = order_of(every)
    starts = starts_of(every[order])
    which = np.cumsum(starts) - 1
    ids: Integers = every[order[starts]]
    rows_was, rows_now = np.full((2, len(ids)), NULL)
    is_old = order < len(was)
    rows_was[which[is_old]] = was[order[is_old]]
    rows_now[which[~is_old]] = now[order[~is_old] - len(was)]
    both = np.flatnonzero((rows_was != NULL) & (rows_now != NULL))
    bits = np.zeros(len(ids), np.int32)
    bits[both] = _fields_apart(old, new, rows_was[both], rows_now[both])
    differs = (bits != 0) | (rows_was == NULL) | (rows_now == NULL)
    return Differing(ids[differs], rows_was[differs], rows_now[differs], bits[differs])


def _fields_apart(old: Objects[Any], new: Objects[Any], was: Positions, now: Positions) -> Integers:
    fields = old.table.kind.fields
    apart = np.empty((len(fields), len(was)), np.bool_)
    for place, field in enumerate(fields):
        np.not_equal(old.read(field.name, was), new.read(field.name, now), out=apart[place])
    bits: Integers = (1 << np.arange(len(fields), dtype=np.int32)) @ apart.astype(np.int32)
    return bits


def _rows_apart(old: Objects[Any], new: Objects[Any]) -> tuple[Positions, Positions]:
    """The rows that stand in one of the two only; those of overlays always count as such.

    What no bound lies between, nor an overlay touches, is the same in both.
    """
    rows = old.table.rows_between(old.at, new.at)
    touched = np.union1d(old.touched, new.touched)
    if len(touched):
        rows = np.union1d(rows, old.table.rows_of_many(touched)[1])
    if old.at.recorded == new.at.recorded:
        rows = rows[old.table.known(rows, old.at.recorded)]
    were, are = old.stand_in_table(rows), new.stand_in_table(rows)
    return (
        np.concatenate([rows[were & ~are], old.laid_rows]),
        np.concatenate([rows[are & ~were], new.laid_rows]),
    )
