"""The days on which something in a part of the chart changed, and the instruments behind each."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

import numpy as np

from bureau.core.references import Reference
from bureau.core.spans import Day
from bureau.core.structure.columns import NULL, OPEN, Table
from bureau.core.structure.ordering import Integers, Mask, Positions, distinct, order_of
from bureau.core.structure.snapshot import Snapshot
from bureau.institution.organisation.queries.history import Turn, turns
from bureau.institution.organisation.queries.structure import changing_days

SEARCHED_A_DAY = 300

type Ids = Mapping[str, Integers]
SPAN = ("valid_from", "valid_until")
NO_DAY = date.max.toordinal() + 1

type Rows = tuple[Integers, Integers, Integers]


def turns_under(
    now: Snapshot, unit: int, most: int, hidden: frozenset[str] = frozenset()
) -> list[Turn]:
    """The newest `most` days on which anything changed that the chart of a unit draws: it, a unit
    below it or a post or block there, who heads them, whether posts are vacant.

    Where more than SEARCHED_A_DAY things changed on a day, the instruments are those behind the
    first of them; of `hidden` kinds the days are told, and no instrument.
    """
    drawn = _drawn(now, unit, with_holders="incumbency" not in hidden)
    things = {kind: distinct(rows[0]) for kind, rows in drawn.items()}
    days = _days(now, things, drawn)[-most:]
    about = [
        Reference(kind, id)
        for kind, (ids, starts, ends) in drawn.items()
        if kind not in hidden
        for id in _first_of_each(ids, starts, ends, days)
    ]
    if now.overlay:
        about += now.overlay.touched
    return turns(days, set(about), recorded=now.coordinates.recorded)


def _drawn(now: Snapshot, unit: int, *, with_holders: bool) -> dict[str, Rows]:
    """The rows of what the chart of a unit draws, or drew just before or after: what is in one of
    its units, whatever day that is."""
    tables, recorded = now.columns.tables, now.coordinates.recorded
    units = np.array(now.subtree(unit), np.int32)
    stood = _rows(tables["unit"], recorded, "id", units)
    below = _rows(tables["unit"], recorded, "parent", units)
    posts = _changed(tables["post"], recorded, units, "unit")
    return {
        "unit": _spans(tables["unit"], np.concatenate([stood, below])),
        "post": posts,
        "block": _changed(tables["block"], recorded, units, "unit"),
        "incumbency": _holding(now, units, posts[0], with_holders=with_holders),
    }


def _holding(now: Snapshot, units: Integers, posts: Integers, *, with_holders: bool) -> Rows:
    """The rows of who holds these posts, and the posts that head these units; of any but heads
    whose holders are told, only the days on which the post becomes vacant, or is so no more."""
    table, recorded = now.columns.tables["incumbency"], now.coordinates.recorded
    standing = now.standing("unit")
    heads = standing.field("head")[np.isin(standing.ids, units)]
    heads = heads[heads != NULL]
    rows = _rows(table, recorded, "post", np.concatenate([posts, heads]))
    rows = rows[table.column("manner")[rows] != table.vocabulary.known("lien")]
    of, starts, ends = (table.column(name)[rows] for name in ("post", *SPAN))
    opens, closes = ends_of_runs(of, starts, ends)
    if with_holders:
        is_head = np.isin(of, heads)
        opens, closes = opens | is_head, closes | is_head
    ids = table.column("id")[rows]
    return ids, np.where(opens, starts, OPEN), np.where(closes, ends, OPEN)


def ends_of_runs(of: Integers, starts: Integers, ends: Integers) -> tuple[Mask, Mask]:
    """Which spans begin and which end a run of spans of one thing without a gap between them."""
    opens, closes = np.ones(len(of), np.bool_), np.ones(len(of), np.bool_)
    several = np.flatnonzero(np.bincount(of)[of] > 1) if len(of) else np.empty(0, np.int64)
    if not len(several):
        return opens, closes
    rows = several[order_of(starts[several])]
    rows = rows[order_of(of[rows])]
    whose = of[rows].astype(np.int64) << 32
    until = np.maximum.accumulate(whose + ends[rows])
    begins = np.ones(len(rows), np.bool_)
    begins[1:] = whose[1:] + starts[rows][1:] > until[:-1]
    run = np.cumsum(begins) - 1
    last = np.append(np.flatnonzero(begins)[1:], len(rows)) - 1
    opens[rows], closes[rows] = begins, whose + ends[rows] == until[last][run]
    return opens, closes


def _changed(table: Table, recorded: int, ids: Integers, by: str = "id") -> Rows:
    """The rows that have one of `ids` in a column, as known at a record number: whose, from when,
    until when."""
    return _spans(table, _rows(table, recorded, by, ids))


def _spans(table: Table, rows: Positions) -> Rows:
    return (
        table.column("id")[rows],
        table.column("valid_from")[rows],
        table.column("valid_until")[rows],
    )


def _rows(table: Table, recorded: int, by: str, ids: Integers) -> Positions:
    known = table.known_at(recorded)
    rows = np.flatnonzero(known)
    return rows[np.isin(table.column(by)[: len(known)][rows], ids)]


def days_of(now: Snapshot, things: Ids) -> list[Day]:
    """The days on which anything of these begins, changes or ends, in order."""
    recorded = now.coordinates.recorded
    tables = now.columns.tables
    changed = {kind: _changed(tables[kind], recorded, ids) for kind, ids in things.items()}
    return _days(now, things, changed)


def _days(now: Snapshot, things: Ids, changed: Mapping[str, Rows]) -> list[Day]:
    if now.overlay:
        about = [Reference(kind, id) for kind, ids in things.items() for id in ids.tolist()]
        return changing_days(now.coordinates, now.overlay, [*about, *now.overlay.touched])
    is_turn = np.zeros(NO_DAY + 1, np.bool_)
    for _ids, starts, ends in changed.values():
        is_turn[np.minimum(starts, NO_DAY)] = True
        is_turn[np.minimum(ends, NO_DAY)] = True
    days: list[Day] = np.flatnonzero(is_turn[:-1]).tolist()
    return days


def _first_of_each(ids: Integers, starts: Integers, ends: Integers, days: list[Day]) -> set[int]:
    """The first things that changed on each of these days."""
    found: dict[Day, set[int]] = defaultdict(set)
    for day in days:
        found[day].update(ids[starts == day][:SEARCHED_A_DAY].tolist())
        found[day].update(ids[ends == day][:SEARCHED_A_DAY].tolist())
    return set().union(*found.values())
