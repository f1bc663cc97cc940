"""What tests of programs may use."""

from collections.abc import Iterator
from threading import Thread

import pytest
from pytest_django.fixtures import Settings

from tests.record.programs.receiving import Receiver


@pytest.fixture
def receiver(settings: Settings) -> Iterator[Receiver]:
    settings.BUREAU_FETCH_LOOPBACK = True
    found = Receiver()
    Thread(target=found.serve_forever, daemon=True).start()
    yield found
    found.shutdown()
    found.server_close()
