"""A paper as a page of its own, in a browser: axe finds nothing, and nothing stands out of it."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from bureau.documents.papers import write
from tests.documents.papers.samples import ALL, sample
from tests.journeys.conftest import ON_SQLITE_ALONE
from tests.journeys.visitor import NARROW

pytestmark = [pytest.mark.journey, pytest.mark.exhaustive, ON_SQLITE_ALONE]
WIDE = 1200


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    opened = chromium.new_page()
    yield opened
    opened.close()


@pytest.mark.parametrize("language", ALL)
def test_a_paper_is_read_by_everybody_on_any_screen(language: str, page: Page) -> None:
    page.set_content(write(sample(language, width=1000), "html").decode())
    for width in (NARROW, WIDE):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()


def test_an_apostrophe_is_as_narrow_as_in_the_words_around_it(page: Page) -> None:
    """Also where the one Noto Sans is the Chinese, in which it is as wide as it is high."""
    page.set_content(write(sample("fr"), "html").decode())
    wide, size = page.evaluate(
        """() => {
            const said = document.createElement("span")
            document.querySelector(".paper").append(said)
            said.textContent = "’"
            const size = parseFloat(getComputedStyle(said).fontSize)
            return [said.getBoundingClientRect().width, size]
        }"""
    )
    assert 0 < wide < size / 2
