"""The health page: what it says when all is well, and what makes it fail."""

import resource
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.utils import timezone

from bureau.config import health
from bureau.config.commands.worker import work_off_once
from bureau.core.actors import NOBODY
from bureau.record.accounts import services
from bureau.record.clock.models import QueuedTask, RecurringDuty, WorkerSeen
from bureau.record.clock.services import (
    LONG,
    MAIL,
    OUTGOING,
    SHORT,
    be_seen,
    start_again,
    start_due_duties,
    work_off,
)
from bureau.record.erasure.services.traces import leave_no_traces
from bureau.record.journal.models import Cursor

pytestmark = pytest.mark.django_db
WRITE_VERSION = 18
"""The byte of a file of SQLite that says who may write it: more than 2 is nobody."""


def look(client: Client) -> tuple[int, dict[str, Any]]:
    answer = client.get("/health/")
    return answer.status_code, answer.json()["checks"]


@pytest.fixture
def seen() -> None:
    work_off_once()


def test_all_is_well_with_a_worker_and_an_empty_queue(client: Client, seen: None) -> None:
    status, checks = look(client)
    assert status == 200 and set(checks) == set(health.CHECKS), checks
    assert checks["worker"]["seen_seconds_ago"] < 5 and checks["queue"]["waiting"] == 0


def test_it_fails_while_the_traces_of_an_erasure_wait(client: Client, seen: None) -> None:
    leave_no_traces.enqueue()
    assert look(client)[0] == 200
    gave_up = {"state": "failed", "failure": "RuntimeError", "settled_at": timezone.now()}
    QueuedTask.objects.filter(path=leave_no_traces.module_path).update(**gave_up)
    for again in (lambda: None, start_again.func):
        again()
        status, checks = look(client)
        assert status == 503 and checks["queue"]["unfinished"] == [leave_no_traces.module_path]
    work_off()
    assert look(client)[0] == 200


def test_it_fails_where_no_worker_was_ever_seen(client: Client, settings: Any) -> None:
    status, checks = look(client)
    queues = settings.TASKS["default"]["QUEUES"]
    wanted = {"ok": False, "seen_seconds_ago": None, "missing": queues}
    assert status == 503 and checks["worker"] == wanted


@pytest.mark.parametrize("off", [timedelta(hours=-2), timedelta(days=400)])
def test_it_fails_where_a_queue_is_not_served(client: Client, seen: None, off: timedelta) -> None:
    """Long ago, or by a worker that was gone before a wrong clock was set right."""
    WorkerSeen.objects.filter(queue="outgoing").update(seen_at=timezone.now() + off)
    worker = look(client)[1]["worker"]
    assert not worker["ok"] and worker["missing"] == ["outgoing"]
    be_seen("another", "outgoing")
    assert look(client)[1]["worker"]["ok"]


def test_a_worker_serves_every_queue_of_the_settings(settings: Any) -> None:
    assert set(settings.TASKS["default"]["QUEUES"]) == {SHORT, LONG, OUTGOING, MAIL}


def test_it_says_how_far_the_followers_are_behind(client: Client, settings: Any) -> None:
    settings.BUREAU_QUEUE_MAX = 1
    services.create_person(NOBODY, name="Ada")
    services.create_person(NOBODY, name="Grace")
    said = look(client)[1]["followers"]
    assert not said["ok"] and said["lagging"] == dict.fromkeys(settings.BUREAU_FOLLOWERS, 2)
    assert said["stalled"] == []
    work_off()
    said = look(client)[1]["followers"]
    assert said == {"ok": True, "entries_behind": 0, "lagging": {}, "stalled": []}


@pytest.mark.parametrize("off", [timedelta(minutes=10), timedelta(days=-400)])
def test_it_fails_where_a_follower_stands_still_for_one_entry(
    client: Client, settings: Any, monkeypatch: pytest.MonkeyPatch, off: timedelta
) -> None:
    """Recorded a while ago, or by a clock that was ahead."""
    notices = "bureau.record.notices.services.telling.follow"
    services.create_person(NOBODY, name="Ada")
    work_off()
    services.create_person(NOBODY, name="Grace")
    settings.BUREAU_FOLLOWERS = [path for path in settings.BUREAU_FOLLOWERS if path != notices]
    work_off()
    settings.BUREAU_FOLLOWERS = [*settings.BUREAU_FOLLOWERS, notices]
    assert look(client)[1]["followers"]["ok"]
    now = timezone.now() + off
    monkeypatch.setattr(timezone, "now", lambda: now)
    said = look(client)[1]["followers"]
    assert not said["ok"] and said["stalled"] == [notices] and said["entries_behind"] == 1


def test_a_follower_that_moves_is_behind_and_not_stalled(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    services.create_person(NOBODY, name="Ada")
    work_off()
    services.create_person(NOBODY, name="Grace")
    now = timezone.now() + timedelta(minutes=10)
    monkeypatch.setattr(timezone, "now", lambda: now)
    Cursor.objects.update(moved_at=now)
    said = look(client)[1]["followers"]
    assert said["ok"] and said["entries_behind"] == 1 and said["stalled"] == []


DUTY = "bureau.record.clock.services.prune"


@pytest.mark.parametrize("at", [timedelta(minutes=-10), timedelta(days=400)])
def test_a_duty_that_is_overdue_is_named(client: Client, seen: None, at: timedelta) -> None:
    """Not started when it was due, or not after a wrong clock was set right."""
    RecurringDuty.objects.filter(path=DUTY).update(next_at=timezone.now() + at)
    assert look(client)[1]["duties"] == {"ok": False, "overdue": [DUTY]}
    start_due_duties()
    assert look(client)[1]["duties"] == {"ok": True, "overdue": []}


def test_a_duty_that_was_started_and_is_not_run_is_overdue(client: Client, seen: None) -> None:
    RecurringDuty.objects.filter(path=DUTY).update(next_at=timezone.now())
    start_due_duties()
    QueuedTask.objects.filter(path=DUTY, state="ready").update(
        run_after=timezone.now() - timedelta(minutes=10)
    )
    assert look(client)[1]["duties"]["overdue"] == [DUTY]


def test_what_no_app_has_a_task_for_is_named(client: Client, seen: None) -> None:
    QueuedTask.objects.create(path="antigravity.fly", run_after=timezone.now())
    work_off()
    said = look(client)[1]["queue"]
    assert not said["ok"] and said["refused"] == ["antigravity.fly"]


def test_a_duty_that_no_worker_knows_is_overdue(client: Client, seen: None) -> None:
    RecurringDuty.objects.filter(path=DUTY).delete()
    assert look(client)[1]["duties"]["overdue"] == [DUTY]


def test_it_answers_where_the_database_does_not(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away() -> dict[str, Any]:
        raise DatabaseError("password and all")

    monkeypatch.setitem(health.CHECKS, "database", away)
    answer = client.get("/health/")
    assert answer.status_code == 503 and "password" not in answer.content.decode()


def test_any_host_may_ask_and_without_tls(client: Client, settings: Any) -> None:
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_REDIRECT_EXEMPT = [r"^health/$"]
    assert client.get("/health/", headers={"host": "10.0.0.7"}).status_code in (200, 503)


def test_a_database_that_is_locked_by_somebody_who_writes_is_well(client: Client) -> None:
    """The test itself has written, and has not ended its transaction."""
    services.create_person(NOBODY, name="Ada")
    assert look(client)[1]["database"] == {"ok": True, "kind": connection.vendor}


@pytest.mark.skipif(connection.vendor != "postgresql", reason="a setting of PostgreSQL")
@pytest.mark.django_db(transaction=False)
def test_a_database_that_takes_no_writing_is_said(client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION READ ONLY")
    said = look(client)[1]["database"]
    assert said == {"ok": False, "kind": "postgresql", "read_only": True, "failure": "25006"}


@pytest.mark.skipif(connection.vendor != "sqlite", reason="a file of SQLite")
def test_a_file_that_takes_no_writing_is_said(
    client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The header of the file says that it is of a version that may be read alone."""
    file = tmp_path / "bureau.sqlite3"
    with closing(sqlite3.connect(file)) as made:
        made.execute("PRAGMA journal_mode=WAL")
        made.execute("CREATE TABLE anything (id)")
    monkeypatch.setitem(connection.settings_dict, "NAME", str(file))
    assert look(client)[1]["database"]["ok"]
    content = bytearray(file.read_bytes())
    content[WRITE_VERSION] = 3
    file.write_bytes(content)
    said = look(client)[1]["database"]
    failed = {"read_only": True, "failure": "SQLITE_READONLY"}
    assert said == {"ok": False, "kind": "sqlite", **failed}


def test_a_disk_that_takes_no_file_is_said(client: Client) -> None:
    """As on a full disk: the system refuses this process each byte of a file."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        said = look(client)[1]["disk"]
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert said == {"ok": False, "failure": "OSError"}


def test_a_disk_that_is_full_is_said(client: Client, settings: Any) -> None:
    settings.BUREAU_DISK_FREE_MB = 10**9
    assert not look(client)[1]["disk"]["ok"]


@pytest.mark.parametrize(
    "caller", [{"REMOTE_ADDR": "203.0.113.9"}, {"HTTP_X_FORWARDED_FOR": "203.0.113.9"}]
)
def test_whoever_calls_from_elsewhere_reads_the_status_alone(
    client: Client, seen: None, caller: dict[str, Any]
) -> None:
    answer = client.get("/health/", **caller)
    assert answer.status_code == 200 and answer.json() == {"status": "ok"}
    with patch.dict(health.CHECKS, {"disk": lambda: {"ok": False}}):
        answer = client.get("/health/", **caller)
    assert answer.status_code == 503 and answer.json() == {"status": "failing"}
