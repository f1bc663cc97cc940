"""What rules of procedure look at in the actions of a set: kind, grade, and where it happens."""

from collections.abc import Iterable, Sequence
from datetime import date

import numpy as np

from bureau.core.changes.actions import Action
from bureau.core.changes.holds import HOLDS
from bureau.core.changes.progress import Progress
from bureau.core.changes.world import snapshot
from bureau.core.procedures.case import Case, Route
from bureau.core.procedures.route import route
from bureau.core.procedures.rules import RoutedAction
from bureau.core.references import Reference
from bureau.core.structure.columns import NULL
from bureau.core.structure.snapshot import Snapshot
from bureau.institution.governance.queries.interests import stake_of
from bureau.institution.governance.queries.valuing import with_amounts
from bureau.institution.organisation.models import Grade, Organisation
from bureau.institution.organisation.queries.holders import people_holding
from bureau.institution.organisation.queries.structure import today, world
from bureau.institution.procedures.queries.rules import rules_of


class Placing:
    """Where things are at one moment; the units above a unit are read once for all in it."""

    def __init__(self, seen: Snapshot) -> None:
        self._posts = seen.standing("post")
        self._seen = seen
        self._above: dict[int, tuple[int, ...]] = {}

    def units(self, subject: Reference) -> tuple[int, ...]:
        """From the root to the unit that a unit is or a post is in; empty where it stands not."""
        unit = subject.id
        if subject.kind == "post":
            place = self._posts.position(unit)
            if place == NULL:
                return ()
            unit = int(self._posts.field("unit", np.array([place]))[0])
        if unit not in self._above:
            self._above[unit] = tuple(each.id for each in self._seen.path(unit))
        return self._above[unit]


def routed(
    actions: Sequence[Action], progress: Progress, organisation: int
) -> tuple[RoutedAction, ...]:
    """Each action as rules read it; one that changes a grade is of the higher of the two.

    `progress` has all of the actions done.
    """
    laid = progress.overlay()
    seen = {
        day: (Placing(snapshot(progress.world, day, laid)), Placing(progress.snapshot_before(day)))
        for day in {action.day for action in actions}
    }
    grades = Grade.objects.filter(organisation=organisation)
    order = dict(grades.order_by("valid_from").values_list("code", "order"))
    people = _concerned(actions, progress, organisation)
    return tuple(_routed(one, progress, seen[one.day], order, people[one.id]) for one in actions)


def route_of_draft(
    actions: Sequence[Action], progress: Progress, organisation: int, kind: str, day: date
) -> Route:
    """The route that the set would take were it put forward on the day."""
    read, rules = routed(actions, progress, organisation), rules_of([organisation])
    if any(rule.amounts for rule in rules):
        read = with_amounts(read, actions, world(organisation))
    return route(Case(organisation, kind, read, day.toordinal()), rules, day.toordinal())


def _routed(
    action: Action,
    progress: Progress,
    seen: Iterable[Placing],
    order: dict[str, int],
    people: Iterable[int],
) -> RoutedAction:
    subject = _placed(action, progress)
    after, before = (one.units(subject) for one in seen)
    units = after or before
    return RoutedAction(
        id=action.id,
        kind=action.kind,
        grade=_grade(action, subject, progress, order),
        unit=units[-1] if units else None,
        day=action.day,
        above=units[:-1],
        left=before if before != units else (),
        people=tuple(sorted(people)),
    )


def _concerned(
    actions: Sequence[Action], progress: Progress, organisation: int
) -> dict[int, set[int]]:
    """Who has an interest of their own in each action, by place."""
    stakes = {one.id: stake_of(one) for one in actions}
    posts = {post for one in stakes.values() for post in one.posts}
    day = today(Organisation.objects.get(pk=organisation)) if posts else date.min
    holders = people_holding(posts, day)
    return {one.id: {*stakes[one.id].held_by(holders), *_of_hold(one, progress)} for one in actions}


def _of_hold(action: Action, progress: Progress) -> set[int]:
    """Whose hold it changes, though the action does not expect a person."""
    if action.subject.kind not in HOLDS:
        return set()
    named = (progress.fields_before(action.subject, action.day) or {}).get("person")
    return {int(named)} if named else set()


def _placed(action: Action, progress: Progress) -> Reference:
    """The unit or post that the action is about: of a hold its post, of an engagement or of counted
    posts their unit."""
    place = {"incumbency": "post", "engagement": "unit", "block": "unit"}.get(action.subject.kind)
    if place is None:
        return action.subject
    known = {**action.values, **action.expects}
    held = progress.fields_before(action.subject, action.day) or known
    return Reference(place, int(held.get(place) or 0))


def _grade(
    action: Action, subject: Reference, progress: Progress, order: dict[str, int]
) -> str | None:
    if action.subject.kind == "block":
        subject = action.subject
    elif subject.kind != "post":
        return None
    before = progress.fields_before(subject, action.day) or {}
    after = progress.fields(subject, action.day) or {}
    found = [str(said["grade"]) for said in (before, after) if said.get("grade")]
    return max(found, key=lambda grade: order.get(grade, -1), default=None)
