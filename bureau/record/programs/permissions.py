"""Who may let programs in: a person for themselves, and never a program for another."""

from bureau.core.actors import Actor


def may_keep_programs(actor: Actor) -> bool:
    """Making tokens: a person who acts themselves, not through a token."""
    return actor.person is not None and actor.token is None


def may_keep_webhooks(actor: Actor) -> bool:
    return actor.person is not None


def may_end(actor: Actor, person: int) -> bool:
    """Revoking a token, ending a webhook: its person, or an administrator."""
    return actor.person is not None and (actor.person == person or actor.is_administrator())
