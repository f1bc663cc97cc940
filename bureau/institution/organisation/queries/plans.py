"""What a plan would do to what is drawn: each unit it touches with its marks."""

from collections import defaultdict

from bureau.core.coordinates import Coordinates
from bureau.core.layout.boxes import Change as Drawn
from bureau.core.layout.boxes import ChangeMark
from bureau.core.structure.difference import Difference, difference
from bureau.core.structure.snapshot import Snapshot
from bureau.core.structure.views import Block, Post
from bureau.institution.organisation.queries.structure import snapshot
from bureau.web.marks import CHANGES
from bureau.web.requests import Reading

DRAWN = {
    "established": Drawn.ADDED,
    "abolished": Drawn.GONE,
    "merged": Drawn.GONE,
    "replaced": Drawn.GONE,
    "renamed": Drawn.RENAMED,
    "moved": Drawn.MOVED,
    "reclassified": Drawn.RECLASSIFIED,
}


def marks_of_plan(reading: Reading, now: Snapshot) -> dict[int, list[ChangeMark]] | None:
    """The marks of a plan against what is in force on the same day; None where there is no plan."""
    if reading.overlay is None:
        return None
    in_force = snapshot(Coordinates(reading.at.valid, reading.at.recorded))
    return marks_of(difference(in_force, now), in_force, now)


def marks_of(changes: Difference, before: Snapshot, now: Snapshot) -> dict[int, list[ChangeMark]]:
    """Marks by unit; one that nothing happened to, nor to any post of it, is marked as the same."""
    found: dict[int, list[ChangeMark]] = defaultdict(list)
    for change in changes.changes:
        drawn = DRAWN.get(change.change)
        if change.subject.kind == "unit" and drawn:
            mark = _mark(drawn)
            if mark not in found[change.subject.id]:
                found[change.subject.id].append(mark)
    for unit in _with_other_posts(changes, before, now):
        found[unit] = found[unit] or [_mark(Drawn.STAFFED)]
    return {unit.id: found.get(unit.id) or [_mark(Drawn.SAME)] for unit in now.units()}


def _mark(drawn: Drawn) -> ChangeMark:
    return ChangeMark(drawn, str(CHANGES[drawn].word))


def _with_other_posts(changes: Difference, before: Snapshot, now: Snapshot) -> set[int]:
    """The units that a post or block comes to, leaves, or is another in."""
    found = set()
    for change in (*changes.changes, *changes.carried):
        for side in (before, now):
            view = side.view(change.subject) if change.subject.kind in ("post", "block") else None
            if isinstance(view, Post | Block):
                found.add(view.unit)
    return found
