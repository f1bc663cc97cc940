"""Of a whole organisation the few objects in which a set could bring about a flaw.

A flaw of one day is read off a snapshot (`flaws`); two snapshots of a million posts for each day
would be slow, and all but a few objects stand with the set as they stand without. So first, over
all days at once, whatever could be flawed is gathered with all that the rules would read of it,
rather too much than too little; then the same rules run on that excerpt, day by day.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from bureau.core.changes.check.case import Case
from bureau.core.changes.check.later import Later
from bureau.core.changes.check.roots import Walk, under_other_roots, walk_ends, walk_up
from bureau.core.references import Reference
from bureau.core.spans import Day
from bureau.core.structure.columns import NULL, Columns
from bureau.core.structure.effects import Version
from bureau.core.structure.kinds import KINDS
from bureau.core.structure.ordering import Integers, distinct, distinct_of, is_among, starts_of

REFERRING = tuple(
    (kind.name, field.name, str(field.refers_to), field.optional)
    for kind in KINDS.values()
    for field in kind.fields
    if field.refers_to in KINDS
)
"""Each field that names another object: its kind, the field, what it names, whether it must."""
UNIQUE = {"unit": "code", "post": "number"}


@dataclass(frozen=True)
class Laid:
    """An overlay of the touched objects of an excerpt, from arrays."""

    ids: Mapping[str, Integers]
    rows: Columns

    @cached_property
    def touched(self) -> frozenset[Reference]:
        return frozenset(
            Reference(kind, id) for kind, ids in self.ids.items() for id in ids.tolist()
        )

    @property
    def versions(self) -> tuple[Version, ...]:
        tables = self.rows.tables.values()
        return tuple(table.version(row) for table in tables for row in range(table.size))

    def touched_ids(self, kind: str) -> Integers:
        return self.ids[kind]

    def laid_over(self, columns: Columns) -> Columns:
        return self.rows


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A small world and the part of the set that touches it."""

    columns: Columns
    recorded: int
    overlay: Laid


def excerpt(case: Case, first: Day) -> Excerpt | None:
    """What to look at day by day from `first` on; None when nothing could be flawed."""
    later = Later(case, first)
    walk = walk_up(later)
    chosen: defaultdict[str, set[int]] = defaultdict(set)
    for kind, ids in (*_dangling(later), *_over_full(later), *_below_themselves(later, walk)):
        chosen[kind].update(ids.tolist())
    torn = np.union1d(np.array(sorted(chosen["unit"]), np.int32), later.lost("unit"))
    for kind, ids in _alike(later, walk, torn):
        chosen[kind].update(ids.tolist())
    if not any(chosen.values()):
        return None
    _complete(later, chosen)
    columns, laid = Columns(later.vocabulary), Columns(later.vocabulary)
    touched = {}
    for kind in KINDS:
        ids = np.array(sorted(chosen[kind]), np.int32)
        columns.tables[kind].append_arrays(later.without(kind).copy_of(ids))
        laid.tables[kind].append_arrays(later.under(kind).copy_of(ids))
        touched[kind] = ids[is_among(ids, case.touched[kind])]
    return Excerpt(columns, case.world.recorded, Laid(touched, laid))


type Chosen = Iterable[tuple[str, Integers]]


def _dangling(later: Later) -> Chosen:
    """Objects that the set lets name what does not always stand, or whose named thing is lost."""
    for kind, name, target, is_optional in REFERRING:
        under, without = later.under(kind), later.without(kind)
        others, lost = later.with_other(kind, name), later.lost(target)
        if not len(others) and not len(lost):
            continue
        rows = under.rows_of(others)
        named = under.read(name, rows)
        if not is_optional and (missing := rows[named == NULL]).size:
            yield kind, under.read("id", missing)
        rows, named = rows[named != NULL], named[named != NULL]
        ids, which = distinct_of(named)
        within = later.cover(target, ids).holds(which, *under.spans(rows))
        yield kind, under.read("id", rows[~within])
        for part in (without, under):
            pairs = part.pairs_with(name, lost)
            yield target, pairs[:, 0]
            yield kind, pairs[:, 1]


def _over_full(later: Later) -> Chosen:
    """The posts on which the set puts or moves anybody, with all who are on them."""
    if not len(later.touched("incumbency")):
        return
    rows = later.under("incumbency").rows
    known = later.without("incumbency")
    before = known.rows_of(later.touched("incumbency"))
    posts = distinct(
        np.concatenate([later.under("incumbency").read("post", rows), known.read("post", before)])
    )
    yield "post", posts[posts != NULL]
    yield "incumbency", known.ids_with("post", posts)
    yield "incumbency", later.under("incumbency").ids_with("post", posts)


def _below_themselves(later: Later, walk: Walk) -> Chosen:
    """All above the units that the set moves, where a walk up from them does not end."""
    passed = None if walk.ends else walk_ends(later, later.moved("unit"))
    if passed is not None:
        yield "unit", passed


def _alike(later: Later, walk: Walk, torn: Integers) -> Chosen:
    """All that ever have one code or number, or such as look alike, where the set gives it, takes
    it or moves it."""
    elsewhere = under_other_roots(later, walk, torn)
    for kind, name in UNIQUE.items():
        others = [later.with_other(kind, name), elsewhere[kind]]
        if kind == "post":  # units that are moved stay below their root, or are elsewhere
            others.append(later.moved(kind))
        ids = distinct(np.concatenate(others))
        parts = (later.without(kind), later.under(kind))
        words = distinct(np.concatenate([part.read(name, part.rows_of(ids)) for part in parts]))
        words = later.vocabulary.all_alike(words[words != later.vocabulary.known("")])
        pairs = np.concatenate([part.pairs_with(name, words) for part in parts])
        keys = later.vocabulary.looking_alike(pairs[:, 0])
        packed = distinct(keys.astype(np.int64) << 32 | pairs[:, 1])
        words = (packed >> 32).astype(np.int32)
        is_shared = ~starts_of(words)
        is_shared[:-1] |= is_shared[1:]
        yield kind, (packed[is_shared] & 0xFFFFFFFF).astype(np.int32)


def _complete(later: Later, chosen: defaultdict[str, set[int]]) -> None:
    """Add what touched objects name, and all that is above a unit or a post."""
    waiting = {kind: set(ids) for kind, ids in chosen.items()}
    while any(waiting.values()):
        found: defaultdict[str, set[int]] = defaultdict(set)
        for kind, name, target, _ in REFERRING:
            ids = np.array(sorted(waiting.get(kind, ())), np.int32)
            if not len(ids):
                continue
            is_above = (kind, name) in (("unit", "parent"), ("post", "unit"))
            asked = ids if is_above else ids[is_among(ids, later.touched(kind))]
            for part in (later.without(kind), later.under(kind)):
                named = part.read(name, part.rows_of(asked))
                found[target].update(named[named != NULL].tolist())
        waiting = {kind: ids - chosen[kind] for kind, ids in found.items()}
        for kind, more in waiting.items():
            chosen[kind] |= more
