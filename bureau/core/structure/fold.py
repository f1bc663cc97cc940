"""Effects folded into what stood when: timelines at one record number, versions over all."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import combinations
from typing import NamedTuple

from bureau.core.references import Reference
from bureau.core.spans import Day, coalesce
from bureau.core.structure.effects import Effect, Role, Version
from bureau.core.structure.kinds import KINDS, Value

type State = dict[str, Value]


class Segment(NamedTuple):
    """All fields of an object over a span of days."""

    valid_from: Day
    valid_until: Day | None
    fields: State


type Timeline = tuple[Segment, ...]


class Fault(StrEnum):
    """Why an effect folds to no row."""

    STRAY = "stray"
    ESTABLISHED_TWICE = "established_twice"
    ENDED_TWICE = "ended_twice"


@dataclass(frozen=True, slots=True)
class Unfolded:
    """An effect that changes nothing, because its object did not stand so on its day."""

    effect: Effect
    fault: Fault


class Refolded(NamedTuple):
    """Rows that one more record closes (with their `recorded_until`) and rows that it writes."""

    closed: list[Version]
    written: list[Version]


def live(effects: Iterable[Effect], recorded: int) -> list[Effect]:
    """What counts at `recorded`, in the order of the fold: by day, record number and place.

    What replaces an effect of its own day stands where that one stood: a correction of the first
    of two decisions of a day does not come after the second.
    """
    known = {effect.id: effect for effect in effects if effect.record <= recorded}
    replaced = {id for effect in known.values() for id in effect.replaces}
    return sorted(
        (effect for effect in known.values() if effect.id not in replaced),
        key=lambda effect: (effect.day, _stands_at(effect, known), effect.record, effect.place),
    )


def _stands_at(effect: Effect, known: Mapping[int, Effect]) -> tuple[int, int]:
    """Record number and place: its own, or of the earliest effect of its day that it replaces."""
    earlier = (known[id] for id in effect.replaces if id in known)
    taken = (_stands_at(each, known) for each in earlier if each.day == effect.day)
    return min([(effect.record, effect.place), *taken])


def fold(effects: Iterable[Effect], recorded: int) -> Timeline:
    """The timeline of one object as known at `recorded`, from all of its effects."""
    return _walk(effects, recorded)[0]


def on_day(timeline: Timeline, day: Day) -> State | None:
    """All fields of the object on a day; None where it does not stand."""
    for span in timeline:
        if span.valid_from <= day and (span.valid_until is None or day < span.valid_until):
            return span.fields
    return None


def unfolded(effects: Iterable[Effect], recorded: int) -> tuple[Unfolded, ...]:
    """The live effects of one object that fold to no row at `recorded`, and why."""
    return _walk(effects, recorded)[1]


def _walk(effects: Iterable[Effect], recorded: int) -> tuple[Timeline, tuple[Unfolded, ...]]:
    state: State | None = None
    days: dict[Day, State | None] = {}
    faults: list[Unfolded] = []
    for effect in live(effects, recorded):
        kind = KINDS[effect.subject.kind]
        match effect.role:
            case Role.ESTABLISH if state is None:
                state = {**kind.defaults, **kind.settled(effect.fields)}
            case Role.CHANGE if state is not None:
                state = {**state, **kind.settled(effect.fields)}
            case Role.END if state is not None:
                state = None
            case Role.CHANGE if not effect.fields:
                continue
            case _:
                faults.append(Unfolded(effect, _fault(effect, has_stood=bool(days))))
                continue
        days[effect.day] = state
    spans = coalesce(days.items())
    return tuple(Segment(span.start, span.end, fields) for span, fields in spans), tuple(faults)


def _fault(effect: Effect, *, has_stood: bool) -> Fault:
    if effect.role is Role.ESTABLISH:
        return Fault.ESTABLISHED_TWICE
    return Fault.ENDED_TWICE if effect.role is Role.END and has_stood else Fault.STRAY


def versions(effects: Iterable[Effect]) -> list[Version]:
    """All version rows of the objects whose effects these are, folded anew from nothing."""
    rows: list[Version] = []
    for known in _by_subject(effects).values():
        standing: list[Version] = []
        for record in sorted({effect.record for effect in known}):
            closed, written = refold(known, standing, record)
            shut = {(row.valid_from, row.recorded_from) for row in closed}
            standing = [row for row in standing if (row.valid_from, row.recorded_from) not in shut]
            standing += written
            rows += closed
        rows += standing
    return rows


def refold(effects: Iterable[Effect], open_versions: Iterable[Version], record: int) -> Refolded:
    """What `record` changes in the rows of the objects it touched: only rows that differ.

    `effects` are all effects of those objects, `open_versions` their rows as known before.
    """
    known, standing = _by_subject(effects), _by_subject(open_versions)
    refolded = Refolded([], [])
    for subject in sorted(known.keys() | standing.keys()):
        closed, written = _refold_one(
            subject, fold(known.get(subject, ()), record), standing.get(subject, ()), record
        )
        refolded.closed.extend(closed)
        refolded.written.extend(written)
    return refolded


def _refold_one(
    subject: Reference, timeline: Timeline, standing: Sequence[Version], record: int
) -> Refolded:
    kept = [Segment(row.valid_from, row.valid_until, dict(row.fields)) for row in standing]
    return Refolded(
        closed=[
            replace(row, recorded_until=record)
            for row, segment in zip(standing, kept, strict=True)
            if segment not in timeline
        ],
        written=[
            Version(subject, segment.valid_from, segment.valid_until, record, None, segment.fields)
            for segment in timeline
            if segment not in kept
        ],
    )


def overlapping(rows: Iterable[Version]) -> list[tuple[Version, Version]]:
    """Pairs of rows that say two things of one object on one day at one record number."""
    return [
        pair
        for rows_of_one in _by_subject(rows).values()
        for pair in combinations(rows_of_one, 2)
        if pair[0].rectangle.overlap(pair[1].rectangle)
    ]


def _by_subject[Dated: (Effect, Version)](items: Iterable[Dated]) -> dict[Reference, list[Dated]]:
    grouped: defaultdict[Reference, list[Dated]] = defaultdict(list)
    for item in items:
        grouped[item.subject].append(item)
    return dict(grouped)
