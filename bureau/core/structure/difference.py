"""What differs between two snapshots, told as what happened: moves as moves, mergers as mergers."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

import numpy as np

from bureau.core.garbage import held_off
from bureau.core.references import Reference
from bureau.core.structure.apart import Apart, Pair, Within, apart
from bureau.core.structure.kinds import KINDS
from bureau.core.structure.lineage import is_now
from bureau.core.structure.objects import Objects
from bureau.core.structure.ordering import Integers, Mask
from bureau.core.structure.snapshot import Snapshot
from bureau.core.structure.told import Change, Changes, Few, Many, Source, Told, in_columns
from bureau.core.structure.views import Succession, View

__all__ = ["Change", "Difference", "Within", "difference"]

CHANGED: Mapping[tuple[str, str], str] = {
    ("unit", "parent"): "moved",
    ("unit", "head"): "headed",
    ("unit", "name"): "renamed",
    ("unit", "code"): "renamed",
    ("unit", "kind"): "kind_changed",
    ("unit", "order"): "reordered",
    ("post", "unit"): "moved",
    ("post", "number"): "renumbered",
    ("post", "title"): "retitled",
    ("post", "grade"): "reclassified",
    ("post", "duty_station"): "restationed",
    ("post", "funding"): "funding_changed",
    ("post", "category"): "category_changed",
    ("post", "fte"): "fte_changed",
    ("post", "contract"): "contract_changed",
    ("post", "frozen"): "frozen",
    ("block", "unit"): "moved",
    ("block", "superior"): "superior_changed",
    ("block", "title"): "retitled",
    ("block", "grade"): "reclassified",
    ("block", "fte"): "fte_changed",
    ("incumbency", "post"): "moved",
    ("incumbency", "person"): "person_changed",
    ("incumbency", "share"): "share_changed",
    ("incumbency", "manner"): "manner_changed",
    ("engagement", "unit"): "moved",
    ("engagement", "person"): "person_changed",
    ("engagement", "manner"): "manner_changed",
    ("engagement", "sender"): "sender_changed",
    ("engagement", "supervisor"): "supervisor_changed",
}
HELD: Mapping[str, tuple[str, str, str]] = {
    "incumbency": ("post", "appointed", "ended"),
    "engagement": ("unit", "engaged", "released"),
}
"""Of what holds a person: the kind and field that it is told of; when it comes; when it goes."""
FOLLOWS = frozenset(
    {
        ("unit", "parent"),
        ("post", "unit"),
        ("block", "unit"),
        ("incumbency", "post"),
        ("engagement", "unit"),
        ("engagement", "supervisor"),
    }
)


@dataclass(frozen=True, slots=True)
class Difference:
    """All that is `told`, in order of kind and id; `is_carried` marks what came about only because
    what a thing hung on was merged, split or replaced."""

    told: Changes
    is_carried: Mask

    @property
    def changes(self) -> Changes:
        return self.told.chosen(~self.is_carried)

    @property
    def carried(self) -> Changes:
        return self.told.chosen(self.is_carried)

    def __bool__(self) -> bool:
        return len(self.told) > 0

    def chosen(self, mask: Mask) -> "Difference":
        return Difference(self.told.chosen(mask), self.is_carried[mask])


def difference(before: Snapshot, after: Snapshot, within: Within | None = None) -> Difference:
    """All that differs. Both must be of the same columns (ValueError).

    `within` leaves unread what is told of other units and posts alone.
    """
    if before.columns is not after.columns:
        raise ValueError("two snapshots of different columns have no difference")
    with held_off():
        found = (of(after, apart(before, after, kind, within)) for kind, of in TOLD.items())
        return Difference(*in_columns(found))


def _of_things(after: Snapshot, found: Apart) -> Iterator[Source]:
    """What happened to units, posts or blocks.

    Of what came or went no more is read than its number, and of a unit its head.
    """
    kind, came, went = found.kind, found.came.ids, found.went.ids
    yield Many("established", kind, came, came, after=came)
    if kind == "unit":
        headed = found.came.having("head")
        heads = headed.numbers("head")
        yield Many("headed", kind, headed.ids, headed.ids, "head", after=heads)
    steps = _steps(after, kind, went)
    ended = went[~np.isin(went, [step.predecessor for step in steps])]
    yield Many("abolished", kind, ended, ended, before=ended)
    yield Few([(step.predecessor, _became_of(step), False) for step in steps])
    yield _of_fields(after, found)


def _of_held(after: Snapshot, found: Apart) -> Iterator[Source]:
    """Who came, who went, and what is otherwise of those who stayed."""
    kind, came, went = HELD[found.kind]
    for side, change in ((found.came, came), (found.went, went)):
        persons = side.numbers("person")
        was, now = (None, persons) if change == came else (persons, None)
        yield Many(change, kind, side.ids, side.numbers(kind), side.words("manner"), was, now)
    yield _of_fields(after, found)


def _steps(after: Snapshot, kind: str, gone: Integers) -> list[Succession]:
    """What these things of one kind became, in order of the record."""
    successions: Objects[Succession] = after.standing("succession")
    found = successions.views(successions.among("predecessor", gone))
    return [step for step in found if step.subject_kind == kind]


def _became_of(step: Succession) -> Change:
    gone = Reference(step.subject_kind, step.predecessor)
    return Change(step.manner, gone, None, gone.id, step.successor)


def _of_fields(after: Snapshot, found: Apart) -> Few:
    """What is otherwise of those that stand on both sides."""
    told = [each for was, now in found.stayed() for each in _otherwise(after, found.kind, was, now)]
    return Few(told)


def _otherwise(after: Snapshot, kind: str, was: View, now: View) -> Iterator[Told]:
    subject = Reference(kind, now.id)
    changed = {
        field: (getattr(was, field), getattr(now, field))
        for field in KINDS[kind].defaults
        if getattr(was, field) != getattr(now, field)
    }
    if kind == "unit" and "code" in changed:
        changed.pop("name", None)
    for field, (old, new) in changed.items():
        change = "unfrozen" if field == "frozen" and not new else CHANGED[kind, field]
        target = KINDS[kind].field(field).refers_to
        follows = (kind, field) in FOLLOWS and _became(after, target, old, new)
        yield now.id, Change(change, subject, field, old, new), follows


def _of_adoption(_after: Snapshot, found: Apart) -> Iterator[Source]:
    told: list[Told] = []
    slots = _slots(found.pairs(), lambda row: (row.post, "description", row.description))
    for (post, field), old, new in slots:
        change = "adopted" if new is not None else "adoption_ended"
        told.append((post, Change(change, Reference("post", post), field, old, new), False))
    yield Few(told)


def _of_reporting(after: Snapshot, found: Apart) -> Iterator[Source]:
    told: list[Told] = []
    slots = _slots(found.pairs(), lambda row: (row.post, row.manner, row.superior))
    for (post, manner), old, new in slots:
        change = Change("reporting_changed", Reference("post", post), manner, old, new)
        told.append((post, change, _became(after, "post", old, new)))
    yield Few(told)


def _slots(
    pairs: Iterable[Pair], read: Callable[[Any], tuple[int, str, int]]
) -> Iterator[tuple[tuple[int, str], int | None, int | None]]:
    """What left and what came, matched where both are of one post and one field."""
    left: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
    came: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
    for pair in pairs:
        for view, slots in zip(pair, (left, came), strict=True):
            if view is not None:
                post, field, value = read(view)
                slots[post, field].append(value)
    for key in sorted(left.keys() | came.keys()):
        old = [value for value in left[key] if value not in came[key]]
        new = [value for value in came[key] if value not in left[key]]
        for was, now in zip_longest(old, new):
            yield key, was, now


def _became(after: Snapshot, kind: str | None, old: int | None, new: int | None) -> bool:
    """Whether `old` ended and `new` is what it became."""
    if kind is None or not old or not new or after.stands(Reference(kind, old)):
        return False
    return Reference(kind, new) in is_now(after, Reference(kind, old))


TOLD: Mapping[str, Callable[[Snapshot, Apart], Iterator[Source]]] = {
    "unit": _of_things,
    "post": _of_things,
    "block": _of_things,
    "incumbency": _of_held,
    "engagement": _of_held,
    "adoption": _of_adoption,
    "reporting": _of_reporting,
}
"""How each kind is told, in order."""
