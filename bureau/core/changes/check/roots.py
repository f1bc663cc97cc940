"""Which untouched objects a set could bring under another root: into another organisation."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from bureau.core.changes.check.later import Later
from bureau.core.structure.columns import NULL
from bureau.core.structure.ordering import Integers, distinct
from bureau.core.structure.tree import LEVELS_MOST


@dataclass(frozen=True, slots=True)
class Walk:
    """`ends`: no unit stands above itself. `has_one_root`: nor is any ever under another root."""

    ends: bool
    has_one_root: bool


def under_other_roots(later: Later, walk: Walk, torn: Integers) -> Mapping[str, Integers]:
    """Units that the set moves or tears off, with all below, where that changes the root.

    Mostly none: all units that are moved stand below one root throughout, with the set and without.
    """
    moved = later.moved("unit")
    if not len(torn) and walk.has_one_root:
        return {"unit": moved[:0], "post": moved[:0]}
    level = np.union1d(moved, torn)
    units = level
    while len(level):
        parts = (later.without("unit"), later.under("unit"))
        below = distinct(np.concatenate([part.ids_with("parent", level) for part in parts]))
        level = np.setdiff1d(below, units)
        units = np.union1d(units, level)
    sides = (later.without("post"), later.under("post"))
    below = np.concatenate([part.ids_with("unit", units) for part in sides])
    return {"unit": units, "post": distinct(below)}


def walk_ends(later: Later, units: Integers) -> Integers | None:
    """None when every walk up from these units ends; else all units that the walks passed."""
    level, passed = units, []
    while len(level):
        passed.append(level)
        if len(passed) > LEVELS_MOST:
            return distinct(np.concatenate(passed))
        level = later.above(level)
    return None


def walk_up(later: Later) -> Walk:
    """Up from the units that the set moves, over what is above them on any day, with it or not."""
    level, roots, stand = later.moved("unit"), set[int](), True
    for _ in range(LEVELS_MOST):
        if not len(level):
            return Walk(ends=True, has_one_root=stand and len(roots) <= 1)
        ids, parents, all_stand = later.parents(level)
        stand &= all_stand
        roots.update(ids[parents == NULL].tolist())
        level = distinct(parents)
        level = level[level != NULL]
    return Walk(ends=False, has_one_root=False)
