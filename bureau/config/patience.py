"""For how long a process waits for others who write: whoever answers pages gives up after some
seconds, so that no writer holds the threads that answer; commands and the worker wait."""

import re
from typing import Any

from django.db import OperationalError, connections

SECONDS = 20
"""For how long a page waits: longer than any act that is as it should be."""
LOCKS = re.compile(r"-c lock_timeout=\d+s ")
LOCKED = frozenset({"55P03", "40P01"})
"""What PostgreSQL calls a lock that did not come in time, and two that wait for each other."""

SHUT = frozenset({"53300", "57P01", "57P02", "57P03"})
"""What PostgreSQL calls a connection that it cuts or does not let in."""


def wait(seconds: int | None = None) -> None:
    """Let the connections that this process opens from now on wait for so long; None: without an
    end. What the address of a PostgreSQL says itself holds before it."""
    given: dict[str, Any] = connections.settings["default"]
    if given["ENGINE"].endswith("sqlite3"):
        from bureau.config.sqlite3.base import DatabaseWrapper

        DatabaseWrapper.patience = seconds
    else:
        said = LOCKS.sub("", given["OPTIONS"].get("options", ""))
        bound = f"-c lock_timeout={seconds}s " if seconds else ""
        given["OPTIONS"]["options"] = bound + said


def is_out(error: BaseException | None) -> bool:
    """Whether a process gave up waiting for somebody else who writes."""
    if not isinstance(error, OperationalError):
        return False
    state = getattr(error.__cause__, "sqlstate", None)
    return state in LOCKED or "database is locked" in str(error)


def is_away(error: BaseException | None) -> bool:
    """Whether the connection to the database was lost, or none was had in time. What was being
    written may have been kept: whether it was, is told when it is sent again."""
    if not isinstance(error, OperationalError):
        return False
    state = getattr(error.__cause__, "sqlstate", "")
    return state is None or state in SHUT or state.startswith("08")
