"""Who the rules let appoint, and who holds which post: what pages of personnel actions read."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from bureau.core.actors import Actor, Role
from bureau.core.changes.actions import ActionKind
from bureau.core.coordinates import Coordinates
from bureau.core.procedures.kinds import WhoKind
from bureau.core.procedures.rules import RoutedAction, Who, governing, rules_for
from bureau.core.references import Reference
from bureau.core.spans import Day
from bureau.core.structure.snapshot import Snapshot
from bureau.core.structure.views import Incumbency, Post
from bureau.institution.organisation.models import Office, Organisation
from bureau.institution.organisation.queries.holders import incumbencies_to_come
from bureau.institution.organisation.queries.organisations import organisation_of
from bureau.institution.organisation.queries.structure import belonging, snapshot, today
from bureau.institution.procedures.queries.rules import rules_of
from bureau.record.accounts.queries import people_by_id
from bureau.record.journal.queries import record_number_now

KIND = "personnel_action"
BY_BODIES = frozenset({ActionKind.APPOINT, ActionKind.END_INCUMBENCY})
"""What of bodies is recorded by form."""


def may_appoint(actor: Actor, kind: ActionKind = ActionKind.APPOINT) -> bool:
    """Whether a rule in force today lets one of the actor's posts do this, or record that a body
    did.

    Over which units it does is for the act itself to settle.
    """
    if actor.person is None or actor.organisation is None:
        return False
    day = today(Organisation.objects.get(pk=actor.organisation))
    known = rules_of([actor.organisation])
    rules = rules_for(known, actor.organisation, KIND, day.toordinal())
    return any(
        _is_for(actor, step.who, day, kind)
        for rule in rules
        if rule.actions is None or kind in rule.actions
        for step in rule.steps
    )


def open_to(actor: Actor, kind: ActionKind, subject: str, ids: Collection[int]) -> list[int]:
    """Those of these things of the actor's own organisation to which a rule lets them do this."""
    return belonging(subject, ids, actor.organisation or 0) if may_appoint(actor, kind) else []


def body_that_decides(
    organisation: int, kind: ActionKind, post: Post, now: Snapshot, day: date
) -> int | None:
    """The body that by the rules of a day decides on an action on a post by one act of its own."""
    path = tuple(unit.id for unit in now.path(post.unit))
    action = RoutedAction(
        1, kind, post.grade, post.unit, day.toordinal(), path[:-1], amount=0, currency=""
    )
    rules = rules_for(rules_of([organisation]), organisation, KIND, day.toordinal())
    steps = [step for rule in governing(action, rules, {}) for step in rule.steps]
    who = steps[0].who if len(steps) == 1 else None
    is_of_one = who is not None and who.kind is WhoKind.BODY and len(who.ids) == 1
    return int(who.ids[0]) if who and is_of_one else None


def _is_for(actor: Actor, who: Who, day: date, kind: ActionKind) -> bool:
    match who.kind:
        case WhoKind.BODY:
            kept = {one.scope for one in actor.roles if one.role == Role.BODY_SECRETARY}
            named = {Reference("body", one) for one in who.ids if isinstance(one, int)}
            return kind in BY_BODIES and (None in kept or not named.isdisjoint(kept))
        case WhoKind.ROLE:
            return any(held.role == one for held in actor.roles for one in who.ids)
        case WhoKind.POST:
            return not actor.posts.isdisjoint(one for one in who.ids if isinstance(one, int))
        case WhoKind.OFFICE:
            still = Q(valid_until__isnull=True) | Q(valid_until__gt=day)
            rows = Office.objects.filter(still, pk__in=who.ids)
            return not actor.posts.isdisjoint(rows.values_list("post_id", flat=True))
    return False


def held_post(now: Snapshot, incumbency: int) -> tuple[Incumbency, Post] | None:
    """A hold that stands, with the post it is of."""
    found = now.view(Reference("incumbency", incumbency))
    post = now.post(found.post) if isinstance(found, Incumbency) else None
    return (found, post) if isinstance(found, Incumbency) and post else None


@dataclass(frozen=True, slots=True)
class Hold:
    """A hold of a post with the name of whose it is; `begins` is None where it stands already."""

    incumbency: int
    person: str
    begins: Day | None


def holds_to_end(actor: Actor, posts: Collection[int]) -> dict[int, list[Hold]]:
    """The holds of some posts that stand today, and those to come."""
    organisation = organisation_of(actor)
    now = snapshot(Coordinates(today(organisation).toordinal(), record_number_now()))
    coming = incumbencies_to_come(now, posts)
    listed: list[tuple[Incumbency, Day | None]] = [
        (one, None) for post in posts for one in now.incumbencies_of(post)
    ]
    listed += [(one, one.valid_from) for one in coming]
    people = people_by_id(one.person for one, _begins in listed)
    found: dict[int, list[Hold]] = {post: [] for post in posts}
    for one, begins in listed:
        if one.person in people:
            found[one.post].append(Hold(one.id, people[one.person].name, begins))
    return found
