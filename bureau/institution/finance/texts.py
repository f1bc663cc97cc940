"""What budgets say in words: refusals, what is missing, and the pages that other things show."""

from collections.abc import Collection
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bureau.core.actors import Actor
from bureau.core.reasons import Reason
from bureau.institution.finance import models
from bureau.institution.finance.permissions import may_keep_budgets, may_see_budgets
from bureau.institution.organisation.models import Unit
from bureau.institution.organisation.queries.organisations import organisation_of
from bureau.institution.organisation.texts.words import word_for
from bureau.web.answers import Owned, Tab
from bureau.web.formats import day_in_words
from bureau.web.multilingual import here
from bureau.web.refusing import sentence_in

ONLY_KEEPERS = gettext_lazy("Only the budget officer and administrators keep budgets.")


sentence = sentence_in("finance")


def refusal(reason: Reason) -> str:
    """Why something was refused, or why an amount is not known; empty where this app does not
    know the code."""
    return {**_refusals(), **_missing(dict(reason.facts))}.get(reason.code, "")


def _refusals() -> dict[str, str]:
    return {
        "voted_by_rules": _(
            "By a rule in force what is voted on lines is put forward as a budget proposal: nobody "
            "keeps it by hand."
        ),
        "one_year_or_two": _("A budget is of one year or of two that follow each other."),
        "year_has_budget": _("Another budget of the organisation is of one of these years."),
        "factor_out_of_range": _("A factor is a share of the time, from 0 to 100 %."),
        "code_stays": _("The code of a line stays as it is."),
        "of_another_organisation": _("Something named is not of this organisation."),
        "line_codes_once": _("Each line needs a code of its own."),
        "year_not_of_budget": _("An amount is for a year that the budget does not have."),
        "amount_out_of_range": _("An amount is below zero or beyond all measure."),
        "rate_between_two": _("A rate is above zero and between two different currencies."),
        "rate_overlaps": _("Another rate between these currencies holds on some of these days."),
    }


def _missing(facts: dict[str, Any]) -> dict[str, str]:
    day = day_in_words(facts["day"]) if facts.get("day") else ""
    grade = word_for(str(facts.get("grade", "")), "grade")
    return {
        "standard_cost_missing": _(
            "There is no standard cost of {grade} at {place} on {day}."
        ).format(grade=grade, place=facts.get("place") or "–", day=day),
        "standard_cost_double": _(
            "There is more than one standard cost of {grade} at {place} on {day}."
        ).format(grade=grade, place=facts.get("place") or "–", day=day),
        "exchange_rate_missing": _(
            "There is no exchange rate from {source} to {into} on {day}."
        ).format(source=facts.get("source", ""), into=facts.get("into", ""), day=day),
    }


def settings_of_organisations(actor: Actor, ids: Collection[int]) -> dict[int, list[Tab]]:
    """Pages of settings that this app keeps for an organisation; a note says what is there."""
    return {number: _settings(number) if may_keep_budgets(actor) else [] for number in ids}


def _settings(organisation: int) -> list[Tab]:
    own = {"organisation": organisation}
    budgets = models.Budget.objects.filter(**own).count()
    objects = models.ExpenditureObject.objects.filter(**own).count()
    rates = models.ExchangeRate.objects.filter(**own).count()
    told = ngettext("{count} budget", "{count} budgets", budgets).format(count=budgets)
    of_objects = ngettext("{count} object", "{count} objects", objects).format(count=objects)
    of_rates = ngettext("{count} rate", "{count} rates", rates).format(count=rates)
    return [
        Tab(name, reverse(address), note, "money")
        for name, address, note in (
            (_("Budgets"), "settings-budgets", told if budgets else ""),
            (
                _("Objects of expenditure"),
                "settings-expenditure-objects",
                of_objects if objects else "",
            ),
            (_("Exchange rates"), "settings-exchange-rates", of_rates if rates else ""),
        )
    ]


def tabs_of_units(actor: Actor, ids: Collection[int]) -> dict[int, list[Tab]]:
    """On the page of a unit: its lines in the newest budget, where there is one to see."""
    own = organisation_of(actor)
    units = dict(Unit.objects.filter(pk__in=ids).values_list("pk", "organisation"))
    newest: dict[int, int] = {}
    rows = models.Budget.objects.filter(organisation__in=set(units.values()))
    for organisation_, budget in rows.order_by("first_year").values_list("organisation", "pk"):
        if may_see_budgets(actor, is_own=own is not None and own.pk == organisation_):
            newest[organisation_] = budget
    return {
        unit: [Tab(_("Budget"), f"{reverse('budget', args=[newest[of]])}?unit={unit}")]
        for unit, of in units.items()
        if of in newest
    }


def owned(actor: Actor) -> list[Owned]:
    """The budgets that the actor keeps, on the first page."""
    if not may_keep_budgets(actor) or actor.organisation is None:
        return []
    rows = models.Budget.objects.filter(organisation=actor.organisation)
    return [
        Owned(
            name=here(row.name),
            address=reverse("budget", args=[row.pk]),
            mark="now",
            state=_("budget"),
        )
        for row in rows
    ]
