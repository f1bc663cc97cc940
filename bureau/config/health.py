"""Whether this installation is well, for whatever watches over it: no sign-in, no rights, JSON.

Answered before sessions and readers are looked up, so that it can say that the database is away,
and so that a watcher may call by any host name and without TLS.
"""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from functools import cache
from ipaddress import ip_address
from tempfile import TemporaryFile
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse

from bureau.record.clock.queries import (
    duties_overdue,
    seconds_unseen,
    tasks_failed,
    tasks_refused,
    tasks_unfinished,
    tasks_waiting_count,
)
from bureau.record.journal.queries import entries_unfollowed, is_stalled
from bureau.record.journal.queries.heads import is_of_another_key

LOCK_NOT_AVAILABLE = "55P03"
"""How PostgreSQL says that somebody else has the lock."""

type Respond = Callable[[HttpRequest], HttpResponse]
type Check = Callable[[], dict[str, Any]]


def health_first(get_response: Respond) -> Respond:
    """Middleware: answer the health address here, pass every other on."""

    def respond(request: HttpRequest) -> HttpResponse:
        return health(request) if request.path == reverse("health") else get_response(request)

    return respond


def health(request: HttpRequest) -> HttpResponse:
    """200 where every check is well, 503 where one is not; on this machine each says what it saw.

    Numbers would tell a stranger of each act by its instant, and which logins exist.
    """
    checks = {name: _looked_at(check) for name, check in CHECKS.items()}
    is_well = all(check["ok"] for check in checks.values())
    said: dict[str, Any] = {"status": "ok" if is_well else "failing"}
    if _is_on_this_machine(request):
        said["checks"] = checks
    headers = {"Cache-Control": "no-store", "X-Frame-Options": "DENY"}
    return JsonResponse(said, status=200 if is_well else 503, headers=headers)


def _is_on_this_machine(request: HttpRequest) -> bool:
    """Whether it came by the loopback and was passed on by no proxy."""
    forwarded = ("Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host")
    if any(name in request.headers for name in (*forwarded, "X-Real-Ip")):
        return False
    try:
        return ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


def _looked_at(check: Check) -> dict[str, Any]:
    try:
        return check()
    except (DatabaseError, OSError) as error:
        return {"ok": False, "failure": type(error).__name__}


def database() -> dict[str, Any]:
    """Whether it answers, and takes what is written."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    why = _refuses_writing()
    refused = {"read_only": True, "failure": why} if why else {}
    return {"ok": not why, "kind": connection.vendor, **refused}


def _refuses_writing() -> str:
    """Why nothing can be written now, in the database's own code; empty where something can.

    Nothing is written, and nobody is waited for: who finds the database locked has seen that others
    write.
    """
    if connection.vendor == "sqlite":
        return _sqlite_refuses()
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = 500")
            cursor.execute("UPDATE clock_recurringduty SET next_at = next_at WHERE FALSE")
    except DatabaseError as error:
        code = str(getattr(error.__cause__, "sqlstate", "") or type(error).__name__)
        return "" if code == LOCK_NOT_AVAILABLE else code
    return ""


def _sqlite_refuses() -> str:
    """By a connection of its own, which waits in no queue."""
    name = str(connection.settings_dict["NAME"])
    try:
        with closing(sqlite3.connect(name, timeout=0, uri=name.startswith("file:"))) as own:
            own.execute("BEGIN IMMEDIATE")
            own.rollback()
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorname", type(error).__name__)
        return "" if code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")) else code
    return ""


def migrations() -> dict[str, Any]:
    missing = _migrations_known() - set(MigrationRecorder(connection).applied_migrations())
    return {"ok": not missing, "missing": len(missing)}


@cache
def _migrations_known() -> frozenset[tuple[str, str]]:
    return frozenset(MigrationLoader(None).disk_migrations or {})


def worker() -> dict[str, Any]:
    """Whether each queue is served: a worker says so, of every queue that it has a thread for."""
    unseen = seconds_unseen()
    missing = [
        queue
        for queue, ago in unseen.items()
        if ago is None or ago > settings.BUREAU_WORKER_SEEN_SECONDS
    ]
    known = [ago for ago in unseen.values() if ago is not None]
    longest = max(known) if len(known) == len(unseen) else None
    return {"ok": not missing, "seen_seconds_ago": longest, "missing": missing}


def queue() -> dict[str, Any]:
    """How much waits and how much failed; what gave up and must be done all the same; and what was
    refused in the last day, since no app has such a task: somebody wrote into the queue past the
    application."""
    waiting, refused = tasks_waiting_count(), tasks_refused(timedelta(days=1))
    unfinished = sorted(set(tasks_unfinished().values_list("path", flat=True)))
    ok = waiting <= settings.BUREAU_QUEUE_MAX and not refused and not unfinished
    counts = {"waiting": waiting, "failed": len(tasks_failed())}
    return {"ok": ok, **counts, "refused": refused, "unfinished": unfinished}


def followers() -> dict[str, Any]:
    """How far the slowest is behind, each that is behind by its path in the settings, and those for
    which entries wait that they do not move on to."""
    behind = {path: entries_unfollowed(path) for path in settings.BUREAU_FOLLOWERS}
    lagging = {path: count for path, count in behind.items() if count}
    stalled = [path for path in lagging if is_stalled(path, _overdue())]
    most = max(behind.values(), default=0)
    ok = most <= settings.BUREAU_QUEUE_MAX and not stalled
    return {"ok": ok, "entries_behind": most, "lagging": lagging, "stalled": stalled}


def recurring() -> dict[str, Any]:
    """What should have been started or run by now, and was not."""
    overdue = duties_overdue(_overdue())
    return {"ok": not overdue, "overdue": overdue}


def _overdue() -> timedelta:
    return timedelta(seconds=settings.BUREAU_OVERDUE_SECONDS)


def journal_key() -> dict[str, Any]:
    """Whether what signs the journal here is the key on record."""
    return {"ok": not is_of_another_key()}


def disk() -> dict[str, Any]:
    """How much is free under the home, and whether a file can be written there: a quota or a disk
    that went read-only shows in no number."""
    free = shutil.disk_usage(settings.BUREAU_HOME).free // 2**20
    with TemporaryFile(dir=settings.BUREAU_HOME) as file:
        file.write(bytes(2**16))
        file.flush()
    return {"ok": free >= settings.BUREAU_DISK_FREE_MB, "free_mb": free}


CHECKS: dict[str, Check] = {
    "database": database,
    "migrations": migrations,
    "worker": worker,
    "queue": queue,
    "followers": followers,
    "duties": recurring,
    "journal_key": journal_key,
    "disk": disk,
}
