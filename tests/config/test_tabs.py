"""Tabs of several apps on one page: each is told apart, and the page asked for is marked."""

from collections.abc import Sequence
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from bureau.web.frame import Entry
from tests.furnished import furnish
from tests.institution.house import House
from tests.institution.organisation.reorganised import signed_in

KINDS = ("unit", "post", "person", "body", "meeting", "instrument")
OF_OTHERS = {"Budget", "Chart"}
"""Tabs that lead to a page of more than the thing, without its tabs."""


@pytest.fixture
def pages(house: House) -> dict[str, str]:
    """The address of one thing of each kind."""
    things = furnish(house)
    return {kind: reverse(kind, args=[things[kind]]) for kind in KINDS}


def tabs_on(client: Client, address: str) -> Sequence[Entry]:
    response: Any = client.get(address)
    assert response.status_code == 200, address
    tabs: Sequence[Entry] = response.context["tabs"]
    return tabs


def test_tabs_of_two_apps_never_collide(house: House, pages: dict[str, str]) -> None:
    client = signed_in(house, "Olga")
    for kind, address in pages.items():
        tabs = tabs_on(client, address)
        assert len({str(tab.name) for tab in tabs}) == len(tabs), kind
        assert len({tab.address.partition("?")[0] for tab in tabs}) == len(tabs), kind


def test_each_tab_is_marked_on_its_own_page(house: House, pages: dict[str, str]) -> None:
    client = signed_in(house, "Olga")
    followed = [
        tab.address
        for address in pages.values()
        for tab in tabs_on(client, address)
        if tab.name not in OF_OTHERS
    ]
    marked = {
        address: [tab.address for tab in tabs_on(client, address) if tab.current]
        for address in followed
    }
    assert marked == {address: [address] for address in followed}
    assert {reverse("body-seats", args=[house.bodies["COUNCIL"]])} <= marked.keys()
