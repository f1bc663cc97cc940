"""Budgets with their lines, and exchange rates, for programs."""

from datetime import date

from ninja import Query, Router, Schema

from bureau.core.budgets import Spent
from bureau.core.scopes import Scope
from bureau.institution.finance import models
from bureau.institution.finance.permissions import may_see_budgets
from bureau.institution.finance.queries.budgets import budgets_of, budgets_seen
from bureau.institution.finance.queries.lines import LineRow, budget_page
from bureau.institution.organisation.api.standing import (
    day_asked,
    held_then,
    known,
    organisation_for,
    stand,
)
from bureau.record.journal.queries import reading
from bureau.web.api.calls import Call, needs
from bureau.web.api.problems import REFUSED, Problem
from bureau.web.api.words import AsPlanned, Id, Known, Said, Spanned, said

router = Router(tags=["budgets"])


class BudgetOut(Schema):
    """`vacancy` and `delayed_recruitment` are hundredths of the time."""

    id: int
    organisation: int
    name: Said
    years: list[int]
    currency: str
    instrument: int | None
    vacancy: int
    delayed_recruitment: int


class Budgets(Schema):
    items: list[BudgetOut]


class YearOut(Schema):
    """In minor units; `posts` and `left` are null where a cost or a rate is missing."""

    year: int
    voted: int
    posts: int | None
    left: int | None


class LineOut(Schema):
    """`funding` is what the posts it pays are paid from, empty for any."""

    id: int
    code: str
    unit: int
    object: str
    funding: str
    pays_posts: bool
    years: list[YearOut]


class BudgetPage(Schema):
    at: Known
    budget: BudgetOut
    lines: list[LineOut]


class RateOut(Schema):
    """What one unit of `source` is in `into`, in millionths, until a day that is not in it."""

    source: str
    into: str
    millionths: int
    valid_from: date
    valid_until: date | None


class Rates(Schema):
    items: list[RateOut]


@router.get("budgets", response={200: Budgets, **REFUSED})
@needs(Scope.STRUCTURE)
def budgets(request: Call, asked: Query[Spanned]) -> object:
    """The budget of your organisation that has the day; with `whole` all, newest years first."""
    with reading():
        rows = budgets_of(organisation_for(request).pk)
        year = day_asked(request, asked).year
        return {"items": [_budget(row) for row in rows if asked.whole or year in row.years]}


@router.get("budgets/{budget}", response={200: BudgetPage, **REFUSED})
@needs(Scope.STRUCTURE)
def budget(request: Call, budget: Id, at: Query[AsPlanned]) -> object:
    """One with its lines beside what posts cost over all days of its years."""
    with reading():
        now = stand(request, at)
        row = next(iter(budgets_seen(request.actor, [budget])), None)
        if row is None:
            raise Problem(404, "nothing_there")
        found = budget_page(row, now)
        lines = [_line(row, one) for one in found.lines]
        return BudgetPage(at=known(request), budget=_budget(row), lines=lines)


@router.get("exchange-rates", response={200: Rates, **REFUSED})
@needs(Scope.STRUCTURE)
def exchange_rates(request: Call, asked: Query[Spanned]) -> object:
    """The rates of your organisation on the day, by currencies; with `whole` all, newest first."""
    with reading():
        organisation = organisation_for(request)
        if not may_see_budgets(request.actor):
            raise Problem(404, "nothing_there")
        rows = models.ExchangeRate.objects.filter(organisation=organisation)
        rows = held_then(request, rows, asked)
        return {"items": list(rows.order_by("source", "into", "-valid_from"))}


def _budget(row: models.Budget) -> BudgetOut:
    return BudgetOut(
        id=row.pk,
        organisation=row.organisation_id,
        name=said(row.name),
        years=list(row.years),
        currency=row.currency,
        instrument=row.instrument_id,
        vacancy=row.vacancy,
        delayed_recruitment=row.delayed_recruitment,
    )


def _line(row: models.Budget, one: LineRow) -> LineOut:
    years = zip(row.years, one.years, strict=True)
    return LineOut(
        id=one.row.pk,
        code=one.row.code,
        unit=one.row.unit_id,
        object=one.row.object.code,
        funding=one.row.funding,
        pays_posts=one.pays_posts,
        years=[_year(year, spent, one.pays_posts) for year, spent in years],
    )


def _year(year: int, spent: Spent, pays_posts: bool) -> YearOut:
    posts, left = (spent.posts, spent.left) if pays_posts else (None, None)
    return YearOut(year=year, voted=spent.voted, posts=posts, left=left)
