"""Budgets as rows and as the core reckons with them; rates; and which budget is of a year."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from bureau.core.actors import Actor
from bureau.core.budgets import Budget, Prices
from bureau.core.costs import Factors
from bureau.institution.finance import models
from bureau.institution.finance.permissions import may_see_budgets
from bureau.institution.finance.store import amounts_of, budget_of, factors_of, rate_of
from bureau.institution.organisation.models import Organisation
from bureau.institution.organisation.queries.costs import standard_costs
from bureau.institution.organisation.queries.organisations import organisation_of


def organisation_of_budgets(actor: Actor) -> Organisation | None:
    """The organisation whose budgets the actor may see; as if there were none for others."""
    found = organisation_of(actor)
    return found if found is not None and may_see_budgets(actor) else None


def budgets_seen(actor: Actor, ids: Collection[int]) -> list[models.Budget]:
    """Those of these budgets that the actor may see."""
    own = organisation_of(actor)
    rows = models.Budget.objects.filter(pk__in=ids).select_related("instrument")
    return [
        row
        for row in rows
        if may_see_budgets(actor, is_own=own is not None and own.pk == row.organisation_id)
    ]


def budgets_of(organisation: int) -> list[models.Budget]:
    """The newest years first."""
    rows = models.Budget.objects.filter(organisation=organisation)
    return list(rows.select_related("instrument"))


def budget_on(organisation: int, day: date) -> models.Budget | None:
    """The budget of the year of that day; budgets of one organisation do not overlap."""
    rows = models.Budget.objects.filter(
        organisation=organisation, first_year__lte=day.year, last_year__gte=day.year
    )
    return rows.first()


def factors_on(organisation: int, day: date) -> Factors:
    """The factors of the budget of that day; none where there is no budget."""
    found = budget_on(organisation, day)
    return factors_of(found) if found else Factors()


def reckoned(rows: Collection[models.Budget]) -> tuple[Budget, ...]:
    """These budgets with all their lines, in two reads."""
    lines: defaultdict[int, list[models.BudgetLine]] = defaultdict(list)
    found = models.BudgetLine.objects.filter(budget__in=[row.pk for row in rows])
    for line in found.select_related("object"):
        lines[line.budget_id].append(line)
    voted = amounts_of(line.pk for each in lines.values() for line in each)
    return tuple(budget_of(row, lines[row.pk], voted) for row in rows)


def prices_of(organisation: int) -> Prices:
    rates = models.ExchangeRate.objects.filter(organisation=organisation).order_by("pk")
    return Prices(standard_costs(organisation), tuple(rate_of(row) for row in rates))
