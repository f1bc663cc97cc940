"""The example, built once for all tests of it, and taken back after them."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.db import transaction
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from bureau.core.actors import Actor
from bureau.core.coordinates import Coordinates
from bureau.core.structure.snapshot import Snapshot
from bureau.core.structure.views import Post, Unit
from bureau.example.build import build
from bureau.institution.organisation.queries.actors import actor_of
from bureau.institution.organisation.queries.structure import snapshot
from bureau.record.accounts.models import User
from bureau.record.journal.queries import record_number_now

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
TODAY = NOW.date()


@pytest.fixture(scope="package")
def example(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The example as it was built; what a test does to it goes with the test's own transaction."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch, transaction.atomic():
        patch.setattr(timezone, "now", lambda: NOW)
        build(TODAY)
        yield
        transaction.set_rollback(True)


def as_of(day: str, recorded: int | None = None) -> Snapshot:
    valid = datetime.fromisoformat(day).date().toordinal()
    number = record_number_now() if recorded is None else recorded
    return snapshot(Coordinates(valid, number))


def unit(at: Snapshot, code: str) -> Unit:
    return next(one for one in at.units() if one.code == code)


def post(at: Snapshot, number: str) -> Post:
    return next(one for one in at.posts() if one.number == number)


def actor(login: str) -> Actor:
    """One of the cast, by the name under which a visitor becomes it."""
    return actor_of(User.objects.select_related("person").get(login=login).person, TODAY)
