"""The worker: leases what is due, runs it, and returns what a dead worker left behind.

These marks are not acts: they write only rows of the queue. What a task does is an act of its own.
"""

import logging
import time
from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.db import close_old_connections, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.module_loading import import_string

from bureau.record.clock.models import QueuedTask, RecurringDuty

LEASE = timedelta(seconds=60)
ATTEMPTS_MAX = 5
IDLE_SECONDS = 0.5
log = logging.getLogger("bureau.worker")


def lease_next(worker: str) -> QueuedTask | None:
    """Claim the oldest task that is due; a conditional update lets exactly one worker have it."""
    due = QueuedTask.objects.filter(state="ready", run_after__lte=timezone.now())
    for pk in due.order_by("run_after", "pk").values_list("pk", flat=True)[:5]:
        claimed = QueuedTask.objects.filter(pk=pk, state="ready").update(
            state="leased",
            worker=worker,
            leased_until=timezone.now() + LEASE,
            attempts=F("attempts") + 1,
        )
        if claimed:
            return QueuedTask.objects.get(pk=pk)
    return None


def return_expired() -> int:
    """Make ready again what a worker leased and did not finish in time; give up after five."""
    expired = QueuedTask.objects.filter(state="leased", leased_until__lt=timezone.now())
    expired.filter(attempts__gte=ATTEMPTS_MAX).update(state="failed", failure="lease_expired")
    return expired.update(state="ready", worker="", leased_until=None)


def run(row: QueuedTask) -> bool:
    """Run one leased task; a failure is logged, kept by its class name and tried again later."""
    mine = QueuedTask.objects.filter(pk=row.pk, state="leased", worker=row.worker)
    try:
        import_string(row.path).func(*row.arguments)
    except Exception as error:
        log.exception("task failed", extra={"task": row.path, "number": row.pk})
        final = row.attempts >= ATTEMPTS_MAX
        mine.update(
            state="failed" if final else "ready",
            run_after=timezone.now() + timedelta(seconds=2**row.attempts),
            failure=type(error).__name__,
        )
        return False
    mine.update(state="done", leased_until=None)
    return True


def start_due_duties() -> int:
    """Enqueue every recurring duty that fell due, once, and set its next instant."""
    started = 0
    for duty in RecurringDuty.objects.filter(next_at__lte=timezone.now()):
        with transaction.atomic():
            following = timezone.now() + timedelta(seconds=duty.every_seconds)
            unclaimed = RecurringDuty.objects.filter(pk=duty.pk, next_at=duty.next_at)
            if unclaimed.update(next_at=following):
                import_string(duty.path).enqueue()
                started += 1
    return started


def know_duties() -> None:
    """Give each duty named in the settings its row; existing rows keep their next instant."""
    for path, seconds in settings.BUREAU_DUTIES.items():
        RecurringDuty.objects.update_or_create(
            path=path,
            defaults={"every_seconds": seconds},
            create_defaults={"every_seconds": seconds, "next_at": timezone.now()},
        )


def work(worker: str, keep_going: Callable[[], bool]) -> None:
    """Serve the queue until told to stop."""
    know_duties()
    while keep_going():
        close_old_connections()
        return_expired()
        start_due_duties()
        if row := lease_next(worker):
            run(row)
        else:
            time.sleep(IDLE_SECONDS)


def work_off(worker: str = "once") -> int:
    """Run everything that is due now, then return how many tasks ran."""
    count = 0
    while row := lease_next(worker):
        run(row)
        count += 1
    return count
