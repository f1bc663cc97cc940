import pytest
from pytest_django.fixtures import Settings

from tests.record.search import wiring


@pytest.fixture(autouse=True)
def cases(settings: Settings) -> None:
    settings.BUREAU_WIRING = "tests.record.search.wiring.KINDS"
    settings.BUREAU_FOLLOWERS = ["bureau.record.search.services.follow"]
    wiring.read_cases()
