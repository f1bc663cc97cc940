"""All version rows in memory: one table of columns for each kind, and one vocabulary."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import numpy as np

from bureau.core.references import Reference
from bureau.core.spans import Day
from bureau.core.structure.effects import Effect, Version
from bureau.core.structure.kinds import KINDS
from bureau.core.structure.table import OPEN, TIMES, Table
from bureau.core.structure.vocabulary import NULL, Vocabulary

__all__ = ["NULL", "OPEN", "TIMES", "Columns", "Table", "Vocabulary"]


class Columns:
    """The tables of all kinds, with one vocabulary."""

    def __init__(self, vocabulary: Vocabulary | None = None) -> None:
        self.vocabulary = Vocabulary() if vocabulary is None else vocabulary
        self.tables = {name: Table(kind, self.vocabulary) for name, kind in KINDS.items()}
        self.is_passing = False  # whether these hold rows that may never be on record

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

    def note(self, effects: Iterable[Effect]) -> None:
        """Note on which days all objects have effects; these must be all there are."""
        noted: defaultdict[str, list[tuple[int, Day]]] = defaultdict(list)
        for effect in effects:
            noted[effect.subject.kind].append((effect.subject.id, effect.day))
        for kind, table in self.tables.items():
            ids, days = np.array(noted[kind], np.int32).reshape(-1, 2).T
            table.note_effects(ids, days)

    def fork(self) -> Columns:
        """A copy to which rows may be added that nobody else is to see."""
        other = Columns(self.vocabulary)
        other.is_passing = True
        for kind, table in self.tables.items():
            copied = {name: array.copy() for name, array in table.arrays().items()}
            if table.size:
                other.tables[kind].adopt(table.size, copied)
            elif "latest" in copied:
                other.tables[kind].note_effects(copied["latest"][:0], copied["latest"][:0])
        return other

    def versions_of(self, subject: Reference) -> tuple[Version, ...]:
        """All rows of one object, in the order in which they were written."""
        table = self.tables[subject.kind]
        return tuple(table.version(row) for row in table.rows_of(subject.id))

    def settled_day(self, valid: Day) -> Day:
        """The last day up to `valid` on which anything changed: since then all stood as it does."""
        days = (
            table.days[: table.days.searchsorted(valid, side="right")][-1:]
            for table in self.tables.values()
        )
        return max((int(day[0]) for day in days if len(day)), default=valid)


def _by_kind(versions: Iterable[Version]) -> dict[str, list[Version]]:
    grouped: defaultdict[str, list[Version]] = defaultdict(list)
    for version in versions:
        grouped[version.subject.kind].append(version)
    return dict(grouped)
