"""Who may record an act on a step, such as a decision of the Council; who may keep the rules."""

from bureau.core.actors import Actor, Role
from bureau.core.procedures.stand_ins import Candidate, Judged


def may_record_act(actor: Actor, judged: Judged, post: int | None = None) -> Candidate | None:
    """In which post and capacity this person may record an act on a step; None: they may not.

    In `post` where one is named, else in the post acted in, else in any. A decision of a body,
    such as the Council, is recorded in the post of its secretary, the act of an office in the post
    that bears it: `queries/who_answers` says which posts these are. Who holds them, acts in them
    or stands in, and that no author does, is the core's law, and `judged` its answer for the step
    (`who_may_act` of `core/procedures/stand_ins`).
    """
    mine = [one for one in judged.candidates if one.person == actor.person]
    wanted = actor.post if post is None else post
    found = [one for one in mine if one.post == wanted] or (mine if post is None else [])
    return found[0] if found else None


def may_keep_rules(actor: Actor, organisation: int | None = None) -> bool:
    """The officer of the organisation of the post acted in (None: that one); an administrator."""
    return actor.has_in(organisation, Role.ORGANISATION_OFFICER) or actor.is_administrator()
