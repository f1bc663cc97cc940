"""What rules of procedure look at in the actions of a set: kind, grade, and where it happens."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from bureau.core.changes.actions import Action
from bureau.core.changes.holds import HOLDS
from bureau.core.changes.pending import PendingEffect
from bureau.core.changes.progress import Progress
from bureau.core.changes.world import snapshot
from bureau.core.procedures.case import Case, Route
from bureau.core.procedures.route import route
from bureau.core.procedures.rules import RoutedAction
from bureau.core.references import Reference
from bureau.core.spans import Day
from bureau.core.structure.columns import NULL
from bureau.core.structure.effects import Role
from bureau.core.structure.kinds import Value
from bureau.core.structure.snapshot import Snapshot
from bureau.institution.governance.queries.interests import stake_of
from bureau.institution.governance.queries.valuing import with_amounts
from bureau.institution.organisation.models import Grade, Organisation
from bureau.institution.organisation.queries.holders import people_holding
from bureau.institution.organisation.queries.structure import today, world
from bureau.institution.procedures.queries.rules import rules_of

type State = Mapping[str, Value]


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
    """Each action as rules read it; one that changes a grade is of the highest of them all.

    `progress` has all of the actions done.
    """
    laid = progress.overlay()
    undone = _undone(actions, progress)
    days = {action.day for action in actions}
    before = {
        day: Placing(progress.snapshot_before(day))
        for day in days.union(*(states.keys() for states in undone.values()))
    }
    after = {day: Placing(snapshot(progress.world, day, laid)) for day in days}
    grades = Grade.objects.filter(organisation=organisation)
    order = dict(grades.order_by("valid_from").values_list("code", "order"))
    people = _concerned(actions, progress, organisation)
    return tuple(
        replace(
            _routed(
                one, progress, (after[one.day], before[one.day]), order, undone.get(one.id, {})
            ),
            undone=_paths_undone(one, before, undone.get(one.id, {})),
            people=tuple(sorted(people[one.id])),
        )
        for one in actions
    )


def _undone(actions: Sequence[Action], progress: Progress) -> dict[int, dict[Day, State]]:
    """What was decided of the subject for the action's day or later and is not so any more, by the
    place of the action: each day with what the subject says then. Whoever decides on the action
    decides on that, too."""
    found = {}
    subjects = {
        one.id: one.subject for one in actions if one.subject.kind in ("unit", "post", "block")
    }
    written: defaultdict[int, list[PendingEffect]] = defaultdict(list)
    for effect in progress.pending:
        if subjects.get(effect.action) == effect.subject and (
            effect.replaces or effect.role is Role.END
        ):
            written[effect.action].append(effect)
    for action, effects in written.items():
        replaced = {one for effect in effects for one in effect.replaces}
        ended = min((one.day for one in effects if one.role is Role.END), default=None)
        days = {
            effect.day
            for effect in progress.decided(subjects[action])
            if effect.id in replaced or (ended is not None and effect.day > ended)
        }
        states = {day: progress.fields_before(subjects[action], day) for day in days}
        found[action] = {day: state for day, state in states.items() if state}
    return found


def _paths_undone(
    action: Action, before: Mapping[Day, Placing], undone: Mapping[Day, State]
) -> tuple[tuple[int, ...], ...]:
    """From the root to the unit in which the subject would have been on each of these days."""
    paths = {
        before[day].units(
            Reference("unit", int(state["unit"] or 0))
            if action.subject.kind == "block"
            else action.subject
        )
        for day, state in undone.items()
    }
    return tuple(sorted(path for path in paths if path))


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
    order: Mapping[str, int],
    undone: Mapping[Day, State],
) -> RoutedAction:
    subject = _placed(action, progress)
    after, before = (one.units(subject) for one in seen)
    units = after or before
    return RoutedAction(
        id=action.id,
        kind=action.kind,
        grade=_grade(action, subject, progress, order, undone),
        unit=units[-1] if units else None,
        day=action.day,
        above=units[:-1],
        left=before if before != units else (),
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
    action: Action,
    subject: Reference,
    progress: Progress,
    order: Mapping[str, int],
    undone: Mapping[Day, State],
) -> str | None:
    """The highest grade that the subject has by the action, without it, or had for a later day."""
    if action.subject.kind == "block":
        subject = action.subject
    elif subject.kind != "post":
        return None
    before = progress.fields_before(subject, action.day) or {}
    after = progress.fields(subject, action.day) or {}
    states = (before, after, *undone.values())
    found = [str(state["grade"]) for state in states if state.get("grade")]
    return max(found, key=lambda grade: order.get(grade, -1), default=None)
