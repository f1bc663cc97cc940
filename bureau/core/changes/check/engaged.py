"""Engagements beside posts: nobody is engaged in one unit in one manner twice on a day."""

from collections.abc import Iterator

import numpy as np

from bureau.core.changes.actions import ActionKind
from bureau.core.changes.check.case import Case, Found
from bureau.core.references import Reference
from bureau.core.structure.effects import Role
from bureau.core.structure.fold import Segment

_ALIKE = ("unit", "person", "manner")


def engaged_twice(case: Case) -> Iterator[Found]:
    """A person engaged where they are engaged in that manner already on some of these days."""
    begun = {
        effect.action: effect.subject
        for effect in case.progress.pending
        if effect.subject.kind == "engagement" and effect.role is Role.ESTABLISH
    }
    for action in case.actions:
        if action.kind is not ActionKind.ENGAGE or action.id not in begun:
            continue
        own, person = begun[action.id], int(action.values["person"] or 0)
        others = _engagements_of(case, person) - {own}
        days = [
            max(one.valid_from, other.valid_from)
            for one in case.progress.timeline(own)
            for subject in others
            for other in case.progress.timeline(subject)
            if _meet(one, other)
        ]
        if days:
            yield Found(action.subject, min(days), {"person": person}, (action.id,))


def _engagements_of(case: Case, person: int) -> set[Reference]:
    """Those that the person ever had, and all that the set touches."""
    table = case.world.columns.tables["engagement"]
    _, rows = table.rows_with("person", np.array([person]))
    found = {Reference("engagement", id) for id in table.column("id")[rows].tolist()}
    return found | {one for one in case.progress.touched if one.kind == "engagement"}


def _meet(one: Segment, other: Segment) -> bool:
    """Alike, and on a day that is of both."""
    is_alike = all(one.fields[name] == other.fields[name] for name in _ALIKE)
    begins = one.valid_until is None or other.valid_from < one.valid_until
    lasts = other.valid_until is None or one.valid_from < other.valid_until
    return is_alike and begins and lasts
