"""A database of its own for tests that need real processes: races and kills.

It is a copy of one that was prepared by the migrations, of the kind this run is on. Triggers stay
on; nothing is ever emptied.
"""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from bureau.config.proving.grounds import Stage, copied
from tests.grounds import template

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
    with copied(template(Stage.EMPTY)) as ground:
        yield Database(ground.url, ground.home)
