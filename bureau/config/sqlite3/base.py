"""A connection that is kept until another file lies where its own was, as after a restore.

Whoever is to write stands in a queue first: SQLite has none, and who finds it locked only looks
again now and then. The queue is a lock on a file beside the database, which the system hands on to
those who wait in the order of asking and takes back from whoever dies. Where a connection begins
its transactions DEFERRED it is to read alone, and has no place in the queue.
"""

import fcntl
import os
from io import FileIO
from typing import Any

from django.db.backends.sqlite3 import base

WRITING = ("INSERT", "UPDATE", "DELETE", "VACUUM")


class DatabaseWrapper(base.DatabaseWrapper):
    """Asked at each request whether it may still be used (`CONN_HEALTH_CHECKS`)."""

    opened: tuple[int, int] | None = None
    queue: FileIO | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.execute_wrappers.append(self._queued)

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        connection = super().get_new_connection(conn_params)
        self.opened = self._file()
        reads_alone = self.settings_dict["OPTIONS"].get("transaction_mode") == "DEFERRED"
        if self.opened and self.queue is None and not reads_alone:
            self.queue = open(f"{self.settings_dict['NAME']}-queue", "ab", buffering=0)
        return connection

    def is_usable(self) -> bool:
        return self.opened == self._file()

    def _queued(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        """A statement that writes by itself stands in the queue like a whole transaction."""
        if not self.autocommit or not sql.startswith(WRITING):
            return execute(sql, params, many, context)
        self._queue_up()
        try:
            return execute(sql, params, many, context)
        finally:
            self._leave_queue()

    def _start_transaction_under_autocommit(self) -> None:
        self._queue_up()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._leave_queue()
            raise

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc]
        self._leave_queue()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self._leave_queue()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            if self.queue is not None:
                self.queue.close()
                self.queue = None

    def _queue_up(self) -> None:
        if self.queue is not None:
            fcntl.flock(self.queue, fcntl.LOCK_EX)

    def _leave_queue(self) -> None:
        if self.queue is not None:
            fcntl.flock(self.queue, fcntl.LOCK_UN)

    def _file(self) -> tuple[int, int] | None:
        """Which file has the name of the database; None where it is in memory alone."""
        try:
            found = os.stat(self.settings_dict["NAME"])
        except OSError:
            return None
        return found.st_dev, found.st_ino
