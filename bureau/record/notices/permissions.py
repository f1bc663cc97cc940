"""Who may read the outbox, and who settles a mail of which nobody knows whether it arrived."""

from bureau.core.actors import Actor


def may_read_outbox(actor: Actor, *, is_demonstration: bool) -> bool:
    """In a demonstration everyone signed in: there it holds invented people only."""
    if is_demonstration:
        return actor.person is not None
    return actor.is_administrator() or actor.is_auditor()


def may_settle_mail(actor: Actor, *, is_demonstration: bool) -> bool:
    return actor.is_administrator() or (is_demonstration and actor.person is not None)
