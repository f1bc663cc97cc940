"""What rules of procedure look at in the actions of a set: kind, grade, and where it happens."""

from collections.abc import Iterable, Sequence
from datetime import date

from bureau.core.changes.actions import Action
from bureau.core.changes.expand import progress_of
from bureau.core.changes.progress import Progress
from bureau.core.changes.world import World, snapshot
from bureau.core.procedures.case import Case, Route
from bureau.core.procedures.route import route
from bureau.core.procedures.rules import RoutedAction
from bureau.core.references import Reference
from bureau.core.structure.snapshot import Snapshot
from bureau.institution.organisation.models import Grade
from bureau.institution.procedures.queries.rules import rules_of


def routed(actions: Sequence[Action], world: World, organisation: int) -> tuple[RoutedAction, ...]:
    """Each action as rules read it; one that changes a grade is of the higher of the two."""
    progress = progress_of(actions, world)
    grades = Grade.objects.filter(organisation=organisation)
    order = dict(grades.order_by("valid_from").values_list("code", "order"))
    return tuple(_routed(action, progress, order) for action in actions)


def route_of_draft(
    actions: Sequence[Action], world: World, organisation: int, kind: str, day: date
) -> Route:
    """The route that the set would take were it put forward on the day."""
    case = Case(organisation, kind, routed(actions, world, organisation), day.toordinal())
    return route(case, rules_of([organisation]), day.toordinal())


def _routed(action: Action, progress: Progress, order: dict[str, int]) -> RoutedAction:
    subject = _placed(action, progress)
    with_set = snapshot(progress.world, action.day, progress.overlay())
    units = _units(subject, (with_set, progress.snapshot_before(action.day)))
    return RoutedAction(
        id=action.id,
        kind=action.kind,
        grade=_grade(action, subject, progress, order),
        unit=units[-1] if units else None,
        day=action.day,
        above=tuple(units[:-1]),
    )


def _placed(action: Action, progress: Progress) -> Reference:
    """The unit or post that the action is about: of a hold its post, of an engagement its unit."""
    place = {"incumbency": "post", "engagement": "unit"}.get(action.subject.kind)
    if place is None:
        return action.subject
    held = progress.fields_before(action.subject, action.day) or action.expects
    return Reference(place, int(held.get(place) or 0))


def _units(subject: Reference, seen: Iterable[Snapshot]) -> list[int]:
    """From the root to the unit it happens in, with the set or, where that ends it, before."""
    for one in seen:
        unit: int | None = subject.id
        if subject.kind == "post":
            post = one.post(subject.id)
            unit = post.unit if post else None
        path = one.path(unit) if unit is not None else ()
        if path:
            return [each.id for each in path]
    return []


def _grade(
    action: Action, subject: Reference, progress: Progress, order: dict[str, int]
) -> str | None:
    if subject.kind != "post":
        return None
    before = progress.fields_before(subject, action.day) or {}
    after = progress.fields(subject, action.day) or {}
    found = [str(said["grade"]) for said in (before, after) if said.get("grade")]
    return max(found, key=lambda grade: order.get(grade, -1), default=None)
