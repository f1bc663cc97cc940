"""Followers read the journal in order, each at its own cursor, and write only rows of their own."""

import logging
import math
import time
from collections.abc import Callable, Sequence

from django.conf import settings
from django.db import connection, transaction
from django.tasks import task
from django.utils import timezone
from django.utils.module_loading import import_string

from bureau.record.journal.models import Cursor, Entry, Subject
from bureau.record.journal.queries import entries_unfollowed

log = logging.getLogger("bureau.followers")
BATCH = 200
SUBJECTS_WANTED = 500
"""How much is applied at once, so that others wait for it a fraction of a second."""
WAY_SECONDS = 0.03
TURN_SECONDS = 0.5
"""How long followers go on before other tasks have their turn; each has one portion at least."""
Follower = Callable[[Sequence[Entry]], None]


@task
def follow() -> None:
    """Bring every follower nearer to the newest entry; safe to run twice.

    What is left when all have had their turn is a task anew, behind what waits by then. One that
    fails does not stop those behind it: it stays where it was, is logged, and the task fails in the
    end, so that it is tried again.
    """
    left, failures = _follow_for(TURN_SECONDS)
    if left:
        follow.enqueue()
    if failures:
        raise ExceptionGroup("followers failed", failures)


def follow_to_the_end() -> None:
    """Bring every follower up to the newest entry, however long it takes."""
    if failures := _follow_for(math.inf)[1]:
        raise ExceptionGroup("followers failed", failures)


def _follow_for(seconds: float) -> tuple[list[str], list[Exception]]:
    """Which followers are not there after so many seconds, and how some failed."""
    last = time.monotonic() + seconds
    left, failures = [], []
    for path in settings.BUREAU_FOLLOWERS:
        try:
            if not _catch_up(path, last):
                left.append(path)
        except Exception as failure:
            log.exception("follower failed", extra={"follower": path})
            failures.append(failure)
    return left, failures


def _catch_up(path: str, last: float) -> bool:
    """Whether one follower has come to the newest entry before that instant."""
    while advance(path):
        if entries_unfollowed(path):
            if time.monotonic() > last:
                return False
            make_way()
    return True


def advance(path: str) -> bool:
    """Apply the next entries to one follower and move its cursor with them; False when none."""
    follower: Follower = import_string(path)
    if entries_unfollowed(path) == 0:
        return False
    with transaction.atomic():
        Cursor.objects.get_or_create(follower=path)
        cursor = Cursor.objects.select_for_update().get(follower=path)
        entries = _next(cursor.sequence)
        if not entries:
            return False
        follower(entries)
        moved = {"sequence": entries[-1].sequence, "moved_at": timezone.now()}
        Cursor.objects.filter(follower=path).update(**moved)
        return True


def _next(sequence: int) -> list[Entry]:
    """The entries behind one, as many as are quick to apply; one at least, where there is any.

    No more subjects are looked at than are wanted: an entry of an import may have ten thousand.
    """
    behind = Entry.objects.filter(sequence__gt=sequence).order_by("sequence")
    behind = behind.prefetch_related("subjects")
    few, subjects = behind, Subject.objects.filter(entry__gt=sequence).order_by("entry")
    for too_far in subjects.values_list("entry", flat=True)[SUBJECTS_WANTED : SUBJECTS_WANTED + 1]:
        few = behind.filter(sequence__lt=too_far)
    return list(few[:BATCH]) or list(behind[:1])


def make_way() -> None:
    """Between two portions of long work: let those write who wait.

    On SQLite they stand in a queue (`config.sqlite3`), and whoever is first needs a moment to wake.
    """
    if connection.vendor == "sqlite":
        time.sleep(WAY_SECONDS)
