"""What a check says: findings, how much each weighs, and how people answer those that ask."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from bureau.core.references import Reference
from bureau.core.spans import Day


class Severity(StrEnum):
    """*Bars*: not to be submitted. *Asks*: to be answered first. *Tells*: good to know."""

    BARS = "bars"
    ASKS = "asks"
    TELLS = "tells"


@dataclass(frozen=True, slots=True)
class Answer:
    """ "Left on purpose", with the reason; answers the finding of that code on that subject."""

    code: str
    subject: Reference
    reason: str


@dataclass(frozen=True, slots=True)
class Hanging:
    """`what` (work, a budget line, a role, ...) hangs on `ended`, should that unit or post end."""

    ended: Reference
    what: Reference


@dataclass(frozen=True, slots=True)
class Outside:
    """What a check must be told, because it is not in the structure.

    `unruled` are the places of actions for which no rule names who decides; `uncosted` the posts
    for which no standard cost is known; `hanging` what hangs on anything that the set ends,
    `lapsing` what ends of itself with it.
    """

    hanging: tuple[Hanging, ...] = ()
    lapsing: tuple[Hanging, ...] = ()
    unruled: frozenset[int] = frozenset()
    uncosted: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Finding:
    """`day` is the first on which it is so, `until` the first on which it is no more (None: open).

    `actions` are the places of the actions that bring it about; `facts` ids, values and days that
    its sentence puts in.
    """

    code: str
    severity: Severity
    subject: Reference
    day: Day
    until: Day | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    actions: tuple[int, ...] = ()
    answer: Answer | None = None

    @property
    def is_open(self) -> bool:
        """Whether it still stands in the way of submitting the set."""
        return self.severity is Severity.BARS or (
            self.severity is Severity.ASKS and self.answer is None
        )
