"""A day or record number in an address that cannot be: the page of now says so."""

from collections.abc import Iterator

import pytest
from django.core.signals import request_finished
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bureau.web import exports
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


def test_where_one_is_led_on_the_next_page_says_it(house: House) -> None:
    client = visitor(house, "Olga")
    told = "There is no such day: 2024-02-30"
    assert client.get(reverse("chart") + "?valid=2024-02-30").status_code == 302
    assert told in page(client, reverse("posts"))
    assert told not in page(client, reverse("posts"))


def test_a_file_that_is_refused_is_closed_as_the_request_ends(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[str] = []

    def finished(**_: object) -> None:
        ended.append("request")

    class Lines(Iterator[str]):
        def __next__(self) -> str:
            raise StopIteration

        def close(self) -> None:
            ended.append("file")

    client = visitor(house, "Olga")
    monkeypatch.setattr(exports, "csv_lines", lambda table: Lines())
    request_finished.connect(finished)
    answer = client.get(reverse("posts") + "?valid=2024-02-30&format=csv")
    request_finished.disconnect(finished)
    assert answer.status_code == 400 and ended == ["file", "request"]


def test_a_recorded_day_is_looked_up_once_and_only_where_it_is_read(house: House) -> None:
    client, where = visitor(house, "Olga"), reverse("compare", args=[house.units["TSB"]])
    asked = {"recorded": "2024-06-01"}
    assert days_looked_up(client, where, recorded="1") == 0
    assert days_looked_up(client, where, **asked) == 1
    assert days_looked_up(client, where, from_recorded="2024-06-01", **asked) == 2
    assert days_looked_up(client, reverse("posts"), from_recorded="2024-06-01") == 0


def days_looked_up(client: Client, where: str, **asked: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        client.get(where, asked)
    latest = 'ORDER BY "journal_recordnumber"."at" DESC'
    return sum(latest in one["sql"] for one in queries)
