"""Prepared grounds for all promises, on the database that the suite runs on."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from django.db import connection

from bureau.config.commands.prove import Templates
from bureau.config.proving.grounds import Ground, Stage


@pytest.fixture(scope="session")
def template() -> Iterator[Callable[[Stage], Ground]]:
    """A ground to copy, built so far."""
    with ExitStack() as stack:
        templates = Templates(stack)

        def on(stage: Stage) -> Ground:
            ground = templates.on(connection.vendor, stage)
            assert ground is not None
            return ground

        yield on
