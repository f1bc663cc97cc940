"""Who may keep the register: instruments, bodies, meetings, mandates, citations and plans."""

from bureau.core.actors import Actor, Role


def may_keep_register(actor: Actor, organisation: int | None = None) -> bool:
    """The organisation officer, the secretary of a body, an administrator; each of their own
    organisation (None: that one), an administrator without one of any."""
    is_own = organisation is None or actor.organisation in (None, organisation)
    return is_own and (
        actor.has(Role.ORGANISATION_OFFICER)
        or actor.has(Role.BODY_SECRETARY)
        or actor.is_administrator()
    )


def may_look_for_orphans(actor: Actor) -> bool:
    """What no mandate asks for is for those who keep the register, and for the auditor."""
    return may_keep_register(actor) or actor.is_auditor()
