"""How instruments and their provisions stand on a day, by the dated links between them.

An amendment is what one instrument or provision does to another from a day on: it adds, modifies,
suppresses or supersedes it. All else follows: what is in force, since when, and by what amended.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bureau.core.references import Reference
from bureau.core.spans import Day


class AmendmentKind(StrEnum):
    ADDS = "adds"
    MODIFIES = "modifies"
    SUPPRESSES = "suppresses"
    SUPERSEDES = "supersedes"


MARKS: Mapping[AmendmentKind, str] = {
    AmendmentKind.ADDS: "ADD",
    AmendmentKind.MODIFIES: "MOD",
    AmendmentKind.SUPPRESSES: "SUP",
    AmendmentKind.SUPERSEDES: "SUP",
}
"""As texts put before a body mark what they do."""


class Standing(StrEnum):
    NOT_YET = "not_yet"
    IN_FORCE = "in_force"
    SUPPRESSED = "suppressed"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True)
class Part:
    """An instrument, or a provision that stands `under` one or under another provision.

    It stands from the day it `begins`; None is from ever, or with what it stands under.
    """

    reference: Reference
    under: Reference | None = None
    begins: Day | None = None


@dataclass(frozen=True, slots=True)
class Amendment:
    """What `by` does to `on` from a day on."""

    id: int
    kind: AmendmentKind
    by: Reference
    on: Reference
    day: Day


@dataclass(frozen=True, slots=True)
class State:
    """How a part stands: `since` when, None where that is not known.

    `through` is the amendment that made it so, of the part itself or of what it stands under;
    `amended_by` are the modifications of it and whatever was done to parts below it, in order.
    """

    standing: Standing
    since: Day | None = None
    through: Amendment | None = None
    amended_by: tuple[Amendment, ...] = ()

    @property
    def is_in_force(self) -> bool:
        return self.standing is Standing.IN_FORCE


def states(
    parts: Iterable[Part], amendments: Iterable[Amendment], day: Day
) -> dict[Reference, State]:
    """How each part stands on a day. ValueError where parts stand under each other in a circle."""
    known = {part.reference: part for part in parts}
    on: dict[Reference, list[Amendment]] = defaultdict(list)
    for one in sorted(amendments, key=lambda one: (one.day, one.id)):
        on[one.on].append(one)
    below = _amended_below(known, on, day)
    found: dict[Reference, State] = {}
    for reference in known:
        for each in reversed(_way_up(known, reference)):
            if each not in found:
                part = known[each]
                over = found.get(part.under) if part.under else None
                found[each] = _state(part, on[each], day, over, tuple(below[each]))
    return found


def _way_up(known: Mapping[Reference, Part], reference: Reference) -> list[Reference]:
    """The part and all it stands under, as far as these are among the parts."""
    way: dict[Reference, None] = {}
    each: Reference | None = reference
    while each is not None and each in known:
        if each in way:
            raise ValueError(f"{reference} stands under itself")
        way[each] = None
        each = known[each].under
    return list(way)


def _amended_below(
    known: Mapping[Reference, Part], on: Mapping[Reference, list[Amendment]], day: Day
) -> dict[Reference, list[Amendment]]:
    """For each part, its own modifications and all that was done below it, up to the day."""
    found: dict[Reference, dict[Amendment, None]] = defaultdict(dict)
    for reference in known:
        own, *above = _way_up(known, reference)
        for one in on.get(reference, ()):
            if one.day > day:
                continue
            if one.kind is AmendmentKind.MODIFIES:
                found[own][one] = None
            for each in above:
                found[each][one] = None
    return defaultdict(
        list,
        {each: sorted(ones, key=lambda one: (one.day, one.id)) for each, ones in found.items()},
    )


def _state(
    part: Part,
    on: Iterable[Amendment],
    day: Day,
    over: State | None,
    amended_by: tuple[Amendment, ...],
) -> State:
    own = _own_state(part, on, day)
    if over is not None and not over.is_in_force and own.is_in_force:
        own = over
    elif over is not None and own.is_in_force and over.since is not None:
        own = State(own.standing, max(own.since or over.since, over.since), own.through)
    return State(own.standing, own.since, own.through, amended_by)


def _own_state(part: Part, on: Iterable[Amendment], day: Day) -> State:
    """As if it stood under nothing: the last that turned it on or off up to the day counts."""
    turning = [one for one in on if one.kind is not AmendmentKind.MODIFIES]
    done = [one for one in turning if one.day <= day]
    if done:
        last = done[-1]
        return State(_STANDING_AFTER[last.kind], last.day, last)
    is_to_be_added = bool(turning) and turning[0].kind is AmendmentKind.ADDS
    if is_to_be_added or (part.begins is not None and part.begins > day):
        return State(Standing.NOT_YET)
    return State(Standing.IN_FORCE, part.begins)


_STANDING_AFTER = {
    AmendmentKind.ADDS: Standing.IN_FORCE,
    AmendmentKind.SUPPRESSES: Standing.SUPPRESSED,
    AmendmentKind.SUPERSEDES: Standing.SUPERSEDED,
}
