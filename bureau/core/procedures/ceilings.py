"""Delegations: what an office may decide under an instrument, up to how much in a period.

Each use is an action of a set under such a rule, with what it costs in a full year; of one post, or
block of like posts, on one day only once by one rule, however many actions meet there. It counts
against the ceiling of its day, and against that of every later period, since it costs there too.
Where its day lies in no period, though the rule has a ceiling, nothing says how far the power goes.

An action has a use on a later day too, where it makes nothing of what was decided for that day: so
a saving that is decided again for an earlier day is counted once, and one that is cancelled is
taken back.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from operator import attrgetter, itemgetter

from bureau.core.costs import CostLine, CostOfChanges
from bureau.core.procedures.case import Route
from bureau.core.references import Reference
from bureau.core.spans import Day


class Counts(StrEnum):
    """What is counted against a ceiling: all that costs more, or that less what costs less.

    A set costs more of a post only as far as it costs more than without the set: of what saves
    first and costs more later, that alone counts which is more than was saved.
    """

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
    rule. `before` is what the set costs more of it by that rule on the days before. What counts
    against several ceilings is there once for each; all after the first are `is_further`."""

    rule: str
    action: int
    line: CostLine
    ceiling: Ceiling | None = None
    before: int = 0
    is_further: bool = False

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
    def is_in_no_period(self) -> bool:
        """Whether no ceiling is of its day, and it is not told of a further one."""
        is_of_day = self.ceiling is not None and self.ceiling.is_in_force(self.day)
        return not (self.is_further or is_of_day)

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
        return counted(minor, currency, self.ceiling, self.before) if self.ceiling else minor


def uses(
    actions: Sequence[int],
    rules: Mapping[int, str],
    cost: CostOfChanges,
    ceilings: Sequence[Ceiling],
) -> Iterator[Use]:
    """What a set uses of delegations, each with the ceiling of its day and those of later days.

    `actions` gives for each line of the cost the action that bears it, `rules` the key of its rule
    where that is a delegation.
    """
    made = [
        Use(rule, action, line)
        for action, line in sorted(zip(actions, cost.lines, strict=True), key=itemgetter(0))
        if (rule := rules.get(action))
    ]
    earlier = before_each(((one.rule, one.subject), one.day, one.cost[0]) for one in made)
    for one, before in zip(made, earlier, strict=True):
        against = ceilings_from(ceilings, one.rule, one.day)
        if not against:
            yield replace(one, before=before)
        for place, ceiling in enumerate(against):
            yield replace(one, ceiling=ceiling, before=before, is_further=place > 0)


def before_each(costs: Iterable[tuple[Hashable, Day, int | None]]) -> list[int]:
    """For each cost of something on a day what the same costs on the days before."""
    listed = list(costs)
    found, so_far = [0] * len(listed), defaultdict[Hashable, int](int)
    for place in sorted(range(len(listed)), key=lambda one: listed[one][1]):
        what, _, minor = listed[place]
        found[place] = so_far[what]
        so_far[what] += minor or 0
    return found


def ceiling_on(ceilings: Iterable[Ceiling], rule: str, day: Day) -> Ceiling | None:
    """The ceiling of a rule on a day; its periods never overlap."""
    found = (one for one in ceilings if one.rule == rule and one.is_in_force(day))
    return next(found, None)


def ceilings_from(ceilings: Iterable[Ceiling], rule: str, day: Day) -> list[Ceiling]:
    """The ceilings of a rule on a day and later, in whose periods lasts what begins then."""
    found = (
        one
        for one in ceilings
        if one.rule == rule and (one.valid_until is None or day < one.valid_until)
    )
    return sorted(found, key=attrgetter("valid_from"))


def counted(minor: int | None, currency: str, ceiling: Ceiling, before: int) -> int | None:
    """What of a cost counts against a ceiling; None where it is not known in its currency. `before`
    is what the same set costs more of the same on the days before."""
    if minor is None or (minor and currency != ceiling.currency):
        return None
    if ceiling.counts is Counts.NET:
        return minor
    return max(max(before + minor, 0) - max(before, 0), 0)


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
