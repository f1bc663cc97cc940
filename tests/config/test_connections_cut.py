"""Connections to PostgreSQL that are cut again and again: pages answer in time, and say so."""

import json
import subprocess
import sys
from threading import Event, Thread

import psycopg
import pytest

from bureau.config.proving.grounds import POSTGRESQL, Ground, Stage, copied
from tests.grounds import template, vendor

ASKED = """
import json, time
from concurrent.futures import ThreadPoolExecutor
from bureau.config.cli import set_up
set_up()
from bureau.config.wsgi import application
from django.test import RequestFactory

def asked(number):
    environ = {**RequestFactory().get("/sign-in/").environ, "REMOTE_ADDR": f"127.0.1.{number % 9}"}
    begun, began = [], time.monotonic()
    b"".join(application(environ, lambda status, *_: begun.append(status)))
    return int(begun[-1][:3]), time.monotonic() - began

until, told = time.monotonic() + 5, []
with ThreadPoolExecutor(6) as pool:
    while time.monotonic() < until:
        told += pool.map(asked, range(12))
print(json.dumps(told))
"""
OTHERS = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


def cut(ground: Ground, is_over: Event) -> None:
    """Ten times a second, every connection to the database but this one."""
    with psycopg.connect(ground.url, autocommit=True) as own:
        while not is_over.wait(0.1):
            own.execute(OTHERS)


@pytest.mark.skipif(vendor() != POSTGRESQL, reason="SQLite has no connections to cut")
def test_pages_answer_in_time_while_connections_are_cut() -> None:
    is_over = Event()
    with copied(template(Stage.FOUNDED)) as ground:
        cutter = Thread(target=cut, args=(ground, is_over))
        cutter.start()
        try:
            done = subprocess.run(
                [sys.executable, "-c", ASKED],
                env=ground.env | {"BUREAU_HOSTS": "testserver", "BUREAU_POOL": "1"},
                stdout=subprocess.PIPE,
                text=True,
                check=True,
                timeout=120,
            )
        finally:
            is_over.set()
            cutter.join()
    told = json.loads(done.stdout)
    assert {status for status, _ in told} == {200, 503}
    assert max(seconds for _, seconds in told) < 15
