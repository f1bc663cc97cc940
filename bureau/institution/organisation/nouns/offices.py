"""Offices: what rules name, each borne by a post. A second person confirms a change."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bureau.institution.organisation.models import Office, OfficeProposal
from bureau.institution.organisation.nouns.shared import (
    SETTINGS,
    owner,
    settings_rights,
)
from bureau.institution.organisation.permissions import (
    may_confirm_for_post,
    may_keep_reference_data,
)
from bureau.institution.organisation.queries import hanging
from bureau.institution.organisation.queries.organisations import organisation_begun
from bureau.institution.organisation.services import keeping, reference
from bureau.institution.organisation.texts import hanging as labels
from bureau.institution.organisation.texts.proposals import offices_waiting
from bureau.institution.organisation.texts.reasons import ONLY_OFFICERS, sentence
from bureau.record.accounts.queries import administrators_on, told
from bureau.record.nouns import fields
from bureau.record.nouns.noun import (
    Listing,
    Named,
    Noun,
    Proposals,
    Proposed,
    adding,
    changing,
)
from bureau.web.requests import Asking


def _waiting(request: Asking) -> list[Proposed]:
    """The proposals of the reader's organisation that nobody settled."""
    actor, organisation = request.actor, organisation_begun(request.actor).pk
    administrators = administrators_on(request.reading.today)
    rows = OfficeProposal.objects.filter(settled_by=None, office__organisation=organisation)
    return [
        Proposed(
            number=row.pk,
            row=row.office,
            values={
                "name": row.name or row.office.name,
                "post_id": row.post_id,
                "valid_until": row.valid_until,
            },
            proposer=told(row.proposed_by),
            is_own=row.proposed_by_id == actor.person,
            barred=""
            if may_confirm_for_post(
                actor, organisation, row.proposed_by_id, row.post_id, administrators
            )
            else _("Another person must confirm it: two persons are needed."),
        )
        for row in rows.select_related("office", "proposed_by").order_by("pk")
    ]


OFFICES = Noun(
    name="office",
    plural="offices",
    model=Office,
    named=Named(
        one=pgettext_lazy("that rules name", "Office"),
        many=_("Offices"),
        says=_("The offices that rules name, and the post that bears each."),
        empty=(_("No office yet"), _("Add the offices that the rules name.")),
    ),
    fields=(
        fields.code(most=40, refused=("already_there",)),
        fields.text(),
        owner(_("Post"), refused=()),
        fields.last_day_of(),
    ),
    rights=settings_rights(Office, may_keep_reference_data, ONLY_OFFICERS),
    deeds=(
        adding(
            reference.name_office,
            _("Add an office"),
            _("Add office"),
            _("The office is added."),
            *("code", "name", "post", "valid_until"),
        ),
        changing(
            keeping.keep_office,
            _("Change the office"),
            _(
                "The office is saved. "
                "Another name, post or last day applies once a second person confirms it."
            ),
            *("name", "post", "valid_until"),
        ),
    ),
    listing=Listing(
        columns=("name", "code", "post", "valid_until"),
        facts=("code", "post", "valid_until"),
        key=("code",),
        order=("code",),
    ),
    place=SETTINGS,
    sentence=sentence,
    proposals=Proposals(_waiting, keeping.settle_office),
    wiring={
        "describe": labels.offices_described,
        "visible": hanging.offices_visible,
        "waiting": offices_waiting,
        "hangs_on": hanging.offices_hanging,
    },
)
