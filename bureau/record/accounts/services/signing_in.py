"""Keeping which session is whose, so that it can be seen and ended. A mark, not an act."""

from bureau.record.accounts.models import Sitting, User

AGENT_LENGTH = 120


def begin_sitting(user: User, session_key: str, agent: str) -> None:
    Sitting.objects.update_or_create(
        session_key=session_key, defaults={"user": user, "agent": agent[:AGENT_LENGTH]}
    )
