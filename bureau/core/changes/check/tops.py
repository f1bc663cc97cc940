"""Whether a set leaves an organisation with more than the one unit at its top."""

from collections.abc import Iterator

import numpy as np

from bureau.core.changes.check.case import Case, Found
from bureau.core.references import Reference
from bureau.core.spans import Day
from bureau.core.structure.columns import NULL


def second_at_top(case: Case) -> Iterator[Found]:
    """A unit put at the top beside one of its organisation that stood there before and still does.

    Nothing stands in an organisation that is being begun: there nothing is asked.
    """
    for (unit, day), place in sorted(_placed(case).items()):
        subject = Reference("unit", unit)
        if not _is_at_top(case, unit, day):
            continue
        was = case.progress.fields_before(subject, day)
        beside = () if was and was["parent"] is None else _still_at_top(case, unit, day)
        if beside:
            yield Found(subject, day, {"beside": beside}, (place,))


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


def _still_at_top(case: Case, unit: int, day: Day) -> tuple[int, ...]:
    """The other units at the top without the set that are there with it too."""
    table, recorded = case.world.columns.tables["unit"], case.world.recorded
    _, rows = table.rows_with("parent", np.array([NULL], np.int32))
    rows = rows[table.stands(rows, day, recorded)]
    own = case.world.own(table.column("id")[rows].tolist())
    return tuple(sorted(one for one in own if one != unit and _is_at_top(case, one, day)))


def _is_at_top(case: Case, unit: int, day: Day) -> bool:
    fields = case.progress.fields(Reference("unit", unit), day)
    return fields is not None and fields["parent"] is None
