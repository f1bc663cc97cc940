"""What a visitor tries first: the Council's decision, the case in other languages, the search."""

import pytest

from bureau.core.texts import LANGUAGES
from bureau.example.words.cases import REORGANISATION
from bureau.example.words.titles import CHIEF_OF_DEPARTMENT
from tests.journeys.conftest import ON_SQLITE_ALONE
from tests.journeys.sweeping import OVERFLOW
from tests.journeys.visitor import Visitor

pytestmark = [pytest.mark.journey, pytest.mark.thorough, ON_SQLITE_ALONE]
CHIEF = "ST02/D1/579"


def test_the_secretary_of_the_council_records_its_decision_and_sees_it_take_effect(
    visitor: Visitor,
) -> None:
    see_the_post(visitor)
    visitor.sees("No description in force")
    visitor.go("/")
    visitor.press("Act as the secretary")
    visitor.follow("Decide")
    visitor.fill(document="Decision 640")
    visitor.press("See what it does")
    visitor.sees("These come into force with it:", "Adopt job description", "1 July 2024")
    visitor.press("Decide")
    visitor.sees("It is on record under number 5")
    see_the_post(visitor)
    visitor.sees("Job description Version 1", "1.4 ")


def see_the_post(visitor: Visitor) -> None:
    visitor.go("/")
    visitor.find(CHIEF)
    visitor.follow(f"{CHIEF} · Chief of Department")


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("zh-hans", "ltr")])
def test_the_case_is_read_on_a_phone_in_another_language(
    reader_on_a_phone: Visitor, language: str, direction: str
) -> None:
    reader = reader_on_a_phone
    reader.become("Élodie Marchand")
    reader.choose_language(language)
    reader.go("/reorganisations/1/")
    reader.sees(REORGANISATION.said[language][0], CHIEF_OF_DEPARTMENT.said[language][0])
    assert reader.page.locator("html").get_attribute("dir") == direction
    for part in ("", "route/", "journal/"):
        reader.go(f"/reorganisations/1/{part}")
        assert reader.page.evaluate(OVERFLOW) == 0
        assert "Reorganisation" not in reader.text()


def test_a_language_is_chosen_from_the_menu_and_kept(visitor: Visitor) -> None:
    visitor.go("/chart/")
    visitor.page.locator("summary", has_text="English").click()
    visitor.press("español")
    visitor.sees("Organigrama")
    assert visitor.page.locator("html").get_attribute("lang") == "es"


@pytest.mark.parametrize("name", ["", "Aigerim Saparova"])
def test_the_masthead_takes_one_line_on_a_small_laptop_in_every_language(
    visitor: Visitor, name: str
) -> None:
    if name:
        visitor.become(name)
    visitor.page.set_viewport_size({"width": 1280, "height": 800})
    for language in LANGUAGES:
        visitor.choose_language(language)
        visitor.go("/posts/")
        masthead = visitor.page.locator("header.mast").bounding_box()
        assert masthead and masthead["height"] < 64, language
        assert visitor.page.evaluate(OVERFLOW) == 0


def test_a_line_of_the_staffing_table_is_short_on_a_phone(reader_on_a_phone: Visitor) -> None:
    """Unit, grade and state stand beside each other, each with its heading for who listens."""
    reader_on_a_phone.go("/posts/")
    cells = reader_on_a_phone.page.locator("tbody tr").first.locator("td.short")
    tops = {cells.nth(each).evaluate("cell => cell.offsetTop") for each in range(cells.count())}
    assert cells.count() == 3 and len(tops) == 1


def test_a_post_is_found_by_its_number_and_by_a_part_of_it(visitor: Visitor) -> None:
    for words in (CHIEF, "579"):
        visitor.go("/")
        visitor.find(words)
        visitor.sees(f"{CHIEF} · Chief of Department")


def test_a_unit_is_found_by_what_it_was_called_and_says_what_became_of_it(
    visitor: Visitor,
) -> None:
    visitor.go("/")
    visitor.find("TSP")
    visitor.sees("SPD · Study Groups and Policy Department former name or number: TSP")
    visitor.find("SGD")
    visitor.sees("SGD · Study Groups Department", "today: SPD · Study Groups and Policy Department")


def test_a_person_is_found_only_by_who_is_signed_in(visitor: Visitor) -> None:
    visitor.go("/")
    visitor.find("Adeyemi")
    visitor.sees("Nothing found")
    visitor.become("Rui Vasconcelos")
    visitor.find("Adeyemi")
    visitor.sees("Ngozi Adeyemi")
