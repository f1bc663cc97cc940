"""What waits for a worker, what failed, and when the clock last ran."""

from django.utils import timezone

from bureau.record.clock.models import QueuedTask, RecurringDuty


def tasks_failed() -> list[QueuedTask]:
    return list(QueuedTask.objects.filter(state="failed").order_by("-pk")[:100])


def tasks_waiting_count() -> int:
    return QueuedTask.objects.filter(state="ready", run_after__lte=timezone.now()).count()


def state_of_task(path: str, *arguments: int | str) -> str:
    """How the last call of a task with these arguments stands; empty where there is none."""
    rows = QueuedTask.objects.filter(path=path, arguments=list(arguments)).order_by("-pk")
    return next(iter(rows.values_list("state", flat=True)[:1]), "")


def duties() -> list[RecurringDuty]:
    return list(RecurringDuty.objects.order_by("path"))
