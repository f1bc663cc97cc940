"""What the wiring table asks of budgets and their lines; many at a time."""

from collections.abc import Collection

from django.urls import reverse
from django.utils import timezone

from bureau.core.actors import Actor
from bureau.core.references import Reference
from bureau.institution.finance import models
from bureau.institution.finance.permissions import may_see_budgets
from bureau.institution.finance.queries.budgets import budgets_seen
from bureau.institution.organisation.queries.organisations import organisation_of
from bureau.web.answers import Audience, Label, Searchable
from bureau.web.multilingual import here


def budgets_visible(actor: Actor, ids: Collection[int]) -> set[int]:
    return {row.pk for row in budgets_seen(actor, ids)}


def budgets_described(actor: Actor, ids: Collection[int]) -> dict[int, Label]:
    rows = models.Budget.objects.filter(pk__in=ids)
    return {row.pk: Label(here(row.name), reverse("budget", args=[row.pk])) for row in rows}


def lines_visible(actor: Actor, ids: Collection[int]) -> set[int]:
    """Those of the budgets that the actor may see."""
    own = organisation_of(actor)
    rows = models.BudgetLine.objects.filter(pk__in=ids)
    return {
        number
        for number, organisation in rows.values_list("pk", "budget__organisation")
        if may_see_budgets(actor, is_own=own is not None and own.pk == organisation)
    }


def lines_described(actor: Actor, ids: Collection[int]) -> dict[int, Label]:
    """By code and years, on the page of the budget."""
    rows = models.BudgetLine.objects.filter(pk__in=ids).select_related("budget")
    return {
        row.pk: Label(
            f"{row.code} · {'-'.join(str(year) for year in row.budget.years)}",
            f"{reverse('budget', args=[row.budget_id])}#line-{row.pk}",
        )
        for row in rows
    }


def lines_hanging(ended: Collection[Reference]) -> list[tuple[Reference, Reference]]:
    """Lines of units that end, in budgets whose years are not over."""
    units = {each.id for each in ended if each.kind == "unit"}
    rows = models.BudgetLine.objects.filter(
        unit__in=units, budget__last_year__gte=timezone.now().year
    )
    return [
        (Reference("unit", unit), Reference("budget_line", number))
        for unit, number in rows.order_by("pk").values_list("unit", "pk")
    ]


def budgets_searched(ids: Collection[int]) -> dict[int, Searchable]:
    """By what they are called and their years."""
    rows = models.Budget.objects.filter(pk__in=ids)
    return {
        row.pk: Searchable(
            names={language: words for language, (words, _) in row.name.said.items()},
            audience=Audience.SIGNED_IN,
            codes=tuple(str(year) for year in row.years),
        )
        for row in rows
    }
