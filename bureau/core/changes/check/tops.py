"""Whether a set leaves an organisation with more than the one unit at its top."""

from collections.abc import Iterator

import numpy as np

from bureau.core.changes.check.case import Case, Found
from bureau.core.references import Reference
from bureau.core.spans import Day
from bureau.core.structure.columns import NULL


def second_at_top(case: Case) -> Iterator[Found]:
    """A unit put at the top where, with the set, another of its organisation is there too.

    Where none stays that stood there, the one that is put there first takes its place. Nothing
    stands in an organisation that is being begun: there nothing is asked.
    """
    placed = _placed(case)
    first: dict[int, tuple[Day, int]] = {}
    for (unit, day), place in placed.items():
        first[unit] = min(first.get(unit, (day, place)), (day, place))
    for on in sorted({day for _, day in placed}):
        stood = _stood_at_top(case, on)
        there = {one for one in {*stood, *first} if _is_at_top(case, one, on)}
        if not stood or len(there) < 2:
            continue
        meant = there & stood or {min(there, key=lambda one: first[one])}
        for unit in sorted(there - meant):
            if (unit, on) in placed:
                facts = {"beside": tuple(sorted(there - {unit}))}
                yield Found(Reference("unit", unit), on, facts, (placed[unit, on],))


def _placed(case: Case) -> dict[tuple[int, Day], int]:
    """The units that an action puts at the top, each with its day, and the last such action."""
    found = {
        (effect.subject.id, effect.day): effect.action
        for effect in case.progress.pending
        if effect.subject.kind == "unit" and effect.fields.get("parent", 0) is None
    }
    if plain := case.plain.kinds.get("unit"):
        read, parent = plain.read, plain.place("parent")
        acts = np.flatnonzero(read.given[parent] & (read.values[parent] == NULL))
        said = (read.ids[acts].tolist(), read.days[acts].tolist(), read.places[acts].tolist())
        for unit, day, place in sorted(zip(*said, strict=True)):
            found[unit, day] = place
    return found


def _stood_at_top(case: Case, day: Day) -> set[int]:
    """The units at the top of the organisation without the set."""
    table, recorded = case.world.columns.tables["unit"], case.world.recorded
    _, rows = table.rows_with("parent", np.array([NULL], np.int32))
    rows = rows[table.stands(rows, day, recorded)]
    return set(case.world.own(table.column("id")[rows].tolist()))


def _is_at_top(case: Case, unit: int, day: Day) -> bool:
    fields = case.progress.fields(Reference("unit", unit), day)
    return fields is not None and fields["parent"] is None
