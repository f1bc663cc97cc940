"""Files handed out by pages: always attachments, always under a safe name."""

import json
from datetime import date
from decimal import Decimal

import pytest
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.test import RequestFactory

from bureau.documents.tables import Table, columns_of_cells
from bureau.web.exports import (
    file_name,
    file_response,
    never_a_page_for_a_file,
    table_response,
)

TABLE = Table("Posts", columns_of_cells([("number", "Number")]), [["ST02/D1/579"]])


def test_a_csv_is_sent_as_it_is_written() -> None:
    answer = table_response(TABLE, "csv", "posts")
    assert isinstance(answer, StreamingHttpResponse)
    assert answer.getvalue().decode("utf-8-sig").splitlines()[2] == "ST02/D1/579"


def test_an_unknown_format_is_no_table() -> None:
    with pytest.raises(KeyError):
        table_response(TABLE, "svg", "posts")


def test_a_file_is_an_attachment_under_a_name_of_any_script() -> None:
    said = file_response("<svg/>", "svg", "مخطط TSB")["Content-Disposition"]
    assert said.startswith('attachment; filename="') and "filename*=UTF-8''%D9%85" in said


@pytest.mark.parametrize("stem", ["../../etc", 'a"b\r\nc', "", "…"])
def test_a_name_holds_nothing_to_stumble_over(stem: str) -> None:
    assert not set(file_name(stem, "csv")) & set('/\\"\r\n ')


def test_json_keeps_numbers_and_days_and_names_columns() -> None:
    columns = columns_of_cells([("number", "Number"), ("day", "Day"), ("rate", "Rate")])
    table = Table("Posts", columns, [["A", date(2024, 6, 1), Decimal("1.5")], ["B", None, None]])
    said = json.loads(table_response(table, "json", "posts").getvalue())  # type: ignore[attr-defined]
    assert said["columns"] == {"number": "Number", "day": "Day", "rate": "Rate"}
    assert said["rows"] == [
        {"number": "A", "day": "2024-06-01", "rate": 1.5},
        {"number": "B", "day": None, "rate": None},
    ]


@pytest.mark.parametrize(("query", "status"), [("?format=odt", 404), ("", 200)])
def test_no_page_is_given_for_a_format(rf: RequestFactory, query: str, status: int) -> None:
    respond = never_a_page_for_a_file(lambda request: HttpResponse("<p>page</p>"))
    if status == 200:
        assert respond(rf.get(f"/posts/{query}")).status_code == 200
    else:
        with pytest.raises(Http404):
            respond(rf.get(f"/posts/{query}"))
