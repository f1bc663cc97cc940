"""What a page says when something is wrong, and its menus when they are open: axe on each."""

import pytest

from tests.journeys.conftest import ON_SQLITE_ALONE
from tests.journeys.sweeping import faults_of, measured
from tests.journeys.visitor import NARROW, Visitor

pytestmark = [pytest.mark.journey, pytest.mark.exhaustive, ON_SQLITE_ALONE]


@pytest.mark.parametrize("menu", range(6))
def test_an_open_menu_is_accessible(visitor: Visitor, menu: int) -> None:
    visitor.go("/chart/")
    visitor.page.locator("details.pop > summary").nth(menu).click()
    assert faults_of(visitor) == ()


def test_the_navigation_folds_and_unfolds_on_a_phone(reader_on_a_phone: Visitor) -> None:
    reader = reader_on_a_phone
    reader.go("/")
    assert not reader.page.get_by_role("link", name="Instruments").is_visible()
    reader.press("Menu")
    assert reader.page.get_by_role("link", name="Instruments").is_visible()
    assert faults_of(reader) == ()


def test_a_form_that_came_back_says_what_is_wrong_and_takes_the_focus(visitor: Visitor) -> None:
    visitor.go("/")
    visitor.press("Act as the officer")
    visitor.press("Start the draft")
    visitor.sees("keep this from being saved")
    assert "err-sum" in visitor.page.evaluate("document.activeElement.className")
    visitor.complaints.clear()  # the browser notes the status 422
    assert faults_of(visitor) == ()


@pytest.mark.parametrize(
    ("path", "says"),
    [("/nowhere/", "There is nothing at this address"), ("/chart/?recorded=2019-01-01", "Nothing")],
)
def test_a_page_that_is_not_there_says_so(visitor: Visitor, path: str, says: str) -> None:
    visitor.page.goto(visitor.address + path)
    visitor.complaints.clear()  # the browser notes the status 404
    visitor.sees(says)
    assert faults_of(visitor) == ()


def test_a_page_that_is_not_ones_own_says_whose_it_is(visitor: Visitor) -> None:
    visitor.become("Amara Diallo")
    visitor.page.goto(f"{visitor.address}/settings/people/")
    visitor.complaints.clear()  # the browser notes the status 403
    visitor.sees("Only an administrator may look at this and change it.")
    assert faults_of(visitor) == ()


def test_an_empty_search_says_what_to_do(visitor: Visitor) -> None:
    visitor.go("/search/?q=never-heard-of")
    visitor.sees("Nothing found", "Try fewer words")
    assert faults_of(visitor) == ()


def test_long_words_of_a_plan_break_on_a_phone(visitor: Visitor) -> None:
    visitor.become("Samira Haddad")
    visitor.choose_language("fr")
    visitor.go("/reorganisations/1/")
    overflow, overlaps = measured(visitor, NARROW)
    assert ([over for _width, over in overflow], overlaps) == ([0, 0], ())


def test_a_paper_stays_white_where_the_page_is_dark(visitor: Visitor) -> None:
    visitor.become("Samira Haddad")
    visitor.page.emulate_media(color_scheme="dark")
    visitor.go("/papers/council-paper/1/en/")
    assert faults_of(visitor) == ()
