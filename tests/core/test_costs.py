"""Costs of post changes, by a table."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bureau.core.costs import (
    Costed,
    Factors,
    PostChange,
    StandardCost,
    Year,
    cost_of_changes,
)

TABLE = yaml.safe_load(Path(__file__).with_name("costs.yaml").read_text())
YEAR = Year.calendar(date(2024, 5, 1).toordinal())


def minor(amounts: dict[str, float] | None) -> dict[str, int] | None:
    if amounts is None:
        return None
    return {currency: round(amount * 100) for currency, amount in amounts.items()}


def cost_of(row: dict[str, Any]) -> StandardCost:
    begins, ends = row["from"].toordinal(), row.get("until")
    amount, currency = round(row["amount"] * 100), row.get("currency", "CHF")
    until = ends and ends.toordinal()
    return StandardCost(row["grade"], row["place"], amount, currency, begins, until)


COSTS = [cost_of(row) for row in TABLE["costs"]]


def change_of(post: int, row: list[Any]) -> PostChange:
    before, after = (None if side == "-" else Costed(*side) for side in row[1:])
    return PostChange(post, row[0].toordinal(), before, after)


@pytest.mark.parametrize("row", TABLE["cases"], ids=lambda row: row["case"])
def test_the_table_says_what_changes_cost(row: dict[str, Any]) -> None:
    changes = [change_of(post, one) for post, one in enumerate(row["changes"], start=1)]
    found = cost_of_changes(changes, COSTS, YEAR, Factors(**row.get("factors", {})))
    assert found.first_year == minor(row.get("first_year"))
    assert found.full_year == minor(row.get("full_year"))
    missing = {reason.code: reason.facts["post"] for reason in found.missing}
    assert missing == row.get("missing", {})
    if "lines" in row:
        assert [line.first_year for line in found.lines] == [minor(one) for one in row["lines"]]


def test_a_missing_cost_is_told_once_for_each_day_it_is_missing() -> None:
    change = PostChange(1, YEAR.valid_from, None, Costed("P.3", "GVA"))
    assert len(cost_of_changes([change], COSTS, YEAR).missing) == 1


def test_a_financial_year_need_not_be_a_calendar_year() -> None:
    april = Year(date(2024, 4, 1).toordinal(), date(2025, 4, 1).toordinal())
    change = PostChange(1, april.valid_until - 73, None, Costed("P.4", "GVA"))
    found = cost_of_changes([change], COSTS, april)
    assert found.first_year == {"CHF": 18_300_000 * 73 // 365}


@given(st.integers(0, 365), st.sampled_from(["P.4", "P.5"]), st.integers(0, 50))
def test_what_is_done_and_undone_costs_nothing(days: int, grade: str, vacancy: int) -> None:
    day, side, other = YEAR.valid_from + days, Costed(grade, "GVA"), Costed("D.1", "GVA")
    there, back = PostChange(1, day, side, other), PostChange(1, day, other, side)
    found = cost_of_changes([there, back], COSTS, YEAR, Factors(vacancy))
    assert (found.first_year, found.full_year) == ({"CHF": 0}, {"CHF": 0})
