"""What was decided, fact by fact (effects), and the rows it folds to (versions)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bureau.core.references import Reference
from bureau.core.spans import Day, Rectangle, Span
from bureau.core.structure.kinds import Value


class Role(StrEnum):
    """What an effect does in the fold."""

    ESTABLISH = "establish"
    CHANGE = "change"
    END = "end"


class Manner(StrEnum):
    """Why an effect was written; told to people, not read by the fold."""

    DECIDED = "decided"
    INSERTION = "insertion"
    OVERRIDE = "override"
    CORRECTION = "correction"
    RESCISSION = "rescission"


@dataclass(frozen=True, slots=True)
class Effect:
    """One decided fact: from `day`, `subject` has `fields`, all else as it was.

    `record` is the number at which it came to be known, `place` its place in that act.
    `replaces` names effects of the same subject; replaced stays replaced, whatever becomes of
    this effect. A rescission is a change with no fields that only replaces.
    """

    id: int
    subject: Reference
    day: Day
    role: Role
    fields: Mapping[str, Value]
    record: int
    place: int
    replaces: tuple[int, ...]
    instrument: int
    manner: Manner = Manner.DECIDED


@dataclass(frozen=True, slots=True)
class Version:
    """`subject` had `fields` on the days of `valid`, as known at the numbers of `recorded`."""

    subject: Reference
    valid_from: Day
    valid_until: Day | None
    recorded_from: int
    recorded_until: int | None
    fields: Mapping[str, Value]

    @property
    def rectangle(self) -> Rectangle:
        return Rectangle(
            Span(self.valid_from, self.valid_until),
            Span(self.recorded_from, self.recorded_until),
        )
