"""Who may read the outbox, who settles a mail of which nobody knows whether it arrived; and that
how one is told, and the addresses of one's calendar, are one's own."""

from bureau.core.actors import Actor


def may_read_outbox(actor: Actor, *, is_demonstration: bool) -> bool:
    """In a demonstration everyone signed in: there it holds invented people only."""
    if is_demonstration:
        return actor.person is not None
    return actor.is_administrator() or actor.is_auditor()


def may_settle_mail(actor: Actor, *, is_demonstration: bool) -> bool:
    return actor.is_administrator() or (is_demonstration and actor.person is not None)


def may_choose(actor: Actor) -> bool:
    return actor.person is not None


def may_make_feed(actor: Actor) -> bool:
    """A person who acts themselves, not through a token: the address is a key of its own."""
    return actor.person is not None and actor.token is None


def may_revoke_feed(actor: Actor, person: int) -> bool:
    return actor.person is not None and (actor.person == person or actor.is_administrator())
