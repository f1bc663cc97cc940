"""The version rows of this process in memory, brought up to the record number asked for.

The stamp is the record number and the hash of its journal entry: where the database says otherwise
(a restored backup), everything in memory is discarded.
"""

from dataclasses import dataclass
from threading import Lock

from bureau.core.structure.columns import Columns
from bureau.core.structure.effects import Version
from bureau.institution.organisation.store.tables import VERSIONS, versions_in
from bureau.record.journal.queries import hash_of_record


@dataclass(slots=True)
class Kept:
    number: int
    hash: str
    columns: Columns


_lock = Lock()
_kept: Kept | None = None


def columns_now(recorded: int) -> Columns:
    """Columns that hold all rows up to `recorded`; a reader at an earlier number sees the same."""
    global _kept
    with _lock:
        if _kept is None or hash_of_record(_kept.number) != _kept.hash:
            _kept = Kept(0, hash_of_record(0), Columns())
        if _kept.number < recorded:
            _catch_up(_kept, recorded)
        columns = _kept.columns
        if recorded and not _kept.hash:
            _kept = None  # read by an open act at its own number: nothing uncommitted is kept
        return columns


def _catch_up(kept: Kept, recorded: int) -> None:
    closed: list[Version] = []
    written: list[Version] = []
    for kind, table in VERSIONS.items():
        rows = table._default_manager.order_by("pk")
        known = rows.filter(recorded_from__lte=kept.number)
        closed += versions_in(
            kind, known.filter(recorded_until__gt=kept.number, recorded_until__lte=recorded)
        )
        new = rows.filter(recorded_from__gt=kept.number, recorded_from__lte=recorded)
        written += versions_in(kind, new)
    kept.columns.append(written, closed)
    kept.number, kept.hash = recorded, hash_of_record(recorded)
