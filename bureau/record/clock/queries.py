"""What waits for a worker, what failed, who works, and what the clock has not started."""

from datetime import timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from bureau.record.clock.models import QueuedTask, RecurringDuty, WorkerSeen
from bureau.record.instants import SKEW, due

DEFERRED_MAX = timedelta(minutes=10)
"""How long a task may be put off. One that seems to wait for longer is due: a clock was wrong."""

REFUSED = "UnknownTaskError"
"""The failure of a task that no app registers."""


def tasks_failed() -> list[QueuedTask]:
    return list(QueuedTask.objects.filter(state="failed").order_by("-pk")[:100])


def tasks_refused(since: timedelta) -> list[str]:
    """The paths of tasks that were refused lately, as no app registers them."""
    rows = QueuedTask.objects.filter(state="failed", failure=REFUSED)
    lately = rows.filter(settled_at__gt=timezone.now() - since)
    return sorted(set(lately.values_list("path", flat=True)))


def tasks_unfinished() -> QuerySet[QueuedTask]:
    """What gave up once and is not done yet, of the tasks that are tried until they are done."""
    gave_up = QueuedTask.objects.filter(settled_at__isnull=False).exclude(state="done")
    return gave_up.filter(path__in=settings.BUREAU_UNTIL_DONE).exclude(failure=REFUSED)


def tasks_due() -> QuerySet[QueuedTask]:
    return QueuedTask.objects.filter(due("run_after", DEFERRED_MAX), state="ready")


def tasks_waiting_count() -> int:
    return tasks_due().count()


def state_of_task(path: str, *arguments: int | str) -> str:
    """How the last call of a task with these arguments stands; empty where there is none."""
    rows = QueuedTask.objects.filter(path=path, arguments=list(arguments)).order_by("-pk")
    return next(iter(rows.values_list("state", flat=True)[:1]), "")


def duties_due() -> list[RecurringDuty]:
    """The duties whose instant has come. One that lies further ahead than the duty's own period was
    set by a clock that ran ahead, and has come, too."""
    now = timezone.now()
    return [
        duty
        for duty in RecurringDuty.objects.order_by("pk")
        if not now < duty.next_at <= now + timedelta(seconds=duty.every_seconds) + SKEW
    ]


def duties_overdue(grace: timedelta) -> list[str]:
    """The paths of duties that are due for longer than `grace`, or wait so long for a worker after
    they were started; and of those in the settings that no worker has begun to look after."""
    now = timezone.now()
    late = {duty.path for duty in duties_due() if duty.next_at > now or duty.next_at < now - grace}
    waiting = QueuedTask.objects.filter(path__in=settings.BUREAU_DUTIES, state="ready")
    late |= set(waiting.filter(run_after__lt=now - grace).values_list("path", flat=True))
    known = set(RecurringDuty.objects.values_list("path", flat=True))
    return sorted(late | (set(settings.BUREAU_DUTIES) - known))


def seconds_unseen() -> dict[str, int | None]:
    """For each queue, how many seconds ago a worker last served it; None where none ever did.

    An instant ahead counts by how far it is ahead: a worker that lives writes it anew.
    """
    found: dict[str, int | None] = dict.fromkeys(settings.TASKS["default"]["QUEUES"])
    now = timezone.now()
    for queue, seen_at in WorkerSeen.objects.values_list("queue", "seen_at"):
        ago = round(abs((now - seen_at).total_seconds()))
        before = found.get(queue)
        if queue in found and (before is None or ago < before):
            found[queue] = ago
    return found
