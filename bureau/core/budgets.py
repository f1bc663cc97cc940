"""The lines of a budget beside the posts that stand: which line pays for a post, what is left.

Of several lines that could pay for a post the one of the nearest unit does, of these the one that
names its funding. Amounts are integer minor units of the budget's currency, rounded once a line and
year, halves away from zero.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from bureau.core.coordinates import Coordinates
from bureau.core.costs import Factors, StandardCost, Year
from bureau.core.reasons import Reason
from bureau.core.spans import Day
from bureau.core.structure.columns import NULL
from bureau.core.structure.kinds import FULL
from bureau.core.structure.ordering import Mask, Positions
from bureau.core.structure.overlay import days_of_change
from bureau.core.structure.snapshot import Snapshot

MILLION = 1_000_000
DEPENDS_ON = ("unit", "post")


@dataclass(frozen=True, slots=True)
class Line:
    """Money for a unit and all below it: what was `voted` for each year.

    One that `pays_posts` pays for posts of its `funding`, "" for those of any.
    """

    id: int
    unit: int
    funding: str
    pays_posts: bool
    voted: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Rate:
    """What one unit of `source` is in `into`, in millionths, from day to day."""

    source: str
    into: str
    millionths: int
    valid_from: Day
    valid_until: Day | None = None

    def is_in_force(self, day: Day) -> bool:
        return self.valid_from <= day and (self.valid_until is None or day < self.valid_until)


@dataclass(frozen=True, slots=True)
class Prices:
    """What posts cost and currencies are worth, each dated."""

    costs: Sequence[StandardCost] = ()
    rates: Sequence[Rate] = ()

    def marks(self) -> set[Day]:
        """Every day on which any of it begins or ends."""
        dated: list[StandardCost | Rate] = [*self.costs, *self.rates]
        spans = [(one.valid_from, one.valid_until) for one in dated]
        return {day for span in spans for day in span if day is not None}

    def of(self, grade: str, place: str, currency: str, day: Day) -> int | Reason:
        """A year of a post in millionths of minor units of `currency`, by what holds on a day."""
        found = [one for one in self.costs if one.is_for(grade, place) and one.is_in_force(day)]
        if len(found) != 1:
            code = "standard_cost_missing" if not found else "standard_cost_double"
            return Reason(code, {"grade": grade, "place": place, "day": day})
        (cost,) = found
        worth = self._worth(cost.currency, currency, day)
        return worth if isinstance(worth, Reason) else cost.amount_minor * worth

    def _worth(self, source: str, into: str, day: Day) -> int | Reason:
        if source == into:
            return MILLION
        for rate in self.rates:
            if (rate.source, rate.into) == (source, into) and rate.is_in_force(day):
                return rate.millionths
        return Reason("exchange_rate_missing", {"source": source, "into": into, "day": day})


@dataclass(frozen=True, slots=True)
class Budget:
    """Lines for one or two calendar years, in one currency."""

    id: int
    years: tuple[int, ...]
    currency: str
    lines: tuple[Line, ...] = ()
    factors: Factors = Factors()

    def line(self, id: int) -> Line | None:
        return next((line for line in self.lines if line.id == id), None)


@dataclass(slots=True)
class Sum:
    """An amount in the making: exact, and whatever it lacks."""

    share: int = 0
    missing: list[Reason] = field(default_factory=list)

    def lack(self, reason: Reason) -> None:
        """Note what is missing: once, with the first day on which it is."""
        if all(_apart_from_day(one) != _apart_from_day(reason) for one in self.missing):
            self.missing.append(reason)

    def minor(self, year: Year) -> int | None:
        """Rounded to whole minor units; None where something is missing."""
        return None if self.missing else _rounded(self.share, FULL * FULL * MILLION * year.days())


@dataclass(frozen=True, slots=True)
class Spent:
    """Of a line in a year: what was voted and what its posts cost, None where that is not known."""

    voted: int
    posts: int | None
    missing: tuple[Reason, ...] = ()

    @property
    def left(self) -> int | None:
        return None if self.posts is None else self.voted - self.posts


@dataclass(frozen=True, slots=True)
class Paid:
    """Of a post in a year: on how many days which line pays for it (None: none), and how much."""

    line: int | None
    days: int
    minor: int | None
    missing: tuple[Reason, ...] = ()


def calendar_year(year: int) -> Year:
    return Year.calendar(date(year, 1, 1).toordinal())


def paying(seen: Snapshot, lines: Sequence[Line]) -> Positions:
    """For each post that stands, in order of id, the place of the line that pays for it, or
    NULL."""
    posts = seen.standing("post")
    found = np.full(len(posts), NULL)
    units, funding = posts.field("unit"), posts.field("funding")
    word = seen.columns.vocabulary.known
    reach = [(len(seen.path(line.unit)), bool(line.funding), -line.id) for line in lines]
    for place in sorted(range(len(lines)), key=reach.__getitem__):
        line = lines[place]
        if line.pays_posts:
            is_paid = np.isin(units, np.array(seen.subtree(line.unit), np.int32))
            if line.funding:
                is_paid &= funding == word(line.funding)
            found[is_paid] = place
    return found


def spending(seen: Snapshot, budget: Budget, prices: Prices) -> dict[int, dict[int, Spent]]:
    """What each line was voted and what its posts cost, by line and year.

    The structure is that of the snapshot's record number and plan, over all days of the budget.
    """
    found: dict[int, dict[int, Spent]] = {line.id: {} for line in budget.lines}
    for number in budget.years:
        year = calendar_year(number)
        sums = [Sum() for _ in budget.lines]
        for stretch in _stretches(seen, budget, year, prices):
            for place, grade, station, is_new, fte in stretch.grouped():
                stretch.add(sums[place], grade, station, is_new, fte)
        for line, total in zip(budget.lines, sums, strict=True):
            missing = tuple(total.missing)
            found[line.id][number] = Spent(line.voted.get(number, 0), total.minor(year), missing)
    return found


def paid(seen: Snapshot, budget: Budget, post: int, prices: Prices) -> dict[int, list[Paid]]:
    """Which lines pay for a post in each year, for how many of its days and how much."""
    found: dict[int, list[Paid]] = {}
    for number in budget.years:
        year = calendar_year(number)
        by_line: dict[int | None, tuple[Sum, int]] = {}
        for stretch in _stretches(seen, budget, year, prices):
            position = stretch.now.standing("post").position(post)
            if position == NULL:
                continue
            place = int(stretch.lines[position])
            line = None if place == NULL else budget.lines[place].id
            total, days = by_line.get(line, (Sum(), 0))
            stretch.add(total, *stretch.one(position))
            by_line[line] = total, days + stretch.days
        found[number] = [
            Paid(line, days, total.minor(year), tuple(total.missing))
            for line, (total, days) in by_line.items()
        ]
    return found


@dataclass(frozen=True, slots=True)
class Added:
    """What a line (None: no line) bears more in a full year, below zero less; None: not known."""

    line: int | None
    minor: int | None
    missing: tuple[Reason, ...] = ()


def added(before: Snapshot, after: Snapshot, budget: Budget, prices: Prices) -> list[Added]:
    """What the posts that differ between two structures cost a line more, at the prices of the day
    of the second; a line that bears as much as before is left out."""
    sides = [_priced(seen, budget.lines) for seen in (before, after)]
    rows, which = np.unique(np.concatenate(sides), axis=0, return_inverse=True)
    signs = np.repeat([-1, 1], [len(side) for side in sides])
    balance = np.bincount(which.ravel(), signs, len(rows))
    word, day = after.columns.vocabulary.word, after.coordinates.valid
    sums: dict[int, tuple[Sum, int]] = {}
    for place in np.flatnonzero(balance).tolist():
        _, line, grade, station, fte = rows[place].tolist()
        total, share = sums.get(line, (Sum(), 0))
        price = prices.of(word(grade), word(station), budget.currency, day)
        if isinstance(price, Reason):
            total.lack(price)
        else:
            share += int(balance[place]) * price * fte
        sums[line] = total, share
    return [
        Added(
            None if line == NULL else budget.lines[line].id,
            None if total.missing else _rounded(share, FULL * MILLION),
            tuple(total.missing),
        )
        for line, (total, share) in sorted(sums.items())
        if share or total.missing
    ]


def _priced(seen: Snapshot, lines: Sequence[Line]) -> Positions:
    """A row for each post that stands: its number, the place of its line, and what it costs by."""
    posts = seen.standing("post")
    fields = [posts.field(name) for name in _PRICED]
    return np.stack([posts.ids, paying(seen, lines), *fields], axis=1)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Days of a year on which nothing is different: no unit, post, cost or rate."""

    now: Snapshot
    begins: Day
    days: int
    lines: Positions
    is_new: Mask
    budget: Budget
    prices: Prices

    def grouped(self) -> Iterator[tuple[int, int, int, bool, int]]:
        """Line, grade, place, whether new, and the full-time equivalents of all such posts."""
        posts = self.now.standing("post")
        chosen = np.flatnonzero(self.lines != NULL)
        if not len(chosen):
            return
        keys = np.stack(
            [
                self.lines[chosen],
                posts.field("grade", chosen),
                posts.field("duty_station", chosen),
                self.is_new[chosen],
            ]
        )
        groups, which = np.unique(keys, axis=1, return_inverse=True)
        fte = np.bincount(which.ravel(), posts.field("fte", chosen), groups.shape[1])
        for (place, grade, station, is_new), sum_ in zip(
            groups.T.tolist(), fte.tolist(), strict=True
        ):
            yield place, grade, station, bool(is_new), int(sum_)

    def one(self, position: int) -> tuple[int, int, bool, int]:
        """Grade, place, whether new and full-time equivalent of one post."""
        posts, at = self.now.standing("post"), np.array([position])
        grade, station, fte = (int(posts.field(name, at)[0]) for name in _PRICED)
        return grade, station, bool(self.is_new[position]), fte

    def add(self, total: Sum, grade: int, station: int, is_new: bool, fte: int) -> None:
        """Count so many full-time equivalents, for these days, less the time nobody is there."""
        word = self.now.columns.vocabulary.word
        price = self.prices.of(word(grade), word(station), self.budget.currency, self.begins)
        if isinstance(price, Reason):
            total.lack(price)
            return
        factors = self.budget.factors
        absent = factors.delayed_recruitment if is_new else factors.vacancy
        total.share += price * fte * (FULL - absent) * self.days


_PRICED = ("grade", "duty_station", "fte")


def _stretches(seen: Snapshot, budget: Budget, year: Year, prices: Prices) -> Iterator[_Stretch]:
    begins, ends = year.valid_from, year.valid_until
    recorded, overlay = seen.coordinates.recorded, seen.overlay
    changes = days_of_change(seen.columns, recorded, overlay, kinds=DEPENDS_ON)
    marks = {begins, ends, *changes, *prices.marks()}
    days = sorted(day for day in marks if begins <= day <= ends)
    known = _on(seen, begins - 1).standing("post").ids
    for start, end in zip(days, days[1:], strict=False):
        now = _on(seen, start)
        is_new = ~np.isin(now.standing("post").ids, known)
        lines = paying(now, budget.lines)
        yield _Stretch(now, start, end - start, lines, is_new, budget, prices)


def _on(seen: Snapshot, day: Day) -> Snapshot:
    return Snapshot(seen.columns, Coordinates(day, seen.coordinates.recorded), seen.overlay)


def _rounded(share: int, whole: int) -> int:
    """Halves away from zero."""
    amount = (2 * abs(share) + whole) // (2 * whole)
    return amount if share >= 0 else -amount


def _apart_from_day(reason: Reason) -> tuple[str, dict[str, object]]:
    return reason.code, {name: value for name, value in reason.facts.items() if name != "day"}
