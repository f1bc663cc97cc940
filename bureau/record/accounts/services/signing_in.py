"""Keeping which session is whose, so that it can be seen and ended. A mark, not an act."""

from bureau.record.accounts.models import Sitting, User

BROWSERS = {"Edg": "Edge", "OPR": "Opera", "Firefox": "Firefox", "Chrome": "Chrome"}
BROWSERS |= {"Safari": "Safari"}
SYSTEMS = {"Windows": "Windows", "Android": "Android", "iPhone": "iPhone", "iPad": "iPad"}
SYSTEMS |= {"Mac OS": "macOS", "Linux": "Linux"}


def begin_sitting(user: User, session_key: str, agent: str) -> None:
    """Of the browser only its name and system are kept: enough to know it by."""
    Sitting.objects.update_or_create(
        session_key=session_key, defaults={"user": user, "agent": browser_of(agent)}
    )


def browser_of(agent: str) -> str:
    """As in "Firefox, Linux"; nothing where neither is known."""
    found = (
        next((name for sign, name in known.items() if sign in agent), "")
        for known in (BROWSERS, SYSTEMS)
    )
    return ", ".join(name for name in found if name)
