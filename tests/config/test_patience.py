"""Whoever answers pages waits for others who write for seconds, and then says so."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, flock
from typing import Any

import psycopg
import psycopg_pool
import pytest
from django.db import OperationalError, connections
from django.test import RequestFactory

from bureau.config import patience
from bureau.config.api import refusals
from bureau.config.proving.grounds import SQLITE, Ground, Stage, copied
from tests.grounds import template, vendor

ASKED = """
import json, sys, time
from bureau.config.cli import set_up
set_up()
from bureau.config import patience
patience.SECONDS = 1
from bureau.config.wsgi import application
from django.test import Client
client, told = Client(), []
client.raise_request_exception = False
form = {"username": "nobody", "password": "nothing that anybody has", "next": "/"}
for method in sys.argv[1:]:
    began = time.monotonic()
    answer = client.post("/sign-in/", form) if method == "POST" else client.get("/sign-in/")
    told.append({
        "status": answer.status_code,
        "seconds": time.monotonic() - began,
        "again": answer.headers.get("Retry-After"),
        "page": answer.content.decode(),
    })
print(json.dumps(told))
"""


@contextmanager
def somebody_writes(ground: Ground) -> Iterator[None]:
    if vendor() == SQLITE:
        with open(ground.home / "bureau.sqlite3-queue", "ab") as queue:
            flock(queue, LOCK_EX)
            yield
        return
    with psycopg.connect(ground.env["DATABASE_URL"]) as other:
        other.execute("LOCK TABLE accounts_tries IN EXCLUSIVE MODE")
        yield


def answers(ground: Ground, *methods: str) -> list[dict[str, Any]]:
    done = subprocess.run(
        [sys.executable, "-c", ASKED, *methods],
        env=ground.env | {"BUREAU_HOSTS": "testserver"},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        timeout=60,
    )
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def test_a_form_is_answered_in_time_while_somebody_writes_and_taken_afterwards() -> None:
    with copied(template(Stage.FOUNDED)) as ground:
        with somebody_writes(ground):
            read, sent = answers(ground, "GET", "POST")
        (again,) = answers(ground, "POST")
    assert read["status"] == 200 and sent["status"] == 503 and sent["again"] == "1"
    assert 1 <= sent["seconds"] < 15
    assert "load this page again" in sent["page"] and "Nothing was changed" in sent["page"]
    assert again["status"] == 422 or again["status"] == 200


def test_a_program_is_told_to_send_it_again() -> None:
    asked = RequestFactory().post("/api/budgets")
    answer = refusals._failed(asked, OperationalError("database is locked"))
    (why,) = json.loads(answer.content)["reasons"]
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, str(patience.SECONDS))
    assert why["code"] == "busy" and "same Idempotency-Key" in why["remedy"]


@pytest.mark.parametrize(
    "cause",
    [
        psycopg.errors.AdminShutdown("cut"),
        psycopg.errors.ConnectionFailure("lost"),
        psycopg.errors.TooManyConnections("full"),
        psycopg_pool.PoolTimeout("no connection in time"),
    ],
)
def test_who_has_lost_the_database_is_told_and_promised_nothing(cause: Exception) -> None:
    fault = OperationalError("away")
    fault.__cause__ = cause
    answer = refusals._failed(RequestFactory().post("/api/budgets"), fault)
    (why,) = json.loads(answer.content)["reasons"]
    assert (answer.status_code, why["code"]) == (503, "database_away")
    assert "Nothing was changed" not in why["sentence"] and "same Idempotency-Key" in why["remedy"]


@pytest.mark.parametrize("fault", [OperationalError("no such table"), ValueError("locked"), None])
def test_no_other_fault_is_taken_for_it(fault: Exception | None) -> None:
    assert not patience.is_out(fault) and not patience.is_away(fault)


def test_a_process_that_was_parted_from_one_of_pages_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    given = {"ENGINE": "postgresql", "OPTIONS": {"options": "-c jit=off"}}
    monkeypatch.setattr(connections, "settings", {"default": given})
    patience.wait(20)
    assert given["OPTIONS"] == {"options": "-c lock_timeout=20s -c jit=off"}
    patience.wait(30)
    assert given["OPTIONS"] == {"options": "-c lock_timeout=30s -c jit=off"}
    patience.wait()
    assert given["OPTIONS"] == {"options": "-c jit=off"}
