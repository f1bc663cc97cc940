"""When a token was last used: a mark, no act."""

from datetime import timedelta

from django.utils import timezone

from bureau.record.instants import is_recent
from bureau.record.programs.models import ApiToken

MARKED_EVERY = timedelta(minutes=1)


def mark_used(token: ApiToken) -> None:
    """Once a minute at most, so that reading stays reading."""
    if token.used_at is None or not is_recent(token.used_at, MARKED_EVERY):
        ApiToken.objects.filter(pk=token.pk).update(used_at=timezone.now())
