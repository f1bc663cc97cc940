"""Settings of delegations: up to how much a rule may be used, period by period."""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.http import HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bureau.institution.governance.forms.delegated import BasisForm, CeilingForm
from bureau.institution.governance.models import Ceiling
from bureau.institution.governance.services import delegated
from bureau.institution.governance.texts.delegated import COUNTED, sentence
from bureau.institution.governance.views.rules import ONLY_KEEPERS
from bureau.institution.organisation.forms.reference import until
from bureau.institution.organisation.views.settings.parts import crumbs, organisation_here
from bureau.institution.procedures.permissions import may_keep_rules
from bureau.institution.procedures.queries.rules import rule_names
from bureau.record.journal.services import Asked
from bureau.web.multilingual import here
from bureau.web.registers import Kept, Line, Register, register_page, row_page
from bureau.web.requests import Asking

PER_CENT = 10_000
"""Millionths in one per cent."""


def ceilings(request: Asking) -> HttpResponseBase:
    return register_page(request, CEILINGS, crumbs())


def ceiling(request: Asking, ceiling: int) -> HttpResponseBase:
    way = crumbs(CEILINGS.title, "settings-ceilings")
    return row_page(request, CEILINGS, ceiling, way)


def _form(request: Asking, data: QueryDict | None) -> CeilingForm:
    organisation = organisation_here(request)
    year = request.reading.today.replace(month=1, day=1)
    return CeilingForm(
        data,
        rules=list(rule_names(organisation.pk).items()),
        initial={"currency": organisation.currency, "valid_from": year},
    )


def _add(request: Asking, key: str, said: dict[str, Any]) -> object:
    return delegated.set_ceiling(
        Asked(request.actor, key),
        organisation=organisation_here(request).pk,
        basis_minor=int(said.pop("basis_amount") * 100),
        share_millionths=int(said.pop("share") * PER_CENT),
        valid_until=until(said),
        **said,
    )


def _kept_form(request: Asking, row: Ceiling, data: QueryDict | None) -> BasisForm:
    initial = {"basis_amount": Decimal(row.basis_minor) / 100, "basis": row.basis}
    return BasisForm(data, initial=initial)


def _keep(request: Asking, key: str, row: Ceiling, said: dict[str, Any]) -> object:
    basis = int(said["basis_amount"] * 100)
    asked = Asked(request.actor, key)
    return delegated.move_basis(asked, ceiling=row.pk, basis_minor=basis, basis=said["basis"])


def _lines(request: Asking, rows: Sequence[Ceiling]) -> list[Line]:
    names = rule_names(organisation_here(request).pk)
    return [
        Line(
            row.pk,
            (
                names.get(row.rule, row.rule),
                row.valid_from,
                row.valid_until - timedelta(days=1) if row.valid_until else None,
                Decimal(row.share_millionths) / PER_CENT,
                Decimal(row.basis_minor) / 100,
                Decimal(row.pool.cap if row.pool else 0) / 100,
                Decimal(row.pool.taken if row.pool else 0) / 100,
                row.currency,
                str(COUNTED[row.counts]),
                here(row.basis),
            ),
            change=reverse("settings-ceiling", args=[row.pk]),
        )
        for row in rows
    ]


CEILINGS = Register(
    name="ceilings",
    title=_("Ceilings of delegations"),
    says=_("Up to how much a rule may be used in a period: what passes it is refused."),
    done=_("The ceiling is set."),
    barred=ONLY_KEEPERS,
    may=may_keep_rules,
    columns={
        "rule": _("Rule"),
        "valid_from": _("First day"),
        "last_day": _("Last day"),
        "share": _("Per cent"),
        "basis_amount": _("Of"),
        "cap": _("Ceiling"),
        "taken": _("Used"),
        "currency": _("Currency"),
        "counts": _("What counts"),
        "basis": _("What the amount is"),
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
    verb=_("Set a ceiling"),
    orders={"rule": ("rule",), "valid_from": ("valid_from",)},
    kept=Kept(_kept_form, _keep, _("The ceiling is kept.")),
)
