"""Instants in rows, read with a clock that may have been wrong when they were written.

A clock that ran ahead leaves instants that lie further ahead than anything writes them. Such an
instant says nothing: what waits for it is due, and what it keeps alive has lapsed.
"""

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from bureau.core.clocks import SKEW as SKEW


def due(field: str, longest: timedelta) -> Q:
    """Rows whose instant has come; `longest` is how far ahead it is ever set."""
    now = timezone.now()
    return Q(**{f"{field}__lte": now}) | Q(**{f"{field}__gt": now + longest + SKEW})


def lapsed(field: str, lasts: timedelta) -> Q:
    """Rows whose instant is longer ago than something lasts."""
    now = timezone.now()
    return Q(**{f"{field}__lt": now - lasts}) | Q(**{f"{field}__gt": now + SKEW})


def lasting(field: str, lasts: timedelta) -> Q:
    """Rows whose instant is known, and no longer ago than something lasts."""
    now = timezone.now()
    return Q(**{f"{field}__gte": now - lasts, f"{field}__lte": now + SKEW})


def is_recent(instant: datetime, within: timedelta) -> bool:
    """Whether an instant lies no longer ago than this, and is not ahead by more than that."""
    return abs(timezone.now() - instant) <= within
