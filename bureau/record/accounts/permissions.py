"""Who may make people and users, give direct grants, and become one of the cast."""

from bureau.core.actors import Actor


def may_manage_people(actor: Actor) -> bool:
    return actor.is_administrator()


def may_grant(actor: Actor) -> bool:
    return actor.is_administrator()
