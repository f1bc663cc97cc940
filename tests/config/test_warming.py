"""A few pages are made before the processes of a server part; nothing of it stays but memory."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import psycopg
import pytest

from bureau.config.proving.grounds import SQLITE, Ground, Stage
from tests.grounds import template, vendor

LOADED = """
import gzip, json, threading
from unittest.mock import patch
from bureau.config.cli import set_up
set_up()
from bureau.config import pages, warming
asked, answers, drawn = [], set(), set()
ask = warming._ask
def noted(application, path):
    def heard(environ, start):
        def started(status, *more):
            answers.add((path, status[:3]))
            return start(status, *more)
        answer = application(environ, started)
        page = b"".join(answer)
        answer.close()
        if page and b"viz chart" in gzip.decompress(page):
            drawn.add(path)
        return [page]
    asked.append(path)
    return ask(heard, path)
with patch.object(warming, "_ask", noted):
    pages.load()
from django.db import connections
from django.utils.translation import get_language
print(json.dumps({
    "asked": asked,
    "answers": sorted(answers),
    "drawn": sorted(drawn),
    "connections": [one.alias for one in connections.all(initialized_only=True) if one.connection],
    "threads": threading.active_count(),
    "pools": len(getattr(connections["default"], "_connection_pools", ())),
    "language": get_language(),
}))
"""

WRITING = """
import fcntl, json, sys
from bureau.config.cli import set_up
set_up()
from django.db import DatabaseError, connection
from bureau.config import warming
told = []
def write(environ, start):
    try:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM django_session")
        told.append("written")
    except DatabaseError as refused:
        told.append(str(refused))
    connection.close()
    start("200 OK", [])
    return []
if sys.argv[1:]:
    queue = open(sys.argv[1], "ab")
    fcntl.flock(queue, fcntl.LOCK_EX)
warming.warm(write)
print(json.dumps(told))
"""
"""Each request opens a connection of its own and tries to write while another writes."""


def said_by(script: str, ground: Ground, *words: str, **more: str) -> tuple[Any, str]:
    """What a process said there, and what was said beside."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", script, *words],
        env=ground.env | more,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return json.loads(done.stdout), done.stderr


def loaded(ground: Ground, **more: str) -> tuple[dict[str, Any], str]:
    """What is there once all is loaded, and what was said meanwhile."""
    return said_by(LOADED, ground, **more)


def statuses(here: dict[str, Any]) -> set[str]:
    return {status for _, status in here["answers"]}


def test_pages_are_made_and_no_connection_thread_pool_or_language_stays() -> None:
    here, said = loaded(template(Stage.FOUNDED), BUREAU_POOL="1")
    assert "/posts/" in here["asked"] and statuses(here) <= {"200", "302", "404"}
    assert (here["connections"], here["threads"], here["pools"]) == ([], 1, 0)
    assert here["language"] == "en" and said == ""


def test_behind_tls_the_same_pages_are_made() -> None:
    here, _ = loaded(template(Stage.FOUNDED), BUREAU_HTTPS="1", BUREAU_HOSTS=".example.org")
    assert statuses(here) <= {"200", "302", "404"}


def test_where_the_database_is_not_ready_none_is_asked_for(tmp_path: Path) -> None:
    nowhere = replace(template(Stage.FOUNDED), home=tmp_path, url=f"sqlite:///{tmp_path}/none")
    here, said = loaded(nowhere)
    assert here["asked"] == [] and said == ""


def test_where_the_database_is_away_none_is_asked_for() -> None:
    away = replace(template(Stage.FOUNDED), url="postgres://nobody@127.0.0.1:1/nothing")
    here, said = loaded(away, BUREAU_POOL="1")
    assert here["asked"] == [] and said == ""


def test_each_page_of_the_example_is_made_and_its_chart_drawn() -> None:
    here, said = loaded(template(Stage.EXAMPLE))
    assert {path for path, status in here["answers"] if status != "200"} == {"/chart/"}
    assert [path for path in here["drawn"] if path.startswith("/chart/")] and said == ""


@pytest.mark.everywhere
def test_no_request_can_write_nor_waits_behind_those_who_do() -> None:
    ground = template(Stage.FOUNDED)
    queue = [f"{ground.home}/bureau.sqlite3-queue"] if ground.vendor == SQLITE else []
    told, _ = said_by(WRITING, ground, *queue)
    assert told and all("read-only" in each or "readonly" in each for each in told)


@pytest.mark.skipif(vendor() == SQLITE, reason="there who reads waits for nobody")
def test_a_lock_is_not_waited_for() -> None:
    ground = template(Stage.FOUNDED)
    with psycopg.connect(ground.url) as busy:
        busy.execute("LOCK TABLE journal_recordhead IN ACCESS EXCLUSIVE MODE")
        here, _ = loaded(ground)
    assert here["asked"] == []
