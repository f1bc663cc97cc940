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


@dataclass(frozen=True, slots=True)
class Weighed:
    """The lines on which a set weighs; the posts that stand with it and that none pays for; the
    years in which posts begin to cost more or less and that no budget is of."""

    lines: tuple[Budgeted, ...] = ()
    unpaid: tuple[int, ...] = ()
    years: tuple[int, ...] = ()


def weighed(actor: Actor, organisation: int, said: Preview) -> Weighed:
    """What the set does to the budgets that the actor may see; nothing where there is none."""
    rows = models.Budget.objects.filter(organisation=organisation)
    seen = budgets_seen(actor, list(rows.values_list("pk", flat=True)))
    if not seen or not said.actions:
        return Weighed()
    posts = said.cost.posts.tolist()
    first = min(action.day for action in said.actions)
    since = date.fromordinal(first).year
    recorded, prices = said.recorded, prices_of(organisation)
    days = (first - 1, said.day)
    without = [snapshot(Coordinates(day, recorded)) for day in days]
    with_set = [snapshot(Coordinates(day, recorded), said.overlay) for day in days]
    found, unpaid = list[Budgeted](), set[int]()
    for budget in reckoned([row for row in seen if row.last_year >= since]):
        before, after = (spending(shots[1], budget, prices) for shots in (without, with_set))
        paid = {id for shot in (*without, *with_set) for id in _paying(shot, budget, posts)}
        differing = {line.id for line in budget.lines if before[line.id] != after[line.id]}
        touched = models.BudgetLine.objects.select_related("budget", "object").in_bulk(
            paid | differing
        )
        for line in budget.lines:
            if line.id in touched:
                years = _years(touched[line.id], before[line.id], after[line.id])
                found += (one for one in years if one.year >= since)
        if date.fromordinal(said.day).year in budget.years:
            unpaid = _unpaid(with_set[1], budget, posts)
    begun = {date.fromordinal(day).year for day in said.cost.days.tolist()}
    known = {year for row in seen for year in row.years}
    return Weighed(tuple(found), tuple(sorted(unpaid)), tuple(sorted(begun - known)))


def _paying(seen: Snapshot, budget: Budget, posts: list[int]) -> Iterator[int]:
    """The lines that pay for any of these posts on a day."""
    for _post, place in _places(seen, budget, posts):
        if place != NULL:
            yield budget.lines[place].id


def _unpaid(seen: Snapshot, budget: Budget, posts: list[int]) -> set[int]:
    return {post for post, place in _places(seen, budget, posts) if place == NULL}


def _places(seen: Snapshot, budget: Budget, posts: list[int]) -> Iterator[tuple[int, int]]:
    """Each of the posts that stands, with the place of the line that pays for it."""
    places, standing = paying(seen, budget.lines), seen.standing("post")
    for post in posts:
        position = standing.position(post)
        if position != NULL:
            yield post, int(places[position])


def _years(
    line: models.BudgetLine, before: dict[int, Spent], after: dict[int, Spent]
) -> Iterator[Budgeted]:
    for year, one in after.items():
        without = before[year]
        missing = (*without.missing, *one.missing)
        yield Budgeted(line, year, one.voted, without.posts, one.posts, missing)
