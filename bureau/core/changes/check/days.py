"""The days a check must look at: those on which anything changes that a set could meet."""

from collections.abc import Collection, Mapping

import numpy as np

from bureau.core.spans import Day
from bureau.core.structure.columns import OPEN, Columns, Table
from bureau.core.structure.ordering import Mask
from bureau.core.structure.overlay import Plan, days_of_change

# Which objects a change of another can put in the wrong: (kind, field) and what that field names.
_REFERRING = (
    ("post", "unit", "unit"),
    ("incumbency", "post", "post"),
    ("reporting", "post", "post"),
    ("reporting", "superior", "post"),
    ("adoption", "post", "post"),
    ("engagement", "unit", "unit"),
    ("engagement", "supervisor", "post"),
    ("block", "unit", "unit"),
    ("block", "superior", "post"),
)
# What an object of the set needs; of units all days are looked at anyway.
_REFERRED = (("unit", "head", "post"), *_REFERRING[1:])


def days_to_look_at(columns: Columns, recorded: int, overlay: Plan, first: Day) -> list[Day]:
    """In order, from the set's first day on; all days on which a unit changes are among them."""
    tables, laid = columns.tables, overlay.laid_over(columns)
    concerned = _concerned(overlay, laid)
    marked = {kind: np.zeros(table.size, bool) for kind, table in tables.items()}
    marked["unit"][:] = True
    marked["post"] |= _same_numbers(tables["post"], laid.tables["post"])
    for kind, ids in concerned.items():
        marked[kind] |= np.isin(tables[kind].column("id"), list(ids))
    for kind, name, target in _REFERRING:
        marked[kind] |= np.isin(tables[kind].column(name), list(concerned[target]))
    days = {
        first,
        *days_of_change(columns, recorded, overlay, overlay.touched),
    }
    for kind, table in tables.items():
        days |= _ends(table, marked[kind], recorded)
    return sorted(day for day in days if day >= first)


def _concerned(overlay: Plan, laid: Columns) -> Mapping[str, Collection[int]]:
    """The touched objects, and those that they name."""
    found: dict[str, set[int]] = {kind: set() for kind in laid.tables}
    for reference in overlay.touched:
        found[reference.kind].add(reference.id)
    for kind, name, target in _REFERRED:
        found[target].update(laid.tables[kind].column(name).tolist())
    return found


def _same_numbers(posts: Table, laid: Table) -> Mask:
    return np.isin(posts.column("number"), laid.column("number"))


def _ends(table: Table, marked: Mask, recorded: int) -> set[Day]:
    rows = table.known_at(recorded) & marked
    ends = np.concatenate([table.column(name)[rows] for name in ("valid_from", "valid_until")])
    return set(np.unique(ends[ends != OPEN]).tolist())
