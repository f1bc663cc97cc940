"""Budgets of fifty years, each with a line for a unit."""

from bureau.institution.finance.models import Budget, BudgetLine, ExpenditureObject
from tests.fifty import MANY, SAID, add
from tests.institution.house import House


def fifty(house: House) -> None:
    own, units = house.organisation, list(house.units.values())
    posts = ExpenditureObject.objects.create(organisation_id=own, code="P", name=SAID)
    add(
        Budget(organisation_id=own, name=SAID, first_year=year, last_year=year, currency="CHF")
        for year in range(2000, 2000 + MANY)
    )
    add(
        BudgetLine(budget=budget, code="P", unit_id=units[budget.pk % len(units)], object=posts)
        for budget in Budget.objects.all()
    )
