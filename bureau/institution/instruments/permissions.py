"""Who may keep the register, and who serves a body: its members, sessions, papers, decisions."""

from bureau.core.actors import Actor, Role
from bureau.core.references import Reference


def may_keep_register(actor: Actor, organisation: int | None = None) -> bool:
    """The organisation officer, the secretary of a body, an administrator; each of their own
    organisation (None: that one), an administrator without one of any."""
    is_own = organisation is None or actor.organisation in (None, organisation)
    return is_own and (
        actor.has(Role.ORGANISATION_OFFICER)
        or actor.has(Role.BODY_SECRETARY)
        or actor.is_administrator()
    )


def may_serve_body(actor: Actor, body: int, organisation: int) -> bool:
    """The secretary of this body, or of all; an administrator, so that one without is not stuck."""
    over = (None, Reference("body", body))
    return actor.organisation in (None, organisation) and (
        any(held.role is Role.BODY_SECRETARY and held.scope in over for held in actor.roles)
        or actor.is_administrator()
    )


def may_look_for_orphans(actor: Actor) -> bool:
    """What no mandate asks for is for those who keep the register, and for the auditor."""
    return may_keep_register(actor) or actor.is_auditor()
