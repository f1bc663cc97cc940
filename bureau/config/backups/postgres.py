"""PostgreSQL: rows read in one moment; a candidate built beside what is there, then put in."""

import re
import shutil
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlencode, urlsplit

import psycopg
from psycopg.conninfo import make_conninfo

from bureau.config.backups.archive import Rows, Unfit
from bureau.config.backups.source import TOKENS, Standing, standing_by

type Connection = psycopg.Connection[tuple[Any, ...]]

CANDIDATE = "bureau_candidate"
REPLACED = "bureau_replaced"
SEALS = """SELECT c.relname, t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
 WHERE NOT t.tgisinternal AND t.tgenabled = 'O'
 AND c.relnamespace = current_schema()::regnamespace"""
SEQUENCES = """SELECT c.relname, a.attname, pg_sequence_last_value(s.oid)
 FROM pg_class s JOIN pg_depend d ON d.objid = s.oid AND d.deptype IN ('a', 'i')
 JOIN pg_class c ON c.oid = d.refobjid
 JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.refobjsubid
 WHERE s.relkind = 'S' AND s.relnamespace = current_schema()::regnamespace"""
COLUMNS = """SELECT attname, format_type(atttypid, NULL) FROM pg_attribute
 JOIN pg_class c ON c.oid = attrelid WHERE c.relnamespace = current_schema()::regnamespace
 AND c.relkind = 'r' AND attnum > 0 AND NOT attisdropped AND c.relname ="""
AS_TEXT = {
    "boolean": "{}::int::text",
    "timestamp with time zone": ("replace(to_char({}, 'YYYY-MM-DD HH24:MI:SS.US'), '.000000', '')"),
    "uuid": "replace({}::text, '-', '')",
    "tsvector": "array_to_string(tsvector_to_array({}), ' ')",
}
"""How a value of a type is read where its text is not the one that SQLite keeps."""
LOCK = (0x62757265, 0x61750001)
"""The advisory lock of whoever restores a database."""
OTHERS = f"""SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()
 AND pid <> pg_backend_pid() AND backend_type = 'client backend' AND pid NOT IN
 (SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 2
 AND (classid, objid) = ({LOCK[0]}, {LOCK[1]}))"""
"""How many others are connected; whoever holds the lock is the one who asks."""
HANGS_UP_SECONDS = 2.0
INSTALLED = Path("/usr/lib/postgresql")
VARIABLES = {
    "HOST": "PGHOST",
    "PORT": "PGPORT",
    "USER": "PGUSER",
    "PASSWORD": "PGPASSWORD",
    "NAME": "PGDATABASE",
}
OPTIONS = {
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
    "sslcert": "PGSSLCERT",
    "sslkey": "PGSSLKEY",
    "sslcrl": "PGSSLCRL",
    "channel_binding": "PGCHANNELBINDING",
    "connect_timeout": "PGCONNECT_TIMEOUT",
    "target_session_attrs": "PGTARGETSESSIONATTRS",
}
"""What an address may say of the connection behind its `?`, and is held to here as for pages."""


def environment(database: Mapping[str, Any]) -> dict[str, str]:
    """Django's settings of a database as PostgreSQL's own variables; no password on any line."""
    named = {VARIABLES[key]: str(database[key]) for key in VARIABLES if database.get(key)}
    options = database.get("OPTIONS", {})
    return named | {OPTIONS[key]: str(options[key]) for key in OPTIONS if key in options}


def connect(named: Mapping[str, str]) -> Connection:
    words = {name.lower(): variable for name, variable in (VARIABLES | OPTIONS).items()}
    said = {word: named[variable] for word, variable in words.items() if variable in named}
    said["dbname"] = said.pop("name")
    return psycopg.connect(make_conninfo("", **said), autocommit=True)


def program(name: str, server: int) -> str:
    """The newest `name` on this machine, of the server's major version or later."""
    found = [Path(which)] if (which := shutil.which(name)) else []
    for path in [*INSTALLED.glob(f"*/bin/{name}"), *found]:
        said = subprocess.run([path, "--version"], capture_output=True, text=True).stdout
        version = re.search(r"(\d+)\.", said)
        if version and int(version[1]) >= server:
            return str(path)
    raise Unfit(
        f"{name} of PostgreSQL {server} or newer is needed and not on this machine. "
        f"On Debian: apt-get install postgresql-client-{server}"
    )


@dataclass(slots=True)
class Source:
    """A PostgreSQL database of which one moment is read."""

    connection: Connection
    vendor = "postgresql"

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        return self.connection.execute(query.encode()).fetchall()

    def standing(self) -> Standing:
        return standing_by(self.ask)

    def seals(self) -> list[tuple[str, str]]:
        return self.ask(SEALS)

    def sequences(self) -> dict[str, int]:
        return {table: last or 0 for table, _column, last in self.ask(SEQUENCES)}

    def rows(self, table: str) -> Rows | None:
        """None where there is no such table; values are texts, as SQLite keeps them."""
        if table == TOKENS:
            listed = {"document": "bigint", "tokens": "tsvector"}
        else:
            listed = dict(self.ask(f"{COLUMNS} '{table}' ORDER BY attnum"))
        read = (AS_TEXT.get(kind, "{}::text").format(f'"{name}"') for name, kind in listed.items())
        query = f'COPY (SELECT {", ".join(read)} FROM "{table}") TO STDOUT'
        return Rows(table, tuple(listed), self._copied(query)) if listed else None

    def _copied(self, query: str) -> Iterator[tuple[Any, ...]]:
        with self.connection.cursor() as cursor, cursor.copy(query.encode()) as copy:
            yield from copy.rows()


@contextmanager
def source(named: Mapping[str, str]) -> Iterator[Source]:
    """Whoever writes meanwhile is neither held up nor seen."""
    try:
        with connect(named) as connection:
            connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            connection.execute("SET LOCAL timezone TO 'UTC'")
            connection.execute("SET LOCAL search_path TO public")
            yield Source(connection)
    except psycopg.Error as error:
        raise Unfit(f"the database cannot be read: {error}") from error


def is_empty(named: Mapping[str, str]) -> bool:
    """Whether nothing would be lost: no tables, or no act recorded yet."""
    with connect(named) as connection:
        if _count(connection, "SELECT to_regclass('public.journal_entry') IS NOT NULL"):
            return not _count(connection, "SELECT count(*) FROM public.journal_entry")
        return not _count(connection, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")


def _count(connection: Connection, query: str) -> int:
    row = connection.execute(query.encode()).fetchone()
    return int(row[0]) if row else 0


@contextmanager
def alone(named: Mapping[str, str]) -> Iterator[None]:
    """Nobody else restores this database meanwhile. One who was killed just now is given a moment
    to be gone."""
    with connect(named) as connection:
        ends = time.monotonic() + HANGS_UP_SECONDS
        while not _count(connection, f"SELECT pg_try_advisory_lock{LOCK}::int"):
            if time.monotonic() > ends:
                raise Unfit("another restore of this database is under way")
            time.sleep(0.1)
        yield


@contextmanager
def candidate_schema(named: Mapping[str, str]) -> Iterator[None]:
    """An empty schema beside what is there, for a while; gone afterwards, unless it was put in.

    What a killed restore left is dropped first.
    """
    drop = f"DROP SCHEMA IF EXISTS {CANDIDATE} CASCADE".encode()
    with connect(named) as connection:
        refuse_company(connection)
        connection.execute(drop)
        connection.execute(f"DROP SCHEMA IF EXISTS {REPLACED} CASCADE".encode())
        connection.execute(f"CREATE SCHEMA {CANDIDATE}".encode())
    try:
        yield
    finally:
        with connect(named) as connection:
            connection.execute(drop)


def put_in_place(named: Mapping[str, str]) -> None:
    """The candidate becomes what is there, in one transaction; then what was there is dropped."""
    with connect(named) as connection:
        refuse_company(connection)
        with connection.transaction():
            connection.execute(f"ALTER SCHEMA public RENAME TO {REPLACED}".encode())
            connection.execute(f"ALTER SCHEMA {CANDIDATE} RENAME TO public".encode())
            connection.execute("GRANT USAGE ON SCHEMA public TO PUBLIC")


def drop_replaced(named: Mapping[str, str]) -> None:
    with connect(named) as connection:
        connection.execute(f"DROP SCHEMA IF EXISTS {REPLACED} CASCADE".encode())


def in_candidate(url: str) -> str:
    """The address of the database, with whose tables in the candidate's schema."""
    parts = urlsplit(url)
    options = parse_qs(parts.query)
    options["options"] = [f"{' '.join(options.get('options', []))} -c search_path={CANDIDATE}"]
    return parts._replace(query=urlencode(options, doseq=True, quote_via=quote)).geturl()


def refuse_company(connection: Connection) -> None:
    """Whoever has just hung up is given a moment to be gone."""
    ends = time.monotonic() + HANGS_UP_SECONDS
    while others := _count(connection, OTHERS):
        if time.monotonic() > ends:
            raise Unfit(f"{others} other connections are open: stop serve and worker first.")
        time.sleep(0.1)


def load(table: str, columns: Sequence[str], rows: Iterator[Sequence[Any]]) -> None:
    """Put rows into the candidate, which is the database of this process. Unfit where one has no
    place there."""
    from django.db import connection

    listed = ", ".join(f'"{column}"' for column in columns)
    try:
        with connection.cursor() as cursor:
            with cursor.copy(f'COPY "{table}" ({listed}) FROM STDIN') as copy:
                for row in rows:
                    copy.write_row(row)
    except psycopg.Error as error:
        raise Unfit(f"{table}: {error}") from error


def set_sequence(table: str, number: int) -> None:
    """Tables without one have none to set."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(SEQUENCES)
        for found, column, _last in cursor.fetchall():
            if found == table:
                named = [f'"{table}"', column, max(number, 1), number > 0]
                cursor.execute("SELECT setval(pg_get_serial_sequence(%s, %s), %s, %s)", named)
