"""Who may make people and users, give direct grants, end sessions, and who needs two factors."""

from datetime import timedelta

from django.conf import settings

from bureau.core.actors import Actor


def may_manage_people(actor: Actor) -> bool:
    return actor.is_administrator()


def may_settle(
    actor: Actor, proposed_by: int, administrators: int, *, is_for_them: bool = False
) -> bool:
    """Another administrator than who proposed, and than whom it is for; oneself only while there is
    no other."""
    is_other = actor.person != proposed_by and not is_for_them
    return actor.is_administrator() and (is_other or administrators < 2)


def may_grant(actor: Actor) -> bool:
    return actor.is_administrator()


def may_end_session(actor: Actor, person: int) -> bool:
    """One's own; an administrator may end anybody's."""
    return actor.person == person or actor.is_administrator()


def may_close_account(actor: Actor, person: int) -> bool:
    """An administrator, never their own: nobody locks themselves out."""
    return actor.is_administrator() and actor.person != person


def must_have_second_factor(actor: Actor) -> bool:
    """Whoever can change or inspect what others rely on: a password alone is not enough."""
    return actor.person is not None and (actor.acts or bool(actor.grants))


def idle_time(actor: Actor) -> timedelta:
    """How long nothing may be done before somebody is signed out; shorter for whoever can act."""
    if must_have_second_factor(actor):
        return timedelta(minutes=settings.BUREAU_IDLE_MINUTES_ACTING)
    return timedelta(minutes=settings.BUREAU_IDLE_MINUTES)
