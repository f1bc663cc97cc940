"""The lines of a budget beside the posts that stand: what is voted, what is spent, what is left."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bureau.core.budgets import Spent, spending
from bureau.core.reasons import Reason
from bureau.core.references import Reference
from bureau.core.structure.snapshot import Snapshot
from bureau.core.tokens import folded
from bureau.institution.finance import models
from bureau.institution.finance.queries.budgets import prices_of, reckoned
from bureau.institution.organisation.queries.lineage import Called, called
from bureau.web.multilingual import here


@dataclass(frozen=True, slots=True)
class LineRow:
    """One line; `years` in the order of the budget's. `pays_posts` says whether posts count."""

    row: models.BudgetLine
    unit: Called | None
    object: str
    pays_posts: bool
    years: tuple[Spent, ...]

    def cells(self) -> list[tuple[int, Spent, bool]]:
        """Each year with its amounts, and whether posts count in it."""
        years = zip(self.row.budget.years, self.years, strict=True)
        return [(year, one, self.pays_posts) for year, one in years]


@dataclass(frozen=True, slots=True)
class BudgetPage:
    """A budget as a page shows it: its lines, and whatever keeps costs from being known."""

    row: models.Budget
    lines: tuple[LineRow, ...]
    missing: tuple[Reason, ...]

    def totals(self, lines: Iterable[LineRow]) -> tuple[Spent, ...]:
        """Of some lines, year by year; what posts cost only where all of it is known."""
        listed = list(lines)
        return tuple(
            _summed([line.years[place] for line in listed]) for place in range(len(self.row.years))
        )


def budget_page(row: models.Budget, seen: Snapshot) -> BudgetPage:
    """The lines of a budget with the structure as it is looked at, in a fixed number of reads."""
    (budget,) = reckoned([row])
    spent = spending(seen, budget, prices_of(row.organisation_id))
    rows = list(row.lines.select_related("object"))
    units = called([Reference("unit", line.unit_id) for line in rows], seen)
    lines = tuple(
        LineRow(
            row=line,
            unit=units.get(Reference("unit", line.unit_id)),
            object=here(line.object.name),
            pays_posts=line.object.pays_posts,
            years=tuple(spent[line.pk][year] for year in row.years),
        )
        for line in rows
    )
    reasons = [why for line in lines for one in line.years for why in one.missing]
    return BudgetPage(row, lines, tuple(_each_once(reasons)))


def chosen_lines(
    page: BudgetPage, units: Collection[int] | None, object: str, text: str
) -> list[LineRow]:
    """Those of these units (None: of all), of an object by its code, with some words."""
    wanted = folded(text)
    return [
        line
        for line in page.lines
        if (units is None or line.row.unit_id in units)
        and (not object or line.row.object.code == object)
        and (not wanted or wanted in _words(line))
    ]


def whole(minor: int | None) -> int | None:
    """Minor units as whole ones, halves away from zero."""
    if minor is None:
        return None
    return (abs(minor) * 2 + 100) // 200 * (1 if minor >= 0 else -1)


def exact(minor: int | None) -> Decimal | None:
    return None if minor is None else Decimal(minor) / 100


def _words(line: LineRow) -> str:
    unit = f"{line.unit.short} {line.unit.name}" if line.unit else ""
    return folded(f"{line.row.code} {unit} {line.object} {line.row.object.code}")


def _summed(years: Sequence[Spent]) -> Spent:
    costs = [one.posts for one in years]
    known = None if None in costs else sum(cost or 0 for cost in costs)
    return Spent(sum(one.voted for one in years), known)


def _each_once(reasons: Iterable[Reason]) -> list[Reason]:
    found: dict[tuple[str, ...], Reason] = {}
    for reason in reasons:
        facts = [str(value) for name, value in sorted(reason.facts.items()) if name != "day"]
        found.setdefault((reason.code, *facts), reason)
    return list(found.values())
