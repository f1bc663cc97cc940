"""What is logged of an address does not hold the secret that opens it."""

import json
import logging
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.urls import URLPattern, get_resolver

from bureau.config.api.refusals import _failed
from bureau.config.logs import LOGGING, JsonLines

SECRET = "Kanarienvogel-0_123456789"
NAMES = {"token", "secret"}


def written(message: str, *words: object, **more: Any) -> str:
    record = logging.LogRecord("django.request", 40, "", 0, message, words, None)
    vars(record).update(more)
    line = JsonLines().format(record)
    assert json.loads(line)["level"] == "error"
    return line


def patterns(under: Any) -> Iterator[URLPattern]:
    for each in under.url_patterns:
        yield from [each] if isinstance(each, URLPattern) else patterns(each)


def with_secrets() -> list[str]:
    """The path of every page whose address holds a secret, not the number of one."""
    words = {name: one for name, one in [("token", SECRET), ("secret", SECRET)]}
    found = []
    for each in patterns(get_resolver("bureau.config.urls")):
        held = {name for name, kind in each.pattern.converters.items() if kind.regex == "[^/]+"}
        if held & NAMES and held <= NAMES:
            found.append("/" + str(each.pattern).replace("<str:", "{").replace(">", "}"))
    return [path.format(**words) for path in found]


def test_no_address_with_a_secret_is_logged_in_full() -> None:
    paths = with_secrets()
    assert len(paths) >= 3
    for path in paths:
        start = path.partition(SECRET)[0]
        for said in (path, f"/sign-in/?next={quote(path, safe='')}", quote(quote(path, safe=""))):
            line = written("Internal Server Error: %s", said, address=said)
            assert "Kanarienvogel" not in line, line
        assert start in written("Forbidden: %s", path)


@pytest.mark.parametrize(
    "said",
    [
        f"/sign-in/from/house/?code={SECRET}&state=x",
        f"/x/?a=1&token={SECRET}",
        f"/x/?secret={SECRET}",
        f"/x/?state={SECRET}",
        f"/sign-in/?next=%2Fx%2F%3Ftoken%3D{SECRET}",
        "Authorization: Bearer bureau_Kanarienvogel-0_123456789abcdef",
    ],
)
def test_no_query_with_a_secret_is_logged_in_full(said: str) -> None:
    assert "Kanarienvogel" not in written("refused: %s", said)


def test_what_is_no_secret_is_logged() -> None:
    said = "/reorganisations/7/?q=review&code_of=3 and calendars are read"
    assert said in written("failed: %s", said)


def test_a_traceback_holds_no_secret() -> None:
    try:
        raise RuntimeError(f"{{'path': 'sign-in/link/{SECRET}/'}}")
    except RuntimeError as error:
        line = written("failed", exc_info=(type(error), error, error.__traceback__))
    assert "Kanarienvogel" not in line and "RuntimeError" in line


def test_every_logger_writes_by_this_one_formatter() -> None:
    assert {one["formatter"] for one in LOGGING["handlers"].values()} == {"lines"}
    assert not any(one.get("handlers") for one in LOGGING["loggers"].values())


@pytest.fixture
def lines() -> Iterator[list[str]]:
    """What is written meanwhile, as the formatter writes it."""
    found: list[str] = []

    class Kept(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            found.append(self.format(record))

    handler = Kept()
    handler.setFormatter(JsonLines())
    logging.getLogger().addHandler(handler)
    yield found
    logging.getLogger().removeHandler(handler)


@pytest.mark.django_db
def test_a_forged_form_and_a_fault_are_logged_without_the_secret(lines: list[str]) -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post(f"/sign-in/link/{SECRET}/").status_code == 403
    request: HttpRequest = RequestFactory().get(f"/review/{SECRET}/")
    _failed(request, RuntimeError("x"))
    assert len(lines) == 2 and "Kanarienvogel" not in "".join(lines), lines
