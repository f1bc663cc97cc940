"""Things that fall due in a trial, and what it is to do them without a guard."""

import os
import time
from itertools import chain, repeat

from django.tasks import task
from django.utils import timezone

UNGUARDED = f"{__name__}.take_guard_away"
WRONG_UNGUARDED = f"{__name__}.believe_every_instant"
FIRST_LOOK_SECONDS, LOOK_SECONDS = 3.0, 0.02
"""How long a worker without a guard looks before it takes: at first until the other has started."""


@task
def fall_due(number: int) -> None:
    """One act for each number, asked under a key of its own: run twice, it is done once."""
    from bureau.config.proving.addresses import administrator
    from bureau.record.accounts.services import create_person
    from bureau.record.journal.services import Asked

    key = "" if os.environ.get("BUREAU_UNGUARDED") else f"due-{number}"
    create_person(Asked(administrator(), key), name=f"due {number}")


def believe_every_instant() -> None:
    """Duties are due when their instant has come, however far ahead that was set."""
    from bureau.record.clock import services
    from bureau.record.clock.models import RecurringDuty

    def due() -> list[RecurringDuty]:
        return list(RecurringDuty.objects.filter(next_at__lte=timezone.now()))

    services.duties_due = due  # type: ignore[attr-defined]


def take_guard_away() -> None:
    """Let workers look for a task and take it without any lock between; acts go without keys."""
    from bureau.record.clock import services
    from bureau.record.clock.models import QueuedTask

    looks = chain([FIRST_LOOK_SECONDS], repeat(LOOK_SECONDS))

    def look_then_take(worker: str, queue: str = "") -> QueuedTask | None:
        due = QueuedTask.objects.filter(queue=queue, state="ready", run_after__lte=timezone.now())
        row = due.order_by("run_after", "pk").first()
        if row is not None:
            time.sleep(next(looks))
            row.state, row.worker, row.attempts = "leased", worker, row.attempts + 1
            row.leased_until = timezone.now() + services.LEASE
            row.save()
        return row

    services.lease_next = look_then_take
