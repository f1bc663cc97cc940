"""Keeping which session is whose, so that it can be seen and ended. A mark, not an act."""

from datetime import timedelta

from django.contrib.sessions.models import Session
from django.db.models import Q
from django.tasks import task
from django.utils import timezone

from bureau.record.accounts.models import Sitting, User

BROWSERS = {"Edg": "Edge", "OPR": "Opera", "Firefox": "Firefox", "Chrome": "Chrome"}
BROWSERS |= {"Safari": "Safari"}
SYSTEMS = {"Windows": "Windows", "Android": "Android", "iPhone": "iPhone", "iPad": "iPad"}
SYSTEMS |= {"Mac OS": "macOS", "Linux": "Linux"}
KEPT = timedelta(days=1)
"""How long a session that ended is known by: who comes back is told why they are signed out."""


def begin_sitting(user: User, session_key: str, agent: str) -> None:
    """Of the browser only its name and system are kept: enough to know it by."""
    Sitting.objects.update_or_create(
        session_key=session_key, defaults={"user": user, "agent": browser_of(agent)}
    )


@task
def forget_sessions() -> None:
    """Delete the sessions of people that ended a day ago, and those of visitors that ended."""
    now = timezone.now()
    of_people = Q(session_key__in=Sitting.objects.values("session_key"))
    Session.objects.filter(~of_people, expire_date__lt=now).delete()
    Session.objects.filter(expire_date__lt=now - KEPT).delete()
    left = Session.objects.values("session_key")
    Sitting.objects.exclude(session_key__in=left).delete()


def browser_of(agent: str) -> str:
    """As in "Firefox, Linux"; nothing where neither is known."""
    found = (
        next((name for sign, name in known.items() if sign in agent), "")
        for known in (BROWSERS, SYSTEMS)
    )
    return ", ".join(name for name in found if name)
