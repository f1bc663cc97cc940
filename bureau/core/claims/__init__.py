"""Checkable sentences about a set: typed claims, judged true, false or cannot tell."""

from bureau.core.claims.facts import Facts, Moment, Routed, StepSeen
from bureau.core.claims.judging import judge, judged_again
from bureau.core.claims.kinds import CLAIMS, Claim, ClaimKind, Sort, problems
from bureau.core.claims.verdicts import Evidence, Judged, Verdict

__all__ = [
    "CLAIMS",
    "Claim",
    "ClaimKind",
    "Evidence",
    "Facts",
    "Judged",
    "Moment",
    "Routed",
    "Sort",
    "StepSeen",
    "Verdict",
    "judge",
    "judged_again",
    "problems",
]
