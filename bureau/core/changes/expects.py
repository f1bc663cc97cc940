"""What an action expects to find, taken when it is drafted, and what of it is gone."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from bureau.core.changes.actions import Action, ActionKind, in_order
from bureau.core.changes.definitions import DEFINITIONS, named
from bureau.core.changes.expand import apply
from bureau.core.changes.progress import Progress
from bureau.core.changes.world import World
from bureau.core.references import Reference
from bureau.core.spans import Day
from bureau.core.structure.kinds import Value


def with_expectations(actions: Iterable[Action], world: World) -> tuple[Action, ...]:
    """The same actions, each expecting what it finds now after those before it; by place."""
    ordered = in_order(actions)
    progress = Progress(world, (subject for action in ordered for subject in named(action)))
    filled = []
    for action in ordered:
        filled.append(replace(action, expects=found(action, progress)))
        apply(action, progress)
    return tuple(sorted(filled, key=lambda action: action.id))


def settled(
    before: Sequence[Action], after: Iterable[Action], world: World, looked_at: Collection[int]
) -> tuple[Action, ...]:
    """A set once edited, with what its actions expect taken anew.

    An action whose expected values were gone before the edit keeps expecting them, so that the
    finding stays until a person looks at that very action (`looked_at`).
    """
    now = {action.id: action.expects for action in with_expectations(before, world)}
    stale = {action.id for action in before if action.expects != now[action.id]} - {*looked_at}
    edited = tuple(after)
    fresh = {action.id: action for action in with_expectations(edited, world)}
    return tuple(one if one.id in stale else fresh[one.id] for one in edited)


def found(action: Action, progress: Progress) -> dict[str, Value]:
    """What the action would find where it sets or ends something; empty where that is new."""
    match action.kind:
        case ActionKind.ADOPT_DESCRIPTION:
            return {"description": _description(progress, action.subject.id, action.day)}
        case ActionKind.MOVE_DUTY:
            into = int(action.values["into"] or 0)
            return {
                "description": _description(progress, action.subject.id, action.day),
                "into_description": _description(progress, into, action.day),
            }
        case ActionKind.CHANGE_REPORTING:
            manner = str(action.values.get("manner") or "line")
            line = progress.line_of(action.subject.id, manner, action.day)
            return {"superior": _field(progress, line, action.day, "superior")}
        case _:
            fields = progress.fields(action.subject, action.day) or {}
            names = _expected(action)
            return {name: fields[name] for name in names if name in fields}


def gone(action: Action, progress: Progress) -> Mapping[str, tuple[Value, Value]]:
    """The expected values that do not stand any more: name to (expected, found)."""
    now = found(action, progress)
    return {
        name: (value, now.get(name))
        for name, value in action.expects.items()
        if now.get(name) != value
    }


def _expected(action: Action) -> tuple[str, ...]:
    """Of what may be expected only what the action touches: a new code expects the old code."""
    definition = DEFINITIONS[action.kind]
    if not definition.sets:
        return definition.expects
    return tuple(name for name in definition.expects if name in action.values)


def _description(progress: Progress, post: int, day: Day) -> Value:
    return _field(progress, progress.adoption_of(post, day), day, "description")


def _field(progress: Progress, subject: Reference | None, day: Day, name: str) -> Value:
    fields = progress.fields(subject, day) if subject else None
    return fields[name] if fields else None
