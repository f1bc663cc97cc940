"""The worker: leases what is due, runs it, and returns what a dead worker left behind.

It has a thread for each queue, so that a search never waits for an import, a mail server or an
address outside. They are threads and not processes, since a second process would hold all that the
first has loaded once more (60 MiB). What goes to addresses that people gave goes out side by side.

These marks are not acts: they write only rows of the queue. What a task does is an act of its own.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, close_old_connections, connection, transaction
from django.db.models import QuerySet
from django.tasks import task
from django.utils import timezone

from bureau.record.clock.backends import UnknownTaskError, register_tasks, task_known
from bureau.record.clock.models import QueuedTask, RecurringDuty, WorkerSeen
from bureau.record.clock.queries import duties_due, tasks_due, tasks_unfinished
from bureau.record.instants import SKEW, lapsed

LEASE = timedelta(seconds=60)
BEAT = timedelta(seconds=20)
"""How often a running task's lease is renewed."""
LONGEST = timedelta(minutes=15)
"""What runs longer counts as hung: its lease is renewed no more, and another worker has it."""
ATTEMPTS_MAX = 5
IDLE_SECONDS = 0.5
DONE_KEPT = timedelta(days=1)
FAILED_KEPT = timedelta(days=90)
SHORT, LONG, OUTGOING, MAIL = "default", "long", "outgoing", "mail"
"""The queues, as the settings name them: what takes seconds at most; what takes minutes; what goes
to addresses that people gave; what goes to the mail server."""
OUTGOING_AT_ONCE = 32
"""How many calls to addresses of people are under way at once. A thread that waits costs little."""
SEEN_EVERY = timedelta(seconds=60)
"""How often a worker that has nothing to do says that it is there."""
SEEN_KEPT = timedelta(days=1)
log = logging.getLogger("bureau.worker")

type KeepLease = Callable[[QueuedTask], AbstractContextManager[None]]


def lease_next(worker: str, queue: str = "") -> QueuedTask | None:
    """Claim the oldest task that is due, of one queue or of all; one worker alone can have it.

    A task that an open act has asked for once more is locked until that act is through, and passed
    over: run now, it would not see what the act wrote.
    """
    due = tasks_due()
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
    once again nor stand before everything else. A lease that a wrong clock gave for too long is cut
    short: whoever lives renews it.
    """
    now = timezone.now()
    leased = QueuedTask.objects.filter(state="leased")
    if leased.filter(leased_until__gt=now + LEASE + SKEW).exists():
        leased.filter(leased_until__gt=now + LEASE + SKEW).update(leased_until=now + LEASE)
    expired = leased.filter(leased_until__lt=now)
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

    What asks to end the process is a failure, too: a task does not end its worker. A path that is
    no task of ours fails at once. The answer of a worker that has lost its lease is refused.
    """
    now = timezone.now
    try:
        with keep_lease(row) if keep_lease else nullcontext():
            task_known(row.path).func(*row.arguments)
    except BaseException as error:
        log.exception("task failed", extra={"task": row.path, "number": row.pk})
        final = row.attempts >= ATTEMPTS_MAX or isinstance(error, UnknownTaskError)
        _mine(row).update(
            state="failed" if final else "ready",
            run_after=now() + pause_after(row.attempts),
            failure=type(error).__name__,
            **({"settled_at": now()} if final else {}),
        )
        return False
    accepted = _mine(row).update(state="done", leased_until=None, settled_at=now())
    if not accepted:
        log.warning("late answer refused", extra={"task": row.path, "number": row.pk})
    return bool(accepted)


def start_due_duties() -> int:
    """Enqueue every recurring duty that fell due, once, and set its next instant. One that is no
    task of ours stays overdue."""
    started = 0
    for duty in duties_due():
        try:
            due = task_known(duty.path)
        except UnknownTaskError:
            continue
        with transaction.atomic():
            following = timezone.now() + timedelta(seconds=duty.every_seconds)
            unclaimed = RecurringDuty.objects.filter(pk=duty.pk, next_at=duty.next_at)
            if unclaimed.update(next_at=following):
                due.enqueue()
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
def start_again() -> None:
    """Try once more what gave up and has to be done all the same. When it gave up last stays, by
    which one sees that it waits."""
    gave_up = tasks_unfinished().filter(state="failed")
    gave_up.update(state="ready", attempts=0, run_after=timezone.now())


@task
def prune() -> None:
    """Forget tasks done a day ago, those failed three months ago, and workers that are gone."""
    now = timezone.now()
    for state, kept in (("done", DONE_KEPT), ("failed", FAILED_KEPT)):
        QueuedTask.objects.filter(state=state, settled_at__lt=now - kept).delete()
    WorkerSeen.objects.filter(lapsed("seen_at", SEEN_KEPT)).delete()


def be_seen(worker: str, queue: str) -> None:
    """Say that a worker serves a queue now."""
    now = {"seen_at": timezone.now()}
    WorkerSeen.objects.update_or_create(worker=worker, queue=queue, defaults=now)


def work(worker: str, keep_going: Callable[[], bool]) -> None:
    """Serve every queue until told to stop, or until one of the threads cannot go on."""
    register_tasks()
    know_duties()
    ended = threading.Event()

    def goes_on() -> bool:
        return keep_going() and not ended.is_set()

    serving = {LONG: _work_aside, MAIL: _work_aside, OUTGOING: _work_outgoing}
    beside = [
        threading.Thread(target=serve, args=(worker, queue, goes_on))
        for queue, serve in serving.items()
    ]
    for thread in beside:
        thread.start()

    def all_go_on() -> bool:
        return keep_going() and all(thread.is_alive() for thread in beside)

    try:
        _serve(worker, SHORT, lambda: _work_short(worker), all_go_on)
    finally:
        ended.set()
        for thread in beside:
            thread.join()
        with suppress(DatabaseError):
            WorkerSeen.objects.filter(worker=worker).delete()


def _work_short(worker: str) -> bool:
    """Look after leases and duties, then run one short task; False when none is due."""
    return_expired()
    start_due_duties()
    return work_one(worker, SHORT)


def _work_aside(worker: str, queue: str, keep_going: Callable[[], bool]) -> None:
    try:
        _serve(worker, queue, lambda: work_one(worker, queue), keep_going)
    finally:
        connection.close()


def _work_outgoing(worker: str, queue: str, keep_going: Callable[[], bool]) -> None:
    """Lease what is to go out and hand it to threads, which are made as they are needed."""
    free = threading.BoundedSemaphore(OUTGOING_AT_ONCE)

    def send_out(row: QueuedTask) -> None:
        try:
            run(row)
        except DatabaseError:
            log.exception("database away")
        finally:
            connection.close()
            free.release()

    def hand_on() -> bool:
        while not free.acquire(timeout=IDLE_SECONDS):
            if not keep_going():
                return False
        row = None
        try:
            row = lease_next(worker, queue)
        finally:
            if row is None:
                free.release()
        if row is not None:
            threads.submit(send_out, row)
        return row is not None

    with ThreadPoolExecutor(OUTGOING_AT_ONCE) as threads:
        try:
            _serve(worker, queue, hand_on, keep_going)
        finally:
            connection.close()


def _serve(
    worker: str, queue: str, work_on: Callable[[], bool], keep_going: Callable[[], bool]
) -> None:
    """Do one thing after another and be seen; wait where nothing is due and where the database is
    away."""
    next_seen = 0.0
    while keep_going():
        close_old_connections()
        try:
            if time.monotonic() >= next_seen:
                be_seen(worker, queue)
                next_seen = time.monotonic() + SEEN_EVERY.total_seconds()
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
    """Run everything that is due now, of every queue, then return how many tasks ran."""
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
    """Renew the lease, and be seen, for as long as the task runs and does not hang."""
    last = time.monotonic() + LONGEST.total_seconds()
    try:
        while not ended.wait(BEAT.total_seconds()) and time.monotonic() < last:
            if not renew(row):
                return
            be_seen(row.worker, row.queue)
            close_old_connections()
    except DatabaseError:
        log.exception("no heartbeat", extra={"task": row.path, "number": row.pk})
    finally:
        connection.close()
