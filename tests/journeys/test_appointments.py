"""Appointing a person and ending the hold of one, by form, under a rule that needs no body."""

from datetime import date, timedelta

import pytest

from tests.journeys.conftest import ON_SQLITE_ALONE
from tests.journeys.visitor import Visitor

pytestmark = [pytest.mark.journey, pytest.mark.exhaustive, ON_SQLITE_ALONE]
TODAY = date.today()  # noqa: DTZ011
VACANT = "DEMO/SGD/P4/01"
NAME = "Wanjiru Kamau"


def test_human_resources_appoint_somebody_and_end_the_hold(visitor: Visitor) -> None:
    visitor.become("Luz Marina Quispe")
    visitor.find(VACANT)
    visitor.follow(f"{VACANT} · Emerging Technologies Officer")
    visitor.sees("State vacant")
    visitor.follow("Appoint")
    visitor.fill(person=NAME, manner="acting", reason="Until it is advertised")
    visitor.press("Appoint")
    visitor.sees("The appointment is in force from", f"Held by {NAME}")
    visitor.follow(f"End the hold of {NAME}")
    visitor.fill(last_day=(TODAY + timedelta(days=30)).isoformat())
    visitor.press("End the hold")
    visitor.sees(f"Held by {NAME}")
    visitor.go(f"{visitor.path()}?valid={TODAY + timedelta(days=31)}")
    visitor.sees("State vacant")


def test_to_press_twice_appoints_once(visitor: Visitor) -> None:
    visitor.become("Luz Marina Quispe")
    visitor.find("DEMO/OPD/P4/02")
    visitor.follow("DEMO/OPD/P4/02 · Meetings Officer")
    visitor.follow("Appoint")
    visitor.fill(person=NAME, share="1", manner="lien")
    visitor.page.get_by_role("button", name="Appoint", exact=True).dblclick()
    visitor.sees("The appointment is in force from")
    assert visitor.page.get_by_role("link", name=f"End the hold of {NAME}").count() == 1
