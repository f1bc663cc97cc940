"""Settings of offices: the post that bears each, until a last day."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from bureau.core.days import last_day
from bureau.institution.organisation.forms.reference import (
    KeptOfficeForm,
    OfficeForm,
    until,
)
from bureau.institution.organisation.models import (
    Office,
    OfficeProposal,
)
from bureau.institution.organisation.permissions import (
    may_confirm_for_post,
    may_keep_reference_data,
)
from bureau.institution.organisation.queries.structure import today_in_force
from bureau.institution.organisation.services import keeping, reference
from bureau.institution.organisation.texts.reasons import ONLY_OFFICERS, sentence
from bureau.institution.organisation.views.settings.parts import (
    crumbs,
    organisation_here,
    post_by_number,
    post_told,
)
from bureau.record.accounts.queries import administrators_on, told
from bureau.record.journal.services import Asked
from bureau.web.multilingual import here
from bureau.web.registers import (
    Change,
    Deed,
    Kept,
    Line,
    Register,
    barred,
    changes_of_text,
    refusing,
    register_page,
    row_page,
    settle,
)
from bureau.web.requests import Asking


def offices(request: Asking) -> HttpResponseBase:
    return register_page(request, OFFICES, crumbs())


def office(request: Asking, row: int) -> HttpResponseBase:
    return row_page(request, OFFICES, row, crumbs(OFFICES.title, "settings-offices"))


def _office_form(request: Asking, data: QueryDict | None) -> OfficeForm:
    organisation = organisation_here(request).pk
    return OfficeForm(data, find_post=lambda number: post_by_number(number, organisation))


def _name_office(request: Asking, key: str, said: dict[str, Any]) -> object:
    organisation = organisation_here(request).pk
    return reference.name_office(Asked(request.actor, key), organisation=organisation, **said)


def _office_lines(request: Asking, rows: Sequence[Office]) -> list[Line]:
    now = today_in_force()
    return [
        Line(
            row.pk,
            (row.code, here(row.name), post_told(now, row.post_id), last_day(row.valid_until)),
            change=reverse("settings-office", args=[row.pk]),
        )
        for row in rows
    ]


def _kept_office(request: Asking, row: Office, data: QueryDict | None) -> KeptOfficeForm:
    organisation = organisation_here(request).pk
    post = post_told(today_in_force(), row.post_id)
    return KeptOfficeForm(
        data,
        find_post=lambda number: post_by_number(number, organisation),
        initial={"name": row.name, "post": post, "last_day": last_day(row.valid_until)},
    )


def _keep_office(request: Asking, key: str, row: Office, said: dict[str, Any]) -> object:
    ends = until(said)
    return keeping.keep_office(Asked(request.actor, key), office=row.pk, valid_until=ends, **said)


@require_POST
def settle_office(request: Asking, proposal: int, verdict: str) -> HttpResponse:
    """Confirm a proposed change of an office, or turn it down."""
    if not may_keep_reference_data(request.actor):
        return barred(request, ONLY_OFFICERS)
    return settle(
        request,
        verdict,
        lambda key, is_confirmed: keeping.settle_office(
            Asked(request.actor, key), proposal=proposal, is_confirmed=is_confirmed
        ),
        sentence,
        (_("It is confirmed."), _("The proposal is closed. Nothing was changed.")),
    )


def _proposed_offices(request: Asking) -> list[Line]:
    organisation, now = organisation_here(request).pk, today_in_force()
    administrators = administrators_on(request.reading.today)
    rows = OfficeProposal.objects.filter(settled_by=None, office__organisation=organisation)
    lines = []
    for row in rows.select_related("office", "proposed_by").order_by("pk"):
        by = (request.actor, organisation, row.proposed_by_id, row.post_id, administrators)
        why = (
            ""
            if may_confirm_for_post(*by)
            else _("Another person must confirm it: two persons are needed.")
        )
        address, office = f"/settings/offices/proposals/{row.pk}", row.office
        post, until = post_told(now, row.post_id), last_day(row.valid_until)
        deeds = (
            Deed(f"{address}/confirmation/", _("Confirm"), why),
            refusing(f"{address}/refusal/", is_own=row.proposed_by_id == request.actor.person),
        )
        cells = (office.code, here(row.name or office.name), post, until)
        changes = changes_of_text(office.name, row.name or office.name)
        if row.post_id != office.post_id:
            changes += (Change(_("Post"), post_told(now, office.post_id), post),)
        line = Line(row.pk, cells, deeds=deeds, changes=changes)
        lines.append(replace(line, proposer=told(row.proposed_by)))
    return lines


OFFICES = Register(
    name="offices",
    title=_("Offices"),
    says=_("The offices that rules name, and the post that bears each."),
    done=_("The office is named."),
    barred=ONLY_OFFICERS,
    may=may_keep_reference_data,
    columns={
        "code": _("Code"),
        "name": _("Name"),
        "post": _("Post"),
        "last_day": _("Last day"),
    },
    rows=lambda request: Office.objects.filter(organisation=organisation_here(request)).order_by(
        "code", "pk"
    ),
    lines=_office_lines,
    form=_office_form,
    add=_name_office,
    sentence=sentence,
    verb=_("Name an office"),
    orders={"code": ("code",)},
    kept=Kept(
        _kept_office,
        _keep_office,
        _(
            "The office is saved. "
            "Another name, post or last day applies once a second person confirms it."
        ),
    ),
    table="settings-offices-files",
    proposed=_proposed_offices,
)
