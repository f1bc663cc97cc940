"""The lines of a budget proposal as its pages show them: what was voted beside what would be."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bureau.core.references import Reference
from bureau.institution.finance.models import Budget, ExpenditureObject
from bureau.institution.governance.queries.proposed_lines import LineAction, Proposed
from bureau.institution.governance.texts.budget_proposals import LINE_ACTIONS
from bureau.institution.organisation.queries.lineage import Called, called
from bureau.institution.organisation.queries.structure import today_in_force
from bureau.web.multilingual import here
from bureau.web.paging import ROWS

MARKS = {LineAction.ADD: "added", LineAction.CHANGE: "reclassified", LineAction.END: "gone"}


@dataclass(frozen=True, slots=True)
class ProposedRow:
    """One line; `years` as (year, voted so far, proposed) in minor units, None where none was."""

    line: Proposed
    unit: Called | None
    object: str
    verb: str
    mark: str
    years: tuple[tuple[int, int | None, int], ...]
    is_voted: bool

    @property
    def told(self) -> str:
        return f"{self.verb}: {self.line.given.code}"


def proposed_rows(
    budget: Budget, lines: Sequence[Proposed], voted: frozenset[int] = frozenset()
) -> list[ProposedRow]:
    """In the order of their codes; in a fixed number of reads."""
    units = called([Reference("unit", one.given.unit) for one in lines], today_in_force())
    objects = ExpenditureObject.objects.filter(pk__in={one.given.object for one in lines})
    names = {row.pk: here(row.name) for row in objects}
    return [
        ProposedRow(
            line=one,
            unit=units.get(Reference("unit", one.given.unit)),
            object=names.get(one.given.object, ""),
            verb=str(LINE_ACTIONS[one.action]),
            mark=MARKS[one.action],
            years=tuple(_years(budget, one)),
            is_voted=one.place in voted,
        )
        for one in sorted(lines, key=lambda line: line.given.code)
    ]


@dataclass(frozen=True, slots=True)
class RowsShown:
    """So many of the rows as a page holds, the totals of all, and how many are left out."""

    rows: list[ProposedRow]
    totals: list[tuple[int, int, int]]
    count: int
    more: int


def shown(budget: Budget, rows: list[ProposedRow]) -> RowsShown:
    """The first of them, for pages that do not turn."""
    more = max(0, len(rows) - ROWS)
    return RowsShown(rows[:ROWS], totals(budget, rows), len(rows), more)


def totals(budget: Budget, rows: Iterable[ProposedRow]) -> list[tuple[int, int, int]]:
    """By year: what was voted so far on these lines, and what would be."""
    listed = [row.years for row in rows]
    return [
        (
            year,
            sum(years[place][1] or 0 for years in listed),
            sum(years[place][2] for years in listed),
        )
        for place, year in enumerate(budget.years)
    ]


def _years(budget: Budget, one: Proposed) -> Iterable[tuple[int, int | None, int]]:
    for year in budget.years:
        before = None if one.before is None else one.before.get(year)
        yield year, before, one.given.voted.get(year, 0)
