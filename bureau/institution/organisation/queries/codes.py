"""The codes of units that stand no more, or are called otherwise by now."""

import numpy as np

from bureau.core.references import Reference
from bureau.core.structure.lineage import is_now
from bureau.core.structure.snapshot import Snapshot
from bureau.core.structure.views import Unit
from bureau.institution.organisation.queries.lineage import known_versions


def last_code(side: Snapshot, unit: int) -> str:
    """The code that a unit had last, as known there; empty where it never had one."""
    known = known_versions(Reference("unit", unit), side)
    return str(max(known, key=lambda row: row.valid_from).fields["code"]) if known else ""


def units_once_called(now: Snapshot, code: str) -> list[Unit]:
    """What the units that ever had this code are now, as known there."""
    table = now.columns.tables["unit"]
    number = table.vocabulary.known(code)
    rows = table.known_at(now.coordinates.recorded)
    had = rows & (table.column("code")[: len(rows)] == number)
    ids = np.unique(table.column("id")[: len(rows)][had]).tolist()
    became = [ref for id in ids for ref in is_now(now, Reference("unit", id))]
    return [unit for ref in dict.fromkeys(became) if (unit := now.unit(ref.id))]
