"""Rows of effects that come after all that is decided of their subject: they need no fold."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from bureau.core.changes.pending import PendingEffect
from bureau.core.spans import Day
from bureau.core.structure.columns import NULL, OPEN, Columns, Table
from bureau.core.structure.effects import Role
from bureau.core.structure.kinds import Value
from bureau.core.structure.ordering import Mask, Positions, distinct_of
from bureau.core.structure.rows import tuples

type Row = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Followed:
    """What a record changes in the rows of one kind.

    `closed` names rows that it ends by subject and first day; `written` are whole rows: subject,
    first and last day, first and last record number, and the fields in order.
    """

    closed: list[tuple[int, Day]] = field(default_factory=list)
    written: list[Row] = field(default_factory=list)


def plainly_following(
    effects: Sequence[PendingEffect], columns: Columns, record: int
) -> tuple[Mapping[str, Followed], list[PendingEffect]]:
    """What `record` closes and writes of simple effects, by kind, and those that must be folded.

    Simple is the only effect of the act on its subject, replacing none, for a day behind all others
    of the subject. `columns` hold all up to the number before.
    """
    found: dict[str, Followed] = {}
    others: list[PendingEffect] = []
    for kind, listed in _by_kind(effects).items():
        table = columns.tables[kind]
        rows, is_simple = _in_force(listed, table)
        places = np.flatnonzero(is_simple)
        others += [listed[place] for place in np.flatnonzero(~is_simple).tolist()]
        simple = [listed[place] for place in places.tolist()]
        found[kind] = _followed(simple, rows[places], table, record)
    return found, others


def _by_kind(effects: Sequence[PendingEffect]) -> Mapping[str, list[PendingEffect]]:
    found: dict[str, list[PendingEffect]] = {}
    for effect in effects:
        found.setdefault(effect.subject.kind, []).append(effect)
    return found


def _in_force(effects: Sequence[PendingEffect], table: Table) -> tuple[Positions, Mask]:
    """The row in force of each subject, NULL where it never had any, and which are that simple."""
    ids = np.array([effect.subject.id for effect in effects], np.int64)
    days = np.array([effect.day for effect in effects], np.int64)
    is_new = np.array([effect.role is Role.ESTABLISH for effect in effects])
    replaces = np.array([bool(effect.replaces) for effect in effects])
    rows, latest = table.rows_at(ids, OPEN - 1, OPEN - 1), table.latest_effects(ids)
    _, which = distinct_of(ids)
    is_simple: Mask = (np.bincount(which) == 1)[which] & ~replaces & (is_new == (rows == NULL))
    is_simple &= (latest < days) & ((rows != NULL) | (latest == NULL))
    return rows, is_simple


def _followed(
    effects: Sequence[PendingEffect], rows: Positions, table: Table, record: int
) -> Followed:
    """Where the subject stands the row in force ends on the day; unless that is the end of the
    subject, another one begins. Nothing at all where nothing would be different."""
    known, found, names = rows[rows != NULL], Followed(), tuple(table.kind.defaults)
    places = {name: place for place, name in enumerate(names)}
    begun = iter(table.column("valid_from")[known].tolist())
    standing, nothing = iter(tuples(table, known, names)), tuple(table.kind.defaults.values())
    for effect, is_new in zip(effects, (rows == NULL).tolist(), strict=True):
        id, day = effect.subject.id, effect.day
        before = nothing if is_new else next(standing)[1:]
        after = tuple(_with(before, table.kind.settled(effect.fields), places))
        since = 0 if is_new else next(begun)
        if effect.role is Role.CHANGE and after == before:
            continue
        if not is_new:
            found.closed.append((id, since))
            found.written.append((id, since, day, record, None, *before))
        if effect.role is not Role.END:
            found.written.append((id, day, None, record, None, *after))
    return found


def _with(fields: Row, changed: Mapping[str, Value], places: Mapping[str, int]) -> list[Value]:
    now = list(fields)
    for name, value in changed.items():
        now[places[name]] = value
    return now
