"""Grounds of `bureau prove` for tests that need whole commands and processes, made once a run."""

import atexit
import functools
from contextlib import ExitStack

from django.db import connection

from bureau.config.commands.prove import Templates
from bureau.config.proving.grounds import Ground, Stage


@functools.cache
def _templates() -> Templates:
    stack = ExitStack()
    atexit.register(stack.close)
    return Templates(stack)


def template(stage: Stage) -> Ground:
    """A ground to copy, built so far, on the kind of database that this run is on."""
    ground = _templates().on(connection.vendor, stage)
    assert ground is not None
    return ground
