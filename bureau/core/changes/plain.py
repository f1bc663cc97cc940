"""The plain actions of a set as arrays: thousands of them are looked at in the time of a few.

Plain is an action that establishes, changes or ends its subject and nothing else, where nothing is
decided for the subject on its day or later: then what comes of it needs no fold. All actions on
one subject are plain, or none is; the others go the readable way, through `Progress`.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np

from bureau.core.changes.actions import Action, ActionKind, in_order
from bureau.core.changes.definitions import named
from bureau.core.changes.plain_reading import END, ESTABLISH, read
from bureau.core.changes.plain_states import PlainKind, acted_on
from bureau.core.changes.world import World
from bureau.core.references import Reference
from bureau.core.spans import Day
from bureau.core.structure.columns import NULL, OPEN, Columns, Table
from bureau.core.structure.kinds import Value
from bureau.core.structure.ordering import (
    Integers,
    Mask,
    distinct,
    is_among,
    starts_of,
)

PLACES = {"unit": "parent", "post": "unit"}
_HANGS = (("reporting", "post"), ("adoption", "post"))


class Plain:
    """All plain actions of a set, by the kind of their subjects; `rest` are the others, in order.

    `laid` holds the rows of their subjects from the set's `first` day on, as they would be.
    """

    def __init__(self, actions: Sequence[Action], world: World) -> None:
        self.world = world
        self.kinds: dict[str, PlainKind] = {}
        reads, others = read(actions, world.columns.vocabulary)
        rest = [actions[place] for place in others.tolist()]
        firsts = [int(found.days.min()) for found in reads.values()]
        self.first: Day = min([*firsts, *(action.day for action in rest)], default=0)
        knotty = _concerned_by(rest, world)
        for kind, found in reads.items():
            all_of_kind = acted_on(found, world.columns.tables[kind], world.recorded)
            is_plain = _plain(all_of_kind, world, knotty[kind], knotty["merged"])
            only = all_of_kind.only(is_plain)
            others = found.order[~is_plain[all_of_kind.objects]]
            rest += [actions[place] for place in others.tolist()]
            if len(only):
                self.kinds[kind] = only
                only.act()
        self.rest = in_order(rest)
        self.laid = Columns(world.columns.vocabulary)
        for kind, one in self.kinds.items():
            self.laid.tables[kind].append_arrays(one.laid(self.first, world.recorded))

    @cached_property
    def _ids(self) -> Mapping[str, frozenset[int]]:
        return {kind: frozenset(one.ids.tolist()) for kind, one in self.kinds.items()}

    def __contains__(self, subject: Reference) -> bool:
        return subject.id in self._ids.get(subject.kind, ())

    def __len__(self) -> int:
        return sum(map(len, self.kinds.values()))

    def ids(self, kind: str) -> Integers:
        """The subjects of a kind, in order."""
        return self.kinds[kind].ids if kind in self.kinds else np.empty(0, np.int32)

    def fields(self, subject: Reference, day: Day) -> Mapping[str, Value] | None:
        """What one of the subjects says on a day with the set, None when it does not stand."""
        return self.kinds[subject.kind].fields(subject.id, day, self.world.recorded)

    def standing(self, kind: str, day: Day, name: str, value: int) -> list[int]:
        """The subjects that stand on a day and whose field has that value."""
        laid = self.laid.tables[kind]
        _, rows = laid.rows_with(name, np.array([value]))
        rows = rows[laid.stands(rows, day, OPEN - 1)]
        ids: list[int] = laid.column("id")[rows].tolist()
        return ids


def _concerned_by(rest: Sequence[Action], world: World) -> dict[str, Integers]:
    """The units and posts that these actions may read or write, whenever they stood where."""
    found: dict[str, list[int]] = {kind: [] for kind in PLACES}
    for action in rest:
        for reference in named(action):
            if reference.kind in found:
                found[reference.kind].append(reference.id)
    merged = [action.subject.id for action in rest if action.kind is ActionKind.MERGE_UNIT]
    concerned = {}
    for kind, ids in found.items():
        table = world.columns.tables[kind]
        _, rows = table.rows_with(PLACES[kind], np.array(sorted(set(merged)), np.int64))
        within = table.column("id")[rows]
        concerned[kind] = distinct(np.concatenate([np.array(ids, np.int64), within]))
    concerned["merged"] = distinct(np.array(merged, np.int64))
    return concerned


def _plain(of_kind: PlainKind, world: World, knotty: Integers, merged: Integers) -> Mask:
    """Of which objects all actions are plain."""
    found, table, ids, objects = of_kind.read, of_kind.table, of_kind.ids, of_kind.objects
    place = of_kind.place(PLACES[table.kind.name])
    wrong = ~found.fits | (found.given[place] & is_among(found.values[place], merged))
    order = of_kind.happening
    is_first = starts_of(objects[order])
    is_last = np.concatenate([is_first[1:], [True]])[: len(order)]
    roles = found.roles[order]
    wrong[order] |= (roles == ESTABLISH) & ~is_first
    wrong[order] |= (roles == END) & ~is_last
    is_new = roles[is_first] == ESTABLISH
    days = found.days[order][is_first]
    bad = np.bincount(objects, wrong, len(ids)) > 0
    bad |= is_among(ids, knotty)
    bad |= of_kind.latest >= days
    bad |= np.where(is_new, _has_rows(table, ids[is_new], is_new), of_kind.base == NULL)
    ends = np.bincount(objects, found.roles == END, len(ids)) > 0
    turns = np.flatnonzero(is_new | ends)
    bad[turns] |= _has_history(world, table.kind.name, ids[turns])
    bad |= is_new & ends
    return ~bad


def _has_rows(table: Table, ids: Integers, chosen: Mask) -> Mask:
    """Which of the chosen objects ever had any row."""
    found = np.zeros(len(chosen), np.bool_)
    found[np.flatnonzero(chosen)[table.rows_of_many(ids)[0]]] = True
    return found


def _has_history(world: World, kind: str, ids: Integers) -> Mask:
    """Whether an object was succeeded by another, or has anything that would end with it."""
    found = np.zeros(len(ids), np.bool_)
    hangs = [("succession", "predecessor"), *(_HANGS if kind == "post" else ())]
    for other, field in hangs:
        found[world.columns.tables[other].rows_with(field, ids)[0]] = True
    return found
