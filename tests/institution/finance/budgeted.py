"""A budget for the house: two years of posts for the whole bureau, and some travel."""

from bureau.core.actors import Actor, Role
from bureau.institution.finance.services.budgets import add_expenditure_object, make_budget
from bureau.institution.finance.services.lines import add_budget_line
from bureau.institution.finance.store import LineGiven
from bureau.institution.organisation.services import reference
from bureau.web.multilingual import text
from tests.institution.house import OPENED, House

ENOUGH = 200_000_000
"""In minor units: the eight posts under the bureau cost 98 million a year."""


class Budgeted:
    """The numbers of what was made; Hana, of human resources, minds the budget too."""

    def __init__(self, house: House, voted: int = ENOUGH) -> None:
        self.house = house
        reference.give_role(
            house.administrator,
            post=house.posts["HR"],
            role=Role.BUDGET,
            valid_from=OPENED,
            confirmed_by=house.administrators[1].person,
        )
        organisation = house.organisation
        self.posts = add_expenditure_object(
            self.officer,
            organisation=organisation,
            code="POSTS",
            name=text(en="Posts"),
            pays_posts=True,
        )
        self.travel = add_expenditure_object(
            self.officer, organisation=organisation, code="TRAVEL", name=text(en="Travel")
        )
        self.number = make_budget(
            self.officer,
            organisation=organisation,
            name=text(en="Budget 2024-2025"),
            first_year=2024,
            last_year=2025,
            currency="CHF",
            instrument=house.paper,
        )
        self.line = self.add("TSB-POSTS", "TSB", self.posts, voted)

    @property
    def officer(self) -> Actor:
        return self.house.actor("Hana")

    def add(self, code: str, unit: str, object: int, voted: int, funding: str = "") -> int:
        amounts = {2024: voted, 2025: voted}
        given = LineGiven(code, self.house.units[unit], object, funding, amounts)
        return add_budget_line(self.officer, budget=self.number, line=given)
