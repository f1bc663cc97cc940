"""What differs between two snapshots, told as what happened: moves as moves, mergers as mergers."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

import numpy as np

from bureau.core.references import Reference
from bureau.core.structure.columns import NULL
from bureau.core.structure.differing import differing
from bureau.core.structure.kinds import KINDS, Value
from bureau.core.structure.lineage import is_now
from bureau.core.structure.objects import Objects
from bureau.core.structure.ordering import Integers, Mask, Positions
from bureau.core.structure.snapshot import Snapshot
from bureau.core.structure.views import Engagement, Incumbency, View

type Pair = tuple[View | None, View | None]

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
HANGS_ON: Mapping[str, tuple[str, str]] = {
    "unit": ("id", "units"),
    "post": ("id", "posts"),
    "block": ("unit", "units"),
    "incumbency": ("post", "posts"),
    "engagement": ("unit", "units"),
    "adoption": ("post", "posts"),
    "reporting": ("post", "posts"),
}
"""The field by which a row of each kind is of a unit or of a post."""
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
class Change:
    """One thing that happened to `subject`; values and ids as the field holds them.

    `merged`, `split` and `replaced` tell of an ended thing, with the id of what it became in
    `after`; a unit whose code and name both changed is `renamed` once, by its code. `appointed`,
    `ended` (with the manner of the incumbency as `field`, and the person's id), `adopted`,
    `adoption_ended` and `reporting_changed` (manner, superior) are told of the post, `engaged` and
    `released` (likewise) of the unit.
    """

    change: str
    subject: Reference
    field: str | None
    before: Value
    after: Value


@dataclass(frozen=True, slots=True)
class Difference:
    """`carried` came about only because what a thing hung on was merged, split or replaced."""

    changes: tuple[Change, ...]
    carried: tuple[Change, ...]

    def __bool__(self) -> bool:
        return bool(self.changes or self.carried)


@dataclass(frozen=True, slots=True)
class Within:
    """These units and posts alone, with what hangs on them: each in order of id."""

    units: Integers
    posts: Integers

    def rows(self, standing: Objects[Any], rows: Positions) -> Mask:
        """Which of the rows (NULL: none) are of them."""
        field, ids = HANGS_ON[standing.table.kind.name]
        found = np.zeros(len(rows), np.bool_)
        stand = rows != NULL
        found[stand] = np.isin(standing.read(field, rows[stand]), getattr(self, ids))
        return found


def difference(before: Snapshot, after: Snapshot, within: Within | None = None) -> Difference:
    """All that differs, in order of kind and id. Both must be of the same columns (ValueError).

    `within` leaves unread what is told of other units and posts alone.
    """
    if before.columns is not after.columns:
        raise ValueError("two snapshots of different columns have no difference")

    def pairs(kind: str) -> Iterator[Pair]:
        return _pairs(before, after, kind, within)

    told: list[tuple[Change, bool]] = []
    for kind in ("unit", "post", "block"):
        told += _of_things(before, after, kind, within)
    for pair in pairs("incumbency"):
        told += _of_incumbency(after, *pair)
    for pair in pairs("engagement"):
        told += _of_engagement(after, *pair)
    told += _of_adoption(pairs("adoption"))
    told += _of_reporting(after, pairs("reporting"))
    return Difference(
        changes=tuple(change for change, is_carried in told if not is_carried),
        carried=tuple(change for change, is_carried in told if is_carried),
    )


def _pairs(before: Snapshot, after: Snapshot, kind: str, within: Within | None) -> Iterator[Pair]:
    """What was and what is, for each object of one kind that differs, in order of id."""
    _, was, now = _rows(before, after, kind, within)
    old, new = before.standing(kind), after.standing(kind)
    yield from zip(_shown(old, was), _shown(new, now), strict=True)


def _rows(
    before: Snapshot, after: Snapshot, kind: str, within: Within | None
) -> tuple[Integers, Positions, Positions]:
    """The ids of what differs, and the row of each on either side (NULL: none)."""
    old, new = before.standing(kind), after.standing(kind)
    found = differing(old, new)
    if within is None:
        return found.ids, found.was, found.now
    kept = within.rows(old, found.was) | within.rows(new, found.now)
    return found.ids[kept], found.was[kept], found.now[kept]


def _shown(standing: Objects[Any], rows: Positions) -> Iterator[View | None]:
    views = iter(standing.shown(rows[rows != NULL]))
    return (None if row == NULL else next(views) for row in rows)


def _of_things(
    before: Snapshot, after: Snapshot, kind: str, within: Within | None
) -> Iterator[tuple[Change, bool]]:
    """What happened to units, posts or blocks, each with whether it was only carried.

    Of what came or went no more is read than its number, and of a unit its head.
    """
    ids, was, now = _rows(before, after, kind, within)
    stood, stands = was != NULL, now != NULL
    both = stood & stands
    views = zip(
        before.standing(kind).shown(was[both]), after.standing(kind).shown(now[both]), strict=True
    )
    came = now[stands & ~stood]
    heads = iter(after.standing("unit").read("head", came).tolist() if kind == "unit" else ())
    for id, had, has in zip(ids.tolist(), stood.tolist(), stands.tolist(), strict=True):
        if had and has:
            yield from _of_fields(after, kind, *next(views))
        elif had:
            yield from _of_gone(after, Reference(kind, id))
        else:
            yield Change("established", Reference(kind, id), None, None, id), False
            if kind == "unit" and (head := next(heads)) != NULL:
                yield Change("headed", Reference(kind, id), "head", None, head), False


def _of_gone(after: Snapshot, gone: Reference) -> Iterator[tuple[Change, bool]]:
    steps = after.successors(gone)
    for step in steps:
        yield Change(step.manner, gone, None, gone.id, step.successor), False
    if not steps:
        yield Change("abolished", gone, None, gone.id, None), False


def _of_fields(after: Snapshot, kind: str, was: View, now: View) -> Iterator[tuple[Change, bool]]:
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
        yield Change(change, subject, field, old, new), follows


def _of_incumbency(
    after: Snapshot, was: View | None, now: View | None
) -> Iterator[tuple[Change, bool]]:
    if isinstance(was, Incumbency) and isinstance(now, Incumbency):
        yield from _of_fields(after, "incumbency", was, now)
    elif isinstance(was, Incumbency):
        post = Reference("post", was.post)
        yield Change("ended", post, was.manner, was.person, None), False
    elif isinstance(now, Incumbency):
        post = Reference("post", now.post)
        yield Change("appointed", post, now.manner, None, now.person), False


def _of_engagement(
    after: Snapshot, was: View | None, now: View | None
) -> Iterator[tuple[Change, bool]]:
    if isinstance(was, Engagement) and isinstance(now, Engagement):
        yield from _of_fields(after, "engagement", was, now)
    elif isinstance(was, Engagement):
        unit = Reference("unit", was.unit)
        yield Change("released", unit, was.manner, was.person, None), False
    elif isinstance(now, Engagement):
        unit = Reference("unit", now.unit)
        yield Change("engaged", unit, now.manner, None, now.person), False


def _of_adoption(pairs: Iterable[Pair]) -> Iterator[tuple[Change, bool]]:
    slots = _slots(pairs, lambda row: (row.post, "description", row.description))
    for (post, field), old, new in slots:
        change = "adopted" if new is not None else "adoption_ended"
        yield Change(change, Reference("post", post), field, old, new), False


def _of_reporting(after: Snapshot, pairs: Iterable[Pair]) -> Iterator[tuple[Change, bool]]:
    slots = _slots(pairs, lambda row: (row.post, row.manner, row.superior))
    for (post, manner), old, new in slots:
        change = Change("reporting_changed", Reference("post", post), manner, old, new)
        yield change, _became(after, "post", old, new)


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
