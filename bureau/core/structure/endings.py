"""What ends within a span of days: rows after which an object, or a value of it, does not go on."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from bureau.core.spans import Day
from bureau.core.structure.columns import OPEN, Columns, Table
from bureau.core.structure.effects import Version
from bureau.core.structure.kinds import Value
from bureau.core.structure.ordering import Integers, Mask
from bureau.core.structure.overlay import Overlay


@dataclass(frozen=True, slots=True)
class Ended:
    """The last row before something ends, and what follows: None where the object itself ends."""

    last: Version
    following: Version | None

    @property
    def day(self) -> Day:
        """The first day without it."""
        assert self.last.valid_until is not None
        return self.last.valid_until


def objects_ending(
    columns: Columns,
    kind: str,
    recorded: int,
    span: tuple[Day, Day],
    overlay: Overlay | None = None,
) -> list[Ended]:
    """Objects of a kind that stand no more from a day in the half-open span, by day and id."""
    pairs = _pairs(columns, kind, recorded, span, overlay)
    return sorted((one for one in pairs if one.following is None), key=_place)


def values_ending(
    columns: Columns,
    kind: str,
    field: str,
    recorded: int,
    span: tuple[Day, Day],
    overlay: Overlay | None = None,
) -> list[Ended]:
    """Objects that go on with another value of `field` from a day in the span, by day and id."""
    pairs = _pairs(columns, kind, recorded, span, overlay)
    found = (one for one in pairs if one.following is not None and _value(one, field))
    return sorted(found, key=_place)


def _value(ended: Ended, field: str) -> Value:
    """The value that ends there; empty where it goes on or there was none."""
    was, now = ended.last.fields[field], ended.following and ended.following.fields[field]
    return was if was != now else None


def _place(ended: Ended) -> tuple[Day, int]:
    return ended.day, ended.last.subject.id


def _pairs(
    columns: Columns,
    kind: str,
    recorded: int,
    span: tuple[Day, Day],
    overlay: Overlay | None,
) -> Iterator[Ended]:
    """Each row that ends in the span with the row of its object that begins on that day."""
    table = columns.tables[kind]
    known = table.known_at(recorded)
    if overlay is not None:
        touched = overlay.touched_ids(kind)
        known &= ~np.isin(table.column("id")[: len(known)], touched)
        laid = overlay.laid_over(columns).tables[kind]
        yield from _of_table(laid, laid.known_at(OPEN - 1), span)
    yield from _of_table(table, known, span)


def _of_table(table: Table, known: Mask, span: tuple[Day, Day]) -> Iterator[Ended]:
    size = len(known)
    until = table.column("valid_until")[:size]
    ending = np.flatnonzero(known & (until >= span[0]) & (until < span[1]))
    if not len(ending):
        return
    ids: Integers = table.column("id")[:size]
    going_on = np.flatnonzero(known & np.isin(ids, ids[ending]))
    begun = {
        (int(ids[row]), int(table.column("valid_from")[row])): int(row) for row in going_on.tolist()
    }
    for row in ending.tolist():
        following = begun.get((int(ids[row]), int(until[row])))
        yield Ended(table.version(row), None if following is None else table.version(following))
