"""Who may keep the rules of procedure; who may act on a step is the core's to say."""

from bureau.core.actors import Actor, Role


def may_keep_rules(actor: Actor, organisation: int) -> bool:
    """The organisation's officer, or an administrator."""
    is_officer = actor.has(Role.ORGANISATION_OFFICER) and actor.organisation == organisation
    return is_officer or actor.is_administrator()
