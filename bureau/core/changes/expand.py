"""Typed actions turned into effects: what exactly a set would write, in the order of writing."""

from collections.abc import Callable, Iterable, Mapping
from typing import Protocol

from bureau.core.changes.actions import Action, ActionKind, in_order
from bureau.core.changes.definitions import DEFINITIONS, effects_named, named
from bureau.core.changes.pending import PendingEffect
from bureau.core.changes.plain import Plain
from bureau.core.changes.plain_reading import ROLES
from bureau.core.changes.progress import Progress
from bureau.core.changes.world import World
from bureau.core.references import Reference
from bureau.core.spans import Day
from bureau.core.structure.effects import Effect, Manner, Role
from bureau.core.structure.kinds import FULL, KINDS, Value
from bureau.core.structure.overlay import Overlay

type Expansion = Callable[[Action, Progress], None]

_CARRIED_WITH_POST = ("reporting", "adoption")
_CARRIED_WITH_UNIT = (
    ("post", "unit"),
    ("unit", "parent"),
    ("block", "unit"),
    ("engagement", "unit"),
)


def expand(actions: Iterable[Action], world: World) -> tuple[PendingEffect, ...]:
    """The effects of well-formed actions, by day and place; each names the action behind it.

    Plain actions write one effect each, and no decided effect is read for them.
    """
    listed = tuple(actions)
    plain = Plain(listed, world)
    known = (subject for action in plain.rest for subject in named(action))
    progress = Progress(world, known, world.new_id, plain)
    for action in in_order(listed):
        if action.subject in plain:
            progress.note(action.id, action.subject, action.day, *_plainly(action))
        else:
            apply(action, progress)
    return tuple(progress.pending)


def _plainly(action: Action) -> tuple[Role, Mapping[str, Value]]:
    role, fields = ROLES[action.kind], fields_set(action)
    if role is Role.ESTABLISH:
        fields = {**KINDS[action.subject.kind].defaults, **fields}
    return role, fields


def overlay(actions: Iterable[Action], world: World) -> Overlay:
    """The set as a plan to lay over the structure: only the objects that it touches."""
    return progress_of(actions, world).overlay()


def progress_of(actions: Iterable[Action], world: World) -> Progress:
    """The world with all of the actions done; makes no identities."""
    ordered = in_order(actions)
    known = (subject for action in ordered for subject in named(action))
    progress = Progress(world, known)
    for action in ordered:
        apply(action, progress)
    return progress


def apply(action: Action, progress: Progress) -> None:
    """Do one action after those that `progress` holds."""
    _EXPANSIONS[action.kind](action, progress)


def overridden(action: Action) -> tuple[int, ...]:
    """The later effects that the action names as replaced."""
    return effects_named(action.values.get("overrides"))


def later_decided(action: Action, progress: Progress) -> list[Effect]:
    """Decided effects of a later day, or of the same, that set a field which the action sets."""
    return [
        effect
        for effect in progress.decided(action.subject)
        if effect.role is Role.CHANGE and fields_both_set(action, effect)
    ]


class Decided(Protocol):
    """What was decided for one thing, wherever it is read from."""

    @property
    def subject(self) -> Reference: ...
    @property
    def day(self) -> Day: ...
    @property
    def fields(self) -> Mapping[str, Value]: ...


def fields_both_set(action: Action, decided: Decided) -> tuple[str, ...]:
    """The fields of the action's subject that it sets and that were decided for its day or later;
    none where that is of another thing or earlier."""
    if decided.subject != action.subject or decided.day < action.day:
        return ()
    return tuple(sorted(decided.fields.keys() & fields_set(action).keys()))


def fields_set(action: Action) -> dict[str, Value]:
    """The fields of the subject that the action sets, with their new values."""
    match action.kind:
        case ActionKind.FREEZE_POST:
            return {"frozen": True}
        case ActionKind.UNFREEZE_POST:
            return {"frozen": False}
        case _:
            sets = DEFINITIONS[action.kind].sets
            return {name: action.values[name] for name in sets if name in action.values}


def _establish(action: Action, progress: Progress) -> None:
    """All fields, so that one established again keeps nothing of its former life."""
    kind = action.subject.kind
    for succession in _successions(action.subject, progress, action.day):
        progress.write(action.id, succession, action.day, Role.END)
    fields = {**KINDS[kind].defaults, **fields_set(action)}
    progress.write(action.id, action.subject, action.day, Role.ESTABLISH, fields)


def _change(action: Action, progress: Progress) -> None:
    """Set the fields; of an overridden later effect only what this action does not set lives on."""
    fields, named_later = fields_set(action), overridden(action)
    later = [effect for effect in later_decided(action, progress) if effect.day > action.day]
    replaced = [effect for effect in later if effect.id in named_later]
    manner = Manner.OVERRIDE if replaced else Manner.INSERTION if later else Manner.DECIDED
    progress.write(
        action.id,
        action.subject,
        action.day,
        Role.CHANGE,
        fields,
        tuple(effect.id for effect in replaced),
        manner,
    )
    for effect in replaced:
        if rest := {name: value for name, value in effect.fields.items() if name not in fields}:
            progress.write(
                action.id,
                action.subject,
                effect.day,
                effect.role,
                rest,
                (),
                Manner.OVERRIDE,
            )


def _merge(action: Action, progress: Progress) -> None:
    """End the unit; what is in it goes to the one it is merged into."""
    unit, day, into = action.subject.id, action.day, action.values["into"]
    _succeed(action, progress, into, "merged")
    for kind, field in _CARRIED_WITH_UNIT:
        carried = [Reference(kind, id) for id in progress.standing(kind, day, field, unit)]
        progress.learn(carried)
        for subject in carried:
            progress.write(action.id, subject, day, Role.CHANGE, {field: into})
    progress.write(action.id, action.subject, day, Role.END)


def _split(action: Action, progress: Progress) -> None:
    """Say that the other unit comes out of this one; what goes there has actions of its own."""
    _succeed(action, progress, action.values["into"], "split")


def _abolish(action: Action, progress: Progress) -> None:
    """End the unit, post or block, and with a post the lines and the description it had."""
    successor = action.values.get("successor")
    if successor is not None:
        _succeed(action, progress, successor, "replaced")
    if action.subject.kind == "post":
        for kind in _CARRIED_WITH_POST:
            for id in progress.standing(kind, action.day, "post", action.subject.id):
                progress.write(action.id, Reference(kind, id), action.day, Role.END)
    progress.write(action.id, action.subject, action.day, Role.END)


def _report(action: Action, progress: Progress) -> None:
    post, superior = action.subject.id, action.values["superior"]
    manner = str(action.values.get("manner") or "line")
    for former in progress.lines_of(post, manner, action.day):
        progress.write(action.id, former, action.day, Role.END)
    if superior is not None:
        fields = {"post": post, "superior": superior, "manner": manner}
        _bring(action, progress, "reporting", action.values.get("reporting"), fields)


def _adopt(action: Action, progress: Progress) -> None:
    values = action.values
    _adopt_for(
        action,
        progress,
        action.subject.id,
        values["description"],
        values.get("adoption"),
    )


def _move_duty(action: Action, progress: Progress) -> None:
    """A new description for both posts: the one that gives the duty up, the one that takes it."""
    values = action.values
    _adopt(action, progress)
    _adopt_for(
        action,
        progress,
        _number(values["into"]),
        values["into_description"],
        values.get("into_adoption"),
    )


def _adopt_for(
    action: Action, progress: Progress, post: int, description: Value, adoption: Value
) -> None:
    for former in progress.standing("adoption", action.day, "post", post):
        progress.write(action.id, Reference("adoption", former), action.day, Role.END)
    if description is not None:
        fields = {"post": post, "description": description}
        _bring(action, progress, "adoption", adoption, fields)


def _appoint(action: Action, progress: Progress) -> None:
    fields: dict[str, Value] = {
        "post": action.subject.id,
        "person": action.values["person"],
        "share": action.values.get("share", FULL),
        "manner": action.values.get("manner", "holder"),
    }
    _bring(action, progress, "incumbency", action.values.get("incumbency"), fields)


def _end(action: Action, progress: Progress) -> None:
    progress.write(action.id, action.subject, action.day, Role.END)


def _engage(action: Action, progress: Progress) -> None:
    """Begin an engagement, and with `until` end it there."""
    values = action.values
    fields: dict[str, Value] = {
        "unit": action.subject.id,
        "person": values["person"],
        "manner": values["manner"],
        "sender": values.get("sender") or "",
        "supervisor": values.get("supervisor"),
    }
    begun = _bring(action, progress, "engagement", values.get("engagement"), fields)
    if (until := values.get("until")) is not None:
        progress.write(action.id, begun, _number(until), Role.END)


def _disengage(action: Action, progress: Progress) -> None:
    """End an engagement, earlier or later than was decided: the end that was is replaced."""
    former = tuple(
        effect.id for effect in progress.decided(action.subject) if effect.role is Role.END
    )
    manner = Manner.OVERRIDE if former else Manner.DECIDED
    progress.write(action.id, action.subject, action.day, Role.END, {}, former, manner)


def _succeed(action: Action, progress: Progress, successor: Value, manner: str) -> None:
    fields: dict[str, Value] = {
        "subject_kind": action.subject.kind,
        "predecessor": action.subject.id,
        "successor": successor,
        "manner": manner,
    }
    _bring(action, progress, "succession", action.values.get("succession"), fields)


def _successions(subject: Reference, progress: Progress, day: Day) -> list[Reference]:
    """What is on record of what the object became, should it ever have ended."""
    found = progress.standing("succession", day, "predecessor", subject.id)
    successions = [Reference("succession", id) for id in found]
    return [
        succession
        for succession in successions
        if (progress.fields(succession, day) or {}).get("subject_kind") == subject.kind
    ]


def _bring(
    action: Action,
    progress: Progress,
    kind: str,
    id: Value,
    fields: Mapping[str, Value],
) -> Reference:
    """Establish an object that has its own identity, given by the action or else made now."""
    subject = Reference(kind, progress.new_id(kind) if id is None else _number(id))
    progress.write(action.id, subject, action.day, Role.ESTABLISH, fields)
    return subject


def _number(value: Value) -> int:
    if not isinstance(value, int):
        raise TypeError(f"{value!r} is no id")
    return value


_EXPANSIONS: Mapping[ActionKind, Expansion] = {
    ActionKind.ESTABLISH_UNIT: _establish,
    ActionKind.RENAME_UNIT: _change,
    ActionKind.MOVE_UNIT: _change,
    ActionKind.MERGE_UNIT: _merge,
    ActionKind.SPLIT_UNIT: _split,
    ActionKind.ABOLISH_UNIT: _abolish,
    ActionKind.CHANGE_UNIT_KIND: _change,
    ActionKind.ASSIGN_HEAD: _change,
    ActionKind.ESTABLISH_POST: _establish,
    ActionKind.MOVE_POST: _change,
    ActionKind.RETITLE_POST: _change,
    ActionKind.RENUMBER_POST: _change,
    ActionKind.RECLASSIFY_POST: _change,
    ActionKind.FREEZE_POST: _change,
    ActionKind.UNFREEZE_POST: _change,
    ActionKind.ABOLISH_POST: _abolish,
    ActionKind.MOVE_DUTY_STATION: _change,
    ActionKind.CHANGE_REPORTING: _report,
    ActionKind.ADOPT_DESCRIPTION: _adopt,
    ActionKind.MOVE_DUTY: _move_duty,
    ActionKind.ESTABLISH_BLOCK: _establish,
    ActionKind.CHANGE_BLOCK: _change,
    ActionKind.ABOLISH_BLOCK: _abolish,
    ActionKind.APPOINT: _appoint,
    ActionKind.END_INCUMBENCY: _end,
    ActionKind.ENGAGE: _engage,
    ActionKind.CHANGE_ENGAGEMENT: _change,
    ActionKind.END_ENGAGEMENT: _disengage,
}
