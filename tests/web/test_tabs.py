"""Tabs of one thing: which is current, and what each address keeps."""

from dataclasses import replace
from types import SimpleNamespace
from typing import cast

import pytest
from django.urls import reverse
from pytest_django.fixtures import Settings

from bureau.core.actors import NOBODY
from bureau.core.coordinates import Coordinates
from bureau.core.references import Reference
from bureau.web.kinds import Kind
from bureau.web.requests import Asking, Reading
from bureau.web.tabs import tabs_of
from tests.institution.house import TODAY
from tests.web import wiring

BOAT = Reference("boat", 2)
NOW = Reading(Coordinates(TODAY.toordinal(), 7), TODAY, 7)


def asked(path: str, query: str = "") -> Asking:
    request = SimpleNamespace(path=path, actor=NOBODY, reading=replace(NOW, query=query))
    return cast(Asking, request)


@pytest.fixture(autouse=True)
def boats(settings: Settings) -> None:
    crew = {"tabs": (f"{wiring.HERE}.tabs", f"{wiring.HERE}.logs")}
    settings.BUREAU_WIRING = "tests.web.test_tabs.KINDS"
    KINDS[:] = [Kind("boat", **wiring.BARE | crew)]


KINDS: list[Kind] = []


@pytest.mark.parametrize("path", ["/boats/2/crew/", "/boats/2/log/"])
def test_the_tab_of_another_app_is_current_on_its_own_page(path: str) -> None:
    assert [tab.address for tab in tabs_of(asked(path), BOAT, {}) if tab.current][0].startswith(
        path
    )


def test_a_page_of_its_own_app_is_current() -> None:
    path = reverse("unit", args=[2])
    first, *others = tabs_of(asked(path), BOAT, {"unit": "Unit", "unit-history": "History"})
    assert (first.address, first.current) == (path, True)
    assert not any(tab.current for tab in others)


def test_each_address_keeps_the_coordinates_and_its_own_query() -> None:
    addresses = [tab.address for tab in tabs_of(asked("/", "?valid=2027-01-01"), BOAT, {})]
    assert addresses == [
        "/boats/2/crew/?valid=2027-01-01",
        "/boats/2/log/?valid=2027-01-01&year=1",
    ]
