"""Settings of budgets."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bureau.institution.finance.forms import (
    BudgetForm,
    KeptBudgetForm,
)
from bureau.institution.finance.models import Budget
from bureau.institution.finance.permissions import may_keep_budgets
from bureau.institution.finance.services import budgets as services
from bureau.institution.finance.texts import ONLY_KEEPERS, sentence
from bureau.institution.instruments.models import BY_HAND, Instrument
from bureau.institution.organisation.views.settings.parts import crumbs, organisation_here
from bureau.record.journal.services import Asked
from bureau.web.multilingual import here
from bureau.web.registers import Kept, Line, Register, register_page, row_page
from bureau.web.requests import Asking


def budgets(request: Asking) -> HttpResponseBase:
    return register_page(request, BUDGETS, crumbs())


def budget(request: Asking, row: int) -> HttpResponseBase:
    return row_page(request, BUDGETS, row, crumbs(BUDGETS.title, "settings-budgets"))


def _instruments(request: Asking) -> list[tuple[str, str]]:
    """What a budget may rest on: what bodies decided and what was laid down, newest first."""
    rows = Instrument.objects.filter(organisation=organisation_here(request).pk)
    chosen = rows.filter(kind__in=BY_HAND).exclude(kind="approval")
    return [
        (str(row.pk), " · ".join(filter(None, (row.number, here(row.title)))))
        for row in chosen.order_by("-pk")[:300]
    ]


def _budget_form(request: Asking, data: QueryDict | None) -> BudgetForm:
    year = request.reading.today.year
    initial = {"currency": organisation_here(request).currency, "first_year": year}
    return BudgetForm(
        data, instruments=_instruments(request), initial={**initial, "last_year": year + 1}
    )


def _make_budget(request: Asking, key: str, said: dict[str, Any]) -> object:
    organisation = organisation_here(request).pk
    return services.make_budget(Asked(request.actor, key), organisation=organisation, **said)


def _budget_lines(request: Asking, rows: Sequence[Budget]) -> list[Line]:
    return [
        Line(
            row.pk,
            (
                here(row.name),
                row.first_year,
                row.last_year,
                row.currency,
                row.vacancy,
                row.delayed_recruitment,
                here(row.instrument.title) if row.instrument else "",
            ),
            address=reverse("settings-budget-lines", args=[row.pk]),
            change=reverse("settings-budget", args=[row.pk]),
        )
        for row in rows
    ]


def _kept_budget(request: Asking, row: Budget, data: QueryDict | None) -> KeptBudgetForm:
    held = {
        "name": row.name,
        "instrument": row.instrument_id or "",
        "vacancy": row.vacancy,
        "delayed_recruitment": row.delayed_recruitment,
    }
    return KeptBudgetForm(data, instruments=_instruments(request), initial=held)


def _keep_budget(request: Asking, key: str, row: Budget, said: dict[str, Any]) -> object:
    return services.keep_budget(Asked(request.actor, key), budget=row.pk, **said)


BUDGETS = Register(
    name="budgets",
    title=_("Budgets"),
    says=_("What is voted for one year or two. The name leads to its lines."),
    done=_("The budget is made. Now add its lines, or bring them in as a table."),
    barred=ONLY_KEEPERS,
    may=may_keep_budgets,
    columns={
        "name": _("Name"),
        "first_year": _("First year"),
        "last_year": _("Last year"),
        "currency": _("Currency"),
        "vacancy": _("Vacancy, %"),
        "delayed_recruitment": _("Delayed recruitment, %"),
        "instrument": _("Instrument"),
    },
    rows=lambda request: (
        Budget.objects.filter(organisation=organisation_here(request))
        .select_related("instrument")
        .order_by("-first_year", "pk")
    ),
    lines=_budget_lines,
    form=_budget_form,
    add=_make_budget,
    sentence=sentence,
    verb=_("Make a budget"),
    orders={"first_year": ("first_year",), "last_year": ("last_year",)},
    kept=Kept(_kept_budget, _keep_budget, _("The budget is kept.")),
)
