"""A change set of any size: half the actions on units, half on posts, none of them in vain."""

from dataclasses import dataclass

import numpy as np

from bench.organisations import FIRST_DAY, GRADES, Organisation
from bureau.core.changes.actions import Action, ActionKind
from bureau.core.costs import StandardCost
from bureau.core.references import Reference


@dataclass(slots=True)
class BenchWorld:
    """The organisation for `core.changes`; no effect is read for actions that are plain."""

    organisation: Organisation

    @property
    def columns(self):
        return self.organisation.columns

    @property
    def recorded(self) -> int:
        return self.organisation.now

    def effects_of(self, subjects):
        return {subject: () for subject in subjects}

    def own(self, units):
        return units

    def new_id(self, kind: str) -> int:
        raise LookupError(kind)


def actions(
    made: Organisation,
    count: int,
    *,
    days: int = 1,
    seed: int = 3,
    later: int = 0,
    ends: bool = True,
) -> tuple[Action, ...]:
    """Moves and renamings of units, new units, moves, reclassifications and ends of posts.

    On `days` days one after another from the day after the history.
    """
    random = np.random.default_rng(seed)
    first = FIRST_DAY + made.days + 30 + later
    units = (random.permutation(made.units - 1)[: count // 2] + 2).tolist()
    posts = (random.permutation(made.posts - made.units) + made.units + 1)[:count].tolist()
    fresh, listed = made.units, []
    for place, draw in enumerate(random.random(count).tolist(), start=1):
        other = int(random.integers(1, made.units + 1))
        if draw < 0.15 and units:
            unit = units.pop()
            said = ActionKind.MOVE_UNIT, "unit", unit, {"parent": int(random.integers(1, unit))}
        elif draw < 0.30 and units:
            unit = units.pop()
            said = ActionKind.RENAME_UNIT, "unit", unit, {"name": 2 * made.units + 1}
        elif draw < 0.35:
            fresh += 1
            values = {"parent": other, "name": 1, "code": f"NEW{place}", "kind": "division"}
            said = ActionKind.ESTABLISH_UNIT, "unit", fresh, values
        elif draw < 0.65:
            said = ActionKind.MOVE_POST, "post", posts.pop(), {"unit": other}
        elif draw < 0.98 or not ends:
            grade = GRADES[int(random.integers(len(GRADES)))]
            said = ActionKind.RECLASSIFY_POST, "post", posts.pop(), {"grade": grade}
        else:
            said = ActionKind.ABOLISH_POST, "post", posts.pop(), {}
        kind, whose, id, values = said
        day = first + (place * days - 1) // count
        listed.append(Action(place, kind, Reference(whose, id), day, values))
    return tuple(listed)


def costs() -> tuple[StandardCost, ...]:
    """A standard cost for every grade and place."""
    places = ("GVA", "NYC", "ADD", "BKK", "CAI")
    return tuple(
        StandardCost(grade, place, (20 + rank) * 500_000, "CHF", FIRST_DAY)
        for rank, grade in enumerate(GRADES)
        for place in places
    )
