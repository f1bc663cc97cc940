"""What a plan lays over the columns, and the days on which anything changes."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from bureau.core.references import Reference
from bureau.core.spans import Day
from bureau.core.structure.columns import OPEN, Columns, Table
from bureau.core.structure.effects import Version
from bureau.core.structure.fold import Timeline
from bureau.core.structure.kinds import Value
from bureau.core.structure.ordering import Integers, distinct


class Plan(Protocol):
    """What is laid over the columns: some objects, and the rows that stand instead of theirs."""

    @property
    def touched(self) -> frozenset[Reference]: ...

    @property
    def versions(self) -> tuple[Version, ...]: ...

    def touched_ids(self, kind: str) -> Integers: ...

    def laid_over(self, columns: Columns) -> Columns: ...


@dataclass(frozen=True, slots=True)
class Overlay:
    """`versions` stand instead of all rows of the `touched` objects.

    Only versions whose `recorded_until` is None count: what would hold were the plan adopted.
    """

    touched: frozenset[Reference]
    versions: tuple[Version, ...]

    def touched_ids(self, kind: str) -> Integers:
        return _ids(self.touched, kind)

    def laid_over(self, columns: Columns) -> Columns:
        """The versions that count, as columns that share the vocabulary of `columns`."""
        rows = (version for version in self.versions if version.recorded_until is None)
        return Columns.from_versions(rows, columns.vocabulary)


def overlay_of(timelines: Mapping[Reference, Timeline], record: int) -> Overlay:
    """Objects as they would be over all days, under that record number."""
    versions = (
        Version(subject, span.valid_from, span.valid_until, record, None, span.fields)
        for subject, timeline in timelines.items()
        for span in timeline
    )
    return Overlay(frozenset(timelines), tuple(versions))


def days_of_change(
    columns: Columns,
    recorded: int,
    overlay: Plan | None = None,
    within: Collection[Reference] | None = None,
    kinds: Collection[str] | None = None,
) -> list[Day]:
    """The days on which anything begins, changes or ends, as known at `recorded`, in order.

    `within` names the objects that are asked about, `kinds` their kinds; None asks about all.
    """
    days: list[Integers] = []
    laid = overlay.laid_over(columns) if overlay else None
    for kind in kinds or columns.tables:
        table = columns.tables[kind]
        asked = None if within is None else _ids(within, kind)
        hidden = overlay.touched_ids(kind) if overlay else None
        days += _days(table, recorded, asked, hidden)
        if laid:
            days += _days(laid.tables[kind], OPEN - 1, asked, None)
    found = distinct(np.concatenate(days))
    return [day for day in found.tolist() if day != OPEN]


def _days(
    table: Table, recorded: int, asked: Integers | None, hidden: Integers | None
) -> list[Integers]:
    known = table.known_at(recorded)
    ids = table.column("id")[: len(known)]
    if asked is not None:
        known &= np.isin(ids, asked)
    if hidden is not None:
        known &= ~np.isin(ids, hidden)
    return [table.column(name)[: len(known)][known] for name in ("valid_from", "valid_until")]


def _ids(references: Collection[Reference], kind: str) -> Integers:
    return np.array([ref.id for ref in references if ref.kind == kind], np.int32)


def days_of_plan(columns: Columns, recorded: int, overlay: Overlay) -> list[Day]:
    """The days on which what the plan touches would become other than it is without it."""
    laid = [version for version in overlay.versions if version.recorded_until is None]
    found: set[Day] = set()
    for subject in overlay.touched:
        known = [row for row in columns.versions_of(subject) if _is_known(row, recorded)]
        planned = [version for version in laid if version.subject == subject]
        found |= {day for day, _state in _turns(known) ^ _turns(planned)}
    return sorted(found)


def _is_known(row: Version, recorded: int) -> bool:
    until = row.recorded_until
    return row.recorded_from <= recorded and (until is None or recorded < until)


def _turns(rows: Collection[Version]) -> set[tuple[Day, tuple[tuple[str, Value], ...]]]:
    """Each day from which the rows say something, with what; empty where they say nothing."""
    begun = {row.valid_from for row in rows}
    ended = {row.valid_until for row in rows if row.valid_until is not None} - begun
    states = {(row.valid_from, tuple(sorted(row.fields.items()))) for row in rows}
    return states | {(day, ()) for day in ended}
