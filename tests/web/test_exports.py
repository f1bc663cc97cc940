"""Files handed out by pages: always attachments, always under a safe name."""

import pytest
from django.http import StreamingHttpResponse

from bureau.documents.tables import Column, Table
from bureau.web.exports import file_name, file_response, table_response

TABLE = Table("Posts", [Column("number")], [["ST02/D1/579"]])


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
