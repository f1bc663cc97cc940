"""A day or record number in an address that cannot be: the page of now says so."""

import pytest
from django.urls import reverse

from tests.institution.governance.visitors import page, visitor
from tests.institution.house import House


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("valid=2024-02-30", "There is no such day: 2024-02-30"),
        ("valid=garbage", "There is no such day: garbage"),
        ("valid=9999-12-31", "Bureau reckons with days from 1 January 1800"),
        ("recorded=999999", "Nothing has the record number 999999 yet"),
        ("recorded=2999-01-01", "Nothing is recorded on 1 January 2999 yet."),
        ("from_valid=2024-02-30", "There is no such day: 2024-02-30"),
    ],
)
def test_the_page_of_now_says_what_is_wrong(house: House, asked: str, told: str) -> None:
    where = "compare" if "from_" in asked else "unit-chart"
    client = visitor(house, "Olga")
    text = page(client, f"{reverse(where, args=[house.units['TSB']])}?{asked}")
    assert told in text


def test_a_file_is_refused_and_so_is_an_act(house: House) -> None:
    client, unit = visitor(house, "Olga"), house.units["TSB"]
    wrong = "?valid=2024-02-30"
    answer = client.get(reverse("chart-file", args=[unit, "svg"]) + wrong)
    assert answer.status_code == 400
    assert "2024-02-30" in answer.content.decode()
    assert client.post(reverse("unit-chart", args=[unit]) + wrong).status_code == 404
