"""What tests of the institution may use: a house to stand in, on a day that does not move."""

import pytest
from django.utils import timezone

from tests.institution.house import NOW, House, build_house


@pytest.fixture
def house(db: None, monkeypatch: pytest.MonkeyPatch) -> House:
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    return build_house()
