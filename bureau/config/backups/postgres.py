"""PostgreSQL: dumped by pg_dump from one exported snapshot; restored beside what is there."""

import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from psycopg.conninfo import make_conninfo

from bureau.config.backups.archive import Standing, Unfit

BEFORE = "bureau_before_restore"
OTHERS = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
    " AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
)
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


def connect(named: Mapping[str, str]) -> psycopg.Connection[tuple[Any, ...]]:
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


def copy_out(named: Mapping[str, str], target: Path) -> Standing:
    """Dump the database as of one moment, and say where it stood at that moment."""
    with connect(named) as connection:
        dump = program("pg_dump", connection.info.server_version // 10000)
        connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        row = connection.execute("SELECT pg_export_snapshot()").fetchone()
        assert row is not None
        standing = standing_of(connection)
        options = ["--format=custom", "--no-owner", "--no-privileges", "--schema=public"]
        _run([dump, *options, f"--snapshot={row[0]}", f"--file={target}"], named)
    return standing


def standing_of(connection: psycopg.Connection[tuple[Any, ...]]) -> Standing:
    head = connection.execute("SELECT sequence, hash FROM public.journal_chainhead").fetchone()
    number = connection.execute("SELECT number FROM public.journal_recordhead").fetchone()
    assert head is not None and number is not None
    applied = "SELECT app || '.' || name FROM public.django_migrations"
    migrations = tuple(sorted(row[0] for row in connection.execute(applied)))
    return Standing(head[0], head[1], number[0], migrations)


def is_empty(named: Mapping[str, str]) -> bool:
    """Whether nothing would be lost: no tables, or no act recorded yet."""
    with connect(named) as connection:
        if _count(connection, "SELECT to_regclass('public.journal_chainhead') IS NOT NULL"):
            return not _count(connection, "SELECT sequence FROM public.journal_chainhead")
        return not _count(connection, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")


def _count(connection: psycopg.Connection[tuple[Any, ...]], query: str) -> int:
    row = connection.execute(query.encode()).fetchone()
    return int(row[0]) if row else 0


@contextmanager
def put_in(source: Path, named: Mapping[str, str]) -> Iterator[None]:
    """Restore into a schema of its own beside what was there; drop that when all checks pass."""
    with connect(named) as connection:
        restore = program("pg_restore", connection.info.server_version // 10000)
        _refuse_company(connection)
        _put_back(connection)
        connection.execute(f"ALTER SCHEMA public RENAME TO {BEFORE}".encode())
        try:
            options = ["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges"]
            connection.execute("CREATE SCHEMA public")
            connection.execute("GRANT USAGE ON SCHEMA public TO PUBLIC")
            database = f"--dbname={named['PGDATABASE']}"
            _run([restore, *options, database, "--schema=public", str(source)], named)
            yield
        except BaseException:
            _put_back(connection)
            raise
        connection.execute(f"DROP SCHEMA {BEFORE} CASCADE".encode())


def _refuse_company(connection: psycopg.Connection[tuple[Any, ...]]) -> None:
    """Whoever has just hung up is given a moment to be gone."""
    ends = time.monotonic() + HANGS_UP_SECONDS
    while others := _count(connection, OTHERS):
        if time.monotonic() > ends:
            raise Unfit(f"{others} other connections are open: stop serve and worker first.")
        time.sleep(0.1)


def _put_back(connection: psycopg.Connection[tuple[Any, ...]]) -> None:
    """What was there before a restore that was broken off, now or earlier, is there again."""
    if _count(connection, f"SELECT count(*) FROM pg_namespace WHERE nspname = '{BEFORE}'"):
        connection.execute("DROP SCHEMA IF EXISTS public CASCADE")
        connection.execute(f"ALTER SCHEMA {BEFORE} RENAME TO public".encode())


def _run(command: list[str], named: Mapping[str, str]) -> None:
    ended = subprocess.run(command, env={**os.environ, **named}, capture_output=True, text=True)
    if ended.returncode:
        raise Unfit(f"{Path(command[0]).name}: {ended.stderr.strip()}")
