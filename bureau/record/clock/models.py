"""Work for later: tasks that a worker leases, and duties that fall due again and again."""

from typing import ClassVar

from django.db import models


class QueuedTask(models.Model):
    """One call of one task. Its arguments are ids only; a task may run twice without harm.

    `settled_at` is when it was done, or gave up last, also where it is tried again since.
    """

    uncommitted_because = "the queue: what is to be done, and when"

    path = models.CharField(max_length=200)
    arguments = models.JSONField(default=list)
    queue = models.CharField(max_length=20, default="default")
    state = models.CharField(
        max_length=10,
        choices=[(name, name) for name in ("ready", "leased", "done", "failed")],
        default="ready",
    )
    run_after = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    worker = models.CharField(max_length=60, blank=True)
    leased_until = models.DateTimeField(null=True)
    failure = models.CharField(max_length=200, blank=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["state", "run_after"], name="task_next")]


class WorkerSeen(models.Model):
    """When a worker last said that it serves a queue. One row a process and queue."""

    uncommitted_because = "the queue: who serves it"

    worker = models.CharField(max_length=60)
    queue = models.CharField(max_length=20)
    seen_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["worker", "queue"], name="worker_seen_once_a_queue")
        ]


class RecurringDuty(models.Model):
    """Something that falls due: its path, how often, the next instant. One worker claims it."""

    uncommitted_because = "the queue: what is to be done, and when"

    path = models.CharField(max_length=200, unique=True)
    every_seconds = models.PositiveIntegerField()
    next_at = models.DateTimeField()
