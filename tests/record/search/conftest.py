import pytest
from pytest_django.fixtures import Settings

from bureau.record.journal.services import acts
from tests.record.search import wiring


@pytest.fixture(autouse=True)
def cases(settings: Settings) -> None:
    settings.BUREAU_WIRING = "tests.record.search.wiring.KINDS"
    settings.BUREAU_FOLLOWERS = ["bureau.record.search.services.follow"]
    wiring.read_cases()


@pytest.fixture(autouse=True)
def things_of_no_table(monkeypatch: pytest.MonkeyPatch) -> None:
    """Boats and the like are named here, which no table holds."""
    monkeypatch.setattr(acts, "_refuse_nothing", lambda act, states: None)
