"""Rows of effects that come after all that is decided of their subject: they need no fold."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from bureau.core.changes.pending import PendingEffect
from bureau.core.structure.columns import NULL, OPEN, Columns
from bureau.core.structure.effects import Role, Version
from bureau.core.structure.fold import Refolded
from bureau.core.structure.kinds import KINDS, Value


def plainly_following(
    effects: Sequence[PendingEffect], columns: Columns, record: int
) -> tuple[Refolded, list[PendingEffect]]:
    """What `record` closes and writes of simple effects, and the effects that must be folded.

    Simple is the only effect of the act on its subject, replacing none, for a day behind all others
    of the subject. `columns` hold all up to the number before.
    """
    counts = Counter(effect.subject for effect in effects)
    following = _following(effects, columns)
    refolded, others = Refolded([], []), list[PendingEffect]()
    for effect, row in zip(effects, following, strict=True):
        is_new = effect.role is Role.ESTABLISH
        if row is None or counts[effect.subject] > 1 or effect.replaces or is_new != (row == NULL):
            others.append(effect)
        elif is_new:
            kind = KINDS[effect.subject.kind]
            fields = {**kind.defaults, **kind.settled(effect.fields)}
            refolded.written.append(_version(effect, record, fields))
        else:
            standing = columns.tables[effect.subject.kind].version(row)
            _follow(effect, standing, record, refolded)
    return refolded, others


def _following(effects: Sequence[PendingEffect], columns: Columns) -> list[int | None]:
    """The row in force of each subject, NULL where it never had any; None where not that simple."""
    found: list[int | None] = [None] * len(effects)
    for kind, table in columns.tables.items():
        places = [place for place, one in enumerate(effects) if one.subject.kind == kind]
        ids = np.array([effects[place].subject.id for place in places], np.int64)
        days = np.array([effects[place].day for place in places], np.int64)
        rows = table.rows_at(ids, OPEN - 1, OPEN - 1)
        latest = table.latest_effects(ids)
        is_simple = (latest < days) & ((rows != NULL) | (latest == NULL))
        for place, row, simple in zip(places, rows.tolist(), is_simple.tolist(), strict=True):
            found[place] = row if simple else None
    return found


def _follow(effect: PendingEffect, standing: Version, record: int, into: Refolded) -> None:
    """The row in force ends on the day; unless the effect ends its subject another one begins."""
    fields: dict[str, Value] = dict(standing.fields)
    fields |= KINDS[effect.subject.kind].settled(effect.fields)
    if effect.role is Role.CHANGE and fields == standing.fields:
        return
    into.closed.append(replace(standing, recorded_until=record))
    into.written.append(
        Version(effect.subject, standing.valid_from, effect.day, record, None, standing.fields)
    )
    if effect.role is Role.CHANGE:
        into.written.append(_version(effect, record, fields))


def _version(effect: PendingEffect, record: int, fields: dict[str, Value]) -> Version:
    return Version(effect.subject, effect.day, None, record, None, fields)
