"""By keyboard alone: skip to the content, open and close a menu, search, step the ruler."""

import re

import pytest

from tests.journeys.conftest import ON_SQLITE_ALONE
from tests.journeys.visitor import HEIGHT, WIDE, Visitor

pytestmark = [pytest.mark.journey, pytest.mark.thorough, ON_SQLITE_ALONE]
FOCUSED = "(document.activeElement.textContent || document.activeElement.value || '').trim()"
STEPS_AT_MOST = 60
GAP = 12


def tab_to(visitor: Visitor, words: str) -> None:
    """Press the tab key until what has the focus says so."""
    for _step in range(STEPS_AT_MOST):
        visitor.page.keyboard.press("Tab")
        said = " ".join(str(visitor.page.evaluate(FOCUSED)).split())
        if re.search(words, said):
            return
    raise AssertionError(f"{words} was not reached")


def press(visitor: Visitor, *keys: str) -> None:
    for key in keys:
        visitor.page.keyboard.press(key)


def test_the_first_stop_skips_to_the_content(visitor: Visitor) -> None:
    visitor.go("/chart/")
    tab_to(visitor, "^Skip to content$")
    press(visitor, "Enter")
    assert visitor.page.evaluate("document.activeElement.id") == "main"


def test_a_menu_opens_and_closes_and_gives_the_focus_back(visitor: Visitor) -> None:
    visitor.go("/chart/")
    menu = visitor.page.locator("details", has_text="Read as of")
    tab_to(visitor, "^Valid day")
    press(visitor, "Enter")
    assert menu.get_attribute("open") is not None
    press(visitor, "Tab", "Escape")
    assert menu.get_attribute("open") is None
    assert visitor.page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_the_search_is_one_key_away(visitor: Visitor) -> None:
    visitor.go("/chart/")
    press(visitor, "/")
    visitor.page.keyboard.type("Operations")
    press(visitor, "Enter")
    visitor.sees("OPD · Operations and Planning Department")


def test_the_ruler_steps_from_change_to_change(visitor: Visitor) -> None:
    visitor.go("/chart/?valid=2025-01-15")
    tab_to(visitor, "^Previous change$")
    press(visitor, "Enter")
    visitor.page.wait_for_url("**valid=2024-07-01")
    tab_to(visitor, "^Previous change$")
    press(visitor, "Enter")
    visitor.page.wait_for_url("**valid=2022-09-01")
    visitor.sees("SGD", "TSP")
    tab_to(visitor, "^Next change$")
    press(visitor, "Enter")
    visitor.page.wait_for_url("**valid=2024-07-01")
    visitor.sees("SED", "SPD")


def test_one_becomes_somebody_and_sends_a_form(visitor: Visitor) -> None:
    visitor.go("/")
    tab_to(visitor, "^Act as the officer$")
    press(visitor, "Enter")
    visitor.sees("Nobody but you sees the draft")
    visitor.page.keyboard.press("Tab")
    visitor.page.locator("[name=reference]").focus()
    visitor.page.keyboard.type("KEYS-1")
    press(visitor, "Tab")
    visitor.page.keyboard.type("Without a mouse")
    tab_to(visitor, "^Start the draft$")
    press(visitor, "Enter")
    visitor.sees("Without a mouse", "There is no action yet")


def test_what_may_be_done_to_a_box_opens_beside_it_and_gives_the_focus_back(
    visitor: Visitor,
) -> None:
    visitor.become("Samira Haddad")
    visitor.go("/reorganisations/2/")
    visitor.page.locator(".plan a[href^='#on-']:visible", has_text="OPD").focus()
    press(visitor, "Enter")
    beside = visitor.page.get_by_role("dialog", name="OPD Operations and Planning Department")
    assert visitor.page.evaluate(FOCUSED) == "Rename unit"
    box = visitor.page.locator(".plan a[href^='#on-']:visible", has_text="OPD").bounding_box()
    shown = beside.bounding_box()
    assert box and shown and abs(shown["x"] - box["x"] - box["width"]) < GAP
    assert 0 <= shown["x"] and shown["x"] + shown["width"] <= WIDE
    assert 0 <= shown["y"] and shown["y"] + shown["height"] <= HEIGHT
    press(visitor, "Escape")
    beside.wait_for(state="hidden")
    assert "OPD" in str(visitor.page.evaluate(FOCUSED))
    press(visitor, "Enter", "Enter")
    visitor.page.wait_for_url("**kind=rename_unit**")
