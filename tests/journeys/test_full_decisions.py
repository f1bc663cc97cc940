"""Decisions in full, each in a browser and in a language of its own: referred back with a question
and put forward again, in Russian; adopted in part, in Chinese.
"""

from collections.abc import Iterator

import pytest
from django.utils import translation

from bureau.config.proving.grounds import Stage
from tests.grounds import template
from tests.journeys.conftest import ON_SQLITE_ALONE
from tests.journeys.furnishing import TWO_UNITS, furnish_two_units
from tests.journeys.site import Site, serving
from tests.journeys.visitor import Visitor

pytestmark = [pytest.mark.journey, pytest.mark.exhaustive, ON_SQLITE_ALONE]
COUNCIL, OFFICER, SECRETARY_GENERAL = "Aigerim Saparova", "Samira Haddad", "Ngozi Adeyemi"
QUESTION = "Кто отвечает за бюджет?"
ANSWER = "Руководитель департамента."


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with serving(template(Stage.EXAMPLE), furnish_two_units) as started:
        yield started


class Reader:
    """Somebody of the cast who reads a language, and presses what is written there in it."""

    def __init__(self, visitor: Visitor, name: str, language: str) -> None:
        self.visitor, self.language = visitor, language
        visitor.become(name)
        visitor.choose_language(language)

    def words(self, english: str, context: str = "", **given: object) -> str:
        with translation.override(self.language):
            found = (
                translation.pgettext(context, english) if context else translation.gettext(english)
            )
        return found % given

    def press(self, english: str, context: str = "", **given: object) -> None:
        self.visitor.press(self.words(english, context, **given))

    def follow(self, english: str, context: str = "", **given: object) -> None:
        self.visitor.follow(self.words(english, context, **given))


def test_the_council_asks_in_russian_and_the_author_answers_and_submits_again(
    visitor: Visitor,
) -> None:
    secretary = Reader(visitor, COUNCIL, "ru")
    visitor.go("/reorganisations/1/route/")
    secretary.follow("Refer back", "act")
    visitor.fill(document="C24/1", questions=QUESTION, note="Нужны пояснения")
    secretary.press("See what it does")
    secretary.press("Refer back", "act")
    visitor.sees(secretary.words("referred back", "act done"))
    author = Reader(visitor, OFFICER, "ru")
    visitor.go("/reorganisations/1/")
    visitor.sees(QUESTION, author.words("to be answered"))
    author.follow("Answer", "act on a question")
    visitor.fill(said=ANSWER)
    author.press("Answer")
    visitor.sees(ANSWER, author.words("answered"))
    submit_again(author)
    Reader(visitor, COUNCIL, "ru")
    visitor.go("/reorganisations/1/route/")
    visitor.sees(secretary.words("Decide", "act"))


def submit_again(author: Reader) -> None:
    barred = author.visitor.page.locator("#why-barred")
    assert not barred.count(), barred.inner_text()
    author.follow("Submit version %(number)s", number=2)
    dialog = author.visitor.page.get_by_role("dialog")
    dialog.get_by_role("button", name=author.words("Submit version %(number)s", number=2)).click()
    author.visitor.sees(author.words("The draft is submitted and frozen."))


def test_what_is_adopted_in_part_is_drawn_and_costed_anew_in_chinese(visitor: Visitor) -> None:
    reader = Reader(visitor, SECRETARY_GENERAL, "zh-hans")
    visitor.go("/")
    visitor.page.get_by_role("listitem").filter(has_text=TWO_UNITS).get_by_role(
        "link"
    ).first.click()
    if "/route/" not in visitor.page.url:
        reader.follow("Route")
    reader.follow("Approve", "act")
    reader.press("See what it does")
    whole = costed(visitor)
    assert drawn(visitor) == {"DS1", "DS2"}
    visitor.page.go_back()
    for place in ("2", "4"):
        visitor.page.locator(f"main [name=parts][value='{place}']").uncheck()
    reader.press("See what it does")
    assert drawn(visitor) == {"DS1"}
    assert 0 < costed(visitor) < whole
    reader.press("Approve", "act")
    visitor.sees("DS2")
    reader.follow("Chart of that day")
    assert drawn(visitor) == {"DS1"}


def drawn(visitor: Visitor) -> set[str]:
    """Which of the two units the drawings show."""
    visitor.page.locator("main svg").first.wait_for()
    said = " ".join(visitor.page.locator("main svg").all_text_contents())
    return {code for code in ("DS1", "DS2") if code in said}


def costed(visitor: Visitor) -> int:
    """What a full year of it costs, as the page says."""
    total = visitor.page.locator("section[aria-labelledby=cost] tfoot td").last
    return int("".join(filter(str.isdigit, total.inner_text())))
