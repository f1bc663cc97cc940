"""The version rows of this process in memory, brought up to the record number asked for.

The stamp is the record number and the hash of its journal entry: where the database says otherwise
(a restored backup), everything in memory and the column file are discarded.
"""

import time
from dataclasses import dataclass, field
from threading import Lock

from bureau.core.structure.columns import Columns
from bureau.institution.organisation.store import column_files
from bureau.institution.organisation.store.column_files import Stamped
from bureau.institution.organisation.store.loading import catch_up, load
from bureau.record.journal.queries import hash_of_record, hashes_of_records, record_number_now

WORTH_A_FILE = 10_000
"""With fewer rows than these behind the last file, reading them again is quick enough."""
STAMPS = 256
NUMBERS_AT_ONCE = 20
"""So many record numbers are caught up before other readers have their turn: portions of an import,
each of one number, are some 10,000 rows then, and a fifth of a second."""
PAUSE_SECONDS = 0.001
"""Long enough for a thread that waits for the lock to get it."""


@dataclass(slots=True)
class Kept:
    """`hashes` are those of the last numbers; `unfiled` counts rows that no file holds."""

    number: int
    columns: Columns
    hashes: dict[int, str] = field(default_factory=dict)
    unfiled: int = 0


_lock = Lock()
_kept: Kept | None = None


def columns_now(recorded: int, seen: str = "") -> Columns:
    """Columns that hold all rows up to `recorded`; a reader at an earlier number sees the same.

    `seen` is the hash of that number's entry as the database has it, where it was just read.
    """
    while (found := _columns_at(recorded, seen)) is None:
        time.sleep(PAUSE_SECONDS)
    return found


def _columns_at(recorded: int, seen: str) -> Columns | None:
    """The columns; None where they were brought up some way, and more is to be read."""
    global _kept
    with _lock:
        if _kept and seen and _kept.number == recorded and _kept.hashes[recorded] == seen:
            return _kept.columns
        kept = _kept if _kept and _agrees(_kept, recorded) else _opened()
        _kept = None  # whatever fails below leaves nothing half done behind
        if kept.number < recorded and not hash_of_record(recorded):
            # Read by an open act at its own number: nothing uncommitted is kept.
            passing = kept.columns.fork()
            catch_up(passing, kept.number, recorded)
            _kept = kept
            return passing
        if kept.number < recorded:
            kept = _caught_up(kept, _next_stop(kept.number, recorded))
            if kept.number == recorded and kept.unfiled >= WORTH_A_FILE:
                kept = _filed(kept)
        _kept = kept
        return kept.columns if kept.number >= recorded else None


def _next_stop(number: int, recorded: int) -> int:
    """Up to where to read at once: empty columns are filled whole, in one way for all rows."""
    until = number + NUMBERS_AT_ONCE
    return until if number and until < recorded and hash_of_record(until) else recorded


def _agrees(kept: Kept, recorded: int) -> bool:
    """Whether the database still has what was read from it.

    A reader whose view of the database is older than the columns does not see their last entry; to
    it they are good when the last entry that it does see is the one they have under its number.
    """
    if kept.number == 0 or hash_of_record(kept.number) == kept.hashes[kept.number]:
        return True
    seen = record_number_now()
    is_older = recorded <= seen < kept.number
    return is_older and hash_of_record(seen) == kept.hashes.get(seen, "none")


def _opened() -> Kept:
    """From the column file where it agrees with the database, else empty."""
    stamped = column_files.read()
    if stamped is None:
        return Kept(0, Columns())
    if hash_of_record(stamped.number) == stamped.hash:
        return Kept(stamped.number, stamped.columns, {stamped.number: stamped.hash})
    column_files.discard()
    return Kept(0, Columns())


def _caught_up(kept: Kept, recorded: int) -> Kept:
    if kept.number:
        kept.unfiled += catch_up(kept.columns, kept.number, recorded)
    else:
        kept.unfiled += load(kept.columns, recorded)
    hashes = {**kept.hashes, **hashes_of_records(max(kept.number, recorded - STAMPS), recorded)}
    kept.hashes = dict(sorted(hashes.items())[-STAMPS:])
    kept.number = recorded
    return kept


def _filed(kept: Kept) -> Kept:
    """Written to the file and, where that can be read again, standing on it."""
    for table in kept.columns.tables.values():
        table.index_references()
    try:
        column_files.write(Stamped(kept.number, kept.hashes[kept.number], kept.columns))
    except OSError:
        kept.unfiled = 0
        return kept
    stamped = column_files.read()
    return Kept(kept.number, stamped.columns if stamped else kept.columns, kept.hashes)
