"""Who calls: the person of the token in the header, as they stand today; nobody without one."""

from dataclasses import replace

from ninja.security import HttpBearer

from bureau.core.scopes import Scope
from bureau.record.accounts.queries import is_second_factor_missing, user_of_person
from bureau.record.journal.queries import head
from bureau.record.programs.queries.tokens import actor_with, token_of
from bureau.record.programs.services.using import mark_used
from bureau.web.api.calls import Call, opened
from bureau.web.api.problems import Problem
from bureau.web.known import known_since


class Token(HttpBearer):
    """`Authorization: Bearer bureau_…`; a session of a browser lets nobody in here.

    A token for one post is over with it: it does not go on in another that its person holds.
    Whoever must have a second factor and has none is let in by a token no more than by a page.
    """

    def authenticate(self, request: Call, token: str) -> int | None:  # type: ignore[override]
        found = token_of(token)
        if found is None:
            return None
        mark_used(found)
        scopes = frozenset(Scope(each) for each in found.scopes)
        known = known_since(head())
        actor = known.ask((actor_with, found.pk), lambda: actor_with(found))
        if found.post is not None and found.post not in actor.posts:
            return None
        user = user_of_person(found.person_id)
        if is_second_factor_missing(actor, user.pk if user else 0):
            raise Problem(403, "second_factor_missing")
        opened(request, replace(actor, as_of=known.stamp), scopes)
        return found.pk
