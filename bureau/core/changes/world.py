"""What a change set needs to know of the organisation: columns, record number, effects."""

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from bureau.core.coordinates import Coordinates
from bureau.core.references import Reference
from bureau.core.spans import Day
from bureau.core.structure.columns import Columns
from bureau.core.structure.effects import Effect
from bureau.core.structure.overlay import Overlay
from bureau.core.structure.snapshot import Snapshot


class World(Protocol):
    """The structure in force as known at `recorded`; what is decided for later days is in it."""

    @property
    def columns(self) -> Columns: ...

    @property
    def recorded(self) -> int: ...

    def effects_of(self, subjects: Collection[Reference]) -> Mapping[Reference, Sequence[Effect]]:
        """All effects up to `recorded` of each object, for many in one read."""
        ...

    def own(self, units: Collection[int]) -> Collection[int]:
        """Those of these units that are of this organisation; the columns hold all."""
        ...

    def new_id(self, kind: str) -> int:
        """An identity for an object that the set's actions bring along without naming it."""
        ...


def snapshot(world: World, day: Day, overlay: Overlay | None = None) -> Snapshot:
    """The organisation on a day, with a draft laid over it."""
    return Snapshot(world.columns, Coordinates(day, world.recorded), overlay)
