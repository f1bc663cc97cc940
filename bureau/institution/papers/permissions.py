"""Who words the papers of an organisation."""

from bureau.core.actors import Actor, Role
from bureau.core.references import Reference


def may_keep_phrases(actor: Actor, organisation: int | None = None) -> bool:
    """The organisation officer, the secretary of a body, an administrator; each of their own."""
    is_own = organisation is None or actor.organisation in (None, organisation)
    return is_own and (
        actor.has(Role.ORGANISATION_OFFICER)
        or actor.has(Role.BODY_SECRETARY)
        or actor.is_administrator()
    )


def may_word(actor: Actor, organisation: int, body: int | None) -> bool:
    """What one body says is for its own secretary, not for that of another body."""
    if not may_keep_phrases(actor, organisation):
        return False
    if body is None or actor.has(Role.ORGANISATION_OFFICER) or actor.is_administrator():
        return True
    over = (None, Reference("body", body))
    return any(held.role is Role.BODY_SECRETARY and held.scope in over for held in actor.roles)
