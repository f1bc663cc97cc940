"""What claims of one set may be asked of, and one answer for each question: plain data."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np

from bureau.core.budgets import Budget, Line, Prices, Spent, added, paid, spending
from bureau.core.claims.verdicts import Read, Side, Source
from bureau.core.reasons import Reason
from bureau.core.references import Reference
from bureau.core.spans import Day
from bureau.core.structure.columns import NULL
from bureau.core.structure.snapshot import Snapshot
from bureau.core.structure.views import Block, Post, Unit

type Plain = Any
type Told = list[tuple[Day, Plain]]
"""An answer of a side: what is so from each day on which it is something else than before."""

UNIT_FIELDS = ("parent", "head", "name", "code", "kind")
POST_FIELDS = (
    *("unit", "number", "title", "grade", "duty_station", "funding", "category"),
    *("fte", "contract", "frozen"),
)
BLOCK_FIELDS = ("unit", "superior", "title", "grade", "fte")
HOLDS = frozenset({"holder", "lien"})
"""In what manner somebody has a post of their own."""

FIELDS: Mapping[Source, tuple[str, ...]] = {
    Source.UNIT: UNIT_FIELDS,
    Source.POST: POST_FIELDS,
    Source.INSIDE: (*UNIT_FIELDS, *POST_FIELDS, "superior", "description"),
    Source.DUTIES: ("description",),
    Source.SUCCESSION: ("successor", "manner"),
    Source.HOLDS: ("post", "person", "manner"),
    Source.HEADS: ("head",),
}
"""The fields of the structure that each source reads."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One day that matters: the structure without the set, and with it."""

    day: Day
    before: Snapshot
    after: Snapshot


@dataclass(frozen=True, slots=True)
class Routed:
    """An action as rules look at it; `post` is the post it is on, `block` the staffing block."""

    place: int
    grade: str | None
    post: int | None
    block: Reference | None = None


@dataclass(frozen=True, slots=True)
class StepSeen:
    """A step of the route: for whom, which act closes it, on which actions, and where it stands.

    `acts` are those recorded on it: kind, number and day of each.
    """

    kind: str
    ids: tuple[int, ...]
    act: str
    actions: tuple[int, ...]
    is_done: bool
    acts: tuple[tuple[str, int, Day], ...] = ()


@dataclass(slots=True)
class Facts:
    """Everything that claims of one set are asked of.

    `moments` are the days of the set; while nothing of it is in force each is looked at without it
    and with it, afterwards the day before its first stands for "without". `today` is there once
    something is in force. `left` pairs what hangs on a thing that the set ends with that thing.
    `is_way_open` while a question is to be answered before the rest of the route is known.
    """

    organisation: int
    moments: tuple[Moment, ...] = ()
    today: Moment | None = None
    duties: Mapping[int, Plain] = field(default_factory=dict)
    left: tuple[tuple[Reference, Reference], ...] = ()
    actions: tuple[Routed, ...] = ()
    grades: Mapping[str, int] = field(default_factory=dict)
    budgets: tuple[Budget, ...] = ()
    prices: Prices = Prices()
    steps: tuple[StepSeen, ...] = ()
    is_put_forward: bool = False
    is_way_open: bool = False
    _spent: dict[int, dict[int, dict[int, Spent]]] = field(default_factory=dict)

    def answer(self, read: Read) -> Plain:
        """What there is to say: of a side of the structure from day to day, else as it is now."""
        if read.side is Side.NOW:
            return _NOW[read.source](self, read.of, read.by)
        look, seen = _LOOKS[read.source], dict[int, Plain]()
        told: Told = []
        for moment in self._moments(read.side):
            snapshot = moment.before if read.side is Side.BEFORE else moment.after
            if id(snapshot) not in seen:
                seen[id(snapshot)] = look(self, snapshot, read.of)
            found = seen[id(snapshot)]
            if not told or told[-1][1] != found:
                told.append((moment.day, found))
        return told

    def _moments(self, side: Side) -> Iterator[Moment]:
        yield from self.moments
        if side is not Side.AFTER and self.today:
            yield self.today

    def budget(self, id: int) -> Budget | None:
        return next((one for one in self.budgets if one.id == id), None)

    def line(self, id: int) -> tuple[Budget, Line] | None:
        found = ((budget, line) for budget in self.budgets if (line := budget.line(id)))
        return next(found, None)

    def spent(self, budget: Budget) -> dict[int, dict[int, Spent]]:
        """By line and year, worked out once."""
        if budget.id not in self._spent:
            self._spent[budget.id] = spending(self.moments[-1].after, budget, self.prices)
        return self._spent[budget.id]


# sides of the structure


def _unit(facts: Facts, seen: Snapshot, of: Reference) -> Plain:
    return _fields(seen.unit(of.id), UNIT_FIELDS)


def _post(facts: Facts, seen: Snapshot, of: Reference) -> Plain:
    return _fields(seen.post(of.id), POST_FIELDS)


def _fields(view: Unit | Post | Block | None, names: tuple[str, ...]) -> Plain:
    return None if view is None else {name: getattr(view, name) for name in names}


def _inside(facts: Facts, seen: Snapshot, of: Reference) -> Plain:
    """The unit and all in it and below it, by kind and number; None when it does not stand."""
    if seen.unit(of.id) is None:
        return None
    found = {f"unit:{id}": _fields(seen.unit(id), UNIT_FIELDS) for id in seen.subtree(of.id)}
    for post in seen.posts_under(of.id):
        adopted = seen.adoption_of(post.id)
        lines = sorted([line.superior, line.manner] for line in seen.reportings_of(post.id))
        found[f"post:{post.id}"] = {
            **_fields(post, POST_FIELDS),
            "superior": lines,
            "description": adopted.description if adopted else None,
        }
    for block in seen.blocks_under(of.id):
        found[f"block:{block.id}"] = _fields(block, BLOCK_FIELDS)
    return found


def _duties(facts: Facts, seen: Snapshot, of: Reference) -> Plain:
    """The duties of the description in force, each with its wording; None where there is none."""
    adopted = seen.adoption_of(of.id) if seen.post(of.id) else None
    return facts.duties.get(adopted.description, {}) if adopted else None


def _succession(facts: Facts, seen: Snapshot, of: Reference) -> Plain:
    return sorted([one.successor, one.manner] for one in seen.successors(of))


_LOOKS: Mapping[Source, Callable[[Facts, Snapshot, Reference], Plain]] = {
    Source.UNIT: _unit,
    Source.POST: _post,
    Source.INSIDE: _inside,
    Source.DUTIES: _duties,
    Source.SUCCESSION: _succession,
}


# what is as it is now


def _holds(facts: Facts, of: Reference, by: str) -> Plain:
    """Who has a post of their own without the set and none with it, and from which day."""
    lost: dict[int, Day] = {}
    for moment in facts.moments:
        without, still = _holding(moment.before), _holding(moment.after)
        for person in sorted(without - still):
            lost.setdefault(person, moment.day)
    return sorted([person, day] for person, day in lost.items())


def _holding(seen: Snapshot) -> set[int]:
    held = seen.standing("incumbency")
    word = seen.columns.vocabulary.known
    own = np.isin(held.field("manner"), [word(manner) for manner in HOLDS])
    own &= seen.standing("post").positions(held.field("post")) != NULL
    return set(held.field("person")[own].tolist())


def _heads(facts: Facts, of: Reference, by: str) -> Plain:
    """Units that no standing post heads with the set, though one did or there was no such unit."""
    left: dict[int, Day] = {}
    for moment in facts.moments:
        for unit in sorted(_headless(moment.after) - _headless(moment.before)):
            left.setdefault(unit, moment.day)
    return sorted([unit, day] for unit, day in left.items())


def _headless(seen: Snapshot) -> set[int]:
    units = seen.standing("unit")
    heads = units.field("head")
    stands = np.zeros(len(heads), np.bool_)
    named = np.flatnonzero(heads != NULL)
    stands[named] = seen.standing("post").positions(heads[named]) != NULL
    return set(units.ids[~stands].tolist())


def _left(facts: Facts, of: Reference, by: str) -> Plain:
    return sorted([str(what), str(ended)] for what, ended in facts.left)


def _actions(facts: Facts, of: Reference, by: str) -> Plain:
    """Place, grade, and what it is on: a post by its number, a staffing block by its kind too."""
    return [
        [one.place, one.grade, str(one.block) if one.block else one.post] for one in facts.actions
    ]


def _grade(facts: Facts, of: Reference, by: str) -> Plain:
    """The place of a grade in the order, None where there is no such grade."""
    return facts.grades.get(by)


def _line(facts: Facts, of: Reference, by: str) -> Plain:
    found = facts.line(of.id)
    if found is None:
        return None
    budget, line = found
    return {"budget": budget.id, "currency": budget.currency, "pays_posts": line.pays_posts}


def _lines(facts: Facts, of: Reference, by: str) -> Plain:
    """The lines of a budget that pay posts; None where there is no such budget."""
    found = facts.budget(of.id)
    return None if found is None else [line.id for line in found.lines if line.pays_posts]


def _spent(facts: Facts, of: Reference, by: str) -> Plain:
    """By year what a line was voted and its posts cost, and why that is not known."""
    found = facts.line(of.id)
    if found is None:
        return None
    years = facts.spent(found[0])[of.id]
    return {
        str(year): {"voted": one.voted, "posts": one.posts, "missing": _reasons(one.missing)}
        for year, one in years.items()
    }


def _paid(facts: Facts, of: Reference, by: str) -> Plain:
    """By year which lines of the budget of line `by` pay for a post, for how many days and how
    much; None where there is no such line."""
    found = facts.line(int(by))
    if found is None:
        return None
    portions = paid(facts.moments[-1].after, found[0], of.id, facts.prices)
    return {
        str(year): [
            {
                "line": one.line,
                "days": one.days,
                "minor": one.minor,
                "missing": _reasons(one.missing),
            }
            for one in several
        ]
        for year, several in portions.items()
    }


def _added(facts: Facts, of: Reference, by: str) -> Plain:
    """What the set makes lines of a budget bear more in a full year, from each day on which that
    is something else than before, and whether that day lies in its years."""
    budget = facts.budget(of.id)
    if budget is None:
        return None
    told: Told = []
    for moment in facts.moments:
        found = [
            {"line": one.line, "minor": one.minor, "missing": _reasons(one.missing)}
            for one in added(moment.before, moment.after, budget, facts.prices)
        ]
        if found != (told[-1][1] if told else []):
            told.append((moment.day, found))
    years = [date.fromordinal(day).year for day, _ in told]
    return [
        [day, year in budget.years, found] for year, (day, found) in zip(years, told, strict=True)
    ]


def _reasons(missing: Iterable[Reason]) -> Plain:
    return [{"code": why.code, **why.facts} for why in missing]


def _steps(facts: Facts, of: Reference, by: str) -> Plain:
    """The steps of the route that are for a body or office."""
    return {
        "is_put_forward": facts.is_put_forward,
        "is_way_open": facts.is_way_open,
        "steps": [
            {
                "act": step.act,
                "actions": list(step.actions),
                "is_done": step.is_done,
                "acts": [list(act) for act in step.acts],
            }
            for step in facts.steps
            if step.kind == of.kind and of.id in step.ids
        ],
    }


_NOW: Mapping[Source, Callable[[Facts, Reference, str], Plain]] = {
    Source.HOLDS: _holds,
    Source.HEADS: _heads,
    Source.LEFT: _left,
    Source.ACTIONS: _actions,
    Source.GRADE: _grade,
    Source.LINE: _line,
    Source.LINES: _lines,
    Source.SPENT: _spent,
    Source.PAID: _paid,
    Source.ADDED: _added,
    Source.STEPS: _steps,
}
