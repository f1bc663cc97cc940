"""Who asks that a person be erased, who settles it, and who holds it up."""

from collections.abc import Collection

from bureau.core.actors import CLOCK, Actor, Role


def may_request_erasure(actor: Actor, within: Collection[int] | None = None) -> bool:
    """Administrators, and human resources of an organisation that the person was ever in: `within`
    names these (None: no person is named yet). Two persons, whichever of the two they are."""
    if actor.person is None or actor.is_administrator():
        return actor.person is not None
    is_theirs = within is None or actor.organisation in within
    return actor.has(Role.HUMAN_RESOURCES) and is_theirs


def may_settle_erasure(actor: Actor, requested_by: int, person: int) -> bool:
    """Another than who asked, and than the `person` concerned; organisations were asked before."""
    return actor.person not in (requested_by, person)


def may_erase_holder(actor: Actor) -> bool:
    """Whoever holds a direct grant is erased by administrators alone, as they alone end grants."""
    return actor.is_administrator()


def may_hold(actor: Actor) -> bool:
    """Auditors and administrators place a legal hold."""
    return actor.is_auditor() or actor.is_administrator()


def may_lift_hold(actor: Actor, concerned: Collection[int]) -> bool:
    """Another than those `concerned`: the person who is held, and who asks that they be erased."""
    return may_hold(actor) and actor.person not in concerned


def may_replay_erasures(actor: Actor) -> bool:
    """The clock alone, when a backup is restored: each was settled by two before."""
    return actor == CLOCK
