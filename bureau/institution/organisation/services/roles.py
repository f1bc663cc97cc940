"""Roles of posts: proposed by one administrator, confirmed or refused by another."""

from datetime import date

from django.utils.translation import pgettext_lazy

from bureau.core.actors import Role
from bureau.core.reasons import Reason, Refused
from bureau.core.references import Reference
from bureau.institution.organisation.models import PostRole, RoleProposal
from bureau.institution.organisation.permissions import may_give_roles
from bureau.institution.organisation.queries.structure import today_of_post
from bureau.institution.organisation.services.standing_in import (
    is_in_post,
    refuse_lapsed,
    refuse_own_case,
)
from bureau.record.accounts.permissions import may_settle
from bureau.record.accounts.queries import administrators_on
from bureau.record.journal.services import Act, service


@service("organisation.propose_role", pgettext_lazy("act in the journal", "Propose a role"))
def propose_role(
    act: Act,
    *,
    post: int,
    role: str,
    valid_from: date,
    valid_until: date | None = None,
    scope: Reference | None = None,
) -> int:
    """Propose to give a post a role; it carries none until another administrator confirms. Raises
    Refused for the author of a case that the role decides on."""
    _allow(may_give_roles(act.actor))
    if valid_until and valid_until <= valid_from:
        raise Refused(Reason("ends_before_it_begins"))
    _refuse_own_case(act, post, role, scope)
    row = RoleProposal.objects.create(
        post_id=post,
        role=Role(role),
        scope_kind=scope.kind if scope else "",
        scope=scope.id if scope else None,
        valid_from=valid_from,
        valid_until=valid_until,
        proposed_by_id=act.actor.person or 0,
        proposed_at=act.at,
    )
    act.touch("role_proposal", row.pk)
    act.touch("post", post)
    act.details.update(proposal=row.pk, role=role)
    return row.pk


@service(
    "organisation.propose_end_of_role",
    pgettext_lazy("act in the journal", "Propose the end of a role"),
)
def propose_end_of_role(act: Act, *, post_role: int, on: date) -> int:
    """Propose to take a role from a post; `on` is the first day without it."""
    _allow(may_give_roles(act.actor))
    (held,) = act.lock(PostRole, post_role)
    if on < held.valid_from:
        raise Refused(Reason("ends_before_it_begins"))
    _refuse_own_case(act, held.post_id, held.role, _scope(held))
    row = RoleProposal.objects.create(
        post_id=held.post_id,
        role=held.role,
        scope_kind=held.scope_kind,
        scope=held.scope,
        valid_from=on,
        ends=held,
        proposed_by_id=act.actor.person or 0,
        proposed_at=act.at,
    )
    act.touch("role_proposal", row.pk)
    act.touch("post", held.post_id)
    act.details.update(proposal=row.pk, post_role=post_role)
    return row.pk


@service("organisation.settle_role", pgettext_lazy("act in the journal", "Settle a proposed role"))
def settle_role(act: Act, *, proposal: int, is_confirmed: bool) -> None:
    """Confirm a proposal, so that the post has the role (or has it no more), or refuse it.

    A proposal that lapsed can only be refused. Raises Refused for the author of a case that the
    role decides on.
    """
    _allow(may_give_roles(act.actor))
    (row,) = act.lock(RoleProposal, proposal)
    if row.settled_by_id is not None:
        raise Refused(Reason("already_settled"))
    asked = (act.actor, row.proposed_by_id, administrators_on(act.at.date()))
    is_for_them = row.ends_id is None and is_in_post(act.actor, row.post_id)
    if is_confirmed and not may_settle(*asked, is_for_them=is_for_them):
        raise Refused(Reason("two_persons_needed"))
    if is_confirmed:
        refuse_lapsed(act, row.proposed_at)
        _refuse_own_case(act, row.post_id, row.role, _scope(row), by=row.proposed_by_id)
    settled = {"settled_by": act.actor.person, "is_confirmed": is_confirmed}
    RoleProposal.objects.filter(pk=row.pk).update(**settled)
    if is_confirmed and row.ends_id:
        _end(act, row)
    elif is_confirmed:
        _give(act, row)
    else:
        act.touch("role_proposal", row.pk)
    act.touch("post", row.post_id)
    act.details.update(proposal=row.pk, is_confirmed=is_confirmed)


def _end(act: Act, row: RoleProposal) -> None:
    """From the day proposed, or from this instant where it is here; what is over stays so."""
    day = max(row.valid_from, today_of_post(row.post_id))
    held = PostRole.objects.filter(pk=row.ends_id or 0).exclude(valid_until__lte=day)
    held.update(valid_until=day, ended_at=act.at)
    act.touch("post_role", row.ends_id or 0)


def _give(act: Act, row: RoleProposal) -> None:
    """The first administrator, who is alone, gives without a second: `given_by` stays empty."""
    is_alone = row.proposed_by_id == act.actor.person
    given = PostRole.objects.create(
        post_id=row.post_id,
        role=row.role,
        scope_kind=row.scope_kind,
        scope=row.scope,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        given_by_id=None if is_alone else row.proposed_by_id,
        confirmed_by_id=act.actor.person,
    )
    act.touch("post_role", given.pk)


def _refuse_own_case(
    act: Act, post: int, role: str, scope: Reference | None, by: int | None = None
) -> None:
    """What the role records for a body, or decides by itself or by its post."""
    of_body = scope is not None and scope.kind == "body"
    for thing in (scope if scope and of_body else Role(role), Reference("post", post)):
        refuse_own_case(act, thing, by=by)


def _scope(row: PostRole | RoleProposal) -> Reference | None:
    return None if row.scope is None else Reference(row.scope_kind, row.scope)


def _allow(allowed: bool) -> None:
    if not allowed:
        raise Refused(Reason("administrator_only"))
