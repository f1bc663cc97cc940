"""Imports by api: to whoever may see them, with the scopes for the case and the names they tell."""

import pytest

from bureau.institution.imports.services.outlooks import OUTLOOK, worked_out
from bureau.institution.imports.services.tables import draft_from_table
from tests.institution.house import House
from tests.institution.imports import test_records, test_tables
from tests.institution.imports.summaries import compute
from tests.programs import program

pytestmark = pytest.mark.django_db


def test_an_import_says_what_is_left_out_row_by_row(house: House) -> None:
    number = test_records.staged(house, "posts", test_records.POSTS)
    by = program(house, "Olga", "structure")
    found = by.get(f"imports/{number}")
    assert (found["faults"], found["faults_are_known"]) == ([], False)
    assert compute() == 1
    found = by.get(f"imports/{number}")
    assert (found["taken_in"]["kind"], found["taken_in"]["becomes"]) == ("posts", "record")
    assert [(one["name"], one["rows"]) for one in found["files"]] == [("posts.csv", 3)]
    faults = test_records.faults(number)
    assert faults
    assert [(one["row"], one["column"], one["code"]) for one in found["faults"]] == faults
    assert found["faults_are_known"]


def test_names_that_a_table_of_holders_says_are_told_with_the_scope_for_them(
    house: House,
) -> None:
    number = test_records.staged(house, "holders", test_records.HOLDERS)
    worked_out(OUTLOOK, number)
    with_names = program(house, "Olga", "structure", "people").get(f"imports/{number}")
    assert "Nobody Known" in str(with_names["faults"])
    by = program(house, "Olga", "structure")
    (why,) = by.get(f"imports/{number}", 403)["reasons"]
    assert (why["code"], why["facts"]) == ("scope_missing", {"scope": "people"})
    assert [one["id"] for one in by.get("imports")["items"]] == [number]


def test_the_case_that_a_table_became_is_told_to_whoever_may_see_it(house: House) -> None:
    number = test_tables.staged(house, "posts", test_tables.POSTS)
    draft = draft_from_table(house.actor("Olga"), number=number, reference="T-9", title="Table")

    def told(name: str, *scopes: str) -> list[int | None]:
        by = program(house, name, *scopes)
        (listed,) = by.get("imports")["items"]
        return [listed["draft"], by.get(f"imports/{number}")["taken_in"]["draft"]]

    assert told("Olga", "structure", "cases") == [draft, draft]
    assert told("Olga", "structure") == [None, None]
    other = program(house, "Otto", "structure", "cases")
    assert other.get("imports")["items"] == []
    other.get(f"imports/{number}", 404)
