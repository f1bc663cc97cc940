"""A connection that is kept until another file lies where its own was, as after a restore.

Whoever is to write stands in a queue first: SQLite has none, and who finds it locked only looks
again now and then. The queue is a lock on a file beside the database, which the system hands on to
those who wait in the order of asking and takes back from whoever dies. Where a connection begins
its transactions DEFERRED it is to read alone, and has no place in the queue.

The system lets nobody wait for such a lock for so long and no longer. So a thread of its own stands
in the queue for whoever has to wait; where that one has given up meanwhile, the thread lets the
next one on as soon as it is its turn.
"""

import fcntl
import os
from contextlib import suppress
from io import FileIO
from threading import Event, Lock, Thread
from typing import Any

from django.db import OperationalError
from django.db.backends.sqlite3 import base

WRITING = ("INSERT", "UPDATE", "DELETE", "VACUUM")


class DatabaseWrapper(base.DatabaseWrapper):
    """Asked at each request whether it may still be used (`CONN_HEALTH_CHECKS`)."""

    opened: tuple[int, int] | None = None
    queue: FileIO | None = None
    patience: float | None = None
    """For how many seconds it stands in the queue at most; None: until it is its turn,
    0: it does not stand there, and writes where nobody else does."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.execute_wrappers.append(self._queued)

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        connection = super().get_new_connection(conn_params)
        self.opened = self._file()
        reads_alone = self.settings_dict["OPTIONS"].get("transaction_mode") == "DEFERRED"
        if self.opened and self.queue is None and not reads_alone:
            self.queue = self._queue_file()
        return connection

    def is_usable(self) -> bool:
        return self.opened == self._file()

    def _queued(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        """A statement that writes by itself stands in the queue like a whole transaction."""
        if not self.autocommit or not sql.startswith(WRITING):
            return execute(sql, params, many, context)
        try:
            self._queue_up()
            return execute(sql, params, many, context)
        finally:
            self._leave_queue()

    def _start_transaction_under_autocommit(self) -> None:
        try:
            self._queue_up()
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
        """Raises OperationalError where it is not its turn in time."""
        if self.queue is None:
            return
        with suppress(BlockingIOError):
            return fcntl.flock(self.queue, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if self.patience == 0:
            raise OperationalError("database is locked")
        place = Place(self.queue)
        try:
            if not place.comes(self.patience):
                raise OperationalError("database is locked")
        finally:
            if place.is_left:
                self.queue = self._queue_file()  # the other one is the place's, which closes it

    def _leave_queue(self) -> None:
        if self.queue is not None:
            fcntl.flock(self.queue, fcntl.LOCK_UN)

    def _queue_file(self) -> FileIO:
        return open(f"{self.settings_dict['NAME']}-queue", "ab", buffering=0)

    def _file(self) -> tuple[int, int] | None:
        """Which file has the name of the database; None where it is in memory alone."""
        try:
            found = os.stat(self.settings_dict["NAME"])
        except OSError:
            return None
        return found.st_dev, found.st_ino


class Place:
    """A place in the queue, held by a thread; `is_left` where nobody waits for it any more."""

    def __init__(self, queue: FileIO) -> None:
        self.is_left = False
        self._queue, self._is_here, self._lock = queue, Event(), Lock()
        Thread(target=self._stand, daemon=True).start()

    def comes(self, seconds: float | None) -> bool:
        """Whether it is the turn of this place within so many seconds."""
        try:
            self._is_here.wait(seconds)
        finally:
            with self._lock:
                self.is_left = not self._is_here.is_set()
        return not self.is_left

    def _stand(self) -> None:
        fcntl.flock(self._queue, fcntl.LOCK_EX)
        with self._lock:
            if not self.is_left:
                self._is_here.set()
                return
        fcntl.flock(self._queue, fcntl.LOCK_UN)
        self._queue.close()
