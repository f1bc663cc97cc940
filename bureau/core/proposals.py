"""What one person proposes and another confirms: how long it waits."""

from datetime import datetime, timedelta

from bureau.core.clocks import SKEW

PROPOSAL_LASTS = timedelta(days=30)
"""How long what somebody proposed may be confirmed."""


def has_lapsed(proposed_at: datetime | None, now: datetime) -> bool:
    """Whether it waited too long; what was proposed nobody knows when did, also by a clock that
    was ahead."""
    if proposed_at is None:
        return True
    return not now - PROPOSAL_LASTS <= proposed_at <= now + SKEW
