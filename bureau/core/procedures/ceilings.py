"""A rule with a ceiling is a delegation: what may be done under it, up to how much in a period.

Each use is an action of a set under that rule, with what it costs in a full year; of one post on
one day only once, however many actions meet there.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bureau.core.costs import CostLine, CostOfChanges
from bureau.core.procedures.case import Route
from bureau.core.references import Reference
from bureau.core.spans import Day


class Counts(StrEnum):
    """What is counted against a ceiling: all that costs more, or that less what costs less."""

    INCREASES = "increases"
    NET = "net"


@dataclass(frozen=True, slots=True)
class Ceiling:
    """Up to how much a rule, by its key, may be used in a period; minor units of `currency`."""

    id: int
    rule: str
    cap: int
    currency: str
    counts: Counts
    valid_from: Day
    valid_until: Day | None = None

    def is_in_force(self, day: Day) -> bool:
        return self.valid_from <= day and (self.valid_until is None or day < self.valid_until)


@dataclass(frozen=True, slots=True)
class Use:
    """One post changed by `action` under a ceiling; `amount` is None where its cost is not known.

    Below zero it gives back.
    """

    ceiling: Ceiling
    action: int
    line: CostLine
    amount: int | None

    @property
    def post(self) -> int:
        return self.line.change.post


def uses(
    posts: Mapping[int, tuple[int, Day]],
    rules: Mapping[int, str],
    cost: CostOfChanges,
    ceilings: Sequence[Ceiling],
) -> Iterator[Use]:
    """What the actions of a set take from ceilings.

    `posts` gives for an action the post it changes and the day, `rules` the key of its rule.
    """
    lines = {(line.change.post, line.change.day): line for line in cost.lines}
    for action in sorted(posts):
        line = lines.get(posts[action])
        found = [one for one in ceilings if _is_over(one, rules.get(action), posts[action][1])]
        if line is None or not found:
            continue
        del lines[posts[action]]
        yield from (Use(one, action, line, _amount(line, one)) for one in found)


def rules_of_actions(route: Route) -> dict[int, int]:
    """The rule version by which each action of a case goes its way."""
    return {part.action: part.rule for step in route.steps for part in step.parts if part.rule}


def sums(found: Iterable[Use]) -> dict[int, int | None]:
    """What a set takes from each ceiling; None where the cost of something in it is not known."""
    total: dict[int, int | None] = {}
    for use in found:
        before = total.get(use.ceiling.id, 0)
        is_known = before is not None and use.amount is not None
        total[use.ceiling.id] = (before or 0) + (use.amount or 0) if is_known else None
    return total


def subject_of(ceiling: int) -> Reference:
    """What the pool of a ceiling is a cap on."""
    return Reference("ceiling", ceiling)


def _is_over(ceiling: Ceiling, rule: str | None, day: Day) -> bool:
    return ceiling.rule == rule and ceiling.is_in_force(day)


def _amount(line: CostLine, ceiling: Ceiling) -> int | None:
    if line.full_year is None or set(line.full_year) - {ceiling.currency}:
        return None
    amount = line.full_year.get(ceiling.currency, 0)
    return max(amount, 0) if ceiling.counts is Counts.INCREASES else amount
