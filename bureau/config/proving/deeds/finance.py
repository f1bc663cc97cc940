"""Deeds of the budget officer."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from bureau.config.proving import acts
from bureau.config.proving.deeds.deed import Deed
from bureau.config.shell import actor_with_login
from bureau.institution.finance.models import Budget, BudgetLine, ExchangeRate, ExpenditureObject
from bureau.institution.finance.services import budgets, lines, rates
from bureau.institution.finance.store import LineGiven
from bureau.web.multilingual import text


def deeds() -> Iterator[Deed]:
    """A budget and what it is made of, changed."""
    by, day, name = actor_with_login("budget-officer"), acts.the_day(), text(en="Another name")
    budget, object = Budget.objects.get(), ExpenditureObject.objects.order_by("pk")[0]
    yield lambda: budgets.keep_budget(
        by, budget=budget.pk, name=name, instrument=None, vacancy=5, delayed_recruitment=25
    )
    yield lambda: budgets.keep_expenditure_object(by, expenditure_object=object.pk, name=name)
    unit = acts.as_it_is().roots()[0].id
    line = LineGiven("D-9", unit, object.pk, voted={budget.first_year: 100})
    yield lambda: lines.add_budget_line(by, budget=budget.pk, line=line)
    added = BudgetLine.objects.get(code="D-9").pk
    changed = replace(line, voted={budget.first_year: 200})
    yield lambda: lines.keep_budget_line(by, line=added, said=changed)
    yield lambda: rates.add_exchange_rate(
        by,
        organisation=budget.organisation_id,
        source="XTS",
        into="XXX",
        millionths=1_000_000,
        valid_from=day,
    )
    rate, until = ExchangeRate.objects.order_by("-pk")[0].pk, day + timedelta(days=9)
    yield lambda: rates.end_exchange_rate(by, exchange_rate=rate, valid_until=until)
