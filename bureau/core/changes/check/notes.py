"""Rules that only tell: nothing is wrong, but whoever decides should know."""

from collections import defaultdict
from collections.abc import Iterator

from bureau.core.changes.actions import ActionKind
from bureau.core.changes.check.case import Case, Found
from bureau.core.changes.expand import fields_set
from bureau.core.references import Reference
from bureau.core.spans import Day
from bureau.core.structure.effects import Role

WITHIN = (("post", "unit"), ("block", "unit"), ("unit", "parent"))
"""What stands in a unit, and the field that says in which."""
_NEW_POST = (ActionKind.ESTABLISH_POST, ActionKind.RECLASSIFY_POST)


def head_vacant(case: Case) -> Iterator[Found]:
    """A unit that the set gives a head whose post nobody holds on that day."""
    for subject, day, place in _written(case, "unit", "head"):
        head = (case.progress.fields(subject, day) or {}).get("head")
        if isinstance(head, int) and not _held(case, head, day):
            yield Found(subject, day, {"post": head}, (place,))


def unit_without_head(case: Case) -> Iterator[Found]:
    """A unit that the set establishes or unheads, and that has no head at the end of the day."""
    for subject, day, place in _written(case, "unit", "head"):
        fields = case.progress.fields(subject, day)
        if fields is not None and fields["head"] is None:
            yield Found(subject, day, {}, (place,))


def unit_empty(case: Case) -> Iterator[Found]:
    """A unit that the set establishes or empties, with no post, block or unit in it afterwards.

    Where some actions are plain, `plain_rules` asks of all at once.
    """
    if len(case.plain):
        return
    for unit, (day, places) in _emptied(case).items():
        stands = case.progress.fields(Reference("unit", unit), day) is not None
        if stands and not any(
            case.progress.standing(kind, day, field, unit) for kind, field in WITHIN
        ):
            yield Found(Reference("unit", unit), day, {}, tuple(sorted(places)))


def post_without_cost(case: Case) -> Iterator[Found]:
    """A post that the set establishes or reclassifies and for which no standard cost is known."""
    for action in case.actions:
        if action.kind in _NEW_POST and action.subject.id in case.outside.uncosted:
            yield Found(action.subject, action.day, {}, (action.id,))


def block_without_cost(case: Case) -> Iterator[Found]:
    """A staffing block that the set counts otherwise: without a duty station it has no cost."""
    for action in case.actions:
        is_counted = "fte" in action.values or action.kind is ActionKind.ABOLISH_BLOCK
        if action.subject.kind == "block" and is_counted:
            yield Found(action.subject, action.day, {}, (action.id,))


def post_without_funding(case: Case) -> Iterator[Found]:
    """A post that the set establishes without saying what pays for it."""
    for action in case.actions:
        if action.kind is ActionKind.ESTABLISH_POST and not action.values.get("funding"):
            yield Found(action.subject, action.day, {}, (action.id,))


def grade_changed(case: Case) -> Iterator[Found]:
    """A post whose grade changes, encumbered or not."""
    for step in case.steps:
        action, before = step.action, step.fields
        if action.kind is ActionKind.RECLASSIFY_POST and before is not None:
            after = action.values["grade"]
            if before["grade"] != after:
                facts = {"before": before["grade"], "after": after}
                yield Found(action.subject, action.day, facts, (action.id,))


def appointed_to_frozen(case: Case) -> Iterator[Found]:
    """A person put on a post that is frozen."""
    for step in case.steps:
        if step.action.kind is ActionKind.APPOINT and step.fields and step.fields["frozen"]:
            yield Found(step.action.subject, step.action.day, {}, (step.action.id,))


def day_in_past(case: Case) -> Iterator[Found]:
    """An action whose day lies before today."""
    for action in case.actions:
        if action.day < case.today:
            facts = {"days": case.today - action.day}
            yield Found(action.subject, action.day, facts, (action.id,))


def changes_nothing(case: Case) -> Iterator[Found]:
    """An action that sets what is so already."""
    for step in case.steps:
        fields = fields_set(step.action)
        if step.fields and fields and fields.items() <= step.fields.items():
            yield Found(step.action.subject, step.action.day, {}, (step.action.id,))


def _written(case: Case, kind: str, name: str) -> Iterator[tuple[Reference, Day, int]]:
    """Where the set writes that field of an object of that kind."""
    for effect in case.progress.pending:
        if effect.subject.kind == kind and name in effect.fields:
            yield effect.subject, effect.day, effect.action


def _held(case: Case, post: int, day: Day) -> bool:
    held = case.progress.standing("incumbency", day, "post", post)
    said = (case.progress.fields(Reference("incumbency", id), day) for id in held)
    return any(fields and fields["manner"] in ("holder", "acting") for fields in said)


def _emptied(case: Case) -> dict[int, tuple[Day, set[int]]]:
    """Units that are new or that something leaves: the last day it does, and by which actions."""
    days: dict[int, Day] = {}
    places: defaultdict[int, set[int]] = defaultdict(set)
    for unit, day, place in left(case):
        days[unit] = max(day, days.get(unit, day))
        places[unit].add(place)
    return {unit: (days[unit], places[unit]) for unit in sorted(days)}


def left(case: Case) -> Iterator[tuple[int, Day, int]]:
    """Each unit that an action leaves or makes, with its day and the action's place."""
    for effect in case.progress.pending:
        for unit in _left(case, effect.subject, effect.day, effect.role):
            yield unit, effect.day, effect.action


def _left(case: Case, subject: Reference, day: Day, role: Role) -> Iterator[int]:
    """The unit that an object was in before it was touched on a day; a new unit counts itself."""
    if subject.kind == "unit" and role is Role.ESTABLISH:
        yield subject.id
    place = dict(WITHIN).get(subject.kind)
    before = case.progress.fields_before(subject, day)
    if place and before and isinstance(unit := before[place], int):
        yield unit
