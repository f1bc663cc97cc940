from collections.abc import Callable

import pytest
from pytest_django.fixtures import Settings

from bureau.record.accounts.models import Person
from bureau.record.journal.services import acts
from tests.record.notices import wiring

HERE = "tests.record.notices.wiring"


@pytest.fixture(autouse=True)
def boats(settings: Settings) -> None:
    settings.BUREAU_WIRING = f"{HERE}.KINDS"
    settings.BUREAU_ACTOR = f"{HERE}.actor_of"
    settings.BUREAU_FOLLOWERS = ["bureau.record.notices.services.telling.follow"]
    settings.BUREAU_SENDS_MAIL = True
    settings.BUREAU_ADDRESS = "https://bureau.example"
    wiring.begin()


@pytest.fixture
def person(db: None) -> Callable[..., int]:
    """Make a person and return the number."""

    def make(name: str = "Ada", email: str = "ada@example.org", language: str = "en") -> int:
        return Person.objects.create(name=name, email=email, language=language).pk

    return make


@pytest.fixture(autouse=True)
def things_of_no_table(monkeypatch: pytest.MonkeyPatch) -> None:
    """Boats and the like are named here, which no table holds."""
    monkeypatch.setattr(acts, "_refuse_nothing", lambda act, states: None)
