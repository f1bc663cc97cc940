"""What changes to posts cost, from standard costs dated by grade and place.

Amounts are integer minor units. Each side of a change is computed exactly and rounded once, halves
away from zero; totals are sums of what was rounded, so that printed lines add up.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from bureau.core.reasons import Reason
from bureau.core.spans import Day
from bureau.core.structure.kinds import FULL


def is_currency(code: str) -> bool:
    """Whether it has the form of ISO 4217, written large or small."""
    return re.fullmatch("[A-Za-z]{3}", code) is not None


@dataclass(frozen=True, slots=True)
class StandardCost:
    """What a post of one grade at one place costs in a year, from day to day."""

    grade: str
    place: str
    amount_minor: int
    currency: str
    valid_from: Day
    valid_until: Day | None = None

    def is_for(self, grade: str, place: str) -> bool:
        return (self.grade, self.place) == (grade, place)

    def is_in_force(self, day: Day) -> bool:
        return self.valid_from <= day and (self.valid_until is None or day < self.valid_until)


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in minor units of its currency."""

    minor: int
    currency: str


@dataclass(frozen=True, slots=True)
class Year:
    """A financial year, half open."""

    valid_from: Day
    valid_until: Day

    @classmethod
    def calendar(cls, day: Day) -> "Year":
        """The calendar year in which a day lies."""
        number = date.fromordinal(day).year
        return cls(date(number, 1, 1).toordinal(), date(number, 12, 31).toordinal() + 1)

    def days(self) -> int:
        return self.valid_until - self.valid_from


@dataclass(frozen=True, slots=True)
class Factors:
    """Hundredths of the time for which posts are taken to be without a holder.

    `vacancy` of any post; `delayed_recruitment` of a new post in its first year, in its place.
    """

    vacancy: int = 0
    delayed_recruitment: int = 0


@dataclass(frozen=True, slots=True)
class Costed:
    """What of a post its cost depends on; `fte` in hundredths, 100 is full time."""

    grade: str
    place: str
    fte: int = FULL


@dataclass(frozen=True, slots=True)
class PostChange:
    """A post before and after a day; no before: it is new, no after: it is abolished.

    Of `kind` "block" it is a staffing block by its number, and `fte` that of all its posts. What
    `is_taken_back` was decided and does not come about: it is told turned round.
    """

    post: int
    day: Day
    before: Costed | None
    after: Costed | None
    kind: str = "post"
    is_taken_back: bool = False

    @property
    def is_new(self) -> bool:
        """Whether the post is established by the change, or by that which is taken back."""
        return (self.after if self.is_taken_back else self.before) is None


@dataclass(frozen=True, slots=True)
class CostLine:
    """What one change adds (or saves, below zero), per currency; None where a cost is missing."""

    change: PostChange
    first_year: Mapping[str, int] | None
    full_year: Mapping[str, int] | None


@dataclass(frozen=True, slots=True)
class CostOfChanges:
    """Line by line and in total; without a total where a line has none, with every reason."""

    lines: tuple[CostLine, ...]
    first_year: Mapping[str, int] | None
    full_year: Mapping[str, int] | None
    missing: tuple[Reason, ...]


def cost_of_changes(
    changes: Iterable[PostChange],
    costs: Sequence[StandardCost],
    year: Year,
    factors: Factors = Factors(),
) -> CostOfChanges:
    """The cost of post changes within `year`, and for a full year.

    The first year counts the days from each change to the end of `year`, each at the standard cost
    of that day. The full year is a year at the standard costs in force on the day of the change.
    """
    lines, missing = [], list[Reason]()
    for change in changes:
        first = _difference(change, _within_year(costs, year, factors), missing)
        full = _difference(change, _whole_year(costs, factors), missing)
        lines.append(CostLine(change, first, full))
    return CostOfChanges(
        lines=tuple(lines),
        first_year=_total(line.first_year for line in lines),
        full_year=_total(line.full_year for line in lines),
        missing=_each_once(missing),
    )


def placed(change: PostChange, costs: Sequence[StandardCost]) -> PostChange:
    """A block has no duty station: it costs what posts of its grade do, where that is the same at
    every one. Else its cost is not known."""
    if change.kind != "block":
        return change
    before, after = (_placed(side, change.day, costs) for side in (change.before, change.after))
    return replace(change, before=before, after=after)


def _placed(side: Costed | None, day: Day, costs: Sequence[StandardCost]) -> Costed | None:
    of_grade = [one for one in costs if side and one.grade == side.grade and one.is_in_force(day)]
    is_one = len({(one.amount_minor, one.currency) for one in of_grade}) == 1
    return replace(side, place=of_grade[0].place) if side and is_one else side


type _Amounts = dict[str, Fraction] | Reason
type _Pricing = Callable[[PostChange, Costed], _Amounts]


def _difference(
    change: PostChange, price: _Pricing, missing: list[Reason]
) -> dict[str, int] | None:
    """After less before, each side rounded; None where a cost is missing, with its reason noted."""
    total: dict[str, int] = {}
    is_whole = True
    for sign, side in ((-1, change.before), (1, change.after)):
        amounts = price(change, side) if side else {}
        if isinstance(amounts, Reason):
            missing.append(Reason(amounts.code, {**amounts.facts, "post": change.post}))
            is_whole = False
            continue
        for currency, amount in amounts.items():
            total[currency] = total.get(currency, 0) + sign * _rounded(amount)
    return total if is_whole else None


def _within_year(costs: Sequence[StandardCost], year: Year, factors: Factors) -> _Pricing:
    def price(change: PostChange, side: Costed) -> _Amounts:
        begins, ends = max(change.day, year.valid_from), year.valid_until
        is_new = change.is_new and change.day >= year.valid_from
        absent = factors.delayed_recruitment if is_new else factors.vacancy
        amounts: dict[str, Fraction] = {}
        for found, days in stretches(costs, side, begins, ends):
            if isinstance(found, Reason):
                return found
            share = Fraction(days, year.days()) * _share(side, absent)
            amounts[found.currency] = amounts.get(found.currency, Fraction()) + (
                found.amount_minor * share
            )
        return amounts

    return price


def _whole_year(costs: Sequence[StandardCost], factors: Factors) -> _Pricing:
    def price(change: PostChange, side: Costed) -> _Amounts:
        found = _in_force(costs, side.grade, side.place, change.day)
        if isinstance(found, Reason):
            return found
        return {found.currency: found.amount_minor * _share(side, factors.vacancy)}

    return price


def _share(side: Costed, absent: int) -> Fraction:
    return Fraction(side.fte, FULL) * Fraction(FULL - absent, FULL)


def stretches(
    costs: Sequence[StandardCost], side: Costed, begins: Day, ends: Day
) -> Iterator[tuple[StandardCost | Reason, int]]:
    """The days from `begins` to `ends`, by the standard cost in force on them."""
    marks = {begins, ends}
    for one in costs:
        if one.is_for(side.grade, side.place):
            marks |= {day for day in (one.valid_from, one.valid_until) if day is not None}
    days = sorted(day for day in marks if begins <= day <= ends)
    for start, end in zip(days, days[1:], strict=False):
        yield _in_force(costs, side.grade, side.place, start), end - start


def _in_force(
    costs: Sequence[StandardCost], grade: str, place: str, day: Day
) -> StandardCost | Reason:
    found = [one for one in costs if one.is_for(grade, place) and one.is_in_force(day)]
    if len(found) == 1:
        return found[0]
    code = "standard_cost_missing" if not found else "standard_cost_double"
    return Reason(code, {"grade": grade, "place": place, "day": day})


def _rounded(amount: Fraction) -> int:
    """To whole minor units, halves away from zero."""
    whole = (2 * abs(amount.numerator) + amount.denominator) // (2 * amount.denominator)
    return whole if amount >= 0 else -whole


def _total(amounts: Iterable[Mapping[str, int] | None]) -> dict[str, int] | None:
    total: dict[str, int] = {}
    for one in amounts:
        if one is None:
            return None
        for currency, amount in one.items():
            total[currency] = total.get(currency, 0) + amount
    return total


def _each_once(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    found: list[Reason] = []
    for reason in reasons:
        if reason not in found:
            found.append(reason)
    return tuple(found)
