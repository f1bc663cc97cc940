"""Django's `migrate`, and then what follows from the models as they are."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.core.management.commands import migrate
from django.db import connection

from bureau.core.actors import NOBODY
from bureau.record.journal.models import RowState
from bureau.record.journal.queries.rows import shapes_committed
from bureau.record.journal.services.rows import commit_rows
from bureau.record.journal.store import put_guards, shapes

LOCK = 7_246_001
"""What PostgreSQL knows this lock by."""


@contextmanager
def alone() -> Iterator[None]:
    """Nobody else makes tables here meanwhile: whoever comes second waits, and finds them made."""
    if connection.vendor == "postgresql":
        with closing(connection.copy()) as own, own.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
            yield
    elif connection.is_in_memory_db():  # type: ignore[attr-defined]
        yield
    else:
        folder = os.open(Path(connection.settings_dict["NAME"]).parent, os.O_RDONLY)
        try:
            fcntl.flock(folder, fcntl.LOCK_EX)
            yield
        finally:
            os.close(folder)


class Command(migrate.Command):
    """Once every table is there, its triggers are written and its rows are committed to."""

    def handle(self, *args: Any, **options: Any) -> None:
        with alone():
            self._brought_up(*args, **options)

    def _brought_up(self, *args: Any, **options: Any) -> None:
        super().handle(*args, **options)
        if options["plan"] or options["check_unapplied"] or options["app_label"]:
            return
        if RowState._meta.db_table not in connection.introspection.table_names():
            return
        put_guards()
        committed = shapes_committed()
        if committed is not None and committed != shapes():
            commit_rows(NOBODY)
