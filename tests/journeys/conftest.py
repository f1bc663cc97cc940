"""What journeys may use: the example served, and visitors with a browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from bureau.config.proving.grounds import POSTGRESQL, Stage
from tests.grounds import template, vendor
from tests.journeys.site import Site, serving
from tests.journeys.visitor import NARROW, Visitor, browser, visiting

ON_SQLITE_ALONE = pytest.mark.skipif(
    vendor() == POSTGRESQL,
    reason="the main journey runs on PostgreSQL too; the rest looks the same on both databases",
)


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """A copy of the example of this module's own."""
    with serving(template(Stage.EXAMPLE)) as started:
        yield started


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser a module: while one runs, this process may not read its own database."""
    with browser() as launched:
        yield launched


@pytest.fixture
def visitor(site: Site, chromium: Browser) -> Iterator[Visitor]:
    """Somebody at a wide screen, whose browser must not complain."""
    with visiting(chromium, site.address) as arrived:
        yield arrived
        assert arrived.complaints == []


@pytest.fixture
def reader_on_a_phone(site: Site, chromium: Browser) -> Iterator[Visitor]:
    with visiting(chromium, site.address, width=NARROW) as arrived:
        yield arrived
        assert arrived.complaints == []


@pytest.fixture
def visitor_without_scripts(site: Site, chromium: Browser) -> Iterator[Visitor]:
    with visiting(chromium, site.address, scripts=False) as arrived:
        yield arrived
