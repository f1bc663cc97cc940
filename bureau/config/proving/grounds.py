"""Where a promise is tried: a home and a database of its own, copied from one that is prepared."""

import os
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

SQLITE, POSTGRESQL = "sqlite", "postgresql"
VENDORS = (SQLITE, POSTGRESQL)
SETTINGS = "bureau.config.proving.settings"
PASSWORD = "a sentence to prove with"


@dataclass(frozen=True, slots=True)
class Ground:
    """A home and a database; `env` makes a process work there and nowhere else."""

    vendor: str
    home: Path
    url: str

    @property
    def env(self) -> dict[str, str]:
        inherited = {name: value for name, value in os.environ.items() if name[:2] != "PG"}
        return inherited | {
            "BUREAU_HOME": str(self.home),
            "DATABASE_URL": self.url,
            "BUREAU_POOL": "0",
            "BUREAU_PASSWORD": PASSWORD,
            "DJANGO_SETTINGS_MODULE": SETTINGS,
            "BUREAU_UNDER_TRIAL": "1",
        }

    def command(self, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
        """Run one command of the command line here and wait for it."""
        command = [sys.executable, "-m", "bureau.config.cli", *words]
        return subprocess.run(command, env=self.env | more, capture_output=True, text=True)

    def start(self, *words: str, **more: str) -> "Process":
        """Start a Python process here, leader of a group of its own, so that all of it can die."""
        with (self.home / "log").open("a") as log:
            return subprocess.Popen(
                [sys.executable, *words],
                env=self.env | more,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )


type Process = subprocess.Popen[bytes]


class Stage(StrEnum):
    """How far a ground is built: tables only; founded, with one administrator; the example."""

    EMPTY = "empty"
    FOUNDED = "founded"
    EXAMPLE = "example"


COMMANDS = {
    Stage.EMPTY: ("manage", "migrate"),
    Stage.FOUNDED: ("init", "--name", "Ada Prover", "--login", "ada", "--days", "3650"),
    Stage.EXAMPLE: ("demo", "--prepare"),
}


def prepare(ground: Ground, stage: Stage) -> None:
    ended = ground.command(*COMMANDS[stage])
    if ended.returncode:
        raise RuntimeError(ended.stdout + ended.stderr)


@contextmanager
def new_ground(vendor: str, like: str = "") -> Iterator[Ground]:
    """A home with nothing in it and a database, which on PostgreSQL is a copy of the one `like`."""
    with tempfile.TemporaryDirectory(prefix="prove-") as name:
        home = Path(name)
        if vendor == SQLITE:
            yield Ground(SQLITE, home, f"sqlite:///{home}/bureau.sqlite3")
        else:
            with database(like) as url:
                yield Ground(POSTGRESQL, home, url)


@contextmanager
def copied(template: Ground) -> Iterator[Ground]:
    """A ground of one's own, as the prepared one is; gone afterwards."""
    with new_ground(template.vendor, template.url) as ground:
        shutil.copytree(template.home, ground.home, dirs_exist_ok=True)
        yield ground


@contextmanager
def database(like: str) -> Iterator[str]:
    """The address of a new database: a copy of the one named, empty where that is `postgres`."""
    name = f"bureau_prove_{secrets.token_hex(6)}"
    parts = urlsplit(like)
    template = parts.path.strip("/")
    server = parts._replace(path="/postgres").geturl()
    with psycopg.connect(server, autocommit=True) as connection:
        copy = "" if template == "postgres" else f' TEMPLATE "{template}"'
        connection.execute(f'CREATE DATABASE "{name}"{copy}'.encode())
    try:
        yield parts._replace(path=f"/{name}").geturl()
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'.encode())


def server_here() -> str:
    """The address of a PostgreSQL to make databases on; empty where none answers."""
    local = "postgres://postgres@127.0.0.1:5432/postgres"
    named = [os.environ.get(name, "") for name in ("BUREAU_TEST_POSTGRES", "DATABASE_URL")]
    for url in [*named, local]:
        if url.startswith("postgres"):
            try:
                psycopg.connect(url, connect_timeout=2).close()
            except psycopg.OperationalError:
                continue
            return urlsplit(url)._replace(path="/postgres").geturl()
    return ""
