"""A connection that is kept until another file lies where its own was, as after a restore."""

import os
from typing import Any

from django.db.backends.sqlite3 import base


class DatabaseWrapper(base.DatabaseWrapper):
    """Asked at each request whether it may still be used (`CONN_HEALTH_CHECKS`)."""

    opened: tuple[int, int] | None = None

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        connection = super().get_new_connection(conn_params)
        self.opened = self._file()
        return connection

    def is_usable(self) -> bool:
        return self.opened == self._file()

    def _file(self) -> tuple[int, int] | None:
        """Which file has the name of the database; None where it is in memory alone."""
        try:
            found = os.stat(self.settings_dict["NAME"])
        except OSError:
            return None
        return found.st_dev, found.st_ino
