"""Rules on what begins and ends: once, with a successor, and with nothing left hanging."""

from collections.abc import Iterable, Iterator

from bureau.core.changes.actions import ActionKind
from bureau.core.changes.check.case import Case, Found
from bureau.core.changes.check.findings import Hanging
from bureau.core.references import Reference
from bureau.core.spans import Day
from bureau.core.structure.effects import Role
from bureau.core.structure.fold import Fault


def ended_twice(case: Case) -> Iterator[Found]:
    """An end of what has ended already, or will end by another decision."""
    return _faults(case, Fault.ENDED_TWICE)


def established_twice(case: Case) -> Iterator[Found]:
    """An establishment of what stands."""
    return _faults(case, Fault.ESTABLISHED_TWICE)


def subject_absent(case: Case) -> Iterator[Found]:
    """A change or end of what does not stand on that day and never did before."""
    for found in _faults(case, Fault.STRAY):
        if found.facts["record"] == case.progress.record:
            yield found


def adopted_change_lost(case: Case) -> Iterator[Found]:
    """A decided change of a later day that would fall on what this set ends."""
    for found in _faults(case, Fault.STRAY):
        if found.facts["record"] != case.progress.record:
            yield found


def successor_absent(case: Case) -> Iterator[Found]:
    """A successor that does not stand on the day it takes over."""
    for effect in case.progress.pending:
        if effect.subject.kind == "succession" and effect.role is Role.ESTABLISH:
            kind, successor = (
                str(effect.fields["subject_kind"]),
                effect.fields["successor"],
            )
            named = Reference(kind, int(successor or 0))
            if case.progress.fields(named, effect.day) is None:
                ended = Reference(kind, int(effect.fields["predecessor"] or 0))
                yield Found(ended, effect.day, {"successor": successor}, (effect.action,))


def split_into_standing(case: Case) -> Iterator[Found]:
    """A split that names as new what stood before: whatever goes there, it does not come of it."""
    for action in case.actions:
        if action.kind is ActionKind.SPLIT_UNIT:
            into = action.values["into"]
            if case.progress.fields_before(Reference("unit", int(into or 0)), action.day - 1):
                yield Found(action.subject, action.day, {"into": into}, (action.id,))


def successor_missing(case: Case) -> Iterator[Found]:
    """A unit or post abolished without a word on what takes its place."""
    asked: set[Reference] = set()
    for action in case.actions:
        is_abolished = action.kind in (ActionKind.ABOLISH_UNIT, ActionKind.ABOLISH_POST)
        if not is_abolished or action.subject in asked:
            continue
        asked.add(action.subject)
        if not _succeeded(case, action.subject, action.day):
            yield Found(action.subject, action.day, {}, (action.id,))


def head_of_ended_unit(case: Case) -> Iterator[Found]:
    """A post that headed a unit which ends, heads nothing after, and has no action of its own."""
    for unit, (day, place) in case.ended.items():
        before = case.progress.fields_before(unit, day) if unit.kind == "unit" else None
        head = (before or {}).get("head")
        if not isinstance(head, int):
            continue
        post = Reference("post", head)
        has_action = post in case.subjects or post in case.plain
        is_left = not has_action and not case.progress.standing("unit", day, "head", head)
        if is_left and case.progress.fields(post, day) is not None:
            yield Found(post, day, {"unit": unit.id}, (place,))


def hangs_on_ended(case: Case) -> Iterator[Found]:
    """Work, money, a rule or anything else that names a unit or post which ends."""
    yield from _hanging(case, case.outside.hanging)


def lapses_with_ended(case: Case) -> Iterator[Found]:
    """A role, a delegation or anything else that is nothing any more when a unit or post ends."""
    yield from _hanging(case, case.outside.lapsing)


def _hanging(case: Case, told: Iterable[Hanging]) -> Iterator[Found]:
    for hanging in told:
        if hanging.ended in case.ended:
            day, place = case.ended[hanging.ended]
            yield Found(hanging.what, day, {"on": str(hanging.ended)}, (place,))


def _succeeded(case: Case, subject: Reference, day: Day) -> bool:
    successions = case.progress.standing("succession", day, "predecessor", subject.id)
    kinds = (case.progress.fields(Reference("succession", id), day) for id in successions)
    return any(fields and fields["subject_kind"] == subject.kind for fields in kinds)


def _faults(case: Case, fault: Fault) -> Iterator[Found]:
    for lost in case.lost:
        effect = lost.effect
        if lost.fault is fault:
            facts = {"record": effect.record, "fields": tuple(sorted(effect.fields))}
            actions = case.actions_on([effect.subject])
            yield Found(effect.subject, effect.day, facts, actions)
