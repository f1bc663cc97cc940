"""Who may read the whole journal; a thing's own history is for whoever may see the thing."""

from bureau.core.actors import Actor


def may_read_journal(actor: Actor) -> bool:
    return actor.is_auditor()
