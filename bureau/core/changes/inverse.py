"""The actions that would undo what is on record: on each day, back to what stands without it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from bureau.core.changes.actions import Action, ActionKind
from bureau.core.changes.definitions import DEFINITIONS
from bureau.core.changes.expand import apply, later_decided
from bureau.core.changes.expects import found
from bureau.core.changes.progress import Progress
from bureau.core.changes.world import World, snapshot
from bureau.core.references import Reference
from bureau.core.spans import Day
from bureau.core.structure.effects import Effect, Manner
from bureau.core.structure.fold import fold, on_day
from bureau.core.structure.kinds import Value
from bureau.core.structure.overlay import Overlay, overlay_of
from bureau.core.structure.snapshot import Snapshot

type Fields = Mapping[str, Value]
type Undoing = Iterator[tuple[ActionKind, Reference, Mapping[str, Value]]]

_ESTABLISHED = {
    "unit": ActionKind.ESTABLISH_UNIT,
    "post": ActionKind.ESTABLISH_POST,
    "block": ActionKind.ESTABLISH_BLOCK,
}
_ABOLISHED = {
    "unit": ActionKind.ABOLISH_UNIT,
    "post": ActionKind.ABOLISH_POST,
    "block": ActionKind.ABOLISH_BLOCK,
}
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
    ("block", "fte"): ActionKind.CHANGE_BLOCK,
    ("block", "unit"): ActionKind.CHANGE_BLOCK,
    ("block", "superior"): ActionKind.CHANGE_BLOCK,
    ("engagement", "unit"): ActionKind.CHANGE_ENGAGEMENT,
    ("engagement", "supervisor"): ActionKind.CHANGE_ENGAGEMENT,
}


@dataclass(frozen=True, slots=True)
class _Gap:
    """An object that on one day is not as it would be without what is undone; `until` is the day
    on which it would end, however often it changed until then."""

    subject: Reference
    wanted: Fields | None
    standing: Fields | None
    until: Day | None


def inverse(
    effects: Iterable[Effect], world: World, *, from_day: Day | None = None
) -> tuple[Action, ...]:
    """What undoes these effects, itself a set; its reasons are left to its author.

    From each day on what they touch is as it would be without them, as known now: what was decided
    since, for earlier days or later ones, stays. With `from_day`, what came before that day stays
    as they had it. The record of what a unit was split into stays in any case.
    """
    without = _Without(effects, world)
    progress = Progress(world, without.timelines)
    undone: list[Action] = []
    for day in sorted({max(day, from_day or day) for day in without.days}):
        for step in _STEPS:
            for kind, subject, values in step(_gaps(without, progress, day), without.on(day)):
                action = Action(len(undone) + 1, kind, subject, day, values)
                action = without.overriding(action, progress)
                action = replace(action, expects=found(action, progress))
                apply(action, progress)
                undone.append(action)
    return tuple(undone)


class _Without:
    """The world as known now, had some effects never been decided; nor, then, corrected."""

    def __init__(self, effects: Iterable[Effect], world: World) -> None:
        given = list(effects)
        known = world.effects_of({effect.subject for effect in given})
        self._world = world
        self.days = {effect.day for of in known.values() for effect in of}
        self._undone = {effect.id for effect in given}
        for each in sorted((one for of in known.values() for one in of), key=lambda one: one.id):
            if each.manner is Manner.CORRECTION and self._undone.intersection(each.replaces):
                self._undone.add(each.id)
        self.timelines = {
            subject: fold([one for one in of if one.id not in self._undone], world.recorded)
            for subject, of in known.items()
        }

    def fields(self, subject: Reference, day: Day) -> Fields | None:
        return on_day(self.timelines[subject], day)

    def until(self, subject: Reference, day: Day) -> Day | None:
        """The day on which what stands there ends."""
        goes_on = {span.valid_from: span.valid_until for span in self.timelines[subject]}
        begun = [since for since in goes_on if since <= day]
        until = goes_on[max(begun)] if begun else None
        while until is not None and until in goes_on:
            until = goes_on[until]
        return until

    def on(self, day: Day) -> Snapshot:
        """The organisation on a day."""
        return snapshot(self._world, day, self._overlay)

    def overriding(self, action: Action, progress: Progress) -> Action:
        """The same action in place of what the effects set for its day or later.

        Else what is undone would be a later decision on the same thing, and hold from its own day.
        """
        later = [one.id for one in later_decided(action, progress) if one.id in self._undone]
        if not later or "overrides" not in DEFINITIONS[action.kind].values:
            return action
        return replace(action, values={**action.values, "overrides": " ".join(map(str, later))})

    @cached_property
    def _overlay(self) -> Overlay:
        return overlay_of(self.timelines, self._world.recorded + 1)


def _gaps(without: _Without, progress: Progress, day: Day) -> list[_Gap]:
    gaps = (
        _Gap(
            subject,
            without.fields(subject, day),
            progress.fields(subject, day),
            without.until(subject, day),
        )
        for subject in sorted(without.timelines)
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
            if gap.until is not None:
                values["until"] = gap.until
            unit = Reference("unit", int(gap.wanted["unit"] or 0))
            yield ActionKind.ENGAGE, unit, {**values, "engagement": gap.subject.id}


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
