"""The health page: what it says when all is well, and what makes it fail."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError
from django.test import Client
from django.utils import timezone

from bureau.config import health
from bureau.core.actors import NOBODY
from bureau.record.accounts import services
from bureau.record.clock.models import RecurringDuty
from bureau.record.clock.services import know_duties, start_due_duties, work_off

pytestmark = pytest.mark.django_db


def look(client: Client) -> tuple[int, dict[str, Any]]:
    answer = client.get("/health/")
    return answer.status_code, answer.json()["checks"]


@pytest.fixture
def seen() -> None:
    know_duties()
    start_due_duties()
    work_off()


def test_all_is_well_with_a_worker_and_an_empty_queue(client: Client, seen: None) -> None:
    status, checks = look(client)
    assert status == 200 and set(checks) == set(health.CHECKS), checks
    assert checks["worker"]["seen_seconds_ago"] < 5 and checks["queue"]["waiting"] == 0


def test_it_fails_where_no_worker_was_ever_seen(client: Client) -> None:
    status, checks = look(client)
    assert status == 503 and checks["worker"] == {"ok": False, "seen_seconds_ago": None}


def test_it_fails_where_the_worker_is_long_gone(client: Client, seen: None) -> None:
    long_ago = timezone.now() - timedelta(hours=2)
    RecurringDuty.objects.update(next_at=long_ago, every_seconds=60)
    assert not look(client)[1]["worker"]["ok"]


def test_it_says_how_far_the_followers_are_behind(client: Client, settings: Any) -> None:
    settings.BUREAU_QUEUE_MAX = 1
    services.create_person(NOBODY, name="Ada")
    services.create_person(NOBODY, name="Grace")
    said = look(client)[1]["followers"]
    assert not said["ok"] and said["lagging"] == dict.fromkeys(settings.BUREAU_FOLLOWERS, 2)
    work_off()
    said = look(client)[1]["followers"]
    assert said == {"ok": True, "entries_behind": 0, "lagging": {}}


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


def test_a_disk_that_is_full_is_said(client: Client, settings: Any) -> None:
    settings.BUREAU_DISK_FREE_MB = 10**9
    assert not look(client)[1]["disk"]["ok"]
