"""Whether this installation is well, for whatever watches over it: no sign-in, no rights, JSON.

Answered before sessions and readers are looked up, so that it can say that the database is away,
and so that a watcher may call by any host name and without TLS.
"""

import shutil
from collections.abc import Callable
from datetime import timedelta
from functools import cache
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone

from bureau.record.clock.queries import duties, tasks_failed, tasks_waiting_count
from bureau.record.journal.queries import entries_unfollowed

type Respond = Callable[[HttpRequest], HttpResponse]
type Check = Callable[[], dict[str, Any]]


def health_first(get_response: Respond) -> Respond:
    """Middleware: answer the health address here, pass every other on."""

    def respond(request: HttpRequest) -> HttpResponse:
        return health(request) if request.path == reverse("health") else get_response(request)

    return respond


def health(request: HttpRequest) -> HttpResponse:
    """200 where every check is well, 503 where one is not; each says what it saw."""
    checks = {name: _looked_at(check) for name, check in CHECKS.items()}
    is_well = all(check["ok"] for check in checks.values())
    said = {"status": "ok" if is_well else "failing", "checks": checks}
    headers = {"Cache-Control": "no-store", "X-Frame-Options": "DENY"}
    return JsonResponse(said, status=200 if is_well else 503, headers=headers)


def _looked_at(check: Check) -> dict[str, Any]:
    try:
        return check()
    except (DatabaseError, OSError) as error:
        return {"ok": False, "failure": type(error).__name__}


def database() -> dict[str, Any]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return {"ok": True, "kind": connection.vendor}


def migrations() -> dict[str, Any]:
    missing = _migrations_known() - set(MigrationRecorder(connection).applied_migrations())
    return {"ok": not missing, "missing": len(missing)}


@cache
def _migrations_known() -> frozenset[tuple[str, str]]:
    return frozenset(MigrationLoader(None).disk_migrations or {})


def worker() -> dict[str, Any]:
    """A worker starts the recurring duties: when the last was started, one was alive."""
    started = [duty.next_at - timedelta(seconds=duty.every_seconds) for duty in duties()]
    if not started:
        return {"ok": False, "seen_seconds_ago": None}
    ago = (timezone.now() - max(started)).total_seconds()
    return {"ok": ago <= settings.BUREAU_WORKER_SEEN_SECONDS, "seen_seconds_ago": round(ago)}


def queue() -> dict[str, Any]:
    waiting = tasks_waiting_count()
    ok = waiting <= settings.BUREAU_QUEUE_MAX
    return {"ok": ok, "waiting": waiting, "failed": len(tasks_failed())}


def followers() -> dict[str, Any]:
    """How far the slowest is behind, and each that is behind by its path in the settings."""
    behind = {path: entries_unfollowed(path) for path in settings.BUREAU_FOLLOWERS}
    most = max(behind.values(), default=0)
    lagging = {path: count for path, count in behind.items() if count}
    return {"ok": most <= settings.BUREAU_QUEUE_MAX, "entries_behind": most, "lagging": lagging}


def disk() -> dict[str, Any]:
    free = shutil.disk_usage(settings.BUREAU_HOME).free // 2**20
    return {"ok": free >= settings.BUREAU_DISK_FREE_MB, "free_mb": free}


CHECKS: dict[str, Check] = {
    "database": database,
    "migrations": migrations,
    "worker": worker,
    "queue": queue,
    "followers": followers,
    "disk": disk,
}
