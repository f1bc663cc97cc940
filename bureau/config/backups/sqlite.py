"""SQLite: copied by its backup API while others write; put in place by one rename."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from bureau.config.backups.archive import Standing, Unfit

PAGES_A_STEP = 500


def copy_out(database: Path, target: Path) -> Standing:
    """Copy the database as of one moment; who writes meanwhile is neither held up nor seen.

    An open read holds the moment still. Without it each write by another process would make
    the copying begin again, and under steady writing it would never end.
    """
    with closing(_connect(database)) as source, closing(sqlite3.connect(target)) as copy:
        source.execute("BEGIN")
        source.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        source.backup(copy, pages=PAGES_A_STEP)
        source.execute("ROLLBACK")
        if copy.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise Unfit("The copy of the database is not whole.")
    return standing_of(target)


def standing_of(database: Path) -> Standing:
    with closing(_connect(database)) as connection:
        head = connection.execute("SELECT sequence, hash FROM journal_chainhead").fetchone()
        number = connection.execute("SELECT number FROM journal_recordhead").fetchone()
        applied = "SELECT app || '.' || name FROM django_migrations ORDER BY 1"
        migrations = tuple(row[0] for row in connection.execute(applied))
    return Standing(head[0], head[1], number[0], migrations)


def _connect(database: Path) -> sqlite3.Connection:
    if not database.exists():
        raise Unfit(f"There is no database {database}.")
    return sqlite3.connect(database, isolation_level=None, timeout=20)


def is_empty(database: Path) -> bool:
    """Whether nothing would be lost: no file, no tables, or no act recorded yet."""
    if not database.exists():
        return True
    with closing(_connect(database)) as connection:
        named = "SELECT count(*) FROM sqlite_schema WHERE name = 'journal_chainhead'"
        if connection.execute(named).fetchone() == (0,):
            return not connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
        (sequence,) = connection.execute("SELECT sequence FROM journal_chainhead").fetchone()
        return bool(sequence == 0)


@contextmanager
def put_in(source: Path, database: Path) -> Iterator[str]:
    """Yield the candidate's DATABASE_URL; when all checks on it pass, it takes its place."""
    _close_for_others(database)
    source.chmod(0o600)
    yield f"sqlite:///{source}"
    with closing(_connect(source)) as candidate:
        candidate.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        candidate.execute("PRAGMA journal_mode=DELETE")
    _close_for_others(database)
    if database.exists() and not is_empty(database):
        kept = database.with_name(f"{database.name}.before-{datetime.now(UTC):%Y%m%dT%H%M%SZ}")
        os.link(database, kept)
        print(f"What was there is kept as {kept.name}.")
    with source.open("rb") as file:
        os.fsync(file.fileno())
    source.replace(database)


def _close_for_others(database: Path) -> None:
    """Bring the write-ahead log home and away; only possible while nobody has the file open."""
    if not database.exists():
        return
    try:
        with closing(sqlite3.connect(database, isolation_level=None, timeout=2)) as connection:
            connection.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.OperationalError as error:
        raise Unfit("The database is in use: stop serve and worker first.") from error
