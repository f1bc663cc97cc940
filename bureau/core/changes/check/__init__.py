"""What stands against a set of actions: one rule is one function, and all of them are asked."""

from bureau.core.changes.check.adopted import REPLACED
from bureau.core.changes.check.case import Case
from bureau.core.changes.check.findings import (
    Answer,
    Finding,
    Hanging,
    Outside,
    Severity,
)
from bureau.core.changes.check.rules import CODES
from bureau.core.changes.check.run import check, check_effects, ended, examine
from bureau.core.changes.check.told import IS_PAST, Findings

__all__ = [
    "CODES",
    "IS_PAST",
    "REPLACED",
    "Answer",
    "Case",
    "Finding",
    "Findings",
    "Hanging",
    "Outside",
    "Severity",
    "check",
    "check_effects",
    "ended",
    "examine",
]
