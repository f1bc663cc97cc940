"""Who may see who acts for whom: roles of posts, delegations, absences, and settings.

Asked for many at a time, as the wiring table asks. An act is told to nobody who may not see what
of these it touched.
"""

from collections.abc import Collection

from bureau.core.actors import Actor
from bureau.institution.organisation.models import (
    Absence,
    Delegation,
    Organisation,
    PostRole,
    RoleProposal,
)
from bureau.institution.organisation.permissions import (
    may_confirm_stand_in,
    may_give_roles,
    may_keep_reference_data,
    may_see_delegations,
)


def roles_visible(actor: Actor, ids: Collection[int]) -> set[int]:
    """To the officers of the organisation, administrators and auditors; to each post its own."""
    rows = PostRole.objects.filter(pk__in=ids).values_list("pk", "post", "post__organisation")
    return {
        number
        for number, post, of in rows
        if post in actor.posts or actor.is_auditor() or may_keep_reference_data(actor, of)
    }


def proposed_roles_visible(actor: Actor, ids: Collection[int]) -> set[int]:
    """To those who give roles, and to auditors."""
    if not (may_give_roles(actor) or actor.is_auditor()):
        return set()
    return set(RoleProposal.objects.filter(pk__in=ids).values_list("pk", flat=True))


def delegations_visible(actor: Actor, ids: Collection[int]) -> set[int]:
    """As in the register: to those who keep it, to both persons, and to the post."""
    if actor.person is None:
        return set()
    return {
        row.pk
        for row in Delegation.objects.filter(pk__in=ids).select_related("post")
        if actor.person in (row.giver_id, row.person_id)
        or row.post_id in actor.posts
        or may_see_delegations(actor, row.post.organisation_id)
    }


def absences_visible(actor: Actor, ids: Collection[int]) -> set[int]:
    """To whom it names, once they stand in; to who may confirm it, and to auditors."""
    if actor.person is None:
        return set()
    return {
        row.pk
        for row in Absence.objects.filter(pk__in=ids).select_related("post")
        if actor.person in (row.person_id, row.stand_in_id)
        or actor.is_auditor()
        or may_confirm_stand_in(actor, row.person_id, row.post.organisation_id)
    }


def settings_visible(actor: Actor, ids: Collection[int]) -> set[int]:
    """What is proposed of bodies, offices and costs, and what officers keep: to these, to
    administrators and to auditors."""
    rows = Organisation.objects.filter(pk__in=ids).values_list("pk", flat=True)
    return {of for of in rows if actor.is_auditor() or may_keep_reference_data(actor, of)}
