"""What Bureau believed of a thing before a record number and knows since: both times together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bureau.core.spans import Day
from bureau.core.structure.effects import Version
from bureau.core.structure.kinds import Value


@dataclass(frozen=True, slots=True)
class Belief:
    """Of these days Bureau held `before` until record number `number` and holds `after` since.

    Only fields that differ are in either; `after` is None where the thing stands no more.
    """

    valid_from: Day
    valid_until: Day | None
    number: int
    before: Mapping[str, Value]
    after: Mapping[str, Value] | None


def beliefs(rows: Sequence[Version]) -> list[Belief]:
    """Every change of mind about one thing, newest first; `rows` are all its versions."""
    found = [
        belief
        for row in rows
        if row.recorded_until is not None
        for belief in _changed(row, row.recorded_until, rows)
    ]
    return sorted(found, key=lambda one: (-one.number, one.valid_from))


def _changed(row: Version, number: int, rows: Sequence[Version]) -> list[Belief]:
    later = [other for other in rows if other.recorded_from <= number < _until(other)]
    edges = {day for other in later for day in (other.valid_from, other.valid_until) if day}
    inner = sorted(day for day in edges if row.valid_from < day < (row.valid_until or day + 1))
    found = []
    for start, end in zip([row.valid_from, *inner], [*inner, row.valid_until], strict=True):
        now = next((other for other in later if _covers(other, start)), None)
        if now is None:
            found.append(Belief(start, end, number, row.fields, None))
        elif differing := {name for name in row.fields if row.fields[name] != now.fields[name]}:
            before = {name: row.fields[name] for name in row.fields if name in differing}
            after = {name: now.fields[name] for name in row.fields if name in differing}
            found.append(Belief(start, end, number, before, after))
    return found


def _until(row: Version) -> float:
    return float("inf") if row.recorded_until is None else row.recorded_until


def _covers(row: Version, day: Day) -> bool:
    return row.valid_from <= day and (row.valid_until is None or day < row.valid_until)
