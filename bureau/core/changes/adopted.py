"""A world in which a set is adopted already: what another set would meet, were that one first."""

from collections.abc import Collection, Iterable, Mapping, Sequence

import numpy as np

from bureau.core.changes.actions import Action
from bureau.core.changes.expand import progress_of
from bureau.core.changes.progress import NO_INSTRUMENT, Progress
from bureau.core.changes.world import World
from bureau.core.references import Reference
from bureau.core.structure.columns import OPEN, Columns, Table
from bureau.core.structure.effects import Effect
from bureau.core.structure.ordering import Integers

FIRST_ID = 2**40
"""Effects that are only supposed have numbers behind all that are on record."""


class Adopted:
    """The world with the effects of a set on record under the next number; nothing is written."""

    def __init__(self, actions: Iterable[Action], world: World) -> None:
        self.world = world
        self.progress = progress_of(actions, world)
        self.recorded = self.progress.record
        self._written = _written(self.progress)
        self.columns = _columns(self.progress, self._written.values())

    def effects_of(self, subjects: Collection[Reference]) -> Mapping[Reference, Sequence[Effect]]:
        """What is on record, and behind it what the set writes."""
        known = self.world.effects_of(subjects)
        return {each: [*known.get(each, ()), *self._written.get(each, ())] for each in subjects}

    def own(self, units: Collection[int]) -> Collection[int]:
        return self.world.own(units)

    def new_id(self, kind: str) -> int:
        """Nothing is made in a world that is only supposed."""
        return self.progress.new_id(kind)


def _written(progress: Progress) -> dict[Reference, list[Effect]]:
    found: dict[Reference, list[Effect]] = {}
    for one in progress.pending:
        effect = one.written(FIRST_ID + one.place, progress.record, NO_INSTRUMENT)
        found.setdefault(one.subject, []).append(effect)
    return found


def _columns(progress: Progress, written: Collection[Sequence[Effect]]) -> Columns:
    """A copy of the columns in which the touched objects stand as the set leaves them."""
    world, found = progress.world, progress.world.columns.fork()
    for kind, table in found.tables.items():
        _forget_later(table, world.recorded)
        ids = [subject.id for subject in progress.touched if subject.kind == kind]
        _close(table, np.array(ids, np.int32), progress.record)
    found.append(progress.overlay().versions)
    for kind, table in found.tables.items():
        effects = [each for of in written for each in of if each.subject.kind == kind]
        if effects and _knows_effects(table):
            table.note_effects(
                np.array([each.subject.id for each in effects], np.int32),
                np.array([each.day for each in effects], np.int32),
            )
    return found


def _forget_later(table: Table, recorded: int) -> None:
    """Columns may hold rows of later record numbers: here they are nothing."""
    since, until = table.column("recorded_from"), table.column("recorded_until")
    is_later = since > recorded
    until[until > recorded] = OPEN
    until[is_later] = since[is_later]


def _close(table: Table, ids: Integers, record: int) -> None:
    _, rows = table.rows_of_many(ids)
    until = table.column("recorded_until")
    until[rows[table.known(rows, record - 1)]] = record


def _knows_effects(table: Table) -> bool:
    """Whether the days of decided effects are noted at all; if so, all must be."""
    return int(table.latest_effects(np.zeros(1, np.int32))[0]) != OPEN
