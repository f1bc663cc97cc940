"""Rows that an act found otherwise than the last entry about them says."""

import logging
from collections.abc import Iterable

from django.db import connection

from bureau.record.journal.queries.rows import last_states
from bureau.record.journal.store import GONE, committed, state_noted

NEWEST = 'SELECT max(number) FROM journal_rowstate WHERE "table" = %s'
log = logging.getLogger("bureau.journal")
type Note = tuple[str, int, str | None]
"""The table and number of a row that was written, and the row before: JSON, or None."""


def edited_before(notes: Iterable[Note]) -> dict[str, list[int]]:
    """The rows, by table, that are not as the last entry said when an act first wrote them.

    `notes` in their order: the first of a row is how the act found it.
    """
    firsts: dict[str, dict[int, str | None]] = {}
    for table, number, before in notes:
        firsts.setdefault(table, {}).setdefault(number, before)
    differing = {}
    for table, rows in sorted(firsts.items()):
        newest = _newest(table)
        asked = [n for n, before in rows.items() if before is not None or n <= newest]
        last, model = last_states(table, asked), committed()[table]
        if found := [
            number
            for number, before in sorted(rows.items())
            if state_noted(model, before) != last.get(number, GONE)
        ]:
            differing[table] = found
    if differing:
        log.error("rows were edited past the application", extra={"rows": differing})
    return differing


def _newest(table: str) -> int:
    """The highest number of a row that an entry commits to."""
    with connection.cursor() as cursor:
        cursor.execute(NEWEST, [table])
        return cursor.fetchone()[0] or 0
