"""What a set of any size costs: the amounts of `costs.cost_of_changes` line by line, at once."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from itertools import groupby

import numpy as np

from bureau.core.changes.actions import Action, ActionKind
from bureau.core.changes.check.case import Case
from bureau.core.changes.check.findings import Outside
from bureau.core.changes.cost_steps import COSTED, steps_by_action, steps_of
from bureau.core.changes.plain_reading import END
from bureau.core.changes.plain_states import PlainKind
from bureau.core.changes.world import World
from bureau.core.costs import (
    Costed,
    CostOfChanges,
    Factors,
    PostChange,
    StandardCost,
    Year,
    cost_of_changes,
    stretches,
)
from bureau.core.reasons import Reason
from bureau.core.spans import Day
from bureau.core.structure.columns import NULL, Table
from bureau.core.structure.kinds import FULL, Value
from bureau.core.structure.ordering import Integers, Mask, Positions, distinct_of, starts_of

NO_FACTORS = Factors()
KINDS_COSTED = ("post", "block")
COSTING = frozenset(
    {
        ActionKind.ESTABLISH_POST,
        ActionKind.RECLASSIFY_POST,
        ActionKind.MOVE_DUTY_STATION,
        ActionKind.ABOLISH_POST,
        ActionKind.ESTABLISH_BLOCK,
        ActionKind.CHANGE_BLOCK,
        ActionKind.ABOLISH_BLOCK,
    }
)
"""What changes that on which money depends."""

type Amounts = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class PostCosts:
    """Each change of a post that money depends on, with its cost in the first and in a full year;
    also on a later day, where the set makes nothing of what was decided for it.

    `lines` are written out only where a cost is missing, or where there are several currencies:
    then the arrays of amounts are empty.
    """

    posts: Integers
    days: Integers
    first_years: Positions
    full_years: Positions
    first_year: Mapping[str, int] | None
    full_year: Mapping[str, int] | None
    lines: CostOfChanges | None = None

    def each(self) -> Iterator[tuple[int, Amounts | None, Amounts | None]]:
        """The post of each change, with what it costs per currency; None where that is missing."""
        if self.lines is not None:
            for line in self.lines.lines:
                yield line.change.post, line.first_year, line.full_year
            return
        currency = next(iter(self.full_year or {}), "")
        amounts = (self.posts.tolist(), self.first_years.tolist(), self.full_years.tolist())
        for post, first, full in zip(*amounts, strict=True):
            yield post, {currency: first}, {currency: full}

    @property
    def missing(self) -> tuple[Reason, ...]:
        return self.lines.missing if self.lines else ()


@dataclass(slots=True)
class _Changes:
    """Posts and days, and with a row for each of the three fields what they are before and after,
    NULL where the post is not; `taken_back` as of a change of one post."""

    posts: Integers
    days: Integers
    before: Integers
    after: Integers
    taken_back: Mask

    def at(self, chosen: Positions | Mask) -> "_Changes":
        """Some of them, in that order."""
        before, after = self.before[:, chosen], self.after[:, chosen]
        return _Changes(
            self.posts[chosen], self.days[chosen], before, after, self.taken_back[chosen]
        )

    def listed(self, table: Table) -> list[PostChange]:
        word = table.vocabulary.word
        return [
            PostChange(
                post, day, _costed(before, word), _costed(after, word), "post", is_taken_back
            )
            for post, day, before, after, is_taken_back in zip(
                self.posts.tolist(),
                self.days.tolist(),
                self.before.T.tolist(),
                self.after.T.tolist(),
                self.taken_back.tolist(),
                strict=True,
            )
        ]


def changes_by_action(
    actions: Sequence[Action], world: World, rules: Mapping[int, str]
) -> list[tuple[int, PostChange]]:
    """Each change of a post or a block with the action that brings it about.

    Where several are on one of them, each has what it changes after the one before it, those that
    go by one rule together. A change on a later day, where what was decided for it comes to
    nothing, is of the action that cancels it.
    """
    case = Case(actions, world, 0, Outside())
    plain = case.plain.kinds.get("post")
    found = [] if plain is None else list(_plainly_by_action(plain, rules))
    return found + [share for kind in KINDS_COSTED for share in steps_by_action(case, kind, rules)]


def _plainly_by_action(
    plain: PlainKind, rules: Mapping[int, str]
) -> Iterator[tuple[int, PostChange]]:
    """Plain actions change a post on their own day only."""
    every = _by_plain(plain, plain.happening)
    differs = (every.before != every.after).any(axis=0)
    changes = every.at(differs).listed(plain.table)
    actions = plain.read.places[plain.happening[differs]].tolist()
    shares = zip(actions, changes, strict=True)
    for _, several in groupby(shares, lambda one: (one[1].post, one[1].day, rules.get(one[0]))):
        run = list(several)
        (first, change), last = run[0], run[-1][1]
        if change.before != last.after:
            yield first, replace(change, after=last.after)


def costs_of(
    case: Case, costs: Sequence[StandardCost], year: Year, factors: Factors = NO_FACTORS
) -> PostCosts:
    """The cost of the posts that a set establishes, ends, or changes in what money depends on."""
    changes = _changes(case)
    table = case.world.columns.tables["post"]
    priced = _Prices(costs, year, factors, table).of(changes)
    if priced is None:
        lines = cost_of_changes(changes.listed(table), costs, year, factors)
        nothing = np.empty(0, np.int64)
        told = changes.posts, changes.days, nothing, nothing
        return PostCosts(*told, lines.first_year, lines.full_year, lines)
    currency, first, full = priced
    in_first, in_full = ({currency: int(one.sum())} if len(one) else {} for one in (first, full))
    return PostCosts(changes.posts, changes.days, first, full, in_first, in_full)


def _costed(side: Sequence[int], word: object) -> Costed | None:
    grade, place, fte = side
    return None if fte == NULL else Costed(word(grade), word(place), fte)  # type: ignore[operator]


def _changes(case: Case) -> _Changes:
    """Of posts, by post and day."""
    plain, encode = case.plain.kinds.get("post"), case.world.columns.vocabulary.encode
    parts = [_listed(list(steps_of(case, "post")), encode)]
    if plain is not None:
        order = plain.happening
        parts.append(_by_plain(plain, order[plain.day_ends[order] == order]))
    joined = ([getattr(part, one.name) for part in parts] for one in fields(_Changes))
    found = _Changes(*(np.concatenate(each, axis=-1) for each in joined))
    found = found.at(np.lexsort((found.days, found.posts)))
    return found.at((found.before != found.after).any(axis=0))


def _by_plain(plain: PlainKind, acts: Positions) -> _Changes:
    """What plain actions make of their objects, in the order in which they happen: each after the
    one before it. Nothing is decided for these on their days or later."""
    rows, objects = [plain.place(name) for name in COSTED], plain.objects[acts]
    after = plain.after[rows].take(acts, axis=1)
    after[:, plain.read.roles[acts] == END] = NULL
    before = np.concatenate([after[:, :1], after[:, :-1]], axis=1)
    is_first = starts_of(objects)
    before[:, is_first] = plain.base_states[rows].take(objects[is_first], axis=1)
    none_back = np.zeros(len(acts), np.bool_)
    return _Changes(plain.ids[objects], plain.read.days[acts], before, after, none_back)


def _listed(changes: Sequence[PostChange], encode: Callable[[Value], int]) -> _Changes:
    """The same as arrays."""

    def sides(of: Iterable[Costed | None]) -> Integers:
        told = [
            (encode(one.grade), encode(one.place), one.fte) if one else (NULL, NULL, NULL)
            for one in of
        ]
        return np.array(told, np.int32).reshape(-1, len(COSTED)).T

    return _Changes(
        np.array([one.post for one in changes], np.int32),
        np.array([one.day for one in changes], np.int32),
        sides(one.before for one in changes),
        sides(one.after for one in changes),
        np.array([one.is_taken_back for one in changes], np.bool_),
    )


class _Prices:
    """A year of each grade at each place, and the part of the year that is left from a day on."""

    def __init__(
        self, costs: Sequence[StandardCost], year: Year, factors: Factors, table: Table
    ) -> None:
        self._year, self._factors, self._table = year, factors, table
        self._costs: defaultdict[tuple[str, str], list[StandardCost]] = defaultdict(list)
        for cost in costs:
            self._costs[cost.grade, cost.place].append(cost)
        self._currencies: set[str] = set()
        self._priced: dict[tuple[int, ...], tuple[int, int] | None] = {}

    def of(self, changes: _Changes) -> tuple[str, Positions, Positions] | None:
        """Currency and both amounts of each change; None where it is not that simple."""
        first = np.zeros(len(changes.posts), np.int64)
        full = np.zeros(len(changes.posts), np.int64)
        came = np.where(changes.taken_back, changes.after[2], changes.before[2])
        is_new = (came == NULL) & (changes.days >= self._year.valid_from)
        vacancy = np.full(len(first), self._factors.vacancy)
        absent = np.where(is_new, self._factors.delayed_recruitment, vacancy)
        for sign, side in ((-1, changes.before), (1, changes.after)):
            stands = np.flatnonzero(side[2] != NULL)
            side = side[:, stands]
            amounts = self._amounts(side, changes.days[stands])
            if amounts is None:
                return None
            fte = side[2].astype(np.int64)
            whole = FULL * FULL * self._year.days()
            first[stands] += sign * _rounded(amounts[0] * fte * (FULL - absent[stands]), whole)
            full[stands] += sign * _rounded(
                amounts[1] * fte * (FULL - vacancy[stands]), FULL * FULL
            )
        if len(self._currencies) > 1:
            return None
        return next(iter(self._currencies), ""), first, full

    def _amounts(self, side: Integers, days: Integers) -> tuple[Positions, Positions] | None:
        """Of each what its days in the year cost, times the days of a year; and a whole year."""
        which = np.zeros(len(days), np.int64)
        for one in (days, side[0], side[1]):
            distinct_ones, places = distinct_of(one)
            _, which = distinct_of(which * len(distinct_ones) + places)
        found = np.empty(int(which.max(initial=-1)) + 1, np.int64)
        found[which] = np.arange(len(which))
        told = (one[found].tolist() for one in (side[0], side[1], days))
        prices = [self._price(*priced) for priced in zip(*told, strict=True)]
        if None in prices:
            return None
        in_year, whole_year = np.array(prices, np.int64).reshape(-1, 2).T
        return in_year[which], whole_year[which]

    def _price(self, *priced: int) -> tuple[int, int] | None:
        """Of a grade at a place from a day on; asked for once."""
        if priced not in self._priced:
            self._priced[priced] = self._price_of(*priced)
        return self._priced[priced]

    def _price_of(self, grade: int, place: int, day: Day) -> tuple[int, int] | None:
        words = self._table.vocabulary.word(grade), self._table.vocabulary.word(place)
        side, costs = Costed(*words), self._costs.get(words, [])
        begins, ends = max(day, self._year.valid_from), self._year.valid_until
        if len(costs) == 1 and all(map(costs[0].is_in_force, (day, begins, max(begins, ends - 1)))):
            self._currencies.add(costs[0].currency)
            return costs[0].amount_minor * max(ends - begins, 0), costs[0].amount_minor
        in_year = list(stretches(costs, side, begins, ends))
        on_day = [found for found, _ in stretches(costs, side, day, day + 1)][:1]
        found = [one for one, _ in in_year] + on_day
        if any(isinstance(one, Reason) for one in found) or not on_day:
            return None
        costed = [(one, days) for one, days in in_year if isinstance(one, StandardCost)]
        self._currencies.update(one.currency for one in found if isinstance(one, StandardCost))
        year = [one.amount_minor for one in on_day if isinstance(one, StandardCost)]
        return sum(one.amount_minor * days for one, days in costed), year[0]


def _rounded(amounts: Positions, whole: int) -> Positions:
    """To whole units, halves away from zero; amounts are not below zero."""
    return (2 * amounts + whole) // (2 * whole)
