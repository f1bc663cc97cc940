"""The days on which something in a part of the chart changed, and the instruments behind each."""

from collections import defaultdict
from collections.abc import Mapping

import numpy as np

from bureau.core.references import Reference
from bureau.core.spans import Day
from bureau.core.structure.columns import OPEN, Table
from bureau.core.structure.ordering import Integers
from bureau.core.structure.snapshot import Snapshot
from bureau.institution.organisation.queries.history import Turn, turns
from bureau.institution.organisation.queries.structure import changing_days
from bureau.institution.organisation.queries.tallies import within

SEARCHED_A_DAY = 300

type Ids = Mapping[str, Integers]
type Rows = tuple[Integers, Integers, Integers]


def turns_under(now: Snapshot, unit: int, most: int) -> list[Turn]:
    """The newest `most` days on which the unit, one below it or a post there changed.

    Where more than SEARCHED_A_DAY things changed on a day, the instruments are those behind the
    first of them.
    """
    below = {"unit": np.array(now.subtree(unit), np.int32)}
    below["post"] = now.standing("post").ids[within(now, [unit])]
    below["block"] = now.standing("block").ids[within(now, [unit], "block")]
    recorded = now.coordinates.recorded
    changed = {kind: _changed(now.columns.tables[kind], recorded, below[kind]) for kind in below}
    days = _days(now, below, changed)[-most:]
    about = [
        Reference(kind, id)
        for kind, (ids, starts, ends) in changed.items()
        for id in _first_of_each(ids, starts, ends, days)
    ]
    if now.overlay:
        about += now.overlay.touched
    return turns(days, set(about), recorded)


def _changed(table: Table, recorded: int, ids: Integers) -> Rows:
    """The rows of these things as known at a record number: whose, from when, until when."""
    known = table.known_at(recorded)
    size = len(known)
    rows = np.flatnonzero(known)
    rows = rows[np.isin(table.column("id")[:size][rows], ids)]
    return (
        table.column("id")[rows],
        table.column("valid_from")[rows],
        table.column("valid_until")[rows],
    )


def days_of(now: Snapshot, things: Ids) -> list[Day]:
    """The days on which anything of these begins, changes or ends, in order."""
    recorded = now.coordinates.recorded
    tables = now.columns.tables
    changed = {kind: _changed(tables[kind], recorded, ids) for kind, ids in things.items()}
    return _days(now, things, changed)


def _days(now: Snapshot, things: Ids, changed: Mapping[str, Rows]) -> list[Day]:
    if now.overlay:
        about = [Reference(kind, id) for kind, ids in things.items() for id in ids.tolist()]
        return changing_days(now.coordinates, now.overlay, [*about, *now.overlay.touched])
    found = np.unique(np.concatenate([days for _, *both in changed.values() for days in both]))
    return [day for day in found.tolist() if day != OPEN]


def _first_of_each(ids: Integers, starts: Integers, ends: Integers, days: list[Day]) -> set[int]:
    """The first things that changed on each of these days."""
    found: dict[Day, set[int]] = defaultdict(set)
    for day in days:
        found[day].update(ids[starts == day][:SEARCHED_A_DAY].tolist())
        found[day].update(ids[ends == day][:SEARCHED_A_DAY].tolist())
    return set().union(*found.values())
