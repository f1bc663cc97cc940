"""What rules of procedure look at in the actions of a set: kind, grade, and where it happens."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from bureau.core.changes.actions import Action
from bureau.core.changes.definitions import DEFINITIONS, Sort
from bureau.core.changes.holds import HOLDS
from bureau.core.changes.progress import Progress
from bureau.core.changes.world import snapshot
from bureau.core.procedures.case import Case, Route
from bureau.core.procedures.route import route
from bureau.core.procedures.rules import RoutedAction
from bureau.core.references import Reference
from bureau.core.spans import Day
from bureau.core.structure.columns import NULL
from bureau.core.structure.kinds import Value
from bureau.core.structure.snapshot import Snapshot
from bureau.institution.governance.queries.interests import stake_of
from bureau.institution.governance.queries.valuing import with_amounts
from bureau.institution.organisation.models import Grade, Organisation
from bureau.institution.organisation.queries.holders import people_holding
from bureau.institution.organisation.queries.structure import today, world
from bureau.institution.procedures.queries.rules import grades_named, rules_of

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
            self._above[unit] = self._seen.ids_down_to(unit)
        return self._above[unit]


def routed(
    actions: Sequence[Action], progress: Progress, organisation: int
) -> tuple[RoutedAction, ...]:
    """Each action as rules read it; one that changes a grade is of the highest that a rule names.

    `progress` has all of the actions done. An action goes by all places of what it is about: those
    of its day with the set and without it, those decided for later days, and those that take it in.
    """
    laid = progress.overlay()
    later = {action.id: _later(action, progress) for action in actions}
    days = {action.day for action in actions}
    before = {
        day: Placing(progress.snapshot_before(day))
        for day in days.union(*(states.keys() for states in later.values()))
    }
    after = {day: Placing(snapshot(progress.world, day, laid)) for day in days}
    order = _order_of_grades(organisation)
    people = _concerned(actions, progress, organisation)
    return tuple(
        replace(
            _routed(one, progress, (after[one.day], before[one.day]), order, later[one.id]),
            undone=_paths_beside(one, progress, before, after[one.day], later[one.id]),
            people=tuple(sorted(people[one.id])),
        )
        for one in actions
    )


def _order_of_grades(organisation: int) -> dict[str, tuple[bool, int]]:
    """Grades that a rule names stand above all others, for only these tell who decides."""
    rows = Grade.objects.filter(organisation=organisation).order_by("valid_from")
    named = grades_named(organisation)
    return {code: (code in named, order) for code, order in rows.values_list("code", "order")}


def _later(action: Action, progress: Progress) -> dict[Day, State]:
    """What is decided of the thing for later days, or was before this set replaced it: each day
    with what it says then. Whoever decides on the action decides on that, too."""
    thing = action.subject if action.subject.kind == "block" else _placed(action, progress)
    if thing.kind not in ("unit", "post", "block"):
        return {}
    replaced = {
        one
        for effect in progress.pending
        if effect.action == action.id and effect.subject == thing
        for one in effect.replaces
    }
    decided = progress.decided(thing)
    days = {one.day for one in decided if one.day > action.day or one.id in replaced}
    states = {day: progress.fields_before(thing, day) for day in days}
    return {day: state for day, state in states.items() if state}


def _paths_beside(
    action: Action,
    progress: Progress,
    before: Mapping[Day, Placing],
    after: Placing,
    later: Mapping[Day, State],
) -> tuple[tuple[int, ...], ...]:
    """From the root to each unit in which the thing is or would be on later days, and to the units
    of what the action names as taking it in."""
    is_block = action.subject.kind == "block"
    thing = action.subject if is_block else _placed(action, progress)
    paths = {
        before[day].units(Reference("unit", int(state["unit"] or 0)) if is_block else thing)
        for day, state in later.items()
    }
    paths |= {after.units(named) for named in _taking_in(action)}
    return tuple(sorted(path for path in paths if path))


def _taking_in(action: Action) -> list[Reference]:
    """The unit or post that takes in what the action is about, where it names one beside it."""
    definition = DEFINITIONS[action.kind]
    sorts = {**definition.required, **definition.optional}
    names = ("into", "unit") if action.subject.kind != "post" else ("into",)
    kinds = {Sort.UNIT: "unit", Sort.POST: "post"}
    return [
        Reference(kinds[sorts[name]], int(action.values[name] or 0))
        for name in names
        if sorts.get(name) in kinds and action.values.get(name)
    ]


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
    order: Mapping[str, tuple[bool, int]],
    later: Mapping[Day, State],
) -> RoutedAction:
    subject = _placed(action, progress)
    after, before = (one.units(subject) for one in seen)
    units = after or before
    return RoutedAction(
        id=action.id,
        kind=action.kind,
        grade=_grade(action, subject, progress, order, later),
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
    order: Mapping[str, tuple[bool, int]],
    later: Mapping[Day, State],
) -> str | None:
    """The highest grade that the subject has by the action, without it, or on a later day, or that
    the post has which takes something in."""
    if action.subject.kind == "block":
        subject = action.subject
    elif subject.kind != "post":
        return None
    taking = [each for each in _taking_in(action) if each.kind == "post"]
    states = [progress.fields_before(subject, action.day), *later.values()]
    states += [progress.fields(each, action.day) for each in (subject, *taking)]
    found = [str(state["grade"]) for state in states if state and state.get("grade")]
    return max(found, key=lambda grade: order.get(grade, (False, -1)), default=None)
