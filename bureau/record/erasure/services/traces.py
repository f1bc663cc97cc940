"""After an erasure: the index and notices follow, the file of the database is written anew, and the
register outside the database learns of it, so that a restore can replay it."""

import json
import os
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.tasks import task
from django.utils.module_loading import import_string

from bureau.record.erasure.queries import Erased, register_of_erasures
from bureau.record.journal.services.following import follow_to_the_end

FILE = "erasures.jsonl"


@task(queue_name="long")
def leave_no_traces() -> None:
    """Safe to run twice; tried until it is done, where somebody reads what is to be overwritten."""
    follow_to_the_end()
    keep_register(register_of_erasures())
    for path in settings.BUREAU_TRACES:
        import_string(path)()
    write_file_anew(connection)


def write_file_anew(connection: BaseDatabaseWrapper) -> None:
    """SQLite: leave neither in the file nor in the log before it what no row holds any more.

    What is deleted is overwritten (`secure_delete`), but not the copies that stay behind in a page
    when its rows are moved to another. Writing the file anew takes what lives only.
    """
    if connection.vendor != "sqlite" or connection.is_in_memory_db():  # type: ignore[attr-defined]
        return
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        busy, _pages, _moved = cursor.fetchone()
    if busy:
        raise RuntimeError("somebody reads from the log")


def keep_register(erased: Iterable[Erased]) -> bool:
    """Add to the register beside the database what it does not hold yet; whether there was any."""
    path: Path = settings.BUREAU_HOME / FILE
    known = register_in(path)
    whole = [*known, *(one for one in erased if one not in set(known))]
    if len(whole) == len(known):
        return False
    draft = path.with_name(f".{FILE}.{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_text("".join(json.dumps(asdict(one)) + "\n" for one in whole))
    draft.replace(path)
    return True


def register_in(path: Path) -> list[Erased]:
    """The lines of a register; none where there is no such file."""
    if not path.exists():
        return []
    lines = path.read_text().splitlines()
    return [Erased.read(json.loads(line)) for line in lines if line.strip()]
