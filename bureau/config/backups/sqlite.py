"""SQLite: rows read in one moment while others write; a candidate put in place by one rename."""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bureau.config.backups.archive import Rows, Unfit
from bureau.config.backups.source import INDEX_COLUMNS, TOKENS, Standing, standing_by

SEALS = "SELECT tbl_name, substr(name, length(tbl_name) + 2) FROM sqlite_schema"
REAL_TABLES = """SELECT name FROM pragma_table_list
 WHERE schema = 'main' AND type IN ('table', 'shadow')"""


@dataclass(slots=True)
class Source:
    """A SQLite database of which one moment is read."""

    connection: sqlite3.Connection
    vendor = "sqlite"

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        return self.connection.execute(query).fetchall()

    def standing(self) -> Standing:
        return standing_by(self.ask)

    def seals(self) -> list[tuple[str, str]]:
        return self.ask(f"{SEALS} WHERE type = 'trigger'")

    def sequences(self) -> dict[str, int]:
        return dict(self.ask("SELECT name, seq FROM sqlite_sequence"))

    def rows(self, table: str) -> Rows | None:
        """None where there is no such table."""
        real = f"{TOKENS}_content" if table == TOKENS else table
        columns = self.columns(real)
        listed = ", ".join(f'"{column}"' for column in columns)
        query = f'SELECT {listed} FROM "{real}"'
        named = INDEX_COLUMNS if table == TOKENS else columns
        return Rows(table, named, self.connection.execute(query)) if columns else None

    def columns(self, table: str) -> tuple[str, ...]:
        """None of what is no real table."""
        if (table,) not in self.ask(REAL_TABLES):
            return ()
        return tuple(row[1] for row in self.ask(f'PRAGMA table_info("{table}")'))


@contextmanager
def source(database: Path) -> Iterator[Source]:
    """Whoever writes meanwhile is neither held up nor seen."""
    with closing(_connect(database)) as connection:
        try:
            connection.execute("BEGIN")
            if connection.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                raise Unfit(f"{database} is damaged: PRAGMA integrity_check says where")
            yield Source(connection)
            connection.execute("ROLLBACK")
        except sqlite3.Error as error:
            raise Unfit(f"{database} cannot be read: {error}") from error


@contextmanager
def stranger(database: Path) -> Iterator[Source]:
    """A database that others may have written: nothing in it is run, and it is not written."""
    address = f"{database.resolve().as_uri()}?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(address, uri=True, isolation_level=None)) as connection:
            for setting in ("trusted_schema=OFF", "cell_size_check=ON", "query_only=ON"):
                connection.execute(f"PRAGMA {setting}")
            connection.setconfig(sqlite3.SQLITE_DBCONFIG_DEFENSIVE, True)
            yield Source(connection)
    except sqlite3.Error as error:
        raise Unfit(f"the database in the backup cannot be read: {error}") from error


def _connect(database: Path) -> sqlite3.Connection:
    if not database.exists():
        raise Unfit(f"There is no database {database}.")
    return sqlite3.connect(database, isolation_level=None, timeout=20)


def is_empty(database: Path) -> bool:
    """Whether nothing would be lost: no file, no tables, or no act recorded yet."""
    if not database.exists():
        return True
    with closing(_connect(database)) as connection:
        named = "SELECT count(*) FROM sqlite_schema WHERE name = 'journal_entry'"
        if connection.execute(named).fetchone() == (0,):
            return not connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
        (count,) = connection.execute("SELECT count(*) FROM journal_entry").fetchone()
        return bool(count == 0)


def put_in_place(candidate: Path, database: Path) -> str:
    """One rename, when nobody has the database open; returns where the one that was there is kept,
    or nothing where there was none."""
    with closing(_connect(candidate)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("PRAGMA journal_mode=DELETE")
    candidate.chmod(0o600)
    close_for_others(database)
    kept = ""
    if database.exists() and not is_empty(database):
        path = database.with_name(f"{database.name}.before-{datetime.now(UTC):%Y%m%dT%H%M%SZ}")
        os.link(database, path)
        kept = path.name
    with candidate.open("rb") as file:
        os.fsync(file.fileno())
    candidate.replace(database)
    return kept


def drop_unfinished(database: Path) -> None:
    """What a restore kept that was killed before it put its candidate in: a second name of the
    database that is still there."""
    for kept in database.parent.glob(f"{database.name}.before-*"):
        if database.exists() and kept.samefile(database):
            kept.unlink()


def close_for_others(database: Path) -> None:
    """Bring the write-ahead log home and away; only possible while nobody has the file open."""
    if not database.exists():
        return
    try:
        with closing(sqlite3.connect(database, isolation_level=None, timeout=2)) as connection:
            connection.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.OperationalError as error:
        raise Unfit("The database is in use: stop serve and worker first.") from error


def load(table: str, columns: Sequence[str], rows: Iterator[Sequence[Any]]) -> None:
    """Put rows into the candidate, which is the database of this process. Unfit where one has no
    place there."""
    from django.db import connection

    listed, marks = ", ".join(f'"{column}"' for column in columns), ", ".join("?" * len(columns))
    statement = f'INSERT INTO "{table}" ({listed}) VALUES ({marks})'
    try:
        connection.connection.executemany(statement, rows)
    except sqlite3.Error as error:
        raise Unfit(f"{table}: {error}") from error


def set_sequence(table: str, number: int) -> None:
    from django.db import connection

    raw = connection.connection
    raw.execute("DELETE FROM sqlite_sequence WHERE name = ?", [table])
    raw.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", [table, number])
