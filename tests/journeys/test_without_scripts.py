"""Every page works where no script runs: go about, become somebody, send forms, see refusals."""

import pytest

from tests.journeys.conftest import ON_SQLITE_ALONE
from tests.journeys.visitor import Visitor

pytestmark = [pytest.mark.journey, pytest.mark.exhaustive, ON_SQLITE_ALONE]


def test_a_draft_is_begun_and_submitted_without_a_script(visitor_without_scripts: Visitor) -> None:
    visitor = visitor_without_scripts
    visitor.go("/")
    visitor.press("Act as the officer")
    visitor.press("Start the draft")
    visitor.sees("keep this from being saved")
    visitor.fill(reference="PLAIN-1", title="Without a script")
    visitor.press("Start the draft")
    visitor.follow("Add an action")
    visitor.follow("Rename unit")
    visitor.fill(subject="OPD", code="OPS", day="2030-01-01")
    visitor.press("Add the action")
    visitor.sees("OPD becomes OPS; its name stays.")
    visitor.follow("Submit version 1")
    visitor.press("Submit version 1")
    visitor.sees("The draft is submitted and frozen.")


def test_the_structure_is_read_without_a_script(visitor_without_scripts: Visitor) -> None:
    visitor = visitor_without_scripts
    visitor.go("/")
    for name in ("Chart", "Posts", "Instruments", "Reorganisations"):
        visitor.follow(name, within="nav")
        visitor.sees("Bureau keeps what was true")
    visitor.go("/chart/?valid=2025-01-15")
    visitor.follow("Previous change")
    visitor.follow("Previous change")
    visitor.sees("1 January 2020", "SGD")
    visitor.find("SED")
    visitor.sees("SED · Strategic Engagement Department")


def test_the_language_is_chosen_without_a_script(visitor_without_scripts: Visitor) -> None:
    visitor = visitor_without_scripts
    visitor.go("/posts/")
    visitor.page.locator("summary", has_text="English").click()
    visitor.press("Русский")
    assert visitor.page.locator("html").get_attribute("lang") == "ru"


def test_a_paper_and_its_data_lead_to_each_other_without_a_script(
    visitor_without_scripts: Visitor,
) -> None:
    visitor = visitor_without_scripts
    visitor.go("/")
    visitor.press("Act as the officer")
    visitor.go("/papers/council-paper/1/en/beside/")
    visitor.page.locator(".fact[data-fact='purpose']").click()
    assert visitor.page.url.endswith("#said-purpose")
    visitor.page.locator("#said-purpose").click()
    assert visitor.page.url.endswith("#datum-purpose")
    assert visitor.page.locator("#datum-purpose:target").count() == 1
