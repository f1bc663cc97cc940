"""Numbers in addresses and forms: what no row may have names nothing, however long it is."""

import pytest
from django.http import Http404, HttpRequest, HttpResponse

from bureau.core.references import ID_MAX, Reference
from bureau.web.numbers import NumbersOfRows, number_asked


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("7", 7),
        ("007", 7),
        ("000000000000012", 12),
        ("0", 0),
        (str(ID_MAX), ID_MAX),
        (str(ID_MAX + 1), ID_MAX),
        ("9" * 5000, ID_MAX),
        ("", None),
        ("-5", None),
        ("²", None),
        ("x", None),
    ],
)
def test_a_number_is_read_as_far_as_rows_are_numbered(text: str, number: int | None) -> None:
    assert number_asked(text) == number


@pytest.mark.parametrize("text", ["unit:-5", f"unit:{ID_MAX + 1}", "unit:" + "9" * 5000, "unit:x"])
def test_a_thing_of_a_number_that_none_has_is_not_read(text: str) -> None:
    with pytest.raises(ValueError, match="numbered|int"):
        Reference.parse(text)


def test_an_address_of_a_number_that_no_row_has_is_not_there() -> None:
    middleware = NumbersOfRows(lambda request: HttpResponse())
    middleware.process_view(HttpRequest(), None, (), {"unit": ID_MAX})
    with pytest.raises(Http404):
        middleware.process_view(HttpRequest(), None, (), {"unit": ID_MAX + 1})
