"""Django's Tasks API over a table of our own: leases, attempts with back-off, ids only.

Enqueueing is an insert in the caller's transaction: what is decided and what is to follow from it
commit together or not at all.
"""

from collections.abc import Sequence
from typing import Any

from django.tasks.backends.base import BaseTaskBackend
from django.tasks.base import Task, TaskResult, TaskResultStatus
from django.utils import timezone

from bureau.record.clock.models import QueuedTask


class DatabaseBackend(BaseTaskBackend):
    supports_defer = True

    def enqueue(self, task: Task, args: Sequence[Any], kwargs: dict[str, Any]) -> TaskResult:  # type: ignore[type-arg]
        if kwargs or not all(isinstance(argument, int | str) for argument in args):
            raise ValueError(f"{task.module_path} takes ids, by position")
        run_after = task.run_after or timezone.now()
        waiting = QueuedTask.objects.filter(path=task.module_path, arguments=list(args))
        row = waiting.filter(state="ready", run_after__lte=run_after).first()
        if row is None:
            row = QueuedTask.objects.create(
                path=task.module_path, arguments=list(args), run_after=run_after
            )
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
