"""What a set leaves of the lines that pay for its posts, on the page of its case."""

import pytest
from django.urls import reverse

from bureau.core.changes.actions import ActionKind
from bureau.institution.finance.models import Budget, BudgetLine
from bureau.institution.governance.queries.budgeted import Weighed, weighed
from bureau.institution.governance.services.actions import add_action
from tests.institution.finance.budgeted import ENOUGH, Budgeted
from tests.institution.governance.engagement import DAY, DESCRIPTION, Engagement, draft_engagement
from tests.institution.governance.test_claims import previewed
from tests.institution.governance.visitors import page, visitor
from tests.institution.house import House

POSTS, NEW = 98_000_000, 11_000_000


def weighed_by(case: Engagement) -> Weighed:
    return weighed(case.officer, case.house.organisation, previewed(case))


def open_a_post(case: Engagement) -> None:
    add_action(
        case.officer,
        reorganisation=case.number,
        kind=ActionKind.ESTABLISH_POST,
        day=DAY,
        values={
            "unit": case.house.units["OPD"],
            "number": "NEW",
            "grade": "P.4",
            "duty_station": "GVA",
        },
        words={"title": DESCRIPTION.title},
    )


def test_lines_that_pay_for_what_a_set_changes_are_told_year_by_year(house: House) -> None:
    Budgeted(house)
    case = draft_engagement(house)
    text = page(visitor(house, "Olga"), reverse("reorganisation", args=[case.number]))
    assert "Budget lines that pay" not in text  # it moves posts within the unit of one line
    open_a_post(case)
    first, second = weighed_by(case).lines
    assert first.line.code == "TSB-POSTS" and (first.year, second.year) == (2024, 2025)
    assert (first.without, second.without) == (POSTS, POSTS)
    assert second.added == NEW and first.added == round(NEW * 184 / 366)
    assert second.left == ENOUGH - POSTS - NEW
    text = page(visitor(house, "Olga"), reverse("reorganisation", args=[case.number]))
    assert "Budget lines that pay" in text and "TSB-POSTS" in text and "910\u202f000" in text


def test_posts_that_go_from_line_to_line_weigh_on_both(house: House) -> None:
    made, case = Budgeted(house), draft_engagement(house)
    made.add("SGD-POSTS", "SGD", made.posts, ENOUGH)
    found = weighed_by(case).lines
    added = {(one.line.code, one.year): one.added or 0 for one in found}
    assert added["SGD-POSTS", 2025] < 0
    assert added["TSB-POSTS", 2025] == -added["SGD-POSTS", 2025]


def test_what_no_line_pays_for_is_said(house: House) -> None:
    Budgeted(house)
    case = draft_engagement(house)
    open_a_post(case)
    BudgetLine.objects.update(unit=house.units["SGD"])
    assert len(weighed_by(case).unpaid) == 1 and not weighed_by(case).years
    text = page(visitor(house, "Olga"), reverse("reorganisation", args=[case.number]))
    assert "No line pays for NEW" in text


@pytest.mark.thorough
def test_factors_lessen_what_is_added_and_what_is_missing_is_said(house: House) -> None:
    Budgeted(house)
    case = draft_engagement(house)
    open_a_post(case)
    Budget.objects.update(delayed_recruitment=50)
    first, second = weighed_by(case).lines
    assert second.added == NEW and first.added == round(NEW * 184 / 366 / 2)
    Budget.objects.update(currency="USD")
    text = page(visitor(house, "Olga"), reverse("reorganisation", args=[case.number]))
    assert "There is no exchange rate from CHF to USD" in text and "not known" in text
    Budget.objects.update(first_year=2020, last_year=2021)
    assert weighed_by(case) == Weighed(years=(2024,))
    text = page(visitor(house, "Olga"), reverse("reorganisation", args=[case.number]))
    assert "No budget of 2024 is on record." in text
