"""What a thing is now and what it was then, over any number of mergers, splits and replacements."""

from collections.abc import Callable, Iterable

from bureau.core.references import Reference
from bureau.core.structure.snapshot import Snapshot

type Step = Callable[[Reference], Iterable[Reference]]


def is_now(now: Snapshot, reference: Reference) -> tuple[Reference, ...]:
    """What `reference` is in `now`: itself where it stands, and all that came of it and stands.

    Empty when it ended without a successor.
    """
    line = _line(reference, lambda one: (step.after for step in now.successors(one)))
    return tuple(one for one in line if now.stands(one))


def was_then(now: Snapshot, then: Snapshot, reference: Reference) -> tuple[Reference, ...]:
    """What `reference`, as it is in `now`, was in the earlier `then`: the counterpart of `is_now`.

    Empty when it was established later, from nothing.
    """
    line = _line(reference, lambda one: (step.before for step in now.predecessors(one)))
    return tuple(one for one in line if then.stands(one))


def _line(start: Reference, steps: Step) -> list[Reference]:
    """All that steps lead to, nearest first; each once, whatever circles there are."""
    line = [start]
    for reference in line:
        line += [found for found in dict.fromkeys(steps(reference)) if found not in line]
    return line
