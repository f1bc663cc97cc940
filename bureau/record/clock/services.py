"""The worker: leases what is due, runs it, and returns what a dead worker left behind.

It has a thread for each queue, so that a mail never waits for an import. They are threads and not
processes, since a second process would hold all that the first has loaded once more (60 MiB).

These marks are not acts: they write only rows of the queue. What a task does is an act of its own.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, close_old_connections, connection, transaction
from django.db.models import QuerySet
from django.tasks import task
from django.utils import timezone
from django.utils.module_loading import import_string

from bureau.record.clock.models import QueuedTask, RecurringDuty

LEASE = timedelta(seconds=60)
BEAT = timedelta(seconds=20)
"""How often a running task's lease is renewed."""
LONGEST = timedelta(minutes=15)
"""What runs longer counts as hung: its lease is renewed no more, and another worker has it."""
ATTEMPTS_MAX = 5
IDLE_SECONDS = 0.5
DONE_KEPT = timedelta(days=1)
FAILED_KEPT = timedelta(days=90)
SHORT, LONG = "default", "long"
"""The queues, as the settings name them: what takes seconds at most, and what takes minutes."""
log = logging.getLogger("bureau.worker")

type KeepLease = Callable[[QueuedTask], AbstractContextManager[None]]


def lease_next(worker: str, queue: str = "") -> QueuedTask | None:
    """Claim the oldest task that is due, of one queue or of all; one worker alone can have it.

    A task that an open act has asked for once more is locked until that act is through, and passed
    over: run now, it would not see what the act wrote.
    """
    due = QueuedTask.objects.filter(state="ready", run_after__lte=timezone.now())
    if queue:
        due = due.filter(queue=queue)
    if not due.exists():
        return None
    with transaction.atomic():
        row = due.select_for_update(skip_locked=True).order_by("run_after", "pk").first()
        if row is None:
            return None
        row.state, row.worker, row.attempts = "leased", worker, row.attempts + 1
        row.leased_until = timezone.now() + LEASE
        row.save(update_fields=["state", "worker", "attempts", "leased_until"])
        return row


def return_expired() -> int:
    """Make ready again what a worker leased and did not finish in time; give up after five.

    It comes back after a pause, as a failed one does: what kills its worker must neither do so at
    once again nor stand before everything else.
    """
    now = timezone.now()
    expired = QueuedTask.objects.filter(state="leased", leased_until__lt=now)
    if not expired.exists():
        return 0
    expired.filter(attempts__gte=ATTEMPTS_MAX).update(
        state="failed", failure="lease_expired", settled_at=now
    )
    return sum(
        expired.filter(attempts=attempts).update(
            state="ready", worker="", leased_until=None, run_after=now + pause_after(attempts)
        )
        for attempts in range(1, ATTEMPTS_MAX)
    )


def pause_after(attempts: int) -> timedelta:
    """How long a task waits that was tried so often in vain."""
    return timedelta(seconds=2**attempts)


def renew(row: QueuedTask) -> bool:
    """Hold a leased task for longer; False where it is no longer this attempt's."""
    return bool(_mine(row).update(leased_until=timezone.now() + LEASE))


@contextmanager
def heartbeat(row: QueuedTask) -> Iterator[None]:
    """Renew the lease while the task runs, from a thread with a connection of its own."""
    ended = threading.Event()
    beating = threading.Thread(target=_beat, args=(row, ended), daemon=True)
    beating.start()
    try:
        yield
    finally:
        ended.set()
        beating.join()


def run(row: QueuedTask, keep_lease: KeepLease | None = None) -> bool:
    """Run one leased task; a failure is logged, kept by its class name and tried again later.

    The answer of a worker that has lost its lease is refused.
    """
    now = timezone.now
    try:
        with keep_lease(row) if keep_lease else nullcontext():
            import_string(row.path).func(*row.arguments)
    except Exception as error:
        log.exception("task failed", extra={"task": row.path, "number": row.pk})
        final = row.attempts >= ATTEMPTS_MAX
        _mine(row).update(
            state="failed" if final else "ready",
            run_after=now() + pause_after(row.attempts),
            failure=type(error).__name__,
            settled_at=now() if final else None,
        )
        return False
    accepted = _mine(row).update(state="done", leased_until=None, settled_at=now())
    if not accepted:
        log.warning("late answer refused", extra={"task": row.path, "number": row.pk})
    return bool(accepted)


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
    RecurringDuty.objects.exclude(path__in=settings.BUREAU_DUTIES).delete()
    for path, seconds in settings.BUREAU_DUTIES.items():
        RecurringDuty.objects.update_or_create(
            path=path,
            defaults={"every_seconds": seconds},
            create_defaults={"every_seconds": seconds, "next_at": timezone.now()},
        )


@task
def prune() -> None:
    """Forget tasks that were done a day ago, and those that failed three months ago."""
    now = timezone.now()
    for state, kept in (("done", DONE_KEPT), ("failed", FAILED_KEPT)):
        QueuedTask.objects.filter(state=state, settled_at__lt=now - kept).delete()


def work(worker: str, keep_going: Callable[[], bool]) -> None:
    """Serve both queues until told to stop, or until one of the two threads cannot go on."""
    know_duties()
    ended = threading.Event()
    beside = threading.Thread(
        target=_work_long, args=(worker, lambda: keep_going() and not ended.is_set())
    )
    beside.start()
    try:
        _serve(lambda: _work_short(worker), lambda: keep_going() and beside.is_alive())
    finally:
        ended.set()
        beside.join()


def _work_short(worker: str) -> bool:
    """Look after leases and duties, then run one short task; False when none is due."""
    return_expired()
    start_due_duties()
    return work_one(worker, SHORT)


def _work_long(worker: str, keep_going: Callable[[], bool]) -> None:
    try:
        _serve(lambda: work_one(worker, LONG), keep_going)
    finally:
        connection.close()


def _serve(work_on: Callable[[], bool], keep_going: Callable[[], bool]) -> None:
    """Do one thing after another; wait where nothing is due and where the database is away."""
    while keep_going():
        close_old_connections()
        try:
            worked = work_on()
        except DatabaseError:
            log.exception("database away")
            worked = False
        if not worked:
            time.sleep(IDLE_SECONDS)


def work_one(worker: str, queue: str) -> bool:
    """Run one task of a queue under a heartbeat; False when none is due."""
    row = lease_next(worker, queue)
    if row is None:
        return False
    run(row, heartbeat)
    return True


def work_off(worker: str = "once") -> int:
    """Run everything that is due now, then return how many tasks ran."""
    count = 0
    while row := lease_next(worker):
        run(row)
        count += 1
    return count


def _mine(row: QueuedTask) -> QuerySet[QueuedTask]:
    """The row while this attempt still has it."""
    leased = QueuedTask.objects.filter(pk=row.pk, state="leased")
    return leased.filter(worker=row.worker, attempts=row.attempts)


def _beat(row: QueuedTask, ended: threading.Event) -> None:
    last = time.monotonic() + LONGEST.total_seconds()
    try:
        while not ended.wait(BEAT.total_seconds()) and time.monotonic() < last:
            if not renew(row):
                return
    except DatabaseError:
        log.exception("no heartbeat", extra={"task": row.path, "number": row.pk})
    finally:
        connection.close()
