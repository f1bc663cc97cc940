"""Rows of budgets, rates and standard costs as the values that the core reckons with."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bureau.core.budgets import Budget, Line, Rate
from bureau.core.costs import Factors
from bureau.institution.finance import models

LINES_MOST = 2_000
"""How many lines of a budget are kept or proposed at once: in a few statements, however many."""

type Amounts = Mapping[int, Mapping[int, int]]
"""What is voted by line and year, in minor units."""


@dataclass(frozen=True, slots=True)
class LineGiven:
    """A line as it is to stand; `voted` by year in minor units, years left out stay as they are."""

    code: str
    unit: int
    object: int
    funding: str = ""
    voted: Mapping[int, int] = field(default_factory=dict)


def budget_of(row: models.Budget, lines: Iterable[models.BudgetLine], voted: Amounts) -> Budget:
    return Budget(
        id=row.pk,
        years=row.years,
        currency=row.currency,
        lines=tuple(_line(line, voted.get(line.pk, {})) for line in lines),
        factors=factors_of(row),
    )


def amounts_of(lines: Iterable[int]) -> dict[int, dict[int, int]]:
    """The newest amount of each line and year, in one read."""
    found: dict[int, dict[int, int]] = {}
    rows = models.Voted.objects.filter(line__in=list(lines)).order_by("pk")
    for line, year, amount in rows.values_list("line", "year", "amount_minor"):
        found.setdefault(line, {})[year] = amount
    return found


def factors_of(row: models.Budget) -> Factors:
    return Factors(vacancy=row.vacancy, delayed_recruitment=row.delayed_recruitment)


def rate_of(row: models.ExchangeRate) -> Rate:
    return Rate(
        row.source,
        row.into,
        row.millionths,
        row.valid_from.toordinal(),
        row.valid_until.toordinal() if row.valid_until else None,
    )


def _line(row: models.BudgetLine, voted: Mapping[int, int]) -> Line:
    return Line(row.pk, row.unit_id, row.funding, row.object.pays_posts, voted)
