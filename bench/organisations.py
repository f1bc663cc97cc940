"""A synthetic organisation with a history, as columns; seeded, so every run sees the same.

A tenth as many units as posts, on some ten levels; the first posts head one unit each. Every thing
changes about every 33 years; what is known of its changes came up to sixty days later, and three in
a thousand are corrected afterwards. Record numbers stand for days: one a day of the history.
"""

from dataclasses import dataclass, field

import numpy as np

from bureau.core.structure.columns import OPEN, Columns
from bureau.core.structure.ordering import Integers

FIRST_DAY = 737_000
GRADES = tuple("G.1 G.2 G.3 G.4 G.5 G.6 G.7 P.1 P.2 P.3 P.4 P.5 D.1 D.2 E.1 E.2".split())
STATIONS = ("GVA", "NYC", "ADD", "BKK", "CAI")
YEARS = 20

type Fields = dict[str, Integers]


@dataclass(slots=True)
class States:
    """What each thing is from a day on, and when that came to be known; by thing and day."""

    ids: Integers
    days: Integers
    known: Integers
    fields: Fields

    def only(self, kept: Integers) -> "States":
        fields = {name: values[kept] for name, values in self.fields.items()}
        return States(self.ids[kept], self.days[kept], self.known[kept], fields)


@dataclass(slots=True)
class Organisation:
    """The rows, and the states that they are the fold of but for corrections."""

    columns: Columns
    units: int
    posts: int
    days: int
    states: dict[str, States] = field(default_factory=dict)

    @property
    def now(self) -> int:
        """The last record number."""
        return self.days + 1

    @property
    def middle(self) -> int:
        """A day about two thirds into the history."""
        return FIRST_DAY + 2 * self.days // 3


def organisation(posts: int, years: int = YEARS, seed: int = 7) -> Organisation:
    made = Organisation(Columns(), posts // 10, posts, years * 365)
    random = np.random.default_rng(seed)
    for kind, count, fields in (("unit", made.units, _units), ("post", made.posts, _posts)):
        ids, days = _states(random, count, made.days)
        known = _known(random, ids, days, made.days)
        states = _changing(States(ids, days, known, fields(random, ids, made)))
        made.states[kind] = states
        rows = _corrected(random, _rows(states), made.days)
        kept = np.flatnonzero(rows["recorded_from"] < rows["recorded_until"])
        written = (rows[name][kept] for name in ("valid_from", "recorded_from", "id"))
        order = kept[np.lexsort(tuple(written))]
        table = made.columns.tables[kind]
        table.append_arrays({name: values[order].astype(np.int32) for name, values in rows.items()})
        noted = states.ids.astype(np.int32), (states.days + FIRST_DAY).astype(np.int32)
        table.note_effects(*noted)
    return made


def _states(random: np.random.Generator, count: int, days: int) -> tuple[Integers, Integers]:
    """One state of each thing from the first day, and one for each change."""
    changes = random.poisson(0.03 * days / 365, count) + 1
    ids = np.repeat(np.arange(1, count + 1), changes)
    day = random.integers(1, days, len(ids))
    day[_firsts(ids)] = 0
    order = np.lexsort((day, ids))
    day = day[order]
    once = _firsts(ids) | np.concatenate([[True], day[1:] != day[:-1]])
    return ids[once], day[once]


def _known(random: np.random.Generator, ids: Integers, days: Integers, last: int) -> Integers:
    """When each change came to be known: never before an earlier one of the same thing."""
    known = np.clip(days + random.integers(0, 60, len(days)), 1, last)
    known[days == 0] = 1
    lift = ids << 20
    found: Integers = np.maximum.accumulate(known + lift) - lift
    return found


def _units(random: np.random.Generator, ids: Integers, made: Organisation) -> Fields:
    number = made.columns.vocabulary.numbers
    firsts, places = _firsts(ids), _places(ids)
    parent = np.where(ids == 1, -1, _above(random, ids))
    codes = number([f"U{id}" for id in range(1, made.units + 1)])
    return {
        "parent": _held(parent, firsts | (random.random(len(ids)) < 0.5)),
        "head": ids,
        "name": ids + made.units * (places % 2),
        "code": codes[ids - 1],
        "kind": np.full(len(ids), number(["division"])[0]),
        "order": np.zeros(len(ids), np.int64),
    }


def _posts(random: np.random.Generator, ids: Integers, made: Organisation) -> Fields:
    number, units = made.columns.vocabulary.numbers, made.units
    firsts = _firsts(ids)
    home = random.integers(1, units + 1, made.posts)[ids - 1]
    near = np.clip(home + random.integers(-20, 20, len(ids)), 1, units)
    unit = np.where(random.random(len(ids)) < 0.7, near, random.integers(1, units + 1, len(ids)))
    moves = firsts | ((random.random(len(ids)) < 0.4) & (ids > units))
    unit = _held(np.where(firsts, home, unit), moves)
    grade = random.integers(0, len(GRADES) - 1, made.posts)[ids - 1] + np.cumsum(~moves) % 2
    nothing = np.full(len(ids), number([""])[0])
    return {
        "unit": np.where(ids <= units, ids, unit),
        "number": number([f"N{id}" for id in range(1, made.posts + 1)])[ids - 1],
        "title": 2 * units + 1 + ids % 500,
        "grade": number(GRADES)[grade],
        "duty_station": number(STATIONS)[ids % len(STATIONS)],
        "funding": np.full(len(ids), number(["RB"])[0]),
        "category": nothing,
        "fte": np.where(ids % 7 == 0, 50, 100),
        "contract": nothing,
        "frozen": (ids % 50 == 0).astype(np.int64),
    }


def _changing(states: States) -> States:
    """Without the states that change nothing: a fold has no rows for them."""
    same = np.ones(len(states.ids), np.bool_)
    for values in states.fields.values():
        same[1:] &= values[1:] == values[:-1]
    return states.only(np.flatnonzero(_firsts(states.ids) | ~same))


def _rows(states: States) -> Fields:
    """Rows as a fold would write them: each change closes the row before and writes two."""
    last = np.append(_firsts(states.ids)[1:], True)
    until, told = np.roll(states.days, -1), np.roll(states.known, -1)
    until[last], told[last] = OPEN, OPEN
    every, ended = np.arange(len(states.ids)), np.flatnonzero(~last)
    state = np.concatenate([every, ended])
    return {
        "id": states.ids[state],
        "valid_from": states.days[state] + FIRST_DAY,
        "valid_until": np.concatenate([np.full(len(every), OPEN), until[ended] + FIRST_DAY]),
        "recorded_from": np.concatenate([states.known, told[ended]]),
        "recorded_until": np.concatenate([told, np.full(len(ended), OPEN)]),
        **{name: values[state] for name, values in states.fields.items()},
    }


def _corrected(random: np.random.Generator, rows: Fields, days: int) -> Fields:
    """Three things in a thousand were told late."""
    early = (rows["recorded_until"] == OPEN) & (rows["recorded_from"] < days - 200)
    count = len(np.unique(rows["id"])) * 3 // 1000
    wrong = random.choice(np.flatnonzero(early), count, replace=False)
    put_right = {name: values[wrong].copy() for name, values in rows.items()}
    put_right["recorded_from"] += random.integers(60, 200, len(wrong))
    rows["recorded_until"][wrong] = put_right["recorded_from"]
    return {name: np.concatenate([values, put_right[name]]) for name, values in rows.items()}


def _above(random: np.random.Generator, ids: Integers) -> Integers:
    """A parent for each unit, always of a lower number: no circles on any day."""
    return np.maximum(((ids - 1) / 3.5 * random.uniform(0.6, 1.0, len(ids))).astype(np.int64), 1)


def _firsts(ids: Integers) -> Integers:
    return np.concatenate([[True], ids[1:] != ids[:-1]])


def _places(ids: Integers) -> Integers:
    """Which state of its thing each is, from 0."""
    starts = np.flatnonzero(_firsts(ids))
    return np.arange(len(ids)) - np.repeat(starts, np.diff(np.append(starts, len(ids))))


def _held(values: Integers, changes: Integers) -> Integers:
    """Each value where it changes, and the one before where not."""
    return values[np.maximum.accumulate(np.where(changes, np.arange(len(values)), 0))]
