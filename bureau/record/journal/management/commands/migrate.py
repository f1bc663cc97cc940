"""Django's `migrate`, and then what follows from the models as they are."""

from typing import Any

from django.core.management.commands import migrate
from django.db import connection

from bureau.core.actors import NOBODY
from bureau.record.journal.models import RowState
from bureau.record.journal.queries.rows import shapes_committed
from bureau.record.journal.services.rows import commit_rows
from bureau.record.journal.store import put_guards, shapes


class Command(migrate.Command):
    """Once every table is there, its triggers are written and its rows are committed to."""

    def handle(self, *args: Any, **options: Any) -> None:
        super().handle(*args, **options)
        if options["plan"] or options["check_unapplied"] or options["app_label"]:
            return
        if RowState._meta.db_table not in connection.introspection.table_names():
            return
        put_guards()
        committed = shapes_committed()
        if committed is not None and committed != shapes():
            commit_rows(NOBODY)
