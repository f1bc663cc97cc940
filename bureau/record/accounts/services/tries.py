"""Tries at signing in, counted before they are made: many processes let no more through than one.

These marks are not acts. They hold a keyed hash of whose or whence, never the login or address.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db.models import F
from django.tasks import task
from django.utils import timezone
from django.utils.crypto import salted_hmac

from bureau.record.accounts.models import Tries, folded
from bureau.record.instants import lapsed

KEPT = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `count` tries of a kind for one login, person or address `within` a time."""

    kind: str
    count: int
    within: timedelta


PASSWORD = Limit("password", 10, timedelta(minutes=15))
PASSWORD_FROM = Limit("password_from", 100, timedelta(minutes=15))
CODE = Limit("code", 5, timedelta(minutes=15))
CODE_ONCE = Limit("code_once", 1, timedelta(minutes=5))
LINK = Limit("link", 3, timedelta(hours=1))
LINK_FROM = Limit("link_from", 20, timedelta(hours=1))
PASSKEY_FROM = Limit("passkey_from", 100, timedelta(minutes=15))
IDENTITY_FROM = Limit("identity_from", 30, timedelta(minutes=15))


def claim(limit: Limit, whose: str) -> bool:
    """Count one try; False where there were as many as may be, and then it is not to be made."""
    now, key = timezone.now(), _key(limit, whose)
    Tries.objects.get_or_create(key=key, defaults={"begun": now})
    Tries.objects.filter(lapsed("begun", limit.within), key=key).update(begun=now, count=0)
    row = Tries.objects.filter(key=key, count__lt=limit.count)
    return bool(row.update(count=F("count") + 1))


def give_back(limit: Limit, whose: str) -> None:
    """Whoever got in begins anew."""
    Tries.objects.filter(key=_key(limit, whose)).update(count=0)


def give_one_back(limit: Limit, whose: str) -> None:
    """What was tried was right: this one does not count, those that were wrong still do."""
    row = Tries.objects.filter(key=_key(limit, whose), count__gt=0)
    row.update(count=F("count") - 1)


@task
def forget_tries() -> None:
    """Drop the counts of yesterday."""
    Tries.objects.filter(lapsed("begun", KEPT)).delete()


def _key(limit: Limit, whose: str) -> str:
    said = f"{limit.kind}:{folded(whose)}"
    return salted_hmac("bureau.tries", said, settings.SECRET_KEY, algorithm="sha256").hexdigest()
