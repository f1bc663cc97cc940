"""Who asks that a person be erased, who settles it, and who holds it up."""

from bureau.core.actors import CLOCK, Actor, Role


def may_request_erasure(actor: Actor) -> bool:
    """Human resources and administrators; two persons, whichever of the two they are."""
    return actor.person is not None and (
        actor.is_administrator() or actor.has(Role.HUMAN_RESOURCES)
    )


def may_settle_erasure(actor: Actor, requested_by: int) -> bool:
    return may_request_erasure(actor) and actor.person != requested_by


def may_hold(actor: Actor) -> bool:
    """Auditors and administrators place a legal hold and lift it."""
    return actor.is_auditor() or actor.is_administrator()


def may_replay_erasures(actor: Actor) -> bool:
    """The clock alone, when a backup is restored: each was settled by two before."""
    return actor == CLOCK
