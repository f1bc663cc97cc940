"""Requests that cannot be read: 400, in the reader's language, before anything looks at them."""

from typing import Any
from urllib.parse import quote

import pytest
from django.core.exceptions import BadRequest, ObjectDoesNotExist
from django.db import DataError
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client

from bureau.web.readable import Readable, holds_unstorable, is_storable

pytestmark = pytest.mark.django_db
TURNED = "\u202e\u202d\u202a\u2066\u2069\u200e\u200f\u061c\u2028\x85"
"""Signs that turn or break what is read behind them."""
WITHOUT_BOUNDARY = "multipart/form-data"


@pytest.mark.parametrize(
    ("text", "is_fit"),
    [
        ("plain", True),
        ("\0", False),
        ("a\0b", False),
        ("\ud800", False),
        ("\udfff", False),
        ("😀", True),
        ("two\r\nlines\tand a tab", True),
        ("\x1b[31m", False),
        ("\x9b31m", False),
        ("\x7f", False),
        ("a\u202eb", False),
        ("\u200fعربي\u2067a\u2069", True),
    ],
)
def test_a_text_with_controls_or_half_a_character_is_not_held(text: str, is_fit: bool) -> None:
    assert is_storable(text) is is_fit
    assert holds_unstorable({"a": [1, {"b": text}]}) is not is_fit
    assert holds_unstorable([{text: None}]) is not is_fit


def asked(client: Client, **more: Any) -> Any:
    client.raise_request_exception = False
    said = {"method": "GET", "path": "/search/", "HTTP_ACCEPT_LANGUAGE": "fr", **more}
    return client.generic(said.pop("method"), said.pop("path"), said.pop("data", b""), **said)


@pytest.mark.parametrize(
    "more",
    [
        {"QUERY_STRING": "q=a%00b"},
        {"QUERY_STRING": "%00=a"},
        {"HTTP_COOKIE": 'sessionid="\\000"'},
        {"path": "/sign-in/link/%00/"},
        *({"path": f"/units/{quote(sign)}/"} for sign in TURNED),
        *({"path": f"/nowhere/{quote(sign)}"} for sign in TURNED),
        *({"QUERY_STRING": f"{quote(sign)}=a"} for sign in TURNED),
        *({"QUERY_STRING": f"q={quote(sign)}"} for sign in "\u202d\u202e\x9f"),
        {"method": "POST", "data": b"x", "content_type": WITHOUT_BOUNDARY},
        {"CONTENT_TYPE": "text/html; charset=hex"},
        {"CONTENT_TYPE": "text/html; charset=rot13", "path": "/sign-in/"},
        {"CONTENT_TYPE": "text/html; charset=undefined"},
        {"CONTENT_TYPE": "text/html; charset=idna", "QUERY_STRING": "x=1"},
        {"method": "POST", "path": "/language/", "data": b"language=%00"},
        {"method": "POST", "path": "/language/", "data": b"&".join([b"a=1"] * 1500)},
    ],
)
def test_what_cannot_be_read_is_told_on_a_page(client: Client, more: dict[str, Any]) -> None:
    if more.get("method") == "POST":
        more = {"content_type": "application/x-www-form-urlencoded", **more}
    answer = asked(client, **more)
    assert answer.status_code == 400
    content = answer.content.decode()
    assert '<html lang="fr"' in content
    assert not any(sign in content for sign in TURNED)


def test_a_program_is_told_as_the_api_refuses(client: Client) -> None:
    answer = asked(client, path="/api/units", QUERY_STRING="valid=%00")
    assert answer.status_code == 401
    assert answer.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("sign", TURNED)
def test_a_program_is_told_the_address_without_what_turns_it(client: Client, sign: str) -> None:
    answer = asked(client, path=f"/api/units/{quote(sign)}")
    assert answer.status_code == 401
    assert answer.json()["instance"] == f"/api/units/{quote(sign)}"
    assert sign not in answer.content.decode()


@pytest.mark.parametrize(
    ("raised", "answered"),
    [
        (ObjectDoesNotExist(), Http404),
        (DataError(), BadRequest),
        (OverflowError(), BadRequest),
        (UnicodeEncodeError("utf-8", "\ud800", 0, 1, "surrogates"), BadRequest),
    ],
)
def test_a_value_that_nothing_holds_is_a_fault_of_the_request(
    raised: Exception, answered: type[Exception]
) -> None:
    middleware = Readable(lambda request: HttpResponse())
    with pytest.raises(answered):
        middleware.process_exception(HttpRequest(), raised)
    middleware.process_exception(HttpRequest(), KeyError())
