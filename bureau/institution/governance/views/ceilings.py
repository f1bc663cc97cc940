"""Settings of delegations: up to how much a rule may be used, period by period; proposed by one
person and settled by another."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from bureau.core.days import last_day
from bureau.core.pools import share_of
from bureau.documents.tables import Cell
from bureau.institution.governance.forms.delegated import BasisForm, CeilingForm
from bureau.institution.governance.models import Ceiling, CeilingProposal
from bureau.institution.governance.models.delegated import OfCeiling
from bureau.institution.governance.queries.delegated import ceilings_proposed
from bureau.institution.governance.services import ceilings as services
from bureau.institution.governance.texts.delegated import COUNTED
from bureau.institution.governance.texts.reasons import sentence
from bureau.institution.governance.texts.rules import ONLY_KEEPERS
from bureau.institution.organisation.forms.reference import until
from bureau.institution.organisation.views.settings.parts import crumbs, organisation_here
from bureau.institution.procedures.permissions import may_keep_rules
from bureau.institution.procedures.queries.rules import rule_names
from bureau.record.accounts.queries import told
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

PER_CENT = 10_000
"""Millionths in one per cent."""
PROPOSED = gettext_lazy("It is proposed; another person confirms it.")


def ceilings(request: Asking) -> HttpResponseBase:
    return register_page(request, CEILINGS, crumbs())


def ceiling(request: Asking, ceiling: int) -> HttpResponseBase:
    way = crumbs(CEILINGS.title, "settings-ceilings")
    return row_page(request, CEILINGS, ceiling, way)


@require_POST
def settle_ceiling(request: Asking, proposal: int, verdict: str) -> HttpResponse:
    """Confirm a proposed ceiling, or another amount of one, or turn the proposal down."""
    if not may_keep_rules(request.actor):
        return barred(request, ONLY_KEEPERS)
    if not _open_proposals(request).filter(pk=proposal).exists():
        raise Http404
    return settle(
        request,
        verdict,
        lambda key, is_confirmed: services.settle_ceiling(
            Asked(request.actor, key), proposal=proposal, is_confirmed=is_confirmed
        ),
        sentence,
        (_("It is confirmed."), _("The proposal is closed. Nothing was changed.")),
    )


def _form(request: Asking, data: QueryDict | None) -> CeilingForm:
    organisation = organisation_here(request)
    year = request.reading.today.replace(month=1, day=1)
    return CeilingForm(
        data,
        rules=list(rule_names(organisation.pk).items()),
        initial={"currency": organisation.currency, "valid_from": year},
    )


def _add(request: Asking, key: str, said: dict[str, Any]) -> object:
    return services.propose_ceiling(
        Asked(request.actor, key),
        organisation=organisation_here(request).pk,
        said=services.CeilingSaid(
            basis_minor=int(said.pop("basis_amount") * 100),
            share_millionths=int(said.pop("share") * PER_CENT),
            valid_until=until(said),
            **said,
        ),
    )


def _kept_form(request: Asking, row: Ceiling, data: QueryDict | None) -> BasisForm:
    initial = {"basis_amount": Decimal(row.basis_minor) / 100, "basis": row.basis}
    return BasisForm(data, initial=initial)


def _keep(request: Asking, key: str, row: Ceiling, said: dict[str, Any]) -> object:
    basis = int(said["basis_amount"] * 100)
    asked = Asked(request.actor, key)
    return services.propose_basis(asked, ceiling=row.pk, basis_minor=basis, basis=said["basis"])


def _lines(request: Asking, rows: Sequence[Ceiling]) -> list[Line]:
    names = rule_names(organisation_here(request).pk)
    return [
        Line(
            row.pk,
            _cells(row, names, row.pool.cap if row.pool else 0, row.pool.taken if row.pool else 0),
            change=reverse("settings-ceiling", args=[row.pk]),
        )
        for row in rows
    ]


def _proposed(request: Asking) -> list[Line]:
    names, found = rule_names(organisation_here(request).pk), []
    for row in _open_proposals(request).select_related("proposed_by", "moves__pool"):
        is_mine = row.proposed_by_id == request.actor.person
        why = _("Another person must confirm it: two persons are needed.") if is_mine else ""
        pool = row.moves.pool if row.moves else None
        cap = share_of(row.basis_minor, row.share_millionths)
        deeds = (
            Deed(_settling(row, "confirmation"), _("Confirm"), why),
            refusing(_settling(row, "refusal"), is_own=is_mine),
        )
        note = _("another amount") if row.moves_id else _("to be set")
        cells = _cells(row, names, cap, pool.taken if pool else 0)
        by = told(row.proposed_by)
        found.append(Line(row.pk, cells, deeds=deeds, note=note, proposer=by))
    return found


def _settling(row: CeilingProposal, verdict: str) -> str:
    return reverse("settle-ceiling", args=[row.pk, verdict])


def _open_proposals(request: Asking) -> QuerySet[CeilingProposal]:
    return ceilings_proposed(organisation_here(request).pk)


def _cells(row: OfCeiling, names: Mapping[str, str], cap: int, taken: int) -> tuple[Cell, ...]:
    return (
        names.get(row.rule, row.rule),
        row.valid_from,
        last_day(row.valid_until),
        Decimal(row.share_millionths) / PER_CENT,
        Decimal(row.basis_minor) / 100,
        Decimal(cap) / 100,
        Decimal(taken) / 100,
        row.currency,
        str(COUNTED[row.counts]),
        here(row.basis),
    )


CEILINGS = Register(
    name="ceilings",
    title=gettext_lazy("Ceilings of delegations"),
    says=gettext_lazy(
        "Up to how much a rule may be used in a period: what passes it is refused. One person "
        "proposes a ceiling, another confirms it."
    ),
    done=PROPOSED,
    barred=ONLY_KEEPERS,
    may=may_keep_rules,
    columns={
        "rule": gettext_lazy("Rule"),
        "valid_from": gettext_lazy("First day"),
        "last_day": gettext_lazy("Last day"),
        "share": gettext_lazy("Per cent"),
        "basis_amount": gettext_lazy("Of"),
        "cap": gettext_lazy("Ceiling"),
        "taken": gettext_lazy("Used"),
        "currency": gettext_lazy("Currency"),
        "counts": gettext_lazy("What counts"),
        "basis": gettext_lazy("What the amount is"),
    },
    rows=lambda request: (
        Ceiling.objects.filter(organisation=organisation_here(request))
        .select_related("pool")
        .order_by("-valid_from", "rule", "pk")
    ),
    lines=_lines,
    form=_form,
    add=_add,
    sentence=sentence,
    verb=gettext_lazy("Propose a ceiling"),
    orders={"rule": ("rule",), "valid_from": ("valid_from",)},
    proposed=_proposed,
    kept=Kept(_kept_form, _keep, PROPOSED),
)
