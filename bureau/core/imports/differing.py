"""What has to be written so that the record of one thing says what the files say."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from bureau.core.imports.moments import Source
from bureau.core.spans import Day, Span
from bureau.core.structure.effects import Effect, Manner, Role
from bureau.core.structure.fold import fold, live, on_day
from bureau.core.structure.kinds import KINDS, Value

PLACES = frozenset({"order"})
"""What follows from where a row stands in its file, and is not said by it."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One effect that the files ask for, and where they say it; at most one a day of each thing.

    `words`: of its fields that hold a wording, the words.
    """

    day: Day
    role: Role
    fields: Mapping[str, Value]
    source: Source
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Due:
    """One effect to be written; without a source it only takes back what imports wrote."""

    day: Day
    role: Role
    fields: Mapping[str, Value]
    replaces: tuple[int, ...]
    manner: Manner
    source: Source | None


def is_decided(effects: Iterable[Effect], imports: Collection[int]) -> bool:
    """Whether anything that counts was decided otherwise than by an import (its instruments)."""
    return any(effect.instrument not in imports for effect in _counting(effects))


def due(effects: Iterable[Effect], wanted: Iterable[Wanted]) -> list[Due]:
    """What to write over what imports wrote before; nothing where both say the same."""
    written = {effect.day: effect for effect in _counting(effects)}
    asked = {one.day: one for one in wanted}
    found: list[Due] = []
    for day in sorted(written.keys() | asked.keys()):
        was, now = written.get(day), asked.get(day)
        if was is None and now is not None:
            is_later = any(other > day for other in written)
            manner = Manner.INSERTION if is_later else Manner.DECIDED
            found.append(Due(day, now.role, now.fields, (), manner, now.source))
        elif was is not None and now is None:
            taken = Due(day, Role.CHANGE, {}, (was.id,), Manner.RESCISSION, None)
            found.append(taken)
        elif was and now and _whole(was.subject.kind, was) != _whole(was.subject.kind, now):
            manner = Manner.OVERRIDE
            found.append(Due(day, now.role, now.fields, (was.id,), manner, now.source))
    return found


def _whole(kind: str, one: Effect | Wanted) -> tuple[Role, Mapping[str, Value]]:
    """With what nobody need say of a thing that begins; the place of a row says nothing of it."""
    said = {name: value for name, value in one.fields.items() if name not in PLACES}
    return one.role, {**KINDS[kind].defaults, **said} if one.role is Role.ESTABLISH else said


def days_lost(effects: Iterable[Effect], found: Iterable[Due]) -> tuple[Span, ...]:
    """On which days a thing stands that it would not stand on, were these written."""
    known = list(effects)
    if not known:
        return ()
    newest = max(effect.record for effect in known)
    new = [
        Effect(
            -place,
            known[0].subject,
            one.day,
            one.role,
            one.fields,
            newest + 1,
            place,
            one.replaces,
            instrument=0,
        )
        for place, one in enumerate(found, 1)
    ]
    lost = [Span(one.valid_from, one.valid_until) for one in fold(known, newest)]
    for one in fold([*known, *new], newest + 1):
        stays = Span(one.valid_from, one.valid_until)
        lost = [left for span in lost for left in span.minus(stays)]
    return tuple(lost)


def differing_from_decided(
    effects: Iterable[Effect],
    wanted: Iterable[Wanted],
    wordings: Mapping[int, Collection[str]],
) -> list[Wanted]:
    """What the files say of a decided thing and the record does not, each with its day.

    `wordings`: what the wordings of the thing say, in each language; a file need say it in one.
    """
    known = list(effects)
    timeline = fold(known, max((effect.record for effect in known), default=0))
    state: dict[str, Value] = {}
    words: dict[str, str] = {}
    found = []

    def is_so(stands: Mapping[str, Value], name: str) -> bool:
        value = stands[name]
        is_worded = isinstance(value, int) and words.get(name) in wordings.get(value, ())
        return is_worded or value == state[name]

    for one in sorted(wanted, key=lambda one: one.day):
        state = {**state, **one.fields}
        words = {**words, **one.words}
        stands = on_day(timeline, one.day)
        if one.role is Role.END:
            is_same = stands is None
        else:
            is_same = stands is not None and all(
                is_so(stands, name) for name in state.keys() - PLACES
            )
        if not is_same:
            found.append(one)
    return found


def _counting(effects: Iterable[Effect]) -> list[Effect]:
    """The live effects that say something; what only took another back says nothing."""
    known = list(effects)
    newest = max((effect.record for effect in known), default=0)
    return [
        effect for effect in live(known, newest) if effect.fields or effect.role is not Role.CHANGE
    ]
