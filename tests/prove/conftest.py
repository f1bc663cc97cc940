"""One prepared ground for all promises, on the database that the suite runs on."""

from collections.abc import Iterator

import pytest
from django.db import connection

from bureau.config.proving.grounds import POSTGRESQL, Ground, prepared, server_here


@pytest.fixture(scope="session")
def template() -> Iterator[Ground]:
    vendor = connection.vendor
    with prepared(vendor, server_here() if vendor == POSTGRESQL else "") as ground:
        yield ground
