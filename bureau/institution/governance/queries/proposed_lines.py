"""The lines of a budget proposal: as drafted, as frozen, and as rules of procedure read them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import Any

from bureau.core.changes.actions import canonical
from bureau.core.procedures.rules import RoutedAction
from bureau.institution.finance.models import Budget
from bureau.institution.finance.store import LineGiven
from bureau.institution.governance import models
from bureau.institution.organisation.queries.structure import today_in_force


class LineAction(StrEnum):
    """What a proposal does to a line: adds it, changes its amounts, or votes nothing on it."""

    ADD = "add_budget_line"
    CHANGE = "change_budget_line"
    END = "end_budget_line"


@dataclass(frozen=True, slots=True)
class Proposed:
    """A line as it would be voted; `before` by year, None where the line would be new."""

    place: int
    given: LineGiven
    before: Mapping[int, int] | None

    @property
    def action(self) -> LineAction:
        if self.before is None:
            return LineAction.ADD
        return LineAction.CHANGE if any(self.given.voted.values()) else LineAction.END

    @property
    def more(self) -> int:
        """What it votes more in the year in which that is most, in minor units."""
        before = self.before or {}
        voted = self.given.voted.items()
        return max((amount - before.get(year, 0) for year, amount in voted), default=0)

    def data(self) -> dict[str, Any]:
        """As it is frozen and hashed."""
        given = self.given
        return {
            "place": self.place,
            "code": given.code,
            "unit": given.unit,
            "object": given.object,
            "funding": given.funding,
            "voted": _data(given.voted),
            "before": None if self.before is None else _data(self.before),
        }


def lines_drafted(proposal: models.BudgetProposal) -> tuple[Proposed, ...]:
    """The lines as they are written now, by code."""
    return tuple(
        Proposed(
            row.place,
            LineGiven(row.code, row.unit_id, row.object_id, row.funding, _amounts(row.voted)),
            None if row.before is None else _amounts(row.before),
        )
        for row in proposal.lines.all()
    )


def lines_frozen(submission: models.BudgetSubmission) -> tuple[Proposed, ...]:
    """The lines as they were put forward, by code."""
    return tuple(
        Proposed(
            one["place"],
            LineGiven(
                one["code"], one["unit"], one["object"], one["funding"], _amounts(one["voted"])
            ),
            None if one["before"] is None else _amounts(one["before"]),
        )
        for one in submission.lines
    )


def lines_hash(lines: Iterable[Proposed]) -> str:
    """SHA-256 (hex) of what is proposed, in the order of the places."""
    said = [one.data() for one in sorted(lines, key=lambda line: line.place)]
    return sha256(canonical(said).encode()).hexdigest()


def routed_lines(budget: Budget, lines: Sequence[Proposed]) -> tuple[RoutedAction, ...]:
    """Each line as rules read it: where its unit stands today, and what it votes more."""
    now, first = today_in_force(budget.organisation), date(budget.first_year, 1, 1).toordinal()
    units = {one.given.unit for one in lines}
    above = {unit: tuple(each.id for each in now.path(unit))[:-1] for unit in units}
    return tuple(
        RoutedAction(
            id=one.place,
            kind=one.action,
            grade=None,
            unit=one.given.unit,
            day=first,
            above=above[one.given.unit],
            amount=one.more,
            currency=budget.currency,
        )
        for one in sorted(lines, key=lambda line: line.place)
    )


def lines_outrun(lines: Iterable[Proposed], standing: Mapping[str, LineGiven]) -> list[str]:
    """The codes of those that were voted otherwise since they were written."""
    found = []
    for one in lines:
        there = standing.get(one.given.code)
        if (there is None) != (one.before is None) or (
            there is not None and dict(there.voted) != dict(one.before or {})
        ):
            found.append(one.given.code)
    return found


def _data(amounts: Mapping[int, int]) -> dict[str, int]:
    return {str(year): amount for year, amount in sorted(amounts.items())}


def _amounts(data: Mapping[str, int]) -> dict[int, int]:
    return {int(year): amount for year, amount in data.items()}
