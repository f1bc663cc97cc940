"""What a plan would do to what is drawn: each unit it touches with its marks."""

from collections import defaultdict

from bureau.core.coordinates import Coordinates
from bureau.core.layout.boxes import Change as Drawn
from bureau.core.layout.boxes import ChangeMark
from bureau.core.structure.difference import Difference, difference
from bureau.core.structure.snapshot import Snapshot
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
    return marks_of(difference(in_force, now), now)


def marks_of(changes: Difference, now: Snapshot) -> dict[int, list[ChangeMark]]:
    """Marks by unit; a unit that nothing happened to is marked as the same."""
    found: dict[int, list[ChangeMark]] = defaultdict(list)
    for change in changes.changes:
        drawn = DRAWN.get(change.change)
        if change.subject.kind == "unit" and drawn:
            mark = ChangeMark(drawn, str(CHANGES[drawn].word))
            if mark not in found[change.subject.id]:
                found[change.subject.id].append(mark)
    same = ChangeMark(Drawn.SAME, str(CHANGES["same"].word))
    return {unit.id: found.get(unit.id) or [same] for unit in now.units()}
