"""Grounds of `bureau prove` for tests that need whole commands and processes, made once a run."""

import atexit
import functools
import os
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from urllib.parse import urlsplit

from bureau.config.commands.prove import Templates
from bureau.config.proving.grounds import POSTGRESQL, SQLITE, Ground, Stage, new_ground

_stack = ExitStack()
atexit.register(_stack.close)
_tables: list[Ground] = []


def vendor() -> str:
    """The kind of database that this run is on."""
    is_shared = os.environ.get("DATABASE_URL", "").startswith("postgres")
    return POSTGRESQL if is_shared else SQLITE


def template(stage: Stage) -> Ground:
    """A ground to copy, built so far."""
    ground = _templates().on(vendor(), stage)
    assert ground is not None
    return ground


@functools.cache
def _templates() -> Templates:
    return Templates(_stack, *_tables)


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
