"""Who words the papers of an organisation."""

from bureau.core.actors import Actor, Role


def may_keep_phrases(actor: Actor, organisation: int | None = None) -> bool:
    """The organisation officer or the secretary of a body of that organisation (None: that of the
    post acted in); an administrator of any."""
    is_own = actor.has_in(organisation, Role.ORGANISATION_OFFICER, Role.BODY_SECRETARY)
    return is_own or actor.is_administrator()


def may_word(actor: Actor, organisation: int, body: int | None) -> bool:
    """What one body says is for its own secretary, not for that of another body."""
    if not may_keep_phrases(actor, organisation):
        return False
    if body is None or actor.has(Role.ORGANISATION_OFFICER) or actor.is_administrator():
        return True
    return actor.serves(body, organisation)
