"""Prepared grounds for all promises, on the database that the suite runs on."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from django.db import connection

from bureau.config.commands.prove import Templates
from bureau.config.proving.grounds import Ground


@pytest.fixture(scope="session")
def template() -> Iterator[Callable[[bool], Ground]]:
    """A ground to copy: with the example, or without."""
    with ExitStack() as stack:
        templates = Templates(stack)

        def on(example: bool) -> Ground:
            ground = templates.on(connection.vendor, example=example)
            assert ground is not None
            return ground

        yield on
