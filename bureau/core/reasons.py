"""Why something is refused: a code and its facts. The sentences live in the apps' `texts`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Reason:
    """`code` is a stable snake_case name; `facts` are what its sentence puts in."""

    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)


class Refused(Exception):
    """An act that may not happen; holds every reason at once, never only the first."""

    def __init__(self, *reasons: Reason) -> None:
        super().__init__(", ".join(reason.code for reason in reasons))
        self.reasons = reasons
