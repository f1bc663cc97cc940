"""The house for tests of commands: reorganised, founded, on a day that does not move."""

import pytest

from bureau.core.actors import NOBODY
from bureau.record.journal.services.founding import found_installation
from tests.institution.house import House
from tests.institution.organisation.reorganised import reorganise


@pytest.fixture
def reorganised(house: House) -> House:
    found_installation(NOBODY, demonstration=False)
    reorganise(house)
    return house
