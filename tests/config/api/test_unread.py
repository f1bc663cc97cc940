"""Whoever has no token is told that first, however unreadable what they sent is."""

from typing import Any

import pytest
from django.test import Client

from bureau.record.programs.models import ApiToken
from tests.institution.house import House
from tests.programs import program

FORM = "application/x-www-form-urlencoded"
UNREADABLE: dict[str, dict[str, Any]] = {
    "a query with a null": {"QUERY_STRING": "valid=%00"},
    "a path with a null": {"path": "/api/units/%00"},
    "a cookie with a null": {"HTTP_COOKIE": 'sessionid="\\000"'},
    "another encoding": {"CONTENT_TYPE": "text/html; charset=hex"},
    "an encoding with a query": {"CONTENT_TYPE": "text/html; charset=idna", "QUERY_STRING": "x=1"},
    "a form with a null": {"method": "POST", "data": b"a=%00", "content_type": FORM},
    "too many fields": {"method": "POST", "data": b"&".join([b"a=1"] * 1500), "content_type": FORM},
    "no boundary": {"method": "POST", "data": b"x", "content_type": "multipart/form-data"},
    "too large": {"method": "POST", "data": b"x" * 6 * 2**20, "content_type": FORM},
    "no JSON": {"method": "POST", "data": b"{", "content_type": "application/json"},
    "another host": {"HTTP_HOST": "elsewhere.example"},
}
every = pytest.mark.parametrize("sent", UNREADABLE.values(), ids=UNREADABLE.keys())


def asked(sent: dict[str, Any], sign: str = "") -> Any:
    more = {"method": "GET", "path": "/api/reorganisations", "data": b"", **sent}
    more |= {"HTTP_AUTHORIZATION": sign} if sign else {}
    client = Client(raise_request_exception=False)
    return client.generic(more.pop("method"), more.pop("path"), more.pop("data"), **more)


@every
@pytest.mark.parametrize("sign", ["", "Bearer bureau_none", "Basic eDp5"])
def test_who_has_no_token_is_told_that_first(house: House, sent: dict[str, Any], sign: str) -> None:
    answer = asked(sent, sign)
    assert answer.status_code == 401, answer.content
    assert answer.json()["reasons"][0]["code"] == "token_unknown"
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


@every
def test_who_has_one_is_told_what_is_wrong(house: House, sent: dict[str, Any]) -> None:
    headers = program(house, "Olga").headers
    answer = asked(sent, headers["authorization"])
    assert answer.status_code in (413, 422), answer.content


def test_a_token_that_ended_is_none(house: House) -> None:
    headers = program(house, "Olga").headers
    ApiToken.objects.update(revoked_at="2024-01-01T00:00:00Z")
    answer = asked({"QUERY_STRING": "valid=%00"}, headers["authorization"])
    assert answer.status_code == 401
