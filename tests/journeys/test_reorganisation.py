"""The whole of a reorganisation in a browser, in English: from the first page to what is in force.

This is the main journey, and the only one that is run on PostgreSQL as well.
"""

from datetime import date, timedelta

import pytest

from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.journey
TODAY = date.today()  # noqa: DTZ011
OFFICER, SECRETARY_GENERAL = "Samira Haddad", "Ngozi Adeyemi"
COMMITTEE = "Élodie Marchand"
GIVEN_UP = "DEMO/OPD/G6/05"


def test_a_reorganisation_goes_from_the_first_page_to_the_chart_of_its_day(
    visitor: Visitor,
) -> None:
    start_draft(visitor)
    add_actions(visitor)
    settle_findings(visitor)
    submit(visitor)
    take_through_route(visitor)
    see_what_came_of_it(visitor)


def start_draft(visitor: Visitor) -> None:
    visitor.go("/")
    visitor.press("Act as the officer")
    visitor.fill(reference="DSU-1", title="A unit for data services", purpose="One place for data")
    visitor.press("Start the draft")
    visitor.sees("There is no action yet")


def add_actions(visitor: Visitor) -> None:
    add(visitor, "Establish unit", code="DSU", name="Data Services Unit", parent="OPD")
    add(visitor, "Rename unit", subject="OPD", code="OPS")
    add(visitor, "Abolish post", subject=GIVEN_UP)
    visitor.sees("DSU (Data Services Unit) is established under OPD.")


def add(visitor: Visitor, kind: str, **said: str) -> None:
    visitor.follow("Add an action")
    visitor.follow(kind)
    visitor.fill(**said, day=TODAY.isoformat(), reason="Data is asked for everywhere")
    visitor.press("Add the action")
    visitor.sees("is added.")


def settle_findings(visitor: Visitor) -> None:
    visitor.sees(f"What takes the place of {GIVEN_UP}")
    assert visitor.page.get_by_role("link", name="Submit version 1").is_disabled()
    visitor.follow("Left on purpose")
    visitor.fill(reason="Its work ended")
    visitor.press("Leave it on purpose")
    visitor.sees("Left on purpose: Its work ended")


def submit(visitor: Visitor) -> None:
    visitor.follow("Submit version 1")
    visitor.page.get_by_role("dialog").get_by_role("button", name="Submit version 1").click()
    visitor.sees("The draft is submitted and frozen.")
    visitor.sees("You are the author. Four eyes: another person records it.")


def take_through_route(visitor: Visitor) -> None:
    record(visitor, SECRETARY_GENERAL, "Determine", answer="No", note="It is not major")
    agreed = {"way": "In session", "present": "4", "supporting": "4", "against": "0"}
    record(visitor, COMMITTEE, "Recommend", document="Record 7", **agreed)
    record(visitor, SECRETARY_GENERAL, "Approve")
    visitor.sees("It is on record under number 5, and in force from")


def record(visitor: Visitor, name: str, act: str, **said: str) -> None:
    """What waits for a person is on their home page, with the way to it."""
    visitor.become(name)
    waiting = visitor.page.get_by_role("listitem").filter(has_text="DSU-1")
    waiting.get_by_role("link").first.click()
    if "/route/" not in visitor.page.url:
        visitor.follow("Route")
    visitor.follow(act)
    visitor.fill(**said)
    visitor.press("See what it does")
    visitor.press(act)


def see_what_came_of_it(visitor: Visitor) -> None:
    visitor.follow("Chart of that day")
    visitor.sees(TODAY.strftime("%-d %B %Y"))
    visitor.sees("DSU", "OPS")
    visitor.page.go_back()
    visitor.follow("Comparison with the day before")
    visitor.sees((TODAY - timedelta(days=1)).strftime("%-d %B %Y"))
    visitor.sees("renamed", "established")
