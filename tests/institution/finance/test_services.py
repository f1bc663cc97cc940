"""Budgets, lines and rates: what is kept, what is refused, and that no amount is rewritten."""

from datetime import date
from typing import Any

import pytest

from bureau.core.reasons import Refused
from bureau.institution.finance.models import BudgetLine, ExchangeRate, Voted
from bureau.institution.finance.queries.budgets import (
    budget_on,
    budgets_of,
    factors_on,
    prices_of,
    reckoned,
)
from bureau.institution.finance.queries.lines import budget_page
from bureau.institution.finance.services.budgets import keep_budget, make_budget
from bureau.institution.finance.services.lines import (
    add_budget_line,
    keep_budget_line,
    keep_budget_lines,
)
from bureau.institution.finance.services.rates import add_exchange_rate, end_exchange_rate
from bureau.institution.finance.store import LineGiven
from bureau.record.journal.models import Entry
from bureau.web.multilingual import text
from tests.institution.finance.budgeted import ENOUGH, Budgeted
from tests.institution.house import TODAY, House


def test_a_budget_is_found_by_its_year_with_its_factors(house: House) -> None:
    made = Budgeted(house)
    keep_budget(
        made.officer,
        budget=made.number,
        name=text(en="Budget"),
        instrument=None,
        vacancy=5,
        delayed_recruitment=25,
    )
    found = budget_on(house.organisation, TODAY)
    assert found and found.years == (2024, 2025)
    factors = factors_on(house.organisation, TODAY)
    assert (factors.vacancy, factors.delayed_recruitment) == (5, 25)
    assert factors_on(house.organisation, date(2023, 1, 1)).vacancy == 0


def test_lines_stand_beside_what_their_posts_cost(house: House) -> None:
    made = Budgeted(house)
    made.add("TSB-TRAVEL", "TSB", made.travel, 500_00)
    page = budget_page(budgets_of(house.organisation)[0], house.now())
    posts, travel = page.lines
    assert [one.posts for one in posts.years] == [98_000_000, 98_000_000]
    assert posts.years[0].left == ENOUGH - 98_000_000
    assert not travel.pays_posts and travel.years[0].voted == 500_00
    assert [one.voted for one in page.totals(page.lines)] == [ENOUGH + 500_00] * 2


def test_a_new_amount_stands_beside_the_former_one(house: House) -> None:
    made = Budgeted(house)
    said = LineGiven("TSB-POSTS", house.units["TSB"], made.posts, "regular", {2024: 7})
    keep_budget_line(made.officer, line=made.line, said=said)
    (budget,) = reckoned(budgets_of(house.organisation))
    (line,) = budget.lines
    assert (line.funding, line.voted) == ("regular", {2024: 7, 2025: ENOUGH})
    amounts = Voted.objects.filter(line=made.line, year=2024)
    assert list(amounts.values_list("amount_minor", flat=True)) == [ENOUGH, 7]
    assert Entry.objects.latest("pk").details["amounts"] == 1


def test_many_lines_are_added_and_changed_at_once(house: House) -> None:
    made = Budgeted(house)
    unit, before = house.units["OPD"], Entry.objects.count()
    given = [
        LineGiven("TSB-POSTS", house.units["TSB"], made.posts, "", {2024: 1}),
        LineGiven("OPD-POSTS", unit, made.posts, "", {2024: 2, 2025: 3}),
    ]
    first, second = keep_budget_lines(made.officer, budget=made.number, lines=given)
    assert (first, Entry.objects.count()) == (made.line, before + 1)
    assert BudgetLine.objects.get(pk=second).unit_id == unit


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"code": "TSB-POSTS"}, "already_there"),
        ({"unit": 999_999}, "of_another_organisation"),
        ({"object": 999_999}, "of_another_organisation"),
        ({"voted": {2026: 1}}, "year_not_of_budget"),
        ({"voted": {2024: -1}}, "amount_out_of_range"),
        ({"code": ""}, "line_codes_once"),
    ],
)
def test_what_is_no_line_is_refused(house: House, changes: dict[str, Any], code: str) -> None:
    made = Budgeted(house)
    said = {"code": "X", "unit": house.units["OPD"], "object": made.posts, **changes}
    with pytest.raises(Refused, match=code):
        add_budget_line(made.officer, budget=made.number, line=LineGiven(**said))


@pytest.mark.parametrize(
    ("years", "code"), [((2025, 2026), "year_has_budget"), ((2027, 2029), "one_year_or_two")]
)
def test_budgets_do_not_overlap(house: House, years: tuple[int, int], code: str) -> None:
    made = Budgeted(house)
    with pytest.raises(Refused, match=code):
        make_budget(
            made.officer,
            organisation=house.organisation,
            name=text(en="Another"),
            first_year=years[0],
            last_year=years[1],
            currency="CHF",
        )


def test_only_who_minds_the_budget_keeps_it(house: House) -> None:
    made = Budgeted(house)
    said = LineGiven("X", house.units["OPD"], made.posts)
    for name in ("Olga", "Stray"):
        with pytest.raises(Refused, match="not_yours_to_do"):
            add_budget_line(house.actor(name), budget=made.number, line=said)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"source": "ßßß"}, "currency_unfit"),
        ({"into": "CHFF"}, "currency_unfit"),
        ({"into": "Ⅽhf"}, "currency_unfit"),
        ({"millionths": 2**63}, "number_out_of_range"),
    ],
)
def test_a_rate_that_no_table_holds_is_refused(
    house: House, changes: dict[str, Any], code: str
) -> None:
    said = {"source": "usd", "into": "CHF", "millionths": 1, "valid_from": date(2024, 1, 1)}
    more: dict[str, Any] = {**said, **changes}
    with pytest.raises(Refused, match=code):
        add_exchange_rate(Budgeted(house).officer, organisation=house.organisation, **more)


def test_a_rate_ends_the_open_one_before_it_and_overlaps_none(house: House) -> None:
    made = Budgeted(house)

    def add(day: date, millionths: int) -> int:
        return add_exchange_rate(
            made.officer,
            organisation=house.organisation,
            source="usd",
            into="CHF",
            millionths=millionths,
            valid_from=day,
        )

    first = add(date(2024, 1, 1), 880_000)
    second = add(date(2024, 7, 1), 900_000)
    assert ExchangeRate.objects.get(pk=first).valid_until == date(2024, 7, 1)
    with pytest.raises(Refused, match="rate_overlaps"):
        add(date(2024, 3, 1), 1)
    with pytest.raises(Refused, match="rate_overlaps"):
        end_exchange_rate(made.officer, exchange_rate=first, valid_until=None)
    end_exchange_rate(made.officer, exchange_rate=second, valid_until=date(2025, 1, 1))
    rates = prices_of(house.organisation).rates
    assert [(one.source, one.millionths) for one in rates] == [("USD", 880_000), ("USD", 900_000)]
