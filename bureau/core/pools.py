"""Pools: anything with a cap, and what is held of it. Amounts are integers, units or minor units.

A hold may give back (an amount below zero): then it makes room. The cap itself is kept by the
database, in one conditional statement; here stands what a hold may become, and what is left.
"""

from collections.abc import Mapping
from enum import StrEnum


class HoldState(StrEnum):
    """How firm a hold is; all but what is released count against the cap."""

    HELD = "held"
    COMMITTED = "committed"
    CONSUMED = "consumed"
    RELEASED = "released"


MAY_BECOME: Mapping[HoldState, frozenset[HoldState]] = {
    HoldState.HELD: frozenset({HoldState.COMMITTED, HoldState.CONSUMED, HoldState.RELEASED}),
    HoldState.COMMITTED: frozenset({HoldState.CONSUMED, HoldState.RELEASED}),
    HoldState.CONSUMED: frozenset({HoldState.RELEASED}),
    HoldState.RELEASED: frozenset(),
}


def left(cap: int, taken: int) -> int:
    """What may still be taken; below zero where a cap was lowered under what it holds."""
    return cap - taken


def share_of(basis: int, millionths: int) -> int:
    """A cap as a share of a basis, rounded down: nobody may go above it by rounding."""
    return basis * millionths // 1_000_000
