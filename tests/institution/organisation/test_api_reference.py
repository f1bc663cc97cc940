"""Reference data by api: to whoever keeps it, as on the pages."""

import pytest

from bureau.institution.organisation.queries.templates import (
    posts_of_template,
    units_of_template,
)
from bureau.institution.organisation.services.templates import retire_template
from tests.institution.house import House
from tests.institution.organisation.test_numbers import reserve
from tests.institution.organisation.test_templates import make
from tests.programs import program

pytestmark = pytest.mark.django_db


def test_standard_costs_are_read_in_minor_units(house: House) -> None:
    costs = program(house, "Olga", "structure").get("standard-costs")["items"]
    told = {one["grade"]: (one["place"], one["amount_minor"], one["currency"]) for one in costs}
    assert told["P.4"] == ("GVA", 11_000_000, "CHF")


def test_who_reserved_a_number_is_told_with_the_scope_for_names_alone(house: House) -> None:
    reserve(house, "N-1")

    def told(*scopes: str) -> dict[str, int | None]:
        listed = program(house, "Olga", *scopes).get("reserved-numbers")["items"]
        return {one["number"]: one["reserved_by"] for one in listed}

    assert told("structure") == {"N-1": None}
    assert told("structure", "people") == {"N-1": house.people["Olga"]}


def test_a_template_is_read_with_its_units_and_posts(house: House) -> None:
    template, by = make(house, "TSB", with_units=True), program(house, "Olga", "structure")
    (line,) = by.get("unit-templates")["items"]
    found = by.get(f"unit-templates/{template}")
    assert found["template"] == line and line["source"] == house.units["TSB"]
    units, posts = units_of_template(template), posts_of_template(template)
    assert len(units) > 1 and len(posts) > 1
    assert [(one["code"], one["under"]) for one in found["units"]] == [
        (one.code, one.under) for one in units
    ]
    assert [(one["grade"], one["is_head"]) for one in found["posts"]] == [
        (one.grade, one.is_head) for one in posts
    ]
    by.get(f"unit-templates/{template + 1}", 404)


def test_a_template_that_was_put_aside_is_not_there(house: House) -> None:
    template, by = make(house, "TSB", with_units=True), program(house, "Olga", "structure")
    retire_template(house.actor("Olga"), template=template)
    assert by.get("unit-templates")["items"] == []
    by.get(f"unit-templates/{template}", 404)


@pytest.mark.parametrize("address", ["standard-costs", "reserved-numbers", "unit-templates"])
def test_reference_data_is_for_whoever_keeps_it(house: House, address: str) -> None:
    (why,) = program(house, "Adam").get(address, 403)["reasons"]
    assert why["code"] == "not_yours_to_do"
    (why,) = program(house, "Olga", "people").get(address, 403)["reasons"]
    assert why["code"] == "scope_missing"
