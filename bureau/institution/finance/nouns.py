"""Objects of expenditure and exchange rates, as nouns."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bureau.core.budgets import MILLION
from bureau.institution.finance import models
from bureau.institution.finance.permissions import may_keep_budgets
from bureau.institution.finance.services import budgets, rates
from bureau.institution.finance.texts import ONLY_KEEPERS, sentence
from bureau.institution.organisation.nouns import SETTINGS, settings_rights
from bureau.institution.organisation.queries.organisations import organisation_begun
from bureau.record.nouns import fields
from bureau.record.nouns.fields import Field, Line
from bureau.record.nouns.noun import Listing, Named, Noun, adding, changing
from bureau.web.requests import Asking

OBJECTS = Noun(
    name="expenditure_object",
    plural="expenditure-objects",
    model=models.ExpenditureObject,
    named=Named(
        one=_("Object of expenditure"),
        many=_("Objects of expenditure"),
        says=_(
            "Objects group expenditure. "
            "A line of an object that pays posts includes the cost of posts."
        ),
        empty=(_("No object yet"), _("Add the objects that the lines of budgets name.")),
    ),
    fields=(
        fields.code(most=40, refused=("already_there",)),
        fields.text(),
        fields.yes("pays_posts", _("Pays posts")),
    ),
    rights=settings_rights(models.ExpenditureObject, may_keep_budgets, ONLY_KEEPERS),
    deeds=(
        adding(
            budgets.add_expenditure_object,
            _("Add an object"),
            _("Add object"),
            _("The object is added."),
            *("code", "name", "pays_posts"),
        ),
        changing(
            budgets.keep_expenditure_object,
            _("Change the object"),
            _("The object is saved."),
            "name",
        ),
    ),
    listing=Listing(
        columns=("code", "name", "pays_posts"),
        facts=("code", "name", "pays_posts"),
        key=("code",),
        order=("code",),
    ),
    place=SETTINGS,
    sentence=sentence,
)


def _rate(line: Line) -> Decimal:
    return (Decimal(line.row.millionths) / MILLION).normalize() + 0


def _rate_field() -> Field:
    """What one unit is in the other currency: a decimal to people, millionths in the row."""

    def form(request: Asking) -> forms.Field:
        return forms.DecimalField(
            label=_("Rate"),
            min_value=Decimal("0.000001"),
            max_digits=15,
            decimal_places=6,
            help_text=_("what one unit of the first is in the second"),
        )

    return fields.plain(
        "millionths",
        _("Rate"),
        typed="rate",
        cell=_rate,
        form=form,
        begin=lambda value: Decimal(value) / MILLION,
        taken=lambda value: int(value * MILLION),
        recorded=lambda value, labels: str((Decimal(value) / MILLION).normalize() + 0),
        refused=("rate_between_two",),
    )


def _rate_begun(request: Asking) -> Mapping[str, Any]:
    into = organisation_begun(request.actor).currency
    return {"into": into, "valid_from": request.reading.today}


RATES = Noun(
    name="exchange_rate",
    plural="exchange-rates",
    model=models.ExchangeRate,
    named=Named(
        one=_("Exchange rate"),
        many=_("Exchange rates"),
        says=_("A cost in another currency than its budget's is converted at the rate of the day."),
        empty=(_("No rate yet"), _("Add the rates of the currencies in which costs arise.")),
    ),
    fields=(
        fields.currency("source", _("From currency")),
        fields.currency("into", _("Into currency")),
        _rate_field(),
        fields.first_day(refused=("rate_overlaps",)),
        fields.last_day_of(refused=("ends_before_it_begins", "rate_overlaps")),
    ),
    rights=settings_rights(models.ExchangeRate, may_keep_budgets, ONLY_KEEPERS),
    deeds=(
        adding(
            rates.add_exchange_rate,
            _("Add a rate"),
            _("Add rate"),
            _("The rate is added. An open one before it ends the day before."),
            *("source", "into", "millionths", "valid_from", "valid_until"),
            start=_rate_begun,
        ),
        changing(
            rates.end_exchange_rate, _("Change the rate"), _("The rate is saved."), "valid_until"
        ),
    ),
    listing=Listing(
        columns=("source", "into", "millionths", "valid_from", "valid_until"),
        facts=("source", "into", "millionths", "valid_from", "valid_until"),
        key=("source", "into", "valid_from"),
        filters=("valid_until",),
        search=("source", "into"),
        order=("source", "into", "-valid_from"),
    ),
    place=SETTINGS,
    sentence=sentence,
    called=lambda row: f"{row.source} → {row.into}",
)
NOUNS = (OBJECTS, RATES)
