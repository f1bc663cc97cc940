"""What is voted on a budget, from the budget officer to the Council, where a rule says so."""

from collections.abc import Iterator

import pytest

from bureau.config.proving.grounds import Stage
from tests.grounds import template
from tests.journeys.conftest import ON_SQLITE_ALONE
from tests.journeys.furnishing import furnish_budgets
from tests.journeys.site import Site, serving
from tests.journeys.sweeping import looks_well
from tests.journeys.visitor import Visitor

pytestmark = [pytest.mark.journey, pytest.mark.exhaustive, ON_SQLITE_ALONE]
OFFICER, PEOPLE, COUNCIL = "Inès Moreau", "Luz Marina Quispe", "Aigerim Saparova"


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with serving(template(Stage.EXAMPLE), furnish_budgets) as started:
        yield started


def test_a_proposal_goes_from_the_budget_officer_to_the_council(visitor: Visitor) -> None:
    visitor.become(OFFICER)
    visitor.go("/settings/budgets/1/lines/")
    visitor.sees("Lines are voted by rules")
    looks_well(visitor)
    visitor.follow("Propose what is voted")
    looks_well(visitor)
    visitor.fill(title="Less travel")
    visitor.press("Begin")
    visitor.sees("No line yet")
    looks_well(visitor)
    visitor.fill(code="TSB-TRAVEL")
    visitor.press("Propose it")
    looks_well(visitor)
    visitor.fill(voted_2024="1000", voted_2025="2000")
    visitor.press("Keep it in the proposal")
    visitor.sees("Change what is voted on a line")
    looks_well(visitor)
    visitor.follow("Put it forward")
    looks_well(visitor)
    visitor.press("Put it forward")
    visitor.sees("on its route")
    looks_well(visitor)
    address = visitor.path()
    visitor.choose_language("ar")
    looks_well(visitor)
    visitor.choose_language("en")
    visitor.become(PEOPLE)
    visitor.sees("A budget proposal waits for your act.")
    visitor.go(address)
    visitor.follow("Recommend")
    looks_well(visitor)
    visitor.press("See what it does")
    visitor.sees("Nothing comes into force by this act alone.")
    visitor.press("Recommend")
    visitor.become(COUNCIL)
    visitor.go(address)
    visitor.follow("Decide")
    visitor.fill(document="C25/99")
    visitor.press("See what it does")
    visitor.sees("1 line is voted by it, at once:")
    looks_well(visitor)
    visitor.press("Decide")
    visitor.sees("in force", "1 line is voted by this act:", "C25/99")
    looks_well(visitor)
    visitor.go("/budget-proposals/")
    visitor.sees("Less travel")
    looks_well(visitor)
