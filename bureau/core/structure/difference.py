"""What differs between two snapshots, told as what happened: moves as moves, mergers as mergers."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import repeat, zip_longest
from operator import itemgetter
from typing import Any, NamedTuple

from bureau.core.garbage import held_off
from bureau.core.references import Reference
from bureau.core.structure.apart import Apart, OneSided, Pair, Within, apart
from bureau.core.structure.kinds import KINDS, Value
from bureau.core.structure.lineage import is_now
from bureau.core.structure.snapshot import Snapshot
from bureau.core.structure.views import View

__all__ = ["Change", "Difference", "Within", "difference"]

NOTHING = repeat(None)

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


class Change(NamedTuple):
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


type Told = tuple[int, Change, bool]
"""What is told, behind the number by which it is put in order; whether it was only carried."""
type Values = tuple[Iterable[str | None], Iterable[Value], Iterable[Value]]
"""Of many changes the field, what it held before and what after."""


@dataclass(frozen=True, slots=True)
class Difference:
    """`carried` came about only because what a thing hung on was merged, split or replaced."""

    changes: tuple[Change, ...]
    carried: tuple[Change, ...]

    def __bool__(self) -> bool:
        return bool(self.changes or self.carried)


def difference(before: Snapshot, after: Snapshot, within: Within | None = None) -> Difference:
    """All that differs, in order of kind and id. Both must be of the same columns (ValueError).

    `within` leaves unread what is told of other units and posts alone.
    """
    if before.columns is not after.columns:
        raise ValueError("two snapshots of different columns have no difference")
    with held_off():
        told: list[Told] = []
        for kind, of_kind in TOLD.items():
            found = of_kind(after, apart(before, after, kind, within))
            told += sorted(found, key=itemgetter(0))
        return Difference(
            changes=tuple([change for _place, change, is_carried in told if not is_carried]),
            carried=tuple([change for _place, change, is_carried in told if is_carried]),
        )


def _of_things(after: Snapshot, found: Apart) -> Iterator[Told]:
    """What happened to units, posts or blocks, each with whether it was only carried.

    Of what came or went no more is read than its number, and of a unit its head.
    """
    kind, came = found.kind, found.came
    ids = came.ids.tolist()
    yield from _of_many(came, "established", kind, ids, (NOTHING, NOTHING, ids))
    if kind == "unit":
        headed = came.having("head")
        heads = headed.numbers("head")
        yield from _of_many(
            headed, "headed", kind, headed.ids.tolist(), (repeat("head"), NOTHING, heads)
        )
    for id in found.went.ids.tolist():
        yield from _of_gone(after, Reference(kind, id))
    for was, now in found.stayed():
        yield from _of_fields(after, kind, was, now)


def _of_held(after: Snapshot, found: Apart) -> Iterator[Told]:
    """Who came, who went, and what is otherwise of those who stayed."""
    kind, came, went = HELD[found.kind]
    for side, change in ((found.came, came), (found.went, went)):
        persons = side.numbers("person")
        values = (NOTHING, persons) if change == came else (persons, NOTHING)
        manners = side.words("manner")
        yield from _of_many(side, change, kind, side.numbers(kind), (manners, *values))
    for was, now in found.stayed():
        yield from _of_fields(after, found.kind, was, now)


def _of_many(
    side: OneSided, change: str, kind: str, subjects: Iterable[int], values: Values
) -> Iterator[Told]:
    """The same told of many, by the ten thousand: made without a call for each."""
    references = map(partial(tuple.__new__, Reference), zip(repeat(kind), subjects, strict=False))
    changes = zip(repeat(change), references, *values, strict=False)
    made: Iterator[Change] = map(partial(tuple.__new__, Change), changes)
    return zip(side.ids.tolist(), made, repeat(False), strict=False)


def _of_gone(after: Snapshot, gone: Reference) -> Iterator[Told]:
    steps = after.successors(gone)
    for step in steps:
        yield gone.id, Change(step.manner, gone, None, gone.id, step.successor), False
    if not steps:
        yield gone.id, Change("abolished", gone, None, gone.id, None), False


def _of_fields(after: Snapshot, kind: str, was: View, now: View) -> Iterator[Told]:
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


def _of_adoption(_after: Snapshot, found: Apart) -> Iterator[Told]:
    slots = _slots(found.pairs(), lambda row: (row.post, "description", row.description))
    for (post, field), old, new in slots:
        change = "adopted" if new is not None else "adoption_ended"
        yield post, Change(change, Reference("post", post), field, old, new), False


def _of_reporting(after: Snapshot, found: Apart) -> Iterator[Told]:
    slots = _slots(found.pairs(), lambda row: (row.post, row.manner, row.superior))
    for (post, manner), old, new in slots:
        change = Change("reporting_changed", Reference("post", post), manner, old, new)
        yield post, change, _became(after, "post", old, new)


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


TOLD: Mapping[str, Callable[[Snapshot, Apart], Iterator[Told]]] = {
    "unit": _of_things,
    "post": _of_things,
    "block": _of_things,
    "incumbency": _of_held,
    "engagement": _of_held,
    "adoption": _of_adoption,
    "reporting": _of_reporting,
}
"""How each kind is told, in order."""
