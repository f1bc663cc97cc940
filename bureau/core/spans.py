"""Half-open spans of days or of record numbers, and the rectangles that version rows cover."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

type Day = int


@dataclass(frozen=True, slots=True)
class Span:
    """From `start` until before `end`; `end` None is open. ValueError when nothing lies within."""

    start: int
    end: int | None = None

    def __post_init__(self) -> None:
        if self.end is not None and self.end <= self.start:
            raise ValueError(f"a span from {self.start} until {self.end} holds nothing")

    def contains(self, point: int) -> bool:
        return self.start <= point and (self.end is None or point < self.end)

    def overlap(self, other: Span) -> Span | None:
        """What both cover, None when they do not meet."""
        start = max(self.start, other.start)
        ends = [end for end in (self.end, other.end) if end is not None]
        end = min(ends, default=None)
        return Span(start, end) if end is None or start < end else None

    def minus(self, other: Span) -> tuple[Span, ...]:
        """What this covers and `other` does not: none, one or two spans in order."""
        shared = self.overlap(other)
        if shared is None:
            return (self,)
        before = (Span(self.start, shared.start),) if self.start < shared.start else ()
        after = (Span(shared.end, self.end),) if shared.end not in (None, self.end) else ()
        return before + after


@dataclass(frozen=True, slots=True)
class Rectangle:
    """Days in force by record numbers at which that was known."""

    valid: Span
    recorded: Span

    def contains(self, day: Day, record: int) -> bool:
        return self.valid.contains(day) and self.recorded.contains(record)

    def overlap(self, other: Rectangle) -> Rectangle | None:
        valid = self.valid.overlap(other.valid)
        recorded = self.recorded.overlap(other.recorded)
        return Rectangle(valid, recorded) if valid and recorded else None

    def minus(self, other: Rectangle) -> tuple[Rectangle, ...]:
        """This split into at most four pieces that leave `other` out and do not overlap."""
        shared = self.overlap(other)
        if shared is None:
            return (self,)
        beside = [Rectangle(self.valid, span) for span in self.recorded.minus(shared.recorded)]
        within = [Rectangle(span, shared.recorded) for span in self.valid.minus(shared.valid)]
        return (*beside, *within)


def unbroken_since(spans: Iterable[Span], day: Day) -> Day | None:
    """The first day of the spans around `day` that meet each other; None where none holds it."""
    listed = list(spans)
    since = min((one.start for one in listed if one.contains(day)), default=None)
    while since is not None:
        earlier = [one.start for one in listed if one.start < since and _meets(one, since)]
        if not earlier:
            return since
        since = min(earlier)
    return None


def _meets(span: Span, day: Day) -> bool:
    return span.end is None or span.end >= day


def coalesce[State](states: Iterable[tuple[Day, State | None]]) -> list[tuple[Span, State]]:
    """Spans of equal states, from (day, state from that day on) in order of days.

    None is "does not stand" and gives no span; equal neighbours become one.
    """
    steps: list[tuple[Day, State | None]] = []
    for day, state in states:
        if steps and steps[-1][1] == state:
            continue
        steps.append((day, state))
    ends = [day for day, _ in steps[1:]] + [None]
    return [
        (Span(day, end), state)
        for (day, state), end in zip(steps, ends, strict=False)
        if state is not None
    ]
