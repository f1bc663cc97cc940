"""What a set of any size costs: the amounts of `costs.cost_of_changes` line by line, at once."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from bureau.core.changes.actions import Action, ActionKind
from bureau.core.changes.check.case import Case
from bureau.core.changes.check.findings import Outside
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
from bureau.core.structure.columns import NULL, OPEN, Table
from bureau.core.structure.kinds import FULL, KINDS, Value
from bureau.core.structure.ordering import Integers, Mask, Positions, distinct, distinct_of

NO_FACTORS = Factors()
COSTED = ("grade", "duty_station", "fte")
OF_COST = {"duty_station": "place"}
"""As a cost calls it."""
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
    """Each change of a post that money depends on, with its cost in the first and in a full year.

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
    """Posts and days, and with a row for each of the three fields what they are without the set
    and with it, NULL where the post is not."""

    posts: Integers
    days: Integers
    before: Integers
    after: Integers

    def at(self, chosen: Positions | Mask) -> "_Changes":
        """Some of them, in that order."""
        before, after = self.before[:, chosen], self.after[:, chosen]
        return _Changes(self.posts[chosen], self.days[chosen], before, after)

    def listed(self, table: Table) -> list[PostChange]:
        word = table.vocabulary.word
        return [
            PostChange(post, day, _costed(before, word), _costed(after, word))
            for post, day, before, after in zip(
                self.posts.tolist(),
                self.days.tolist(),
                self.before.T.tolist(),
                self.after.T.tolist(),
                strict=True,
            )
        ]


def changes_by_action(
    actions: Sequence[Action], world: World, rules: Mapping[int, str]
) -> list[tuple[int, PostChange]]:
    """Each change of a post or a block with the action that brings it about.

    Where several on one of them meet on a day, each has what it changes after the one before it,
    those that go by one rule together.
    """
    case = Case(actions, world, 0, Outside())
    meeting = defaultdict[tuple[str, int, Day], list[Action]](list)
    for action in sorted(actions, key=lambda one: one.id):
        meeting[action.subject.kind, action.subject.id, action.day].append(action)
    changes = [*_changes(case).listed(case.world.columns.tables["post"]), *_of_blocks(case)]
    return [
        share
        for change in changes
        for share in _shared(change, meeting[change.kind, change.post, change.day], rules)
    ]


def _shared(
    change: PostChange, actions: Sequence[Action], rules: Mapping[int, str]
) -> Iterator[tuple[int, PostChange]]:
    """A change by the actions of its day; the last has what is then left of it."""
    at_work = [one for one in actions if one.kind in COSTING] or actions[:1]
    now, left = change.before, list(at_work)
    while left:
        first = left[0]
        after = now
        while left and rules.get(left[0].id) == rules.get(first.id):
            after = _after(after, left.pop(0))
        after = after if left else change.after
        if after != now:
            yield first.id, replace(change, before=now, after=after)
        now = after


def _after(now: Costed | None, action: Action) -> Costed | None:
    if action.kind in (ActionKind.ABOLISH_POST, ActionKind.ABOLISH_BLOCK):
        return None
    return said_of(action.values, now)


def said_of(values: Mapping[str, Value], was: Costed | None) -> Costed:
    """A post or block that was as `was`, once this is said of it."""
    named = {name: value for name, value in values.items() if name in COSTED}
    said = {OF_COST.get(name, name): value for name, value in KINDS["post"].settled(named).items()}
    return replace(was or Costed("", ""), **said)  # type: ignore[arg-type]


def _of_blocks(case: Case) -> Iterator[PostChange]:
    """The same of staffing blocks; what a set does to one again is reckoned from what it did."""
    table, laid = case.world.columns.tables["block"], case.laid.tables["block"]
    done = dict[int, tuple[Costed | None, Costed | None]]()
    for day in sorted(case.days):
        written = {
            e.subject.id
            for e in case.progress.pending
            if e.day == day and e.subject.kind == "block"
        }
        for block in sorted(written):
            base = _block_at(table, block, day, case.world.recorded)
            after = _block_at(laid, block, day, OPEN - 1)
            decided, before = done.get(block, (base, base))
            before = before if decided == base else base
            done[block] = base, after
            if before != after:
                yield PostChange(block, day, before, after, "block")


def _block_at(table: Table, block: int, day: Day, recorded: int) -> Costed | None:
    (row,) = table.rows_at(np.array([block], np.int32), day, recorded)
    if row == NULL:
        return None
    grade = table.vocabulary.word(int(table.column("grade")[row]))
    return Costed(grade, "", int(table.column("fte")[row]))


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
    """By post and day, each once."""
    plain = case.plain.kinds.get("post")
    parts = [_by_pending(case, day) for day in sorted(case.days)]
    parts += [] if plain is None else [_by_plain(plain)]
    names = ("posts", "days", "before", "after")
    parts += [_Changes(*(np.empty(shape, np.int32) for shape in (0, 0, (3, 0), (3, 0))))]
    joined = ([getattr(part, name) for part in parts] for name in names)
    found = _Changes(*(np.concatenate(each, axis=-1) for each in joined))
    found = found.at(np.lexsort((found.days, found.posts)))
    _follow_each_other(found)
    return found.at((found.before != found.after).any(axis=0))


def _follow_each_other(found: _Changes) -> None:
    """What a set does to a post again is reckoned from what it did before, where nothing decided
    came between: else what it ends twice would be saved twice."""
    is_same = found.posts[1:] == found.posts[:-1]
    is_same &= (found.before[:, 1:] == found.before[:, :-1]).all(axis=0)
    found.before[:, 1:][:, is_same] = found.after[:, :-1][:, is_same]


def _by_plain(plain: PlainKind) -> _Changes:
    """What plain actions leave at the end of each of their days; before it all is as decided."""
    acts = np.flatnonzero(plain.day_ends == np.arange(len(plain)))
    rows = [plain.place(name) for name in COSTED]
    before = plain.base_states[rows].take(plain.objects[acts], axis=1)
    after = plain.after[rows].take(acts, axis=1)
    after[:, plain.read.roles[acts] == END] = NULL
    return _Changes(plain.subjects[acts], plain.read.days[acts], before, after)


def _by_pending(case: Case, day: Day) -> _Changes:
    """The posts that the other actions write on a day."""
    written = [
        e.subject.id for e in case.progress.pending if e.day == day and e.subject.kind == "post"
    ]
    posts = distinct(np.array(written, np.int32))
    table, laid = case.world.columns.tables["post"], case.laid.tables["post"]
    before = _three(table, table.rows_at(posts, day, case.world.recorded))
    after = _three(laid, laid.rows_at(posts, day, OPEN - 1))
    return _Changes(posts, np.full(len(posts), day, np.int32), before, after)


def _three(table: Table, rows: Positions) -> Integers:
    found = np.full((len(COSTED), len(rows)), NULL, np.int32)
    stands = rows != NULL
    for place, name in enumerate(COSTED):
        found[place, stands] = table.column(name)[rows[stands]]
    return found


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
        is_new = (changes.before[2] == NULL) & (changes.days >= self._year.valid_from)
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
