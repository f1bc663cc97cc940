"""Why something is refused: a code and its facts. The sentences live in the apps' `texts`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Reason:
    """`code` is a stable snake_case name; `facts` are what its sentence puts in."""

    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)


OF_FOUR_EYES = frozenset({"two_persons_needed", "is_author", "stand_in_named_by_you"})
BECAUSE_OF_FOUR_EYES = frozenset(
    {
        *("is_author", "delegate_of_author", "stand_in_of_author"),
        *("conflict_declared", "delegate_of_conflicted", "stand_in_of_conflicted"),
    }
)
"""What `may_not_act` names where the person may not act because the matter is their own."""


def is_of_four_eyes(reason: Reason) -> bool:
    """Whether one person tried to be both of the two that an act needs."""
    because = BECAUSE_OF_FOUR_EYES.intersection(reason.facts.get("because", ()))
    return reason.code in OF_FOUR_EYES or (reason.code == "may_not_act" and bool(because))


class Refused(Exception):
    """An act that may not happen; holds every reason at once, never only the first.

    `about` is what the act had locked when it was refused, by kind and number.
    """

    def __init__(self, *reasons: Reason) -> None:
        super().__init__(", ".join(reason.code for reason in reasons))
        self.reasons = reasons
        self.about: tuple[tuple[str, int], ...] = ()
