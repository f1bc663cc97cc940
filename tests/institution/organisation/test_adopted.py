"""Staffing tables as adopted, beside the posts as they stand."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from bureau.core.changes.actions import Action, ActionKind
from bureau.core.reasons import Refused
from bureau.core.references import Reference
from bureau.institution.organisation.services.adopted import adopt_staffing_table
from tests.institution.house import TODAY, House
from tests.institution.organisation import deeds
from tests.institution.organisation.test_staffing import rows_of_csv

pytestmark = pytest.mark.django_db


def adopt(house: House, by: str = "Olga", **more: object) -> int:
    said: dict[str, object] = {"valid_from": date(2024, 1, 1), "unit": house.units["TSB"], **more}
    return adopt_staffing_table(
        house.actor(by),
        organisation=house.organisation,
        instrument=house.paper,
        **said,  # type: ignore[arg-type]
    )


def reclassify(house: House) -> None:
    post = Reference("post", house.posts["ADV"])
    action = Action(1, ActionKind.RECLASSIFY_POST, post, TODAY.toordinal(), {"grade": "P.5"})
    deeds.decide(house, action)


def differing(client: Client, query: str = "") -> list[tuple[str, str, int]]:
    response: Any = client.get(f"/posts/as-adopted/{query}")
    assert response.status_code == 200
    rows = response.context["rows"]
    return [(row.called.short, row.grade, row.difference) for row, _address in rows]


def test_a_frozen_reading_differs_by_what_changed_since(house: House, member: Client) -> None:
    adopt(house, read_on=TODAY)
    assert differing(member) == []
    reclassify(house)
    assert differing(member) == [("SGD", "P.5", 1), ("SGD", "P.4", -1)]
    assert differing(member, "?valid=2024-06-09") == []
    response: Any = member.get("/posts/as-adopted/")
    (line,) = response.context["lines"]
    assert "reclassified" in str(line.sentences[0])
    _row, address = response.context["rows"][0]
    assert "reclassified" in member.get(address).content.decode()


def test_what_is_recorded_later_leaves_a_frozen_reading_as_it_was(
    house: House, member: Client
) -> None:
    reclassify(house)
    adopt(house, read_on=TODAY, read_recorded=1)
    assert differing(member) == [("SGD", "P.5", 1), ("SGD", "P.4", -1)]


def test_counts_are_laid_beside_by_unit_and_grade(house: House, member: Client) -> None:
    counts = [(house.units["SGD"], "P.5", 1), (house.units["OPD"], "P.5", 3)]
    adopt(house, unit=house.units["TSB"], counts=counts)
    rows = rows_of_csv(member, "/posts/as-adopted/?format=csv")
    found = {(row["unit"], row["grade"]): row["difference"] for row in rows}
    assert found["OPD", "P.5"] == "-2" and found["SGD", "P.5"] == "0"
    assert found["SGD", "P.4"] == "1"


def test_the_table_of_the_day_is_shown_and_another_may_be_chosen(
    house: House, member: Client
) -> None:
    former = adopt(house, counts=[(house.units["SGD"], "P.5", 9)], valid_until=date(2024, 2, 1))
    adopt(house, valid_from=date(2024, 2, 1), read_on=TODAY)
    assert differing(member) == [] and ("SGD", "P.5", -8) in differing(member, f"?table={former}")
    assert ("SGD", "P.5", -8) in differing(member, "?valid=2024-01-15")
    assert member.get("/posts/as-adopted/?table=999").status_code == 404


def test_without_a_table_the_page_says_what_to_do(house: House, member: Client) -> None:
    assert "No table is adopted" in member.get("/posts/as-adopted/").content.decode()


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({}, "table_reads_or_counts"),
        ({"read_on": date(2019, 1, 1)}, "no_such_unit"),
        ({"by": "Adam", "read_on": TODAY}, "not_yours_to_do"),
        ({"read_on": TODAY, "valid_until": date(2023, 1, 1)}, "ends_before_it_begins"),
    ],
)
def test_what_cannot_be_is_refused(house: House, more: dict[str, object], code: str) -> None:
    with pytest.raises(Refused, match=code):
        adopt(house, **more)  # type: ignore[arg-type]


def test_a_line_of_counts_that_cannot_be_read_is_named(house: House, officer: Client) -> None:
    said = {"instrument": house.paper, "unit": "TSB", "valid_from": "2024-01-01", "key": "k"}
    address = "/settings/adopted-tables/"
    wrong = officer.post(address, {**said, "counts": "SGD;P.5;2\nXXX;P.5;1"})
    assert "Line 2 does not name" in wrong.content.decode()
    right = {**said, "counts": "SGD;P.5;1\nSGD, P.5, 1\nSGD\tP.4\t1"}
    assert officer.post(address, right).status_code == 302
