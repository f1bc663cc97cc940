"""What tests of the institution may use: a house to stand in, on a day that does not move."""

from collections.abc import Iterator
from copy import deepcopy

import pytest
from django.db import transaction
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from tests.institution.house import NOW, House, build_house


@pytest.fixture(scope="module")
def built_house(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[House]:
    """One house for a module; what each test does to it is undone after that test."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch, transaction.atomic():
        patch.setattr(timezone, "now", lambda: NOW)
        yield build_house()
        transaction.set_rollback(True)


@pytest.fixture
def house(built_house: House, db: None, monkeypatch: pytest.MonkeyPatch) -> House:
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    return deepcopy(built_house)
