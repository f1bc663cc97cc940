"""Delegations: what an office may decide under an instrument, up to how much in a period.

Each use is an action of a set under such a rule, with what it costs in a full year; of one post, or
block of like posts, on one day only once by one rule, however many actions meet there. It counts
against the ceiling of its day, if there is one.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from operator import itemgetter

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
    """One post, or block of like posts, changed by `action` under a delegation, by the key of its
    rule."""

    rule: str
    action: int
    line: CostLine
    ceiling: Ceiling | None = None

    @property
    def post(self) -> int:
        return self.line.change.post

    @property
    def subject(self) -> Reference:
        return Reference(self.line.change.kind, self.post)

    @property
    def day(self) -> Day:
        return self.line.change.day

    @property
    def cost(self) -> tuple[int | None, str]:
        """What a full year costs more, and in which currency; None where that is not known."""
        several = self.line.full_year
        if several is None or len(several) > 1:
            return None, ""
        return next(((minor, currency) for currency, minor in several.items()), (0, ""))

    @property
    def amount(self) -> int | None:
        """What of it counts; below zero it gives back."""
        minor, currency = self.cost
        return counted(minor, currency, self.ceiling) if self.ceiling else minor


def uses(
    actions: Sequence[int],
    rules: Mapping[int, str],
    cost: CostOfChanges,
    ceilings: Sequence[Ceiling],
) -> Iterator[Use]:
    """What a set uses of delegations, each with the ceiling of its day.

    `actions` gives for each line of the cost the action that bears it, `rules` the key of its rule
    where that is a delegation.
    """
    for action, line in sorted(zip(actions, cost.lines, strict=True), key=itemgetter(0)):
        if rule := rules.get(action):
            yield Use(rule, action, line, ceiling_on(ceilings, rule, line.change.day))


def ceiling_on(ceilings: Iterable[Ceiling], rule: str, day: Day) -> Ceiling | None:
    """The ceiling of a rule on a day; its periods never overlap."""
    found = (one for one in ceilings if one.rule == rule and one.is_in_force(day))
    return next(found, None)


def counted(minor: int | None, currency: str, ceiling: Ceiling) -> int | None:
    """What of a cost counts against a ceiling; None where it is not known in its currency."""
    if minor is None or (minor and currency != ceiling.currency):
        return None
    return max(minor, 0) if ceiling.counts is Counts.INCREASES else minor


def rules_of_actions(route: Route) -> dict[int, int]:
    """The rule version by which each action of a case goes its way."""
    return {part.action: part.rule for step in route.steps for part in step.parts if part.rule}


def sums(found: Iterable[Use]) -> dict[int, int | None]:
    """What a set takes from each ceiling; None where the cost of something in it is not known."""
    total: dict[int, int | None] = {}
    for use in found:
        if use.ceiling is None:
            continue
        before = total.get(use.ceiling.id, 0)
        is_known = before is not None and use.amount is not None
        total[use.ceiling.id] = (before or 0) + (use.amount or 0) if is_known else None
    return total


def subject_of(ceiling: int) -> Reference:
    """What the pool of a ceiling is a cap on."""
    return Reference("ceiling", ceiling)
