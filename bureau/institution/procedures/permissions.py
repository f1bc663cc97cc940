"""Who may keep the rules of procedure; who may act on a step is the core's to say."""

from bureau.core.actors import Actor, Role


def may_keep_rules(actor: Actor, organisation: int | None = None) -> bool:
    """The officer of the organisation of the post acted in (None: that one); an administrator."""
    is_own = organisation is None or actor.organisation == organisation
    return (actor.has(Role.ORGANISATION_OFFICER) and is_own) or actor.is_administrator()
