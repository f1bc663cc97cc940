"""Which untouched objects a set could bring under another root: into another organisation."""

from collections.abc import Mapping

import numpy as np

from bureau.core.changes.check.later import Later
from bureau.core.structure.columns import NULL
from bureau.core.structure.ordering import Integers, is_among

DEEPEST = 64
"""A walk up the tree that takes more steps than this is taken for a circle, and looked into."""


def under_other_roots(later: Later, torn: Integers) -> Mapping[str, Integers]:
    """Units and posts that the set moves or tears off, with all below, where that changes the root.

    Mostly none: all that is moved stands below one root throughout, with the set and without.
    """
    moved, posts = later.moved("unit"), later.moved("post")
    sides = (later.without("post"), later.under("post"))
    homes = [part.read("unit", part.rows_of(posts)) for part in sides]
    starts = np.unique(np.concatenate([moved, *homes]))
    if not len(torn) and _has_one_root(later, starts[starts != NULL]):
        return {"unit": moved[:0], "post": moved[:0]}
    level = np.union1d(moved, torn)
    units = level
    while len(level):
        parts = (later.without("unit"), later.under("unit"))
        below = np.unique(np.concatenate([part.ids_with("parent", level) for part in parts]))
        level = np.setdiff1d(below, units)
        units = np.union1d(units, level)
    below = np.concatenate([part.ids_with("unit", units) for part in sides])
    return {"unit": units, "post": np.union1d(posts, below)}


def walk_ends(later: Later, units: Integers) -> Integers | None:
    """None when every walk up from these units ends; else all units that the walks passed."""
    level, passed = units, []
    while len(level):
        passed.append(level)
        if len(passed) > DEEPEST:
            return np.unique(np.concatenate(passed))
        level = later.above(level)
    return None


def _has_one_root(later: Later, units: Integers) -> bool:
    """All above these units stands throughout, and has one root: without the set and with it."""
    roots: set[int] = set()
    level = units
    for _ in range(DEEPEST):
        if not len(level):
            return len(roots) <= 1
        above: list[Integers] = []
        touched = level[is_among(level, later.touched("unit"))]
        for asked, with_set in ((level, True), (touched, False)):
            ids, parents, stands = later.parents(asked, with_set=with_set)
            if not stands:
                return False
            roots.update(ids[parents == NULL].tolist())
            above.append(parents)
        level = np.unique(np.concatenate(above))
        level = level[level != NULL]
    return False
