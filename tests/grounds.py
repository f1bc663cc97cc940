"""Grounds of `bureau prove` for tests that need whole commands and processes, made once a run."""

import atexit
import functools
import os
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from hashlib import sha256
from importlib import metadata
from pathlib import Path
from urllib.parse import urlsplit
from zlib import crc32

from bureau.config.commands.prove import Templates
from bureau.config.proving.grounds import POSTGRESQL, SQLITE, Ground, Stage, new_ground

KEPT = Path(__file__).parents[1] / ".pytest_cache" / "tables"
"""Where what the migrations made stays from run to run: SQLite's only, which takes no server."""
IS_BESIDE = os.environ.get("BUREAU_TEST_BESIDE") == "1"
"""Whether the same run is made on the other database beside this one."""
_stack = ExitStack()
atexit.register(_stack.close)
_tables: list[Ground] = []


def vendor() -> str:
    """The kind of database that this run is on."""
    is_shared = os.environ.get("DATABASE_URL", "").startswith("postgres")
    return POSTGRESQL if is_shared else SQLITE


def is_asked_here(words: str) -> bool:
    """Whether this run asks what either database answers alike: its part, where two are made.

    PostgreSQL, on which a test takes longer, has a quarter. What has no name is asked on each.
    """
    is_for_postgres = crc32(words.encode()) % 4 < 1
    return not (IS_BESIDE and words) or is_for_postgres == (vendor() == POSTGRESQL)


def template(stage: Stage) -> Ground:
    """A ground to copy, built so far."""
    ground = _templates().on(vendor(), stage)
    assert ground is not None
    return ground


@functools.cache
def _templates() -> Templates:
    return Templates(_stack, *_tables)


@functools.cache
def tables_from_before() -> Path:
    """The file that holds, or will hold, what just these migrations make of an empty database.

    They make triggers and tables of search by what is in `store`.
    """
    from django.apps import apps
    from django.conf import settings

    said = sha256(repr([settings.INSTALLED_APPS, sqlite3.sqlite_version]).encode())
    for name in ("django", "django-allauth"):
        said.update(metadata.version(name).encode())
    for app in apps.get_app_configs():
        if app.name.startswith("bureau."):
            for pattern in (
                "migrations/*.py",
                "store.py",
                "store/*.py",
                "models.py",
                "models/*.py",
            ):
                for path in sorted(Path(app.path).glob(pattern)):
                    said.update(path.read_bytes())
    return KEPT / f"{said.hexdigest()[:16]}.sqlite3"


def take_tables() -> None:
    """Put the tables of a run before into the database of this one."""
    from django.db import connection

    with closing(sqlite3.connect(tables_from_before())) as kept:
        kept.backup(connection.connection)


def leave_tables() -> None:
    """Leave what the migrations made to the runs after this one; those of other code go."""
    from django.db import connection

    path = tables_from_before()
    path.parent.mkdir(parents=True, exist_ok=True)
    for old in path.parent.glob("*.sqlite3"):
        old.unlink(missing_ok=True)
    begun = path.with_suffix(f".{os.getpid()}")
    with closing(sqlite3.connect(begun)) as kept:
        connection.connection.backup(kept)
    begun.replace(path)


def keep_tables() -> None:
    """Copy the tables that the migrations just made for the run, so that they make no others."""
    _tables.append(_stack.enter_context(_tables_kept()))


@contextmanager
def _tables_kept() -> Iterator[Ground]:
    from django.db import connection

    name = connection.settings_dict["NAME"]
    like = urlsplit(os.environ.get("DATABASE_URL", ""))._replace(path=f"/{name}").geturl()
    if vendor() == POSTGRESQL:
        connection.close()
    with new_ground(vendor(), like) as ground:
        if vendor() == SQLITE:
            with closing(sqlite3.connect(ground.home / "bureau.sqlite3")) as kept:
                connection.connection.backup(kept)
        yield ground
