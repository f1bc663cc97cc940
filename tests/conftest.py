"""What every test may use."""

import gc
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

import pytest
from _pytest import main
from django.conf import settings as configured
from django.test import override_settings
from django.utils import timezone, translation
from hypothesis import settings as cases
from pytest_django import DjangoDbBlocker

from bureau.config.proving.grounds import POSTGRESQL, SQLITE
from bureau.record.journal.store.seals import seals_of_migrations
from bureau.web.known import forget
from tests.grounds import (
    is_asked_here,
    keep_tables,
    leave_tables,
    tables_from_before,
    take_tables,
    vendor,
)
from tests.institution.house import NOW, House, standing_house

HERE = Path(__file__).parent
APPS = ("institution", "thread", "example")
cases.register_profile("suite", derandomize=True, deadline=None)
cases.load_profile("suite")


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> object:
    """Run the tests. Garbage collection skips what exists before the first test."""
    gc.freeze()
    gc.set_threshold(20_000, 50)
    return main.pytest_runtestloop(session)


@pytest.fixture(scope="session")
def django_db_use_migrations() -> bool:
    """What they made is kept while they stay as they are: a third of the time of a short run."""
    return vendor() == POSTGRESQL or not tables_from_before().exists()


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_use_migrations: bool, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> None:
    with django_db_blocker.unblock():
        if not django_db_use_migrations:
            configured.MIGRATION_MODULES = {}
            seals_of_migrations.cache_clear()
            take_tables()
        elif vendor() == SQLITE:
            leave_tables()
        keep_tables()


@pytest.fixture(scope="session", autouse=True)
def settings_of_the_suite() -> Iterator[None]:
    """Said once: to say a setting anew for every test took as long as many a test.

    Static files go under their own names: pages are looked at before anything is collected. Hashing
    costs nothing; how passwords are kept is tried with real ones, in journeys. Who may act is let
    in without a second factor; tests of signing in ask for it again.
    """
    static = "django.contrib.staticfiles.storage.StaticFilesStorage"
    whitenoise = "whitenoise.middleware.WhiteNoiseMiddleware"
    with override_settings(
        STORAGES={**configured.STORAGES, "staticfiles": {"BACKEND": static}},
        MIDDLEWARE=[path for path in configured.MIDDLEWARE if path != whitenoise],
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        BUREAU_SECOND_FACTOR=False,
    ):
        yield


@pytest.fixture(autouse=True)
def nothing_known() -> None:
    """What a test rolled back was never on record, so nobody may know of it."""
    forget()


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with translation.override("en"), timezone.override(None):
        yield


def pytest_collection_modifyitems(items: list[pytest.Function]) -> None:
    """Those that stand in the example come last but for those in the house: each is built once."""
    elsewhere = pytest.mark.skip(reason="tried on the other database, by the run beside this one")
    for item in items:
        if not is_asked_here(_answered_alike(item)):
            item.add_marker(elsewhere)
    items.sort(key=lambda item: [name in item.fixturenames for name in ("built_house", "example")])


def _answered_alike(item: pytest.Function) -> str:
    """By what name it is asked on one database only; "" where it is asked on each.

    The apps of institution and thread ask their database through Django alone: a part of their
    tests on either catches what the two do differently, and `./run prove one_behaviour` asks all
    on both.
    What leans on a database itself (the record, the store, races, search) lies elsewhere or is
    marked.
    Pages of one file stay together.
    """
    if item.path.name.startswith("test_pages_"):
        return item.path.name
    if item.get_closest_marker("anywhere"):
        return item.name
    is_of_apps = any(HERE.joinpath(each) in item.path.parents for each in APPS)
    return "" if item.get_closest_marker("everywhere") or not is_of_apps else item.originalname


@pytest.fixture(scope="session")
def built_house(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[House]:
    """One house for the suite; what each test does to it is undone after that test."""
    with django_db_blocker.unblock(), standing_house() as house:
        yield house


@pytest.fixture
def house(built_house: House, db: None, monkeypatch: pytest.MonkeyPatch) -> House:
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    return deepcopy(built_house)
