"""The actions that would undo a set: on each day it touches, back to what stands without it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from bureau.core.changes.actions import Action, ActionKind
from bureau.core.changes.definitions import DEFINITIONS
from bureau.core.changes.expand import apply, later_decided, progress_of
from bureau.core.changes.expects import found
from bureau.core.changes.progress import Progress
from bureau.core.changes.world import World
from bureau.core.references import Reference
from bureau.core.spans import Day
from bureau.core.structure.kinds import Value
from bureau.core.structure.snapshot import Snapshot

type Fields = Mapping[str, Value]
type Undoing = Iterator[tuple[ActionKind, Reference, Mapping[str, Value]]]

_ESTABLISHED = {"unit": ActionKind.ESTABLISH_UNIT, "post": ActionKind.ESTABLISH_POST}
_ABOLISHED = {"unit": ActionKind.ABOLISH_UNIT, "post": ActionKind.ABOLISH_POST}
_CHANGED = {
    ("unit", "name"): ActionKind.RENAME_UNIT,
    ("unit", "code"): ActionKind.RENAME_UNIT,
    ("unit", "parent"): ActionKind.MOVE_UNIT,
    ("unit", "kind"): ActionKind.CHANGE_UNIT_KIND,
    ("unit", "head"): ActionKind.ASSIGN_HEAD,
    ("post", "unit"): ActionKind.MOVE_POST,
    ("post", "title"): ActionKind.RETITLE_POST,
    ("post", "number"): ActionKind.RENUMBER_POST,
    ("post", "grade"): ActionKind.RECLASSIFY_POST,
    ("post", "duty_station"): ActionKind.MOVE_DUTY_STATION,
    ("engagement", "unit"): ActionKind.CHANGE_ENGAGEMENT,
    ("engagement", "supervisor"): ActionKind.CHANGE_ENGAGEMENT,
}


@dataclass(frozen=True, slots=True)
class _Gap:
    """An object that on one day is not as it would be without the set."""

    subject: Reference
    wanted: Fields | None
    standing: Fields | None


def inverse(
    actions: Iterable[Action], world: World, *, from_day: Day | None = None
) -> tuple[Action, ...]:
    """What undoes the set once it is in force, itself a set; its reasons are left to its author.

    `world` is the one before the set. With `from_day`, what came before that day stays as the set
    had it. The record of what a unit was split into stays in any case.
    """
    progress = progress_of(actions, world)
    undone: list[Action] = []
    days = _days(progress)
    for day in sorted({max(day, from_day) for day in days} if from_day else days):
        for step in _STEPS:
            for kind, subject, values in step(_gaps(progress, day), progress.snapshot_before(day)):
                action = Action(len(undone) + 1, kind, subject, day, values)
                action = replace(action, expects=found(action, progress))
                apply(action, progress)
                undone.append(action)
    return tuple(undone)


def overriding(actions: Iterable[Action], world: World, record: int) -> tuple[Action, ...]:
    """The same actions, each replacing what that record set for its day or later.

    Else what is undone would be a later decision on the same thing, and hold from its own day.
    """
    listed = list(actions)
    progress = Progress(world, (action.subject for action in listed))
    return tuple(_overriding(action, progress, record) for action in listed)


def _overriding(action: Action, progress: Progress, record: int) -> Action:
    undone = [one.id for one in later_decided(action, progress) if one.record == record]
    if not undone or "overrides" not in DEFINITIONS[action.kind].values:
        return action
    return replace(action, values={**action.values, "overrides": " ".join(map(str, undone))})


def _days(progress: Progress) -> set[Day]:
    """The days of the set's effects, and of those that it overrides."""
    days = {effect.day for effect in progress.pending}
    replaced = {id for effect in progress.pending for id in effect.replaces}
    for subject in progress.touched:
        days |= {effect.day for effect in progress.decided(subject) if effect.id in replaced}
    return days


def _gaps(progress: Progress, day: Day) -> list[_Gap]:
    gaps = (
        _Gap(subject, progress.fields_before(subject, day), progress.fields(subject, day))
        for subject in sorted(progress.touched)
    )
    return [gap for gap in gaps if gap.wanted != gap.standing]


def _established(gaps: Iterable[_Gap], before: Snapshot) -> Undoing:
    for gap in gaps:
        if gap.subject.kind in _ESTABLISHED and gap.wanted and not gap.standing:
            yield _ESTABLISHED[gap.subject.kind], gap.subject, gap.wanted


def _changed(gaps: Iterable[_Gap], before: Snapshot) -> Undoing:
    for gap in gaps:
        if not gap.wanted or not gap.standing:
            continue
        values: dict[ActionKind, dict[str, Value]] = {}
        for name, value in gap.wanted.items():
            kind = _CHANGED.get((gap.subject.kind, name))
            if kind and gap.standing[name] != value:
                values.setdefault(kind, {})[name] = value
        if gap.subject.kind == "unit" and gap.wanted["order"] != gap.standing["order"]:
            values[ActionKind.MOVE_UNIT] = {name: gap.wanted[name] for name in ("parent", "order")}
        yield from ((kind, gap.subject, values) for kind, values in values.items())
        if gap.wanted.get("frozen") != gap.standing.get("frozen"):
            is_frozen = gap.wanted["frozen"]
            kind = ActionKind.FREEZE_POST if is_frozen else ActionKind.UNFREEZE_POST
            yield kind, gap.subject, {}


def _ended_incumbencies(gaps: Iterable[_Gap], before: Snapshot) -> Undoing:
    for gap in gaps:
        if gap.subject.kind == "incumbency" and gap.standing:
            yield ActionKind.END_INCUMBENCY, gap.subject, {}


def _appointed(gaps: Iterable[_Gap], before: Snapshot) -> Undoing:
    for gap in gaps:
        if gap.subject.kind == "incumbency" and gap.wanted:
            values = {name: value for name, value in gap.wanted.items() if name != "post"}
            yield ActionKind.APPOINT, _post(gap.wanted), {**values, "incumbency": gap.subject.id}


def _ended_engagements(gaps: Iterable[_Gap], before: Snapshot) -> Undoing:
    for gap in gaps:
        if gap.subject.kind == "engagement" and gap.standing and not gap.wanted:
            yield ActionKind.END_ENGAGEMENT, gap.subject, {}


def _engaged(gaps: Iterable[_Gap], before: Snapshot) -> Undoing:
    for gap in gaps:
        if gap.subject.kind == "engagement" and gap.wanted and not gap.standing:
            names = ("person", "manner", "sender", "supervisor")
            values = {name: gap.wanted[name] for name in names if gap.wanted[name] is not None}
            if (until := _end(before, gap.subject)) is not None:
                values["until"] = until
            unit = Reference("unit", int(gap.wanted["unit"] or 0))
            yield ActionKind.ENGAGE, unit, {**values, "engagement": gap.subject.id}


def _end(before: Snapshot, subject: Reference) -> Day | None:
    """The day on which what stands there ends, however often it changes until then."""
    at = before.coordinates
    rows = [
        row
        for row in before.columns.versions_of(subject)
        if row.recorded_from <= at.recorded
        and (row.recorded_until is None or at.recorded < row.recorded_until)
    ]
    goes_on = {row.valid_from: row.valid_until for row in rows}
    view = before.view(subject)
    until = view.valid_until if view else None
    while until is not None and until in goes_on:
        until = goes_on[until]
    return until


def _reported(gaps: Iterable[_Gap], before: Snapshot) -> Undoing:
    """For each post and manner the line it had; taking it up ends any other."""
    for post, manner in _slots(gaps, "reporting", "manner"):
        lines = (line for line in before.reportings_of(post) if line.manner == manner)
        line = next(lines, None)
        values: dict[str, Value] = {"superior": line.superior if line else None, "manner": manner}
        if line:
            values["reporting"] = line.id
        yield ActionKind.CHANGE_REPORTING, Reference("post", post), values


def _adopted(gaps: Iterable[_Gap], before: Snapshot) -> Undoing:
    """For each post the description it had; adopting it ends any other."""
    for post, _ in _slots(gaps, "adoption", "post"):
        adoption = before.adoption_of(post)
        values: dict[str, Value] = {"description": adoption.description if adoption else None}
        if adoption:
            values["adoption"] = adoption.id
        yield ActionKind.ADOPT_DESCRIPTION, Reference("post", post), values


def _slots(gaps: Iterable[_Gap], kind: str, name: str) -> list[tuple[int, Value]]:
    """The posts, each with a field of what is on them, where something came or went."""
    found: dict[tuple[int, Value], None] = {}
    for gap in gaps:
        fields = gap.wanted or gap.standing
        if gap.subject.kind == kind and fields:
            found[int(fields["post"] or 0), fields[name]] = None
    return list(found)


def _abolished(gaps: Iterable[_Gap], before: Snapshot) -> Undoing:
    for gap in sorted(gaps, key=lambda gap: gap.subject):
        if gap.subject.kind in _ABOLISHED and gap.standing and not gap.wanted:
            yield _ABOLISHED[gap.subject.kind], gap.subject, {}


def _post(fields: Fields) -> Reference:
    return Reference("post", int(fields["post"] or 0))


_STEPS: tuple[Callable[[Iterable[_Gap], Snapshot], Undoing], ...] = (
    _established,
    _changed,
    _ended_incumbencies,
    _appointed,
    _ended_engagements,
    _engaged,
    _reported,
    _adopted,
    _abolished,
)
