"""Who may keep the rules of procedure; who may act on a step is the core's to say."""

from bureau.core.actors import Actor, Role


def may_keep_rules(actor: Actor) -> bool:
    return actor.has(Role.ORGANISATION_OFFICER) or actor.is_administrator()
