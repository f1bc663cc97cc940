"""A chart too large for a page, in a browser: walked by keyboard, searched, in every dress."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from bench.ground import place, served
from tests.journeys.conftest import ON_SQLITE_ALONE
from tests.journeys.visitor import Visitor, visiting

pytestmark = [pytest.mark.journey, pytest.mark.exhaustive, ON_SQLITE_ALONE]
KEYS_AT_MOST = 12
CHART = "/chart/1/?valid=2015-06-01"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with place() as at:
        at.fill(posts=600, units=600, users=1)
        with served(at, workers=1) as (port, _pids):
            yield f"http://127.0.0.1:{port}"


@pytest.fixture
def reader(address: str, chromium: Browser) -> Iterator[Visitor]:
    with visiting(chromium, address) as arrived:
        arrived.go(CHART)
        yield arrived
        assert arrived.complaints == []


def press(reader: Visitor, *keys: str) -> None:
    for key in keys:
        reader.page.keyboard.press(key)


def hears(reader: Visitor, words: str) -> None:
    """Assert that the live region says so, soon."""
    reader.page.locator("[data-spoken]", has_text=re.compile(words)).wait_for(state="attached")


def test_any_box_is_twelve_keys_away_and_spoken(reader: Visitor) -> None:
    keys = ["Tab", "Tab", "Enter", *"U577", "Enter"]
    press(reader, *keys)
    assert len(keys) <= KEYS_AT_MOST
    hears(reader, "^U577, .* of .* beside each other")


def test_arrows_walk_and_enter_opens_the_page_of_the_unit(reader: Visitor) -> None:
    reader.page.locator("[data-pane]").focus()
    press(reader, "Home")
    hears(reader, "^U1, ")
    press(reader, "ArrowDown")
    hears(reader, "^U2, ")
    press(reader, "ArrowRight", "ArrowLeft", "ArrowUp")
    hears(reader, "^U1, ")
    press(reader, "Enter")
    reader.page.wait_for_url("**/units/1/**")


def test_it_is_accessible_and_holds_its_pane(reader: Visitor) -> None:
    assert Axe().run(reader.page).violations_count == 0
    pane, canvas = (reader.page.locator(one).bounding_box() for one in (".large-pane", "canvas"))
    assert pane and canvas and abs(pane["width"] - canvas["width"]) <= 2


def test_paper_gets_the_same_drawing_in_light(reader: Visitor) -> None:
    """On a dark screen the corner of the canvas is dark, and light as soon as one prints."""
    corner = "[...document.querySelector('canvas').getContext('2d').getImageData(2, 2, 1, 1).data]"
    reader.page.emulate_media(color_scheme="dark")
    reader.page.wait_for_function(f"{corner}[0] < 64")
    reader.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert min(reader.page.evaluate(corner)) > 192
