"""Followers read the journal in order, each at its own cursor, and write only rows of their own."""

import logging
from collections.abc import Callable, Sequence

from django.conf import settings
from django.db import transaction
from django.tasks import task
from django.utils.module_loading import import_string

from bureau.record.journal.models import Cursor, Entry

log = logging.getLogger("bureau.followers")
BATCH = 200
Follower = Callable[[Sequence[Entry]], None]


@task
def follow() -> None:
    """Bring every follower up to the newest entry; safe to run twice.

    One that fails does not stop those behind it: it stays where it was, is logged, and the task
    fails when all have had their turn, so that it is tried again.
    """
    failures = []
    for path in settings.BUREAU_FOLLOWERS:
        try:
            while advance(path):
                pass
        except Exception as failure:
            log.exception("follower failed", extra={"follower": path})
            failures.append(failure)
    if failures:
        raise ExceptionGroup("followers failed", failures)


def advance(path: str) -> bool:
    """Apply the next entries to one follower and move its cursor with them; False when none."""
    follower: Follower = import_string(path)
    with transaction.atomic():
        Cursor.objects.get_or_create(follower=path)
        cursor = Cursor.objects.select_for_update().get(follower=path)
        entries = list(
            Entry.objects.filter(sequence__gt=cursor.sequence).prefetch_related("subjects")[:BATCH]
        )
        if not entries:
            return False
        follower(entries)
        Cursor.objects.filter(follower=path).update(sequence=entries[-1].sequence)
        return True


def rebuild(path: str) -> None:
    """Start one follower again from the first entry."""
    Cursor.objects.filter(follower=path).update(sequence=0)
    while advance(path):
        pass
