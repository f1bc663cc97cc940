"""Settings of the lines of one budget: added, changed, and what was voted on each before."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bureau.core.reasons import Reason
from bureau.core.references import Reference
from bureau.core.structure.vocabulary import NULL
from bureau.institution.finance.forms import KeptLineForm, LineForm
from bureau.institution.finance.models import Budget, BudgetLine, ExpenditureObject
from bureau.institution.finance.permissions import may_keep_budgets
from bureau.institution.finance.queries.lines import exact
from bureau.institution.finance.queries.voting import goes_by_rules
from bureau.institution.finance.services.lines import (
    add_budget_line,
    keep_budget_line,
)
from bureau.institution.finance.store import LineGiven, amounts_of
from bureau.institution.finance.texts import ONLY_KEEPERS, sentence
from bureau.institution.organisation.queries.lineage import called
from bureau.institution.organisation.queries.names import wordings
from bureau.institution.organisation.queries.structure import roots_of, today_in_force
from bureau.institution.organisation.texts.words import word_for
from bureau.institution.organisation.views.settings.parts import crumbs, organisation_here
from bureau.record.journal.services import Asked
from bureau.web import kinds
from bureau.web.frame import Entry
from bureau.web.multilingual import has_words, here
from bureau.web.registers import Kept, Line, Register, barred, register_page, row_page
from bureau.web.requests import Asking

STEP = "\u2003"


def lines(request: Asking, budget: int) -> HttpResponseBase:
    if not may_keep_budgets(request.actor):
        return barred(request, ONLY_KEEPERS)
    found = _budget(request, budget)
    if goes_by_rules(found.organisation_id):
        return voted_by_rules(request, found)
    return register_page(request, register_of(found), _way())


def voted_by_rules(request: Asking, budget: Budget) -> HttpResponse:
    """The page that says why lines are not kept by hand, and where they are put forward."""
    context = {
        "why": sentence(Reason("voted_by_rules")),
        "crumbs": [*_way(), Entry(reverse("budget", args=[budget.pk]), here(budget.name))],
        "verbs": kinds.verbs(request.actor, Reference("budget", budget.pk)),
    }
    status = 403 if request.method == "POST" else 200
    return render(request, "finance/by_rules.html", context, status=status)


def line(request: Asking, row: int) -> HttpResponseBase:
    """One line, changed by form; the amounts that stood before stay on record."""
    if not may_keep_budgets(request.actor):
        return barred(request, ONLY_KEEPERS)
    found = BudgetLine.objects.filter(pk=row).first()
    if found is None:
        raise Http404
    budget = _budget(request, found.budget_id)
    if goes_by_rules(budget.organisation_id):
        return voted_by_rules(request, budget)
    back = Entry(reverse("settings-budget-lines", args=[budget.pk]), here(budget.name))
    return row_page(request, register_of(budget), row, [*_way(), back])


def _way() -> list[Entry]:
    return [*crumbs(), Entry(reverse("settings-budgets"), _("Budgets"))]


def _budget(request: Asking, number: int) -> Budget:
    own = Budget.objects.filter(organisation=organisation_here(request).pk)
    found = own.filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def register_of(budget: Budget) -> Register:
    """The lines of one budget, with a column for each of its years."""

    def add(request: Asking, key: str, said: dict[str, Any]) -> object:
        return add_budget_line(Asked(request.actor, key), budget=budget.pk, line=_given(said))

    def keep(request: Asking, key: str, row: BudgetLine, said: dict[str, Any]) -> object:
        given = _given({**said, "code": row.code})
        return keep_budget_line(Asked(request.actor, key), line=row.pk, said=given)

    def kept(request: Asking, row: BudgetLine, data: QueryDict | None) -> KeptLineForm:
        voted = amounts_of([row.pk]).get(row.pk, {})
        held = {"unit": row.unit_id, "object": row.object_id, "funding": row.funding}
        held |= {f"voted_{year}": exact(amount) for year, amount in voted.items()}
        return KeptLineForm(data, initial=held, **offers_of_lines(budget))

    return Register(
        name=f"budget-lines-{budget.first_year}",
        title=_("Lines: {budget}").format(budget=here(budget.name)),
        says=gettext_lazy("What is voted for each unit and object of expenditure, year by year."),
        done=gettext_lazy("The line is added."),
        barred=ONLY_KEEPERS,
        may=may_keep_budgets,
        columns={
            "line": gettext_lazy("Line"),
            "unit": gettext_lazy("Unit"),
            "object": gettext_lazy("Object of expenditure"),
            "funding": gettext_lazy("Pays posts paid from"),
            **dict(zip(YEARS, map(str, budget.years), strict=False)),
        },
        rows=lambda request: budget.lines.select_related("object").order_by("code", "pk"),
        lines=lambda request, rows: _lines(budget, rows),
        form=lambda request, data: LineForm(data, **offers_of_lines(budget)),
        add=add,
        sentence=sentence,
        verb=gettext_lazy("Add a line"),
        orders={"line": ("code",), "object": ("object__code", "code")},
        search=_search,
        kept=Kept(kept, keep, gettext_lazy("The line is kept.")),
    )


YEARS = ("first_year", "second_year")
"""The columns of amounts, as files have them."""


def _given(said: dict[str, Any]) -> LineGiven:
    return LineGiven(
        said["code"].strip(), int(said["unit"]), int(said["object"]), said["funding"], said["voted"]
    )


def _lines(budget: Budget, rows: Sequence[BudgetLine]) -> list[Line]:
    units = called([Reference("unit", row.unit_id) for row in rows], today_in_force())
    voted = amounts_of(row.pk for row in rows)
    found = []
    for row in rows:
        unit = units.get(Reference("unit", row.unit_id))
        amounts = (exact(voted.get(row.pk, {}).get(year, 0)) for year in budget.years)
        cells = (row.code, unit.short if unit else "", row.object.code, row.funding, *amounts)
        change = reverse("settings-budget-line", args=[row.pk])
        found.append(Line(row.pk, cells, change=change))
    return found


def _search(rows: QuerySet[BudgetLine], words: str) -> QuerySet[BudgetLine]:
    """By the line's code, or its object's code or name."""
    said = Q(code__icontains=words) | Q(object__code__icontains=words)
    named = ExpenditureObject.objects.filter(has_words("name", words))
    return rows.filter(said | Q(object__in=named.values("pk")))


def offers_of_lines(budget: Budget) -> dict[str, Any]:
    """What a line may be for: units in the order of the chart, objects, sources of funding."""
    now = today_in_force()
    roots = roots_of(now, budget.organisation_id)
    units = [unit for root in roots for id in now.subtree(root) if (unit := now.unit(id))]
    names = wordings(unit.name for unit in units)
    objects = ExpenditureObject.objects.filter(organisation=budget.organisation_id)
    posts = now.standing("post")
    sources = {
        now.columns.vocabulary.word(number)
        for number in set(posts.field("funding").tolist())
        if number != NULL
    }
    return {
        "years": budget.years,
        "units": [
            (str(unit.id), f"{STEP * len(now.path(unit.id)[1:])}{unit.code} {names[unit.name]}")
            for unit in units
        ],
        "objects": [(str(one.pk), f"{one.code} {here(one.name)}") for one in objects],
        "fundings": [(one, word_for(one, "funding")) for one in sorted(sources - {""})],
    }
