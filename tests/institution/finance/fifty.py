"""Budgets of fifty years, each with a line for a unit, and fifty objects and rates."""

from datetime import date

from bureau.institution.finance.models import Budget, BudgetLine, ExchangeRate, ExpenditureObject
from tests.fifty import MANY, SAID, add
from tests.institution.house import House


def fifty(house: House) -> None:
    own, units = house.organisation, list(house.units.values())
    add(
        ExpenditureObject(organisation_id=own, code=f"P{place}", name=SAID) for place in range(MANY)
    )
    add(
        ExchangeRate(
            organisation_id=own,
            source=f"X{chr(65 + place // 26)}{chr(65 + place % 26)}",
            into="CHF",
            millionths=900_000,
            valid_from=date(2024, 1, 1),
        )
        for place in range(MANY)
    )
    posts = ExpenditureObject.objects.create(organisation_id=own, code="P", name=SAID)
    add(
        Budget(organisation_id=own, name=SAID, first_year=year, last_year=year, currency="CHF")
        for year in range(2000, 2000 + MANY)
    )
    add(
        BudgetLine(budget=budget, code="P", unit_id=units[budget.pk % len(units)], object=posts)
        for budget in Budget.objects.all()
    )
