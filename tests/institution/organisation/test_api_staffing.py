"""Posts counted by api, beside what was adopted; what ends."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tests.institution.governance.engagement import draft_engagement
from tests.institution.house import FORCE, TODAY, House
from tests.institution.organisation.test_adopted import adopt, reclassify
from tests.institution.organisation.test_ending import leave
from tests.programs import program

pytestmark = pytest.mark.django_db


def test_posts_are_counted_by_unit_and_by_grade_alike(house: House) -> None:
    by, unit = program(house, "Olga"), house.units["TSB"]
    own, *below = by.get(f"posts-by-unit?unit={unit}")["items"]
    by_grade = by.get(f"posts-by-grade?unit={unit}")["items"]
    (whole, *_) = by.get(f"figures?unit={unit}")["items"]
    counted = [
        sum(one["posts"][state] for one in listed for state in ("encumbered", "vacant", "frozen"))
        for listed in ([own, *below], by_grade)
    ]
    assert own["unit"] == unit and counted == [whole["posts"]] * 2 and whole["posts"] > 0
    by.get(f"figures?unit={unit}&valid=1900-01-01", 404)


def test_a_table_as_adopted_stands_beside_the_day_asked_for(house: House) -> None:
    table = adopt(house, read_on=TODAY)
    reclassify(house)
    by = program(house, "Olga")
    assert [one["id"] for one in by.get("adopted-tables")["items"]] == [table]

    def differing(query: str) -> set[str]:
        lines = by.get(f"adopted-tables/{table}{query}")["lines"]
        return {one["grade"] for one in lines if one["adopted"] != one["standing"]}

    assert differing("") == {"P.4", "P.5"}
    assert differing(f"?valid={TODAY - timedelta(days=1)}") == set()


def test_what_ends_within_days_is_told_as_on_the_page(house: House, officer: Client) -> None:
    draft_engagement(house)
    listed = program(house, "Olga").get("ending?days=3660")["items"]
    page: Any = officer.get("/posts/ending/?days=3660")
    shown = [row.ending for row in page.context["rows"]]
    assert listed
    assert [(one["day"], one["what"], one["name"]) for one in listed] == [
        (str(one.day), one.what, one.name) for one in shown
    ]


def test_what_is_only_planned_ends_for_nobody_without_the_scope_for_cases(house: House) -> None:
    draft_engagement(house)
    leave(house, "Adam", FORCE)

    def told(*scopes: str) -> set[str]:
        items = program(house, "Olga", *scopes).get("ending?days=3660")["items"]
        return {one["what"] for one in items}

    whole = told("people", "cases")
    assert {"plan", "holder"} <= whole and told("people") == whole - {"plan", "step", "rule"}
    program(house, "Olga", "structure").get("ending", 403)
