"""A database of its own for tests that need real processes: races, kills, journeys.

It is a copy of one that was prepared by the migrations, of the kind this run is on: a file on
SQLite, CREATE DATABASE ... TEMPLATE on PostgreSQL. Triggers stay on; nothing is ever emptied.
"""

import atexit
import functools
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg

ROOT = Path(__file__).parents[1]
SET_UP = "from bureau.config.cli import set_up; set_up()\n"


@dataclass(frozen=True, slots=True)
class Database:
    """`url` and `home` are DATABASE_URL and BUREAU_HOME of the processes that use it."""

    url: str
    home: Path

    def environment(self, **more: str) -> dict[str, str]:
        """The environment of a child process; `more` sets what it needs beyond."""
        mine = {"DATABASE_URL": self.url, "BUREAU_HOME": str(self.home), "BUREAU_POOL": "0"}
        return os.environ | mine | more

    def run(self, code: str, **more: str) -> str:
        """Run Python in a child with Django set up, and return what it printed."""
        ended = subprocess.run(
            [sys.executable, "-c", SET_UP + code],
            cwd=ROOT,
            env=self.environment(**more),
            check=True,
            stdout=subprocess.PIPE,
            text=True,
            timeout=120,
        )
        return ended.stdout

    def start(self, code: str, **more: str) -> subprocess.Popen[str]:
        """Start the same without waiting; the caller ends it."""
        return subprocess.Popen(
            [sys.executable, "-c", SET_UP + code],
            cwd=ROOT,
            env=self.environment(**more),
            stdout=subprocess.PIPE,
            text=True,
        )

    def read(self, statement: str) -> list[tuple[Any, ...]]:
        """The rows of one SELECT, read past Django."""
        if self.url.startswith("sqlite"):
            with closing(sqlite3.connect(self.home / "bureau.sqlite3", timeout=20)) as connection:
                return connection.execute(statement).fetchall()
        with psycopg.connect(self.url) as connection:
            return connection.execute(statement.encode()).fetchall()


def finished(process: subprocess.Popen[str], patience: float = 60) -> int:
    """Wait for a child to end by itself, and return its code."""
    process.communicate(timeout=patience)
    return process.returncode


def killed(process: subprocess.Popen[str]) -> None:
    """End a child as a crash would."""
    process.kill()
    process.communicate()


@contextmanager
def fresh_database() -> Iterator[Database]:
    """An empty installation, as it stands after the migrations; gone when the test ends."""
    home = Path(tempfile.mkdtemp(prefix="bureau-test-"))
    server = os.environ.get("DATABASE_URL", "")
    copy = _postgres_copy(server) if server.startswith("postgres") else _sqlite_copy(home)
    try:
        yield Database(copy, home)
    finally:
        if server.startswith("postgres"):
            _drop(server, urlsplit(copy).path[1:])
        shutil.rmtree(home)


def _sqlite_copy(home: Path) -> str:
    target = home / "bureau.sqlite3"
    with closing(sqlite3.connect(_sqlite_template())) as prepared:
        with closing(sqlite3.connect(target)) as copy:
            prepared.backup(copy)
    return f"sqlite:///{target}"


def _postgres_copy(server: str) -> str:
    name = f"bureau_{uuid.uuid4().hex}"
    _execute(server, f"CREATE DATABASE {name} TEMPLATE {_postgres_template(server)}")
    return _named(server, name)


@functools.cache
def _sqlite_template() -> Path:
    home = Path(tempfile.mkdtemp(prefix="bureau-template-"))
    atexit.register(shutil.rmtree, home)
    _migrate(Database(f"sqlite:///{home / 'bureau.sqlite3'}", home))
    return home / "bureau.sqlite3"


@functools.cache
def _postgres_template(server: str) -> str:
    home = Path(tempfile.mkdtemp(prefix="bureau-template-"))
    atexit.register(shutil.rmtree, home)
    name = f"bureau_template_{uuid.uuid4().hex}"
    _execute(server, f"CREATE DATABASE {name}")
    atexit.register(_drop, server, name)
    _migrate(Database(_named(server, name), home))
    return name


def _migrate(database: Database) -> None:
    manage: Sequence[str] = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    subprocess.run(manage, cwd=ROOT, env=database.environment(), check=True, timeout=300)


def _drop(server: str, name: str) -> None:
    _execute(server, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def _execute(server: str, statement: str) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(statement.encode())


def _named(server: str, name: str) -> str:
    return urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
