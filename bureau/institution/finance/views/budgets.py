"""The budgets there are, and one of them: its lines beside the posts that stand, with totals."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import partial
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bureau.core.references import Reference
from bureau.core.structure.snapshot import Snapshot
from bureau.documents.tables import Column
from bureau.institution.finance import models
from bureau.institution.finance.permissions import may_keep_budgets
from bureau.institution.finance.queries.budgets import (
    budgets_of,
    budgets_seen,
    organisation_of_budgets,
)
from bureau.institution.finance.queries.lines import (
    BudgetPage,
    LineRow,
    budget_page,
    chosen_lines,
    exact,
)
from bureau.institution.finance.queries.voting import goes_by_rules
from bureau.institution.finance.texts import sentence
from bureau.institution.finance.views.lines import YEARS
from bureau.institution.organisation.queries.structure import roots_of
from bureau.institution.organisation.views.what_is_seen import structure_asked, unit_asked
from bureau.record.journal.queries import reading
from bureau.web import exports, kinds
from bureau.web.frame import Entry
from bureau.web.multilingual import here
from bureau.web.paging import slice_of
from bureau.web.requests import Asking
from bureau.web.saved import saveable

NO_UNIT = 0


@require_safe
def budgets(request: Asking) -> HttpResponse:
    """All budgets of the reader's organisation, the newest first."""
    with reading():
        organisation = organisation_of_budgets(request.actor)
        if organisation is None:
            raise Http404
        rows = budgets_of(organisation.pk)
    context = {"rows": rows, "may_keep": may_keep_budgets(request.actor)}
    return render(request, "finance/budgets.html", context)


@saveable
@require_safe
def budget(request: Asking, budget: int) -> HttpResponseBase:
    """One budget, at the day and through the plan that are looked at."""
    with reading():
        row = next(iter(budgets_seen(request.actor, [budget])), None)
        if row is None:
            raise Http404
        now = structure_asked(request)
        found = budget_page(row, now)
        unit = unit_asked(now, roots_of(now, row.organisation_id), request.GET.get("unit", ""))
        shown = _shown(request, found, now, unit)
        format = request.GET.get("format", "")
        if format in exports.TABLE_FORMATS:
            return _export(request, format, found, shown)
        context = _context(request, found, now, unit, shown)
    return render(request, "finance/budget.html", context)


def _shown(request: Asking, found: BudgetPage, now: Snapshot, unit: int | None) -> list[LineRow]:
    units = None if unit is None else set(now.subtree(unit)) if unit != NO_UNIT else set[int]()
    text, object = request.GET.get("text", "").strip(), request.GET.get("object", "")
    shown = chosen_lines(found, units, object, text)
    sort = request.GET.get("sort", "")
    order = _orders(found.row).get(sort.removeprefix("-"))
    return sorted(shown, key=order, reverse=sort.startswith("-")) if order else shown


def _orders(row: models.Budget) -> dict[str, Callable[[LineRow], Any]]:
    """Columns by which the page sorts; what is not known comes last."""

    def amount(name: str, place: int) -> Callable[[LineRow], Any]:
        def key(line: LineRow) -> tuple[bool, int]:
            value = getattr(line.years[place], name) if line.pays_posts or name == "voted" else None
            return value is None, value or 0

        return key

    amounts = {
        f"{name}-{year}": amount(name, place)
        for place, year in enumerate(row.years)
        for name in ("voted", "posts", "left")
    }
    return {
        "line": lambda line: line.row.code.casefold(),
        "unit": lambda line: line.unit.short.casefold() if line.unit else "",
        "object": lambda line: line.object.casefold(),
        **amounts,
    }


def _context(
    request: Asking,
    found: BudgetPage,
    now: Snapshot,
    unit: int | None,
    shown: Sequence[LineRow],
) -> dict[str, Any]:
    page = slice_of([line.row.pk for line in shown], request.GET.get("page", ""))
    if page is None:
        raise Http404
    paying = [line for line in shown if line.pays_posts]
    asked_unit = now.unit(unit) if unit else None
    objects = {line.row.object.code: line.object for line in found.lines}
    return {
        "found": found,
        "title": here(found.row.name),
        "crumbs": [Entry(reverse("budgets"), _("Budgets"))],
        "lines": shown[page.start : page.end],
        "page": page,
        "count": len(shown),
        "is_filtered": len(shown) < len(found.lines),
        "total": list(zip(found.row.years, found.totals(shown), strict=True)),
        "of_posts": list(zip(found.row.years, found.totals(paying), strict=True)),
        "all_pay_posts": len(paying) == len(shown),
        "some_pay_posts": bool(paying),
        "objects": sorted(objects.items()),
        "unit": asked_unit.code if asked_unit else request.GET.get("unit", ""),
        "missing": [sentence(why) for why in found.missing],
        "may_keep": _may_keep(request, found.row),
        "verbs": kinds.verbs(request.actor, Reference("budget", found.row.pk)),
        "exports": [
            Entry(f"{request.path}?{_query(request, form)}", form.upper())
            for form in exports.TABLE_FORMATS
        ],
    }


def _may_keep(request: Asking, row: models.Budget) -> bool:
    """Whether the reader keeps its lines by hand: not where rules say who votes."""
    return may_keep_budgets(request.actor) and not goes_by_rules(row.organisation_id)


def _query(request: Asking, form: str) -> str:
    query = request.GET.copy()
    query.pop("page", None)
    query["format"] = form
    return query.urlencode()


def _export(
    request: Asking, format: str, found: BudgetPage, shown: Sequence[LineRow]
) -> HttpResponseBase:
    """Lines as a table that comes back in as it is; what posts cost and leave stands behind."""
    years = [(*pair, at) for at, pair in enumerate(zip(YEARS, found.row.years, strict=False))]
    columns: list[Column[LineRow]] = [
        Column("line", _("Line"), lambda line: line.row.code),
        Column("unit", _("Unit"), lambda line: line.unit.short if line.unit else ""),
        Column("object", _("Object of expenditure"), lambda line: line.row.object.code),
        Column("funding", _("Pays posts paid from"), lambda line: line.row.funding),
        *(Column(name, str(year), partial(_voted, at)) for name, year, at in years),
        *(
            Column(f"posts_{name}", _("Posts, %s") % year, partial(_of_posts, "posts", at))
            for name, year, at in years
        ),
        *(
            Column(f"left_{name}", _("Left, %s") % year, partial(_of_posts, "left", at))
            for name, year, at in years
        ),
        Column("currency", _("Currency"), lambda line: found.row.currency),
    ]
    name = f"budget-{found.row.first_year}"
    return exports.dated_table_response(format, name, columns, shown, request.reading)


def _voted(at: int, line: LineRow) -> Decimal | None:
    return exact(line.years[at].voted)


def _of_posts(amount: str, at: int, line: LineRow) -> Decimal | None:
    """Of a line that pays no posts there is none."""
    return exact(getattr(line.years[at], amount)) if line.pays_posts else None
