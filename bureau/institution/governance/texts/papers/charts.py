"""A part of the structure as the chart of a paper: named in all languages, people left out."""

from collections import Counter
from collections.abc import Mapping
from datetime import date

from bureau.core.layout.boxes import Change, PostState
from bureau.core.papers.kinds.parts import Chart, GradeCount, UnitBox
from bureau.core.structure.difference import Difference
from bureau.core.structure.snapshot import Snapshot
from bureau.core.structure.views import Unit
from bureau.core.texts import Text
from bureau.institution.governance.texts.papers.telling import texts_by_number
from bureau.institution.organisation.queries.charts import grade_order, state_of
from bureau.institution.organisation.queries.plans import DRAWN


def chart_of(
    now: Snapshot, top: int, organisation: int, marks: Mapping[int, tuple[Change, ...]]
) -> Chart | None:
    """The unit and all below it as it stands; None where it does not stand."""
    units = [unit for id in now.subtree(top) if (unit := now.unit(id))]
    if not units:
        return None
    heads = [post for unit in units if unit.head and (post := now.post(unit.head))]
    words = texts_by_number([*(unit.name for unit in units), *(post.title for post in heads)])
    grades = grade_order(organisation)
    day = date.fromordinal(now.coordinates.valid)
    boxes = (_box(now, unit, words, grades, marks.get(unit.id, ()), top) for unit in units)
    return Chart(words[units[0].name], day, tuple(boxes))


def marks_between(changes: Difference, *, is_after: bool) -> dict[int, tuple[Change, ...]]:
    """What becomes of each unit, as its box is marked on one side; what stays bears no mark."""
    found: dict[int, tuple[Change, ...]] = {}
    for change in changes.changes:
        mark = DRAWN.get(change.change)
        if change.subject.kind != "unit" or mark is None:
            continue
        if (mark is Change.GONE) == is_after and mark in (Change.GONE, Change.ADDED):
            continue
        before = found.get(change.subject.id, ())
        found[change.subject.id] = before if mark in before else (*before, mark)
    return found


def _box(
    now: Snapshot,
    unit: Unit,
    words: Mapping[int, Text],
    grades: list[str],
    changes: tuple[Change, ...],
    top: int,
) -> UnitBox:
    head = now.post(unit.head) if unit.head else None
    return UnitBox(
        key=str(unit.id),
        name=words[unit.name],
        code=unit.code,
        parent="" if unit.id == top or unit.parent is None else str(unit.parent),
        head=words.get(head.title) if head else None,
        head_grade=head.grade if head else "",
        head_state=state_of(now, head) if head else PostState.ENCUMBERED,
        posts=_posts(now, unit.id, grades),
        changes=changes,
    )


def _posts(now: Snapshot, unit: int, grades: list[str]) -> tuple[GradeCount, ...]:
    tally = Counter((post.grade, state_of(now, post)) for post in now.posts_of(unit))
    found = {grade for grade, _ in tally}
    ordered = [grade for grade in grades if grade in found]
    return tuple(
        GradeCount(
            grade,
            tally[grade, PostState.ENCUMBERED],
            tally[grade, PostState.VACANT],
            tally[grade, PostState.FROZEN],
        )
        for grade in (*ordered, *sorted(found - set(ordered)))
    )
