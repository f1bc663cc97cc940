"""Settings of budgets, objects of expenditure and exchange rates."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.http import HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bureau.core.days import last_day
from bureau.institution.finance.forms import (
    MILLION,
    BudgetForm,
    ExchangeRateForm,
    ExpenditureObjectForm,
    KeptBudgetForm,
    KeptExchangeRateForm,
    KeptExpenditureObjectForm,
)
from bureau.institution.finance.models import Budget, ExchangeRate, ExpenditureObject
from bureau.institution.finance.permissions import may_keep_budgets
from bureau.institution.finance.services import budgets as services
from bureau.institution.finance.services import rates
from bureau.institution.finance.texts import ONLY_KEEPERS, sentence
from bureau.institution.instruments.models import BY_HAND, Instrument
from bureau.institution.organisation.forms.reference import until
from bureau.institution.organisation.views.settings.parts import crumbs, organisation_here
from bureau.record.journal.services import Asked
from bureau.web.multilingual import here
from bureau.web.registers import Kept, Line, Register, register_page, row_page
from bureau.web.requests import Asking


def budgets(request: Asking) -> HttpResponseBase:
    return register_page(request, BUDGETS, crumbs())


def budget(request: Asking, row: int) -> HttpResponseBase:
    return row_page(request, BUDGETS, row, crumbs(BUDGETS.title, "settings-budgets"))


def expenditure_objects(request: Asking) -> HttpResponseBase:
    return register_page(request, OBJECTS, crumbs())


def expenditure_object(request: Asking, row: int) -> HttpResponseBase:
    way = crumbs(OBJECTS.title, "settings-expenditure-objects")
    return row_page(request, OBJECTS, row, way)


def exchange_rates(request: Asking) -> HttpResponseBase:
    return register_page(request, RATES, crumbs())


def exchange_rate(request: Asking, row: int) -> HttpResponseBase:
    return row_page(request, RATES, row, crumbs(RATES.title, "settings-exchange-rates"))


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


def _add_object(request: Asking, key: str, said: dict[str, Any]) -> object:
    organisation = organisation_here(request).pk
    return services.add_expenditure_object(
        Asked(request.actor, key), organisation=organisation, **said
    )


def _object_lines(request: Asking, rows: Sequence[ExpenditureObject]) -> list[Line]:
    return [
        Line(
            row.pk,
            (row.code, here(row.name), str(_("yes")) if row.pays_posts else ""),
            change=reverse("settings-expenditure-object", args=[row.pk]),
        )
        for row in rows
    ]


def _kept_object(
    request: Asking, row: ExpenditureObject, data: QueryDict | None
) -> KeptExpenditureObjectForm:
    return KeptExpenditureObjectForm(data, initial={"name": row.name})


def _keep_object(request: Asking, key: str, row: ExpenditureObject, said: dict[str, Any]) -> object:
    by = Asked(request.actor, key)
    return services.keep_expenditure_object(by, expenditure_object=row.pk, **said)


OBJECTS = Register(
    name="expenditure-objects",
    title=_("Objects of expenditure"),
    says=_("What money is spent on. Lines of an object that is what posts cost pay for posts."),
    done=_("The object is added."),
    barred=ONLY_KEEPERS,
    may=may_keep_budgets,
    columns={"code": _("Code"), "name": _("Name"), "pays_posts": _("What posts cost")},
    rows=lambda request: ExpenditureObject.objects.filter(
        organisation=organisation_here(request)
    ).order_by("code", "pk"),
    lines=_object_lines,
    form=lambda request, data: ExpenditureObjectForm(data),
    add=_add_object,
    sentence=sentence,
    verb=_("Add an object"),
    orders={"code": ("code",)},
    kept=Kept(_kept_object, _keep_object, _("The object is kept.")),
)


def _rate_form(request: Asking, data: QueryDict | None) -> ExchangeRateForm:
    initial = {"into": organisation_here(request).currency, "valid_from": request.reading.today}
    return ExchangeRateForm(data, initial=initial)


def _add_rate(request: Asking, key: str, said: dict[str, Any]) -> object:
    ends, organisation = until(said), organisation_here(request).pk
    by = Asked(request.actor, key)
    return rates.add_exchange_rate(by, organisation=organisation, valid_until=ends, **said)


def _rate_lines(request: Asking, rows: Sequence[ExchangeRate]) -> list[Line]:
    return [
        Line(
            row.pk,
            (
                row.source,
                row.into,
                (Decimal(row.millionths) / MILLION).normalize() + 0,
                row.valid_from,
                last_day(row.valid_until),
            ),
            change=reverse("settings-exchange-rate", args=[row.pk]),
        )
        for row in rows
    ]


def _kept_rate(request: Asking, row: ExchangeRate, data: QueryDict | None) -> KeptExchangeRateForm:
    last = last_day(row.valid_until)
    return KeptExchangeRateForm(data, initial={"last_day": last})


def _keep_rate(request: Asking, key: str, row: ExchangeRate, said: dict[str, Any]) -> object:
    by = Asked(request.actor, key)
    return rates.end_exchange_rate(by, exchange_rate=row.pk, valid_until=until(said))


RATES = Register(
    name="exchange-rates",
    title=_("Exchange rates"),
    says=_("Costs in another currency than the budget's are turned into it at the day's rate."),
    done=_("The rate is added. An open one before it ends the day before."),
    barred=ONLY_KEEPERS,
    may=may_keep_budgets,
    columns={
        "source": _("From currency"),
        "into": _("Into currency"),
        "rate": _("Rate"),
        "valid_from": _("First day"),
        "last_day": _("Last day"),
    },
    rows=lambda request: ExchangeRate.objects.filter(
        organisation=organisation_here(request)
    ).order_by("source", "into", "-valid_from"),
    lines=_rate_lines,
    form=_rate_form,
    add=_add_rate,
    sentence=sentence,
    verb=_("Add a rate"),
    orders={"source": ("source",), "valid_from": ("valid_from",)},
    kept=Kept(_kept_rate, _keep_rate, _("The rate is kept.")),
)
