"""What one person proposes and another confirms: how long it waits."""

from datetime import datetime, timedelta

PROPOSAL_LASTS = timedelta(days=30)
"""How long what somebody proposed may be confirmed."""


def has_lapsed(proposed_at: datetime | None, now: datetime) -> bool:
    """Whether it waited too long; what was proposed nobody knows when did."""
    return proposed_at is None or proposed_at < now - PROPOSAL_LASTS
