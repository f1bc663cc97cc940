"""Who may make people and users, give direct grants, and become one of the cast."""

from bureau.core.actors import Actor


def may_manage_people(actor: Actor) -> bool:
    return actor.is_administrator()


def may_settle(actor: Actor, proposed_by: int, administrators: int) -> bool:
    """Another administrator than who proposed; oneself only while there is no other."""
    return actor.is_administrator() and (actor.person != proposed_by or administrators < 2)


def may_grant(actor: Actor) -> bool:
    return actor.is_administrator()
