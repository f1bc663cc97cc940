"""A synthetic organisation with a history, as columns; seeded, so every run sees the same.

A tenth as many units as posts, on ten levels; the first posts head one unit each. Every thing
changes about every 33 years; what is known of its changes came up to sixty days later, and three in
a thousand are corrected afterwards. Record numbers stand for days: one a day of the history.
"""

from dataclasses import dataclass

import numpy as np

from bureau.core.structure.columns import OPEN, Columns
from bureau.core.structure.ordering import Integers

FIRST_DAY = 737_000
GRADES = tuple("G.1 G.2 G.3 G.4 G.5 G.6 G.7 P.1 P.2 P.3 P.4 P.5 D.1 D.2 E.1 E.2".split())
STATIONS = ("GVA", "NYC", "ADD", "BKK", "CAI")
YEARS = 20


@dataclass(slots=True)
class Organisation:
    columns: Columns
    units: int
    posts: int
    days: int

    @property
    def now(self) -> int:
        """The last record number."""
        return self.days + 1


def organisation(posts: int, years: int = YEARS, seed: int = 7) -> Organisation:
    random = np.random.default_rng(seed)
    days, units = years * 365, posts // 10
    columns = Columns()
    number = columns.vocabulary.numbers
    ids = np.arange(1, units + 1)
    which, day, seen = _states(random, ids, days)
    first = seen == 0
    parent = np.where(which == 1, -1, _above(random, which))
    base = np.where(ids == 1, -1, _above(random, ids))
    parent[first] = base
    moved = np.where(first | (random.random(len(which)) < 0.5), np.arange(len(which)), 0)
    parent = parent[np.maximum.accumulate(moved)]
    _add(
        columns,
        "unit",
        random,
        which,
        day,
        days,
        {
            "parent": parent,
            "head": which,
            "name": which * 40 + seen,
            "code": number([f"U{id}" for id in ids.tolist()])[which - 1],
            "kind": np.full(len(which), number(["division"])[0]),
            "order": np.zeros(len(which), np.int32),
        },
    )
    ids = np.arange(1, posts + 1)
    which, day, seen = _states(random, ids, days)
    first = seen == 0
    home = random.integers(1, units + 1, posts)
    near = np.clip(home[which - 1] + random.integers(-20, 20, len(which)), 1, units)
    unit = np.where(
        random.random(len(which)) < 0.7, near, random.integers(1, units + 1, len(which))
    )
    unit[first] = home
    is_head = which <= units
    unit = unit[
        np.maximum.accumulate(
            np.where(first | (random.random(len(which)) < 0.4), np.arange(len(which)), 0)
        )
    ]
    unit[is_head] = which[is_head]
    grades, stations = number(GRADES), number(STATIONS)
    of_post = random.integers(0, len(GRADES) - 2, posts)
    grade = of_post[which - 1] + (seen % 3 == 2)
    _add(
        columns,
        "post",
        random,
        which,
        day,
        days,
        {
            "unit": unit,
            "number": number([f"N{id}" for id in ids.tolist()])[which - 1],
            "title": units * 40 + which % 500,
            "grade": grades[grade],
            "duty_station": stations[which % len(STATIONS)],
            "funding": np.full(len(which), number(["RB"])[0]),
            "category": np.full(len(which), number([""])[0]),
            "fte": np.where(which % 7 == 0, 50, 100),
            "contract": np.full(len(which), number([""])[0]),
            "frozen": (which % 50 == 0).astype(np.int32),
        },
    )
    return Organisation(columns, units, posts, days)


def _states(
    random: np.random.Generator, ids: Integers, days: int
) -> tuple[Integers, Integers, Integers]:
    """One state of each thing from the first day, and one for each change: whose, day, place."""
    counts = random.poisson(0.03 * days / 365, len(ids)) + 1
    which = np.repeat(ids, counts)
    starts = np.repeat(np.cumsum(counts) - counts, counts)
    place = np.arange(len(which)) - starts
    day = random.integers(1, days, len(which))
    day[place == 0] = 0
    order = np.lexsort((day, which))
    day = day[order]
    once = np.concatenate([[True], (which[1:] != which[:-1]) | (day[1:] != day[:-1])])
    return which[once], day[once], place[once]


def _above(random: np.random.Generator, ids: Integers) -> Integers:
    """A parent for each unit, always of a lower number: no circles on any day."""
    return np.maximum(((ids - 1) / 3.5 * random.uniform(0.6, 1.0, len(ids))).astype(np.int64), 1)


def _add(
    columns: Columns,
    kind: str,
    random: np.random.Generator,
    which: Integers,
    day: Integers,
    days: int,
    fields: dict[str, Integers],
) -> None:
    """Rows as a fold would write them: each change closes the row before and writes two."""
    last = np.concatenate([which[1:] != which[:-1], [True]])
    known = np.minimum(np.maximum(day + random.integers(0, 60, len(day)), 1), days)
    known[day == 0] = 1
    lift = which.astype(np.int64) << 20
    known = np.maximum.accumulate(known + lift) - lift
    until, told = np.roll(day, -1), np.roll(known, -1)
    until[last], told[last] = OPEN, OPEN
    every, ended = np.arange(len(which)), np.flatnonzero(~last)
    state = np.concatenate([every, ended])
    rows = {
        "id": which[state],
        "valid_from": day[state] + FIRST_DAY,
        "valid_until": np.concatenate([np.full(len(every), OPEN), until[ended] + FIRST_DAY]),
        "recorded_from": np.concatenate([known, told[ended]]),
        "recorded_until": np.concatenate([told, np.full(len(ended), OPEN)]),
        **{name: values[state] for name, values in fields.items()},
    }
    rows = _corrected(random, rows, days)
    kept = rows["recorded_from"] < rows["recorded_until"]
    order = np.lexsort((rows["recorded_from"][kept], rows["id"][kept]))
    table = columns.tables[kind]
    table.append_arrays(
        {name: values[kept][order].astype(np.int32) for name, values in rows.items()}
    )
    table.note_effects(which.astype(np.int32), (day + FIRST_DAY).astype(np.int32))


def _corrected(
    random: np.random.Generator, rows: dict[str, Integers], days: int
) -> dict[str, Integers]:
    """Three things in a thousand were told wrongly first."""
    open_rows = np.flatnonzero(
        (rows["recorded_until"] == OPEN) & (rows["recorded_from"] < days - 200)
    )
    wrong = random.choice(
        open_rows, min(len(open_rows), len(np.unique(rows["id"])) * 3 // 1000), replace=False
    )
    put_right = {name: values[wrong].copy() for name, values in rows.items()}
    put_right["recorded_from"] = np.minimum(
        rows["recorded_from"][wrong] + random.integers(60, 200, len(wrong)), days
    )
    rows["recorded_until"][wrong] = put_right["recorded_from"]
    return {name: np.concatenate([values, put_right[name]]) for name, values in rows.items()}
