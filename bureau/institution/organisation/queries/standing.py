"""Whether a person may still act as they did when they asked: read inside the transaction of the
act, where nobody changes it unseen."""

from dataclasses import replace

from bureau.core.actors import Actor
from bureau.core.reasons import Reason, Refused
from bureau.institution.organisation.queries.actors import actor_in, working_on
from bureau.institution.organisation.queries.organisations import all_organisations
from bureau.institution.organisation.queries.structure import present
from bureau.record.accounts.queries import person_let_in
from bureau.record.erasure.queries import are_erased
from bureau.record.journal.queries import Head
from bureau.record.programs.queries.tokens import holds_now
from bureau.web.known import stamp_of


def as_they_stand(
    actor: Actor, at: Head | None = None, recorded: int | None = None
) -> Actor | None:
    """The actor made anew from the database; None where the post acted in is no longer theirs.

    Raises Refused with `permission_ended` where the account is closed, the person was erased, the
    session was ended, or the token does not hold. Where `at`, the head of the journal now, is the
    one that the actor was built at, posts and powers are those of then: nothing but acts changes
    them. `recorded` is the record number to read the structure at, else the newest. An actor
    without a post stays without one, whatever the person holds.
    """
    person = None if actor.person is None else person_let_in(actor.person, actor.session)
    if person is None or are_erased([person.pk]):
        raise Refused(Reason("permission_ended"))
    if actor.token is not None and not holds_now(actor.token):
        raise Refused(Reason("permission_ended"))
    if at is not None and actor.as_of == stamp_of(at):
        return actor
    found = actor_in(present(all_organisations(), recorded), person, actor.post)
    if actor.post is not None:
        if (found.post, found.prepares_for) != (actor.post, actor.prepares_for):
            return None
    else:
        found = replace(found, post=None, organisation=None)
    if found.is_administrator() and actor.organisation is not None:
        found = working_on(found, actor.organisation)
    return replace(found, token=actor.token, session=actor.session)
