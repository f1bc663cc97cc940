"""What programs ask for is loaded when it is first asked for, and not before."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest
from django.urls import NoReverseMatch, reverse

from bureau.config.api.apart import ADDRESSES
from bureau.config.proving.grounds import Stage, copied
from bureau.config.proving.serving import served, wait_until_serving
from tests.grounds import template

FOR_PROGRAMS = {"ninja", "pydantic", "bureau.config.api.door", "bureau.record.programs.api"}
A_PAGE_PROCESS = """
import json, sys
from bureau.config import pages
pages.load()
from django.test import Client
from django.urls import reverse
had = [list(sys.modules)]
reverse("posts")
had.append(list(sys.modules))
status = Client(HTTP_HOST="127.0.0.1").get("/api/openapi.json").status_code
had.append(list(sys.modules))
print(json.dumps([status, had]))
"""


def loaded(home: Path, **more: str) -> list[set[str]]:
    """What for programs a page process has: at its start, once it has named an address, once a
    program has asked it."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", A_PAGE_PROCESS],
        env=os.environ | {"BUREAU_HOME": str(home), "DATABASE_URL": ""} | more,
        stdout=subprocess.PIPE,
        check=True,
    )
    status, had = json.loads(done.stdout)
    assert status == 200
    return [FOR_PROGRAMS.intersection(modules) for modules in had]


def test_a_page_process_has_nothing_for_programs_until_one_asks(tmp_path: Path) -> None:
    assert loaded(tmp_path) == [set(), set(), FOR_PROGRAMS]


def test_it_has_all_from_its_start_where_the_installation_says_so(tmp_path: Path) -> None:
    assert loaded(tmp_path, BUREAU_API_AT_START="1") == [FOR_PROGRAMS] * 3


def test_addresses_for_programs_are_among_all_and_not_among_those_of_pages() -> None:
    assert reverse("api-nothing", ADDRESSES, args=["nowhere"]) == "/api/nowhere"
    assert reverse("posts", ADDRESSES) == reverse("posts")
    with pytest.raises(NoReverseMatch):
        reverse("api-nothing", args=["nowhere"])


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with copied(template(Stage.FOUNDED)) as ground, served(ground) as port:
        wait_until_serving(port, seconds=60)
        yield port


def test_the_first_who_ask_at_once_are_all_answered_as_any_later(port: int) -> None:
    def asked(path: str) -> tuple[int, str]:
        with closing(HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, answer.headers["Content-Type"]

    paths = ["/api/nothing", "/api/openapi.json", "/api/posts", "/nothing/"] * 2
    with ThreadPoolExecutor(len(paths)) as pool:
        first = list(pool.map(asked, paths))
    problem, page = "application/problem+json", "text/html; charset=utf-8"
    expected = [(404, problem), (200, "application/json"), (401, problem), (404, page)]
    assert first == expected * 2 == [asked(path) for path in paths]
