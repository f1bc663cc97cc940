"""The objects of one kind that differ between two snapshots, and where they are read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from bureau.core.structure.columns import NULL
from bureau.core.structure.differing import differing
from bureau.core.structure.objects import Objects
from bureau.core.structure.ordering import Integers, Mask, Positions
from bureau.core.structure.snapshot import Snapshot
from bureau.core.structure.views import View

type Pair = tuple[View | None, View | None]

HANGS_ON: Mapping[str, tuple[str, str]] = {
    "unit": ("id", "units"),
    "post": ("id", "posts"),
    "block": ("unit", "units"),
    "incumbency": ("post", "posts"),
    "engagement": ("unit", "units"),
    "adoption": ("post", "posts"),
    "reporting": ("post", "posts"),
}
"""The field by which a row of each kind is of a unit or of a post."""


@dataclass(frozen=True, slots=True)
class Within:
    """These units and posts alone, with what hangs on them: each in order of id."""

    units: Integers
    posts: Integers

    def rows(self, standing: Objects[Any], rows: Positions) -> Mask:
        """Which of the rows are of them."""
        field, ids = HANGS_ON[standing.table.kind.name]
        found: Mask = np.isin(standing.read(field, rows), getattr(self, ids))
        return found


@dataclass(frozen=True, slots=True)
class OneSided:
    """Objects that stand on one side only, read there a field at a time."""

    standing: Objects[Any]
    ids: Integers
    rows: Positions

    def having(self, field: str) -> "OneSided":
        """Those of which the field says something."""
        some = self.standing.read(field, self.rows) != NULL
        return OneSided(self.standing, self.ids[some], self.rows[some])

    def numbers(self, field: str) -> Integers:
        return self.standing.read(field, self.rows)

    def words(self, field: str) -> list[str]:
        return self.standing.table.vocabulary.words(self.standing.read(field, self.rows))


@dataclass(frozen=True, slots=True)
class Apart:
    """What differs, in order of id, with its row on either side (NULL: none)."""

    old: Objects[Any]
    new: Objects[Any]
    ids: Integers
    was: Positions
    now: Positions

    @property
    def kind(self) -> str:
        return self.old.table.kind.name

    @property
    def went(self) -> OneSided:
        gone = self.now == NULL
        return OneSided(self.old, self.ids[gone], self.was[gone])

    @property
    def came(self) -> OneSided:
        new = self.was == NULL
        return OneSided(self.new, self.ids[new], self.now[new])

    def stayed(self) -> Iterator[tuple[View, View]]:
        """What stands on both sides, as it was and as it is."""
        both = (self.was != NULL) & (self.now != NULL)
        return zip(self.old.shown(self.was[both]), self.new.shown(self.now[both]), strict=True)

    def pairs(self) -> Iterator[Pair]:
        """What was and what is, of each."""
        return zip(_shown(self.old, self.was), _shown(self.new, self.now), strict=True)


def apart(before: Snapshot, after: Snapshot, kind: str, within: Within | None) -> Apart:
    """`within` leaves the others unread."""
    old, new = before.standing(kind), after.standing(kind)
    found = differing(old, new, within.rows if within else None)
    return Apart(old, new, found.ids, found.was, found.now)


def _shown(standing: Objects[Any], rows: Positions) -> Iterator[View | None]:
    views = iter(standing.shown(rows[rows != NULL]))
    return (None if row == NULL else next(views) for row in rows)
