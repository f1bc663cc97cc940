"""Django's Tasks API over a table of our own: leases, attempts with back-off, ids only.

Enqueueing is an insert in the caller's transaction: what is decided and what is to follow from it
commit together or not at all.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.tasks.backends.base import BaseTaskBackend
from django.tasks.base import Task, TaskResult, TaskResultStatus
from django.utils import timezone

from bureau.record.clock.models import QueuedTask
from bureau.record.clock.queries import DEFERRED_MAX


class DatabaseBackend(BaseTaskBackend):
    supports_defer = True

    def enqueue(self, task: Task, args: Sequence[Any], kwargs: dict[str, Any]) -> TaskResult:  # type: ignore[type-arg]
        if kwargs or not all(isinstance(argument, int | str) for argument in args):
            raise ValueError(f"{task.module_path} takes ids, by position")
        now = timezone.now()
        run_after = min(task.run_after or now, now + DEFERRED_MAX)
        row = _row(task, list(args), run_after)
        return TaskResult(
            task=task,
            id=str(row.pk),
            status=TaskResultStatus.READY,
            enqueued_at=run_after,
            started_at=None,
            finished_at=None,
            last_attempted_at=None,
            args=list(args),
            kwargs={},
            backend=self.alias,
            errors=[],
            worker_ids=[],
        )


@transaction.atomic
def _row(task: Task, arguments: list[int | str], run_after: datetime) -> QueuedTask:  # type: ignore[type-arg]
    """A row that waits anyhow for the same call, else a new one.

    The row that waits is locked until the caller's act is through, so that no worker runs it before
    what the act wrote can be seen; where another act has it locked, this one makes its own.
    """
    path = task.module_path
    waiting = QueuedTask.objects.filter(path=path, arguments=arguments, state="ready")
    locked = waiting.filter(run_after__lte=run_after).select_for_update(skip_locked=True)
    return locked.first() or QueuedTask.objects.create(
        path=path, arguments=arguments, queue=task.queue_name, run_after=run_after
    )
