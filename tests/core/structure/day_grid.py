"""What stood on one day at one record number, said outright: the oracle for fold and columns.

Nothing is carried from day to day and nothing is sorted. An object stands if the last thing that
began or ended it began it; a field has the value that was last named since that beginning.
"""

from collections.abc import Iterable
from itertools import product

from bureau.core.references import Reference
from bureau.core.structure.effects import Effect, Role
from bureau.core.structure.kinds import KINDS, Value

type State = dict[str, Value]


def _counts(effect: Effect, effects: Iterable[Effect], record: int) -> bool:
    return effect.record <= record and not any(
        effect.id in other.replaces for other in effects if other.record <= record
    )


type When = tuple[int, tuple[int, int], int, int]


def _when(effect: Effect, effects: Iterable[Effect]) -> When:
    """Its day; the first place within it that it, or what it stands instead of, ever had."""
    line, places = [effect], []
    while line:
        one = line.pop()
        places.append((one.record, one.place))
        line += [each for each in effects if each.id in one.replaces and each.day == effect.day]
    return effect.day, min(places), effect.record, effect.place


def _beginning(past: list[Effect], effects: list[Effect]) -> Effect | None:
    """The establishment by which the object stands at the end of `past`, if it does."""
    ends = [_when(effect, effects) for effect in past if effect.role is Role.END]
    begun = [
        effect
        for effect in past
        if effect.role is Role.ESTABLISH and all(_when(effect, effects) > end for end in ends)
    ]
    return min(begun, key=lambda effect: _when(effect, effects), default=None)


def state_on(effects: list[Effect], day: int, record: int) -> State | None:
    """All fields of one object, None when it does not stand."""
    past = [effect for effect in effects if effect.day <= day and _counts(effect, effects, record)]
    beginning = _beginning(past, effects)
    if beginning is None:
        return None
    first = _when(beginning, effects)
    said = [beginning]
    said += [e for e in past if e.role is Role.CHANGE and _when(e, effects) > first]
    state: State = {}
    for field, default in KINDS[beginning.subject.kind].defaults.items():
        naming = [effect for effect in said if field in effect.fields]
        last = max(naming, key=lambda each: _when(each, effects)).fields[field] if naming else None
        state[field] = default if last is None else last
    return state


def faults_at(effects: list[Effect], record: int) -> set[tuple[int, str]]:
    """The ids of what counts and yet changes nothing, with why."""
    counting = [effect for effect in effects if _counts(effect, effects, record)]
    faults: set[tuple[int, str]] = set()
    for effect in counting:
        now = _when(effect, effects)
        past = [other for other in counting if _when(other, effects) < now]
        stood = _beginning(past, effects) is not None
        if effect.role is Role.ESTABLISH and stood:
            faults.add((effect.id, "established_twice"))
        elif effect.role is Role.CHANGE and effect.fields and not stood:
            faults.add((effect.id, "stray"))
        elif effect.role is Role.END and not stood:
            ever = any(other.role is Role.ESTABLISH for other in past)
            faults.add((effect.id, "ended_twice" if ever else "stray"))
    return faults


def grid(
    effects: list[Effect], days: Iterable[int], records: Iterable[int]
) -> dict[tuple[Reference, int, int], State | None]:
    """What each object was on each day at each record number."""
    points = list(product(days, records))
    subjects = {effect.subject for effect in effects}
    return {
        (subject, day, record): state_on(own, day, record)
        for subject in sorted(subjects)
        for own in [[effect for effect in effects if effect.subject == subject]]
        for day, record in points
    }
