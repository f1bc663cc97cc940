"""Settings of standard costs: one person proposes what a post costs, another confirms it."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from bureau.core.days import last_day
from bureau.documents.tables import Cell
from bureau.institution.organisation.forms.reference import KeptCostForm, StandardCostForm, until
from bureau.institution.organisation.models import (
    OfStandardCost,
    StandardCost,
    StandardCostProposal,
)
from bureau.institution.organisation.permissions import (
    may_confirm_for_post,
    may_keep_reference_data,
)
from bureau.institution.organisation.queries.charts import grade_order
from bureau.institution.organisation.queries.posts import place_names
from bureau.institution.organisation.services import costs as services
from bureau.institution.organisation.services import keeping
from bureau.institution.organisation.texts.reasons import ONLY_OFFICERS, sentence
from bureau.institution.organisation.views.settings.parts import (
    crumbs,
    organisation_here,
)
from bureau.record.accounts.queries import administrators_on, told
from bureau.record.journal.services import Asked
from bureau.web.multilingual import here
from bureau.web.registers import (
    Deed,
    Kept,
    Line,
    Register,
    barred,
    refusing,
    register_page,
    row_page,
    settle,
)
from bureau.web.requests import Asking


def costs(request: Asking) -> HttpResponseBase:
    return register_page(request, COSTS, crumbs())


def cost(request: Asking, row: int) -> HttpResponseBase:
    return row_page(request, COSTS, row, crumbs(COSTS.title, "settings-costs"))


def _cost_form(request: Asking, data: QueryDict | None) -> StandardCostForm:
    organisation = organisation_here(request)
    return StandardCostForm(
        data,
        grades=[(grade, grade) for grade in grade_order(organisation.pk)],
        places=list(place_names(organisation.pk).items()),
        initial={"currency": organisation.currency, "valid_from": request.reading.today},
    )


def _add_cost(request: Asking, key: str, said: dict[str, Any]) -> object:
    amount: Decimal = said.pop("amount")
    valid_until = until(said)
    return services.propose_standard_cost(
        Asked(request.actor, key),
        organisation=organisation_here(request).pk,
        amount_minor=int(amount * 100),
        valid_until=valid_until,
        **said,
    )


def _cost_lines(request: Asking, rows: Sequence[StandardCost]) -> list[Line]:
    return [
        Line(row.pk, _cells(row), change=reverse("settings-cost", args=[row.pk])) for row in rows
    ]


def _cells(row: OfStandardCost) -> tuple[Cell, ...]:
    return (
        row.grade,
        row.place,
        Decimal(row.amount_minor) / 100,
        row.currency,
        row.valid_from,
        last_day(row.valid_until),
        here(row.source),
    )


@require_POST
def settle_cost(request: Asking, proposal: int, verdict: str) -> HttpResponse:
    """Confirm a proposed standard cost, or turn it down."""
    if not may_keep_reference_data(request.actor):
        return barred(request, ONLY_OFFICERS)
    return settle(
        request,
        verdict,
        lambda key, is_confirmed: services.settle_standard_cost(
            Asked(request.actor, key), proposal=proposal, is_confirmed=is_confirmed
        ),
        sentence,
        (_("It is confirmed."), _("The proposal is closed. Nothing was changed.")),
    )


def _proposed(request: Asking) -> list[Line]:
    organisation = organisation_here(request).pk
    administrators = administrators_on(request.reading.today)
    rows = StandardCostProposal.objects.filter(settled_by=None, organisation=organisation)
    lines = []
    for row in rows.select_related("proposed_by").order_by("pk"):
        by = (request.actor, organisation, row.proposed_by_id, None, administrators)
        why = (
            ""
            if may_confirm_for_post(*by)
            else _("Another person must confirm it: two persons are needed.")
        )
        deeds = (
            Deed(reverse("settle-cost", args=[row.pk, "confirmation"]), _("Confirm"), why),
            refusing(
                reverse("settle-cost", args=[row.pk, "refusal"]),
                is_own=row.proposed_by_id == request.actor.person,
            ),
        )
        note = _("Another last day") if row.keeps else ""
        line = Line(row.pk, _cells(row), deeds=deeds, note=note)
        lines.append(replace(line, proposer=told(row.proposed_by)))
    return lines


def _kept_cost(request: Asking, row: StandardCost, data: QueryDict | None) -> KeptCostForm:
    return KeptCostForm(data, initial={"source": row.source, "last_day": last_day(row.valid_until)})


def _keep_cost(request: Asking, key: str, row: StandardCost, said: dict[str, Any]) -> object:
    ends, asked = until(said), Asked(request.actor, key)
    return keeping.keep_standard_cost(asked, cost=row.pk, valid_until=ends, **said)


COSTS = Register(
    name="standard-costs",
    title=_("Standard costs"),
    says=_("What a post of a grade at a place costs a year, with its source."),
    done=_("The standard cost is proposed. It counts once a second person confirms it."),
    barred=ONLY_OFFICERS,
    may=may_keep_reference_data,
    columns={
        "grade": _("Grade"),
        "place": _("Duty station"),
        "amount": _("A year"),
        "currency": _("Currency"),
        "valid_from": _("First day"),
        "last_day": _("Last day"),
        "source": _("Source"),
    },
    rows=lambda request: StandardCost.objects.filter(
        organisation=organisation_here(request)
    ).order_by("-valid_from", "grade", "pk"),
    lines=_cost_lines,
    proposed=_proposed,
    form=_cost_form,
    add=_add_cost,
    sentence=sentence,
    verb=_("Propose a standard cost"),
    orders={"grade": ("grade",), "amount": ("amount_minor",), "valid_from": ("valid_from",)},
    kept=Kept(
        _kept_cost,
        _keep_cost,
        _("The source is saved. Another last day applies once a second person confirms it."),
    ),
)
