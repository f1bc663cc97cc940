"""A draft brought up to what stands: by field what it expected, what is there now, what it sets.

Nothing is decided here by itself. Where what stands is no longer what an action expects, or where
something is decided for later, a person says which of the two is meant.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from bureau.core.changes.actions import ESTABLISHING, Action, ActionKind, in_order
from bureau.core.changes.definitions import DEFINITIONS, named, problems
from bureau.core.changes.expand import apply, fields_set, later_decided, overridden
from bureau.core.changes.expects import found, with_expectations
from bureau.core.changes.progress import Progress
from bureau.core.changes.world import World
from bureau.core.reasons import Reason, Refused
from bureau.core.references import Reference
from bureau.core.spans import Day
from bureau.core.structure.kinds import Value

WHOLE = ""
"""The name of the one line of an action that expects nothing: it is taken or left as a whole."""


class State(StrEnum):
    """How a field stands between the draft and what is decided."""

    UNCHANGED = "unchanged"
    MINE = "mine"
    THEIRS = "theirs"
    SAME = "same"
    DIFFER = "differ"


class Take(StrEnum):
    """*Theirs*: the draft leaves the field as it stands. *Mine*: it sets it, knowing what stands.
    *Other*: it sets something else."""

    THEIRS = "theirs"
    MINE = "mine"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Later:
    """A decided effect on the field from a later day, which the draft does not know of."""

    effect: int
    day: Day
    value: Value
    instrument: int


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person takes; `value` only with *other*."""

    take: Take
    value: Value = None


type Line = tuple[int, str]
"""The place of an action and the field of its subject."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One field of the subject of an action, on its day, before the action and after those before.

    `base` is what the action expects, `theirs` what it finds, `mine` what it sets; where it only
    ends the subject, `sets` is false and `mine` is the base. `stands` says if the subject does.
    """

    action: Action
    field: str
    base: Value
    theirs: Value
    mine: Value
    state: State
    sets: bool
    stands: bool
    later: tuple[Later, ...] = ()

    @property
    def line(self) -> Line:
        return self.action.id, self.field

    @property
    def subject(self) -> Reference:
        return self.action.subject

    @property
    def is_open(self) -> bool:
        """Whether a person must say what is meant."""
        return self.base != self.theirs or bool(self.later)


@dataclass(frozen=True, slots=True)
class Rebased:
    """The set as it goes on, and the lines of it that are still open."""

    actions: tuple[Action, ...]
    open: tuple[Compared, ...]

    @property
    def settled(self) -> frozenset[int]:
        """The places of the actions of which nothing is open."""
        return frozenset({one.id for one in self.actions} - {one.action.id for one in self.open})


def three_way(
    actions: Iterable[Action], world: World, answered: Collection[Reference] = ()
) -> tuple[Compared, ...]:
    """All lines of a set, by day and place; `answered` are left on purpose as decided later."""
    ordered = in_order(actions)
    progress = Progress(world, (subject for action in ordered for subject in named(action)))
    lines: list[Compared] = []
    for action in ordered:
        lines += _lines(action, progress, answered)
        apply(action, progress)
    return tuple(lines)


def rebased(
    actions: Sequence[Action],
    world: World,
    choices: Mapping[Line, Choice],
    answered: Collection[Reference] = (),
) -> Rebased:
    """The set with these choices, each action expecting what stands; what is not chosen stays open.

    Raises `Refused` where a choice is for no line, or sets what the action does not set.
    """
    lines = {one.line: one for one in three_way(actions, world, answered)}
    reasons = [*_unfit(choices, lines)]
    if reasons:
        raise Refused(*reasons)
    kept = [done for action in actions if (done := _chosen(action, lines, choices)) is not None]
    fresh = {action.id: action for action in with_expectations(kept, world)}
    stale = {
        (place, name): one.base
        for (place, name), one in lines.items()
        if one.base != one.theirs and (place, name) not in choices and place in fresh
    }
    after = tuple(_expecting(fresh[action.id], stale) for action in kept)
    return Rebased(after, tuple(one for one in three_way(after, world, answered) if one.is_open))


def _lines(
    action: Action, progress: Progress, answered: Collection[Reference]
) -> Iterator[Compared]:
    now, mine = found(action, progress), _mine(action)
    later = [] if action.subject in answered else _later(action, progress)
    names = [*action.expects, *(name for name in mine if name not in action.expects)]
    stands = progress.fields(action.subject, action.day) is not None
    if not names or action.kind in ESTABLISHING:
        yield Compared(action, WHOLE, None, None, None, State.MINE, sets=False, stands=stands)
        return
    for name in names:
        base = action.expects.get(name, now.get(name))
        sets = name in mine
        others = tuple(one for of, one in later if of == name)
        said = mine[name] if sets else base
        state = _state(base, now.get(name), said, [one.value for one in others])
        yield Compared(action, name, base, now.get(name), said, state, sets, stands, others)


_NAMED = {
    ActionKind.CHANGE_REPORTING: ("superior",),
    ActionKind.ADOPT_DESCRIPTION: ("description",),
    ActionKind.MOVE_DUTY: ("description", "into_description"),
}
"""Values that are compared though they become fields of what the action brings along."""


def _mine(action: Action) -> dict[str, Value]:
    others = {name: action.values.get(name) for name in _NAMED.get(action.kind, ())}
    return {**fields_set(action), **others}


def _later(action: Action, progress: Progress) -> list[tuple[str, Later]]:
    """What is decided of the fields for the same day or later and not named as overridden."""
    sets, known = fields_set(action), overridden(action)
    return [
        (name, Later(effect.id, effect.day, effect.fields[name], effect.instrument))
        for effect in later_decided(action, progress)
        if effect.id not in known
        for name in effect.fields
        if name in sets
    ]


def _state(base: Value, theirs: Value, mine: Value, later: Sequence[Value]) -> State:
    is_moved = theirs != base or any(value != base for value in later)
    if not is_moved:
        return State.UNCHANGED if mine == base else State.MINE
    if mine == base:
        return State.THEIRS
    is_same = theirs in (base, mine) and all(value == mine for value in later)
    return State.SAME if is_same and (theirs == mine or later) else State.DIFFER


def _unfit(choices: Mapping[Line, Choice], lines: Mapping[Line, Compared]) -> Iterator[Reason]:
    for (place, name), choice in choices.items():
        line = lines.get((place, name))
        if line is None:
            yield Reason("no_such_line", {"place": place, "field": name})
        elif choice.take is Take.OTHER and not line.sets:
            yield Reason("sets_no_value", {"place": place, "field": name})


def _chosen(
    action: Action, lines: Mapping[Line, Compared], choices: Mapping[Line, Choice]
) -> Action | None:
    """The action with what was chosen of it; None where nothing of it is left."""
    values, later = dict(action.values), set(overridden(action))
    is_left = False
    for (place, name), choice in choices.items():
        if place != action.id:
            continue
        line = lines[place, name]
        if choice.take is Take.THEIRS:
            is_left |= not line.sets
            values.pop(name, None)
            continue
        later |= {one.effect for one in line.later}
        if choice.take is Take.OTHER:
            values[name] = choice.value
    if later and "overrides" in DEFINITIONS[action.kind].values:
        values["overrides"] = " ".join(map(str, sorted(later)))
    changed = replace(action, values=values)
    gives_up = is_left or (values != action.values and bool(problems(changed)))
    if gives_up or (_mine(action) and not _mine(changed)) or _is_undone(action, choices):
        return None
    return changed


def _is_undone(action: Action, choices: Mapping[Line, Choice]) -> bool:
    """Freezing sets no value of its own: to leave the post as it stands is to leave the action."""
    return action.kind in (ActionKind.FREEZE_POST, ActionKind.UNFREEZE_POST) and any(
        place == action.id and choice.take is Take.THEIRS for (place, _), choice in choices.items()
    )


def _expecting(action: Action, stale: Mapping[Line, Value]) -> Action:
    """Of a line that nobody looked at it goes on expecting what it did."""
    kept = {name: value for (place, name), value in stale.items() if place == action.id}
    return replace(action, expects={**action.expects, **kept}) if kept else action
