"""Who would have a post or an engagement by effects that are still to be written."""

from collections.abc import Iterable

from bureau.core.changes.pending import PendingEffect
from bureau.core.changes.progress import Progress
from bureau.core.changes.world import World
from bureau.core.spans import Day, Span
from bureau.core.structure.fold import Segment, fold

HOLDS = ("incumbency", "engagement")
"""Subjects that are somebody's own."""


def held_anew(effects: Iterable[PendingEffect], known: World, today: Day) -> frozenset[int]:
    """Everyone who would have a post or an engagement on a day from today on on which they do not
    have it without these effects."""
    holds = [one for one in effects if one.subject.kind in HOLDS]
    progress = Progress(known, [one.subject for one in holds])
    for one in holds:
        progress.write(
            one.action, one.subject, one.day, one.role, one.fields, one.replaces, one.manner
        )
    return frozenset(
        int(span.fields["person"] or 0)
        for subject in progress.touched
        for span in progress.timeline(subject)
        if _goes_beyond(span, fold(progress.decided(subject), known.recorded), today)
    )


def _goes_beyond(span: Segment, before: Iterable[Segment], today: Day) -> bool:
    """Whether it has a day from today on on which the person had not the same."""
    if span.valid_until is not None and span.valid_until <= today:
        return False
    left = [Span(max(span.valid_from, today), span.valid_until)]
    for one in before:
        if _whose(one) == _whose(span):
            had = Span(one.valid_from, one.valid_until)
            left = [part for each in left for part in each.minus(had)]
    return bool(left)


def _whose(span: Segment) -> tuple[object, object]:
    return span.fields["person"], span.fields.get("post")
