"""Django's Tasks API over a table of our own: leases, attempts with back-off, ids only.

Enqueueing is an insert in the caller's transaction: what is decided and what is to follow from it
commit together or not at all.

Rows say which task is to run by its path. A path leads to nothing but a task that was registered
with `@task`: whoever can write rows could have anything that can be imported run.
"""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pkgutil import walk_packages
from typing import Any

from django.apps import apps
from django.db import transaction
from django.tasks.backends.base import BaseTaskBackend
from django.tasks.base import Task, TaskResult, TaskResultStatus
from django.utils import timezone

from bureau.record.clock.models import QueuedTask
from bureau.record.clock.queries import DEFERRED_MAX

_REGISTERED: dict[str, Task] = {}  # type: ignore[type-arg]


class UnknownTaskError(Exception):
    """No app registers a task under this path."""


def task_known(path: str) -> Task:  # type: ignore[type-arg]
    """The task of this path. Raises UnknownTaskError where none is registered."""
    if path not in _REGISTERED:
        register_tasks()
    if path not in _REGISTERED:
        raise UnknownTaskError(path)
    return _REGISTERED[path]


@cache
def register_tasks() -> None:
    """Load the services of every app, so that each `@task` in them is registered."""
    for app in apps.get_app_configs():
        found = f"{app.name}.services"
        if app.name.startswith("bureau.") and find_spec(found):
            for each in walk_packages(getattr(import_module(found), "__path__", ()), f"{found}."):
                import_module(each.name)


class DatabaseBackend(BaseTaskBackend):
    supports_defer = True

    def validate_task(self, task: Task) -> None:  # type: ignore[type-arg]
        super().validate_task(task)
        _REGISTERED.setdefault(task.module_path, task)

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
