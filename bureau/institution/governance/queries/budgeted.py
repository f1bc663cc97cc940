"""What a set leaves of the lines that pay for its posts, year by year, with it and without it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bureau.core.actors import Actor
from bureau.core.budgets import Budget, Spent, paying, spending
from bureau.core.coordinates import Coordinates
from bureau.core.reasons import Reason
from bureau.core.structure.columns import NULL
from bureau.core.structure.snapshot import Snapshot
from bureau.institution.finance import models
from bureau.institution.finance.queries.budgets import budgets_seen, prices_of, reckoned
from bureau.institution.governance.queries.previews import Preview
from bureau.institution.organisation.queries.structure import snapshot
from bureau.record.journal.queries import record_number_now


@dataclass(frozen=True, slots=True)
class Budgeted:
    """Of one line and year, in minor units; what posts cost is None where it is not known."""

    line: models.BudgetLine
    year: int
    voted: int
    without: int | None
    with_set: int | None
    missing: tuple[Reason, ...]

    @property
    def added(self) -> int | None:
        if self.without is None or self.with_set is None:
            return None
        return self.with_set - self.without

    @property
    def left(self) -> int | None:
        return None if self.with_set is None else self.voted - self.with_set


def budgeted(actor: Actor, organisation: int, said: Preview) -> tuple[Budgeted, ...]:
    """The lines on which the set weighs, in the budgets of its years that the actor may see."""
    if not said.actions:
        return ()
    posts = said.cost.posts.tolist()
    first = min(action.day for action in said.actions)
    ids = models.Budget.objects.filter(
        organisation=organisation, last_year__gte=date.fromordinal(first).year
    ).values_list("pk", flat=True)
    rows = budgets_seen(actor, list(ids))
    if not rows:
        return ()
    recorded, prices = record_number_now(), prices_of(organisation)
    days = (first - 1, said.day)
    without = [snapshot(Coordinates(day, recorded)) for day in days]
    with_set = [snapshot(Coordinates(day, recorded), said.overlay) for day in days]
    found: list[Budgeted] = []
    for budget in reckoned(rows):
        before, after = (spending(shots[1], budget, prices) for shots in (without, with_set))
        paid = {id for shot in (*without, *with_set) for id in _paying(shot, budget, posts)}
        differing = {line.id for line in budget.lines if before[line.id] != after[line.id]}
        touched = models.BudgetLine.objects.select_related("budget", "object").in_bulk(
            paid | differing
        )
        for line in budget.lines:
            if line.id in touched:
                found += _years(touched[line.id], before[line.id], after[line.id])
    return tuple(found)


def _paying(seen: Snapshot, budget: Budget, posts: list[int]) -> Iterator[int]:
    """The lines that pay for any of these posts on a day."""
    places, standing = paying(seen, budget.lines), seen.standing("post")
    for post in posts:
        position = standing.position(post)
        if position != NULL and places[position] != NULL:
            yield budget.lines[int(places[position])].id


def _years(
    line: models.BudgetLine, before: dict[int, Spent], after: dict[int, Spent]
) -> Iterator[Budgeted]:
    for year, one in after.items():
        without = before[year]
        missing = (*without.missing, *one.missing)
        yield Budgeted(line, year, one.voted, without.posts, one.posts, missing)
