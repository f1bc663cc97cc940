"""Engagements beside posts: nobody is engaged in one unit in one manner twice on a day."""

from collections.abc import Iterator
from itertools import product

import numpy as np

from bureau.core.changes.actions import ActionKind
from bureau.core.changes.check.case import Case, Found
from bureau.core.references import Reference
from bureau.core.spans import Day
from bureau.core.structure.effects import Role
from bureau.core.structure.fold import Segment

_ALIKE = ("unit", "person", "manner")


def engaged_twice(case: Case) -> Iterator[Found]:
    """A person engaged where they are engaged in that manner already on some of these days; of two
    that the set begins the first, which names both."""
    begun = {
        effect.subject: effect.action
        for effect in case.progress.pending
        if effect.subject.kind == "engagement" and effect.role is Role.ESTABLISH
    }
    actions = {one.id: one for one in case.actions if one.kind is ActionKind.ENGAGE}
    for own, place in begun.items():
        if (action := actions.get(place)) is None:
            continue
        person = int(action.values["person"] or 0)
        others = (
            one for one in _engagements_of(case, person) - {own} if begun.get(one, place) >= place
        )
        met = {other: day for other in others if (day := _meeting(case, own, other))}
        if met:
            places = {place, *(begun[other] for other in met if other in begun)}
            facts = {"person": person}
            yield Found(action.subject, min(met.values()), facts, tuple(sorted(places)))


def _engagements_of(case: Case, person: int) -> set[Reference]:
    """Those that the person ever had, and all that the set touches."""
    table = case.world.columns.tables["engagement"]
    _, rows = table.rows_with("person", np.array([person]))
    found = {Reference("engagement", id) for id in table.column("id")[rows].tolist()}
    return found | {one for one in case.progress.touched if one.kind == "engagement"}


def _meeting(case: Case, own: Reference, other: Reference) -> Day | None:
    """The first day on which both are so."""
    pairs = product(case.progress.timeline(own), case.progress.timeline(other))
    days = [max(one.valid_from, two.valid_from) for one, two in pairs if _meet(one, two)]
    return min(days, default=None)


def _meet(one: Segment, other: Segment) -> bool:
    """Alike, and on a day that is of both."""
    is_alike = all(one.fields[name] == other.fields[name] for name in _ALIKE)
    begins = one.valid_until is None or other.valid_from < one.valid_until
    lasts = other.valid_until is None or one.valid_from < other.valid_until
    return is_alike and begins and lasts
