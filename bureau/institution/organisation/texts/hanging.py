"""What offices, roles of posts, delegations, absences and settings are called, many at a time."""

from collections.abc import Collection, Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from bureau.core.actors import Actor
from bureau.core.references import Reference
from bureau.institution.organisation.models import (
    Absence,
    Delegation,
    Office,
    Organisation,
    PostRole,
    RoleProposal,
)
from bureau.institution.organisation.queries.lineage import called
from bureau.institution.organisation.queries.structure import today_in_force
from bureau.institution.organisation.texts.words import word_for
from bureau.record.accounts.queries import told
from bureau.web.answers import Label
from bureau.web.multilingual import here


def offices_described(actor: Actor, ids: Collection[int]) -> dict[int, Label]:
    rows = Office.objects.filter(pk__in=ids)
    return {
        row.pk: Label(
            _("The office {name}").format(name=here(row.name)),
            reverse("settings-office", args=[row.pk]),
        )
        for row in rows
    }


def roles_described(actor: Actor, ids: Collection[int]) -> dict[int, Label]:
    rows = list(PostRole.objects.filter(pk__in=ids))
    posts = _posts(row.post_id for row in rows)
    return {
        row.pk: Label(
            _("The role {role} of post {post}").format(
                role=word_for(row.role, "role"), post=posts.get(row.post_id, "")
            ),
            reverse("settings-roles"),
        )
        for row in rows
    }


def delegations_described(actor: Actor, ids: Collection[int]) -> dict[int, Label]:
    rows = list(Delegation.objects.filter(pk__in=ids).select_related("person"))
    posts = _posts(row.post_id for row in rows)
    return {
        row.pk: Label(
            _("The delegation of post {post} to {person}").format(
                post=posts.get(row.post_id, ""), person=told(row.person)
            )
        )
        for row in rows
    }


def proposed_roles_described(actor: Actor, ids: Collection[int]) -> dict[int, Label]:
    rows = list(RoleProposal.objects.filter(pk__in=ids))
    posts = _posts(row.post_id for row in rows)
    return {
        row.pk: Label(
            _("The proposed role {role} of post {post}").format(
                role=word_for(row.role, "role"), post=posts.get(row.post_id, "")
            ),
            reverse("settings-roles"),
        )
        for row in rows
    }


def absences_described(actor: Actor, ids: Collection[int]) -> dict[int, Label]:
    rows = Absence.objects.filter(pk__in=ids).select_related("person")
    return {
        row.pk: Label(
            _("The absence of {person}").format(person=told(row.person)), reverse("standing-in")
        )
        for row in rows
    }


def settings_described(actor: Actor, ids: Collection[int]) -> dict[int, Label]:
    rows = Organisation.objects.filter(pk__in=ids)
    said = _("Settings of {organisation}")
    return {
        row.pk: Label(said.format(organisation=here(row.name)), reverse("settings")) for row in rows
    }


def _posts(ids: Iterable[int]) -> dict[int, str]:
    """Posts by their number; of one that ended, the last it had."""
    found = called([Reference("post", id) for id in set(ids)], today_in_force())
    return {reference.id: post.short for reference, post in found.items()}
