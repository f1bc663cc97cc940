"""What one person proposed of reference data and another may confirm, for the first page."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from bureau.core.actors import Actor
from bureau.core.proposals import PROPOSAL_LASTS
from bureau.institution.instruments.models import BodyNameProposal
from bureau.institution.instruments.permissions import may_keep_body
from bureau.institution.organisation.models import (
    OfficeProposal,
    Organisation,
    RoleProposal,
    StandardCostProposal,
)
from bureau.institution.organisation.permissions import (
    may_confirm_for_post,
    may_give_roles,
    may_keep_reference_data,
)
from bureau.institution.organisation.queries.actors import in_person
from bureau.institution.organisation.queries.organisations import organisation_of
from bureau.institution.organisation.queries.structure import today
from bureau.institution.organisation.texts.words import word_for
from bureau.record.accounts.queries import administrators_on, told
from bureau.record.instants import lasting
from bureau.web.answers import Waiting
from bureau.web.multilingual import here


def costs_waiting(actor: Actor) -> list[Waiting]:
    """For the wiring table: the standard costs that the actor may confirm."""
    own = organisation_of(actor)
    if own is None or not may_keep_reference_data(actor, own.pk):
        return []
    rows = not_settled(StandardCostProposal.objects.filter(organisation=own))
    called = _("Standard cost of {grade} at {place}")
    return [
        proposal_waiting(row, called.format(grade=row.grade, place=row.place), "settings-costs")
        for row in _confirmable(actor, own, rows)
    ]


def offices_waiting(actor: Actor) -> list[Waiting]:
    """For the wiring table: the changes of offices that the actor may confirm."""
    own = organisation_of(actor)
    if own is None or not may_keep_reference_data(actor, own.pk):
        return []
    called = _("Office: {name}")
    rows = OfficeProposal.objects.filter(office__organisation=own).select_related("office")
    return [
        proposal_waiting(row, called.format(name=here(row.office.name)), "settings-offices")
        for row in _confirmable(actor, own, not_settled(rows))
    ]


def names_waiting(actor: Actor) -> list[Waiting]:
    """For the wiring table: the names of bodies that the actor may confirm."""
    own = organisation_of(actor)
    if own is None:
        return []
    called = _("Body: {name}")
    rows = BodyNameProposal.objects.filter(body__organisation=own.pk).select_related("body")
    return [
        proposal_waiting(row, called.format(name=here(row.body.name)), "settings-bodies")
        for row in not_settled(rows)
        if row.proposed_by_id != actor.person and may_keep_body(actor, row.body_id, own.pk)
    ]


def roles_waiting(actor: Actor) -> list[Waiting]:
    """For the wiring table: the roles that the actor may confirm."""
    if not may_give_roles(actor):
        return []
    called = _("Role: {role}")
    return [
        proposal_waiting(row, called.format(role=word_for(row.role, "role")), "settings-roles")
        for row in not_settled(RoleProposal.objects.all())
        if row.proposed_by_id != actor.person and row.post_id not in actor.posts
    ]


def not_settled(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Those that nobody settled and that have not lapsed, oldest first."""
    waiting = rows.filter(lasting("proposed_at", PROPOSAL_LASTS), settled_by=None)
    return waiting.select_related("proposed_by").order_by("pk")


def _confirmable(actor: Actor, own: Organisation, rows: QuerySet[Any]) -> Iterator[Any]:
    if not (listed := list(rows)):
        return
    day = today(own)
    by, administrators = in_person(actor, day), administrators_on(day)
    for row in listed:
        post = getattr(row, "post_id", None)
        is_other = row.proposed_by_id != actor.person
        if is_other and may_confirm_for_post(by, own.pk, row.proposed_by_id, post, administrators):
            yield row


def proposal_waiting(row: Any, title: str, address: str) -> Waiting:
    """The line of a proposal for who may confirm it; `address` is the name of its page."""
    why = _("{person} proposed this. It takes effect once you or another person confirm it.")
    return Waiting(
        None,
        title,
        why.format(person=told(row.proposed_by)),
        pgettext("act", "Confirm"),
        reverse(address),
    )
