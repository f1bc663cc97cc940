"""Who may keep the register of instruments, bodies and meetings."""

from bureau.core.actors import Actor, Role


def may_keep_register(actor: Actor) -> bool:
    return (
        actor.has(Role.ORGANISATION_OFFICER)
        or actor.has(Role.BODY_SECRETARY)
        or actor.is_administrator()
    )
