"""A few pages are made before the processes of a server part; nothing of it stays but memory."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from bureau.config.proving.grounds import Ground, Stage
from tests.grounds import template

LOADED = """
import json, threading
from unittest.mock import patch
from bureau.config.cli import set_up
set_up()
from bureau.config import pages, warming
asked, statuses = [], []
ask = warming._ask
def noted(application, path):
    def heard(environ, start):
        def started(status, *more):
            statuses.append(status[:3])
            return start(status, *more)
        return application(environ, started)
    asked.append(path)
    ask(heard, path)
with patch.object(warming, "_ask", noted):
    pages.load()
from django.db import connections
from django.utils.translation import get_language
print(json.dumps({
    "asked": asked,
    "statuses": sorted(set(statuses)),
    "connections": [one.alias for one in connections.all(initialized_only=True) if one.connection],
    "threads": threading.active_count(),
    "pools": len(getattr(connections["default"], "_connection_pools", ())),
    "language": get_language(),
}))
"""


def loaded(ground: Ground, **more: str) -> tuple[dict[str, Any], str]:
    """What is there once all is loaded, and what was said meanwhile."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", LOADED],
        env=ground.env | more,
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout), done.stderr


def test_pages_are_made_and_no_connection_thread_pool_or_language_stays() -> None:
    here, said = loaded(template(Stage.FOUNDED), BUREAU_POOL="1")
    assert "/posts/" in here["asked"] and set(here["statuses"]) <= {"200", "302", "404"}
    assert (here["connections"], here["threads"], here["pools"]) == ([], 1, 0)
    assert here["language"] == "en" and said == ""


def test_behind_tls_the_same_pages_are_made() -> None:
    here, _ = loaded(template(Stage.FOUNDED), BUREAU_HTTPS="1", BUREAU_HOSTS=".example.org")
    assert set(here["statuses"]) <= {"200", "302", "404"}


def test_where_the_database_is_not_ready_none_is_asked_for(tmp_path: Path) -> None:
    nowhere = replace(template(Stage.FOUNDED), home=tmp_path, url=f"sqlite:///{tmp_path}/none")
    here, said = loaded(nowhere)
    assert here["asked"] == [] and said == ""


def test_where_the_database_is_away_none_is_asked_for() -> None:
    away = replace(template(Stage.FOUNDED), url="postgres://nobody@127.0.0.1:1/nothing")
    here, said = loaded(away, BUREAU_POOL="1")
    assert here["asked"] == [] and said == ""
