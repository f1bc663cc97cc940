"""Who may keep the register, and who serves a body: its members, sessions, papers, decisions."""

from bureau.core.actors import Actor, Role


def may_keep_register(actor: Actor, organisation: int | None = None) -> bool:
    """The organisation officer or the secretary of a body of that organisation (None: that of the
    post acted in); an administrator of any."""
    is_own = actor.has_in(organisation, Role.ORGANISATION_OFFICER, Role.BODY_SECRETARY)
    return is_own or actor.is_administrator()


def may_keep_body(actor: Actor, body: int, organisation: int) -> bool:
    """The same, but no secretary of another body."""
    is_officer = actor.has_in(organisation, Role.ORGANISATION_OFFICER)
    return is_officer or may_serve_body(actor, body, organisation)


def may_serve_body(actor: Actor, body: int, organisation: int) -> bool:
    """The secretary of this body, or of all; an administrator, so that one without is not stuck."""
    return actor.serves(body, organisation) or actor.is_administrator()


def may_look_for_orphans(actor: Actor) -> bool:
    """What no mandate asks for is for those who keep the register, and for the auditor."""
    return may_keep_register(actor) or actor.is_auditor()
