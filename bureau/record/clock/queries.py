"""What waits for a worker, what failed, and when the clock last ran."""

from django.utils import timezone

from bureau.record.clock.models import QueuedTask, RecurringDuty


def tasks_failed() -> list[QueuedTask]:
    return list(QueuedTask.objects.filter(state="failed").order_by("-pk")[:100])


def tasks_waiting_count() -> int:
    return QueuedTask.objects.filter(state="ready", run_after__lte=timezone.now()).count()


def duties() -> list[RecurringDuty]:
    return list(RecurringDuty.objects.order_by("path"))
