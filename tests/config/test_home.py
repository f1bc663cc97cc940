"""The home is its owner's alone, whatever the mask of the process that uses it."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bureau.config.commands import demo
from bureau.config.home import (
    journal_key,
    let_nobody_else_in,
    one_of,
    secret_key,
    shut,
    switched,
    whole_number,
)
from bureau.config.proving.grounds import SQLITE, Stage, copied
from bureau.config.proving.serving import free_port, get, kill, wait_until_serving
from tests.databases import fresh_database
from tests.grounds import template, vendor


def open_to_others(home: Path) -> list[str]:
    found = (home, *home.rglob("*"))
    return [str(path.relative_to(home)) for path in found if path.stat().st_mode & 0o077]


@pytest.fixture
def loose() -> Iterator[None]:
    """A process that lets others in by its mask, as most do."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def test_what_is_made_under_any_mask_is_its_owners_alone(tmp_path: Path, loose: None) -> None:
    let_nobody_else_in()
    home = tmp_path / "home"
    (home / "files" / "ab").mkdir(parents=True)
    (home / "columns").write_bytes(b"x")
    with closing(sqlite3.connect(home / "bureau.sqlite3")) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE a (b)")
        assert (home / "bureau.sqlite3-wal").exists() and open_to_others(home) == []


def test_an_open_home_is_shut(tmp_path: Path, loose: None) -> None:
    home, outside = tmp_path / "home", tmp_path / "outside"
    (home / "files").mkdir(parents=True)
    outside.write_text("x")
    for name in ("bureau.sqlite3", "bureau.sqlite3-wal", "files/part", "erasures.jsonl"):
        (home / name).write_text("x")
    (home / "link").symlink_to(outside)
    assert len(open_to_others(home)) >= 6
    shut(home)
    assert open_to_others(home) == ["link"] and outside.stat().st_mode & 0o044


@pytest.mark.skipif(vendor() != SQLITE, reason="the database lies in the home")
def test_a_process_shuts_the_home_that_it_finds(loose: None) -> None:
    with fresh_database() as database:
        for path in (database.home, *database.home.rglob("*")):
            path.chmod(path.stat().st_mode | 0o044)
        database.run(
            "from bureau.config.commands.worker import execute\n"
            "from argparse import Namespace\nexecute(Namespace(once=True))"
        )
        assert open_to_others(database.home) == []


@pytest.mark.everywhere
def test_what_init_serve_backup_and_export_write_is_its_owners_alone(loose: None) -> None:
    with copied(template(Stage.FOUNDED)) as ground:
        assert open_to_others(ground.home) == []
        shutil.rmtree(ground.home / "static")
        port = free_port()
        process = ground.start("-m", "bureau.config.cli", "serve", "--port", str(port))
        try:
            wait_until_serving(port)
            assert get(port, "/", {}) == 200
            (ground.home / "backups").mkdir(mode=0o700)
            for words in (
                ("backup", "--with-keys", str(ground.home / "backups/a")),
                ("journal", "export", str(ground.home / "exported")),
            ):
                done = ground.command(*words)
                assert done.returncode == 0, done.stderr
        finally:
            kill(process)
        assert [each for each in open_to_others(ground.home) if each != "log"] == []
        assert [*(ground.home / "static").rglob("*.css")]


def test_a_folder_of_others_is_refused_and_nothing_in_it_is_touched(
    tmp_path: Path, loose: None
) -> None:
    (tmp_path / "static").mkdir()
    for name in ("index.html", "static/page.css"):
        (tmp_path / name).write_text("x")
    tmp_path.chmod(0o1777)
    before = open_to_others(tmp_path)
    with pytest.raises(SystemExit, match="files of others"):
        shut(tmp_path)
    assert open_to_others(tmp_path) == before and tmp_path.stat().st_mode & 0o7777 == 0o1777


def test_what_others_keep_in_a_home_stays_as_it_is(tmp_path: Path, loose: None) -> None:
    (tmp_path / "keys").mkdir()
    for name in ("keys/journal", "bureau.sqlite3", "page.html"):
        (tmp_path / name).write_text("x")
    shut(tmp_path)
    assert open_to_others(tmp_path) == ["page.html"]


def test_a_process_started_in_a_folder_of_others_writes_nothing_there(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("x")
    env = {**os.environ, "BUREAU_HOME": str(tmp_path), "SECRET_KEY": "", "BUREAU_JOURNAL_KEY": ""}
    words = [sys.executable, "-m", "bureau.config.cli", "verify"]
    done = subprocess.run(words, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 1 and "files of others" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["index.html"]


@pytest.mark.parametrize("said", ["on", "2", "https", "tru"])
def test_a_switch_that_is_neither_yes_nor_no_is_refused(
    said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BUREAU_HTTPS", said)
    with pytest.raises(SystemExit, match="BUREAU_HTTPS"):
        switched("BUREAU_HTTPS")


def test_a_word_that_is_none_of_those_allowed_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = ("BUREAU_SMTP_SECURITY", "", "starttls", "tls")
    monkeypatch.setenv("BUREAU_SMTP_SECURITY", "ssl")
    with pytest.raises(SystemExit, match="Say one of: nothing, starttls, tls"):
        one_of(*asked)
    monkeypatch.setenv("BUREAU_SMTP_SECURITY", "STARTTLS ")
    assert one_of(*asked) == "starttls"


@pytest.mark.parametrize(
    "said",
    [
        {"BUREAU_POOL": "on"},
        {"BUREAU_API_AT_START": "maybe"},
        {"BUREAU_FETCH_LOOPBACK": "2"},
        {"BUREAU_SMTP_SECURITY": "ssl"},
        {"BUREAU_SMTP_PORT": "smtp"},
        {"BUREAU_SMTP_PORT": "70000"},
        {"BUREAU_QUEUE_MAX": "many"},
        {"BUREAU_DISK_FREE_MB": "-1"},
        {"BUREAU_WORKER_SEEN_SECONDS": "0"},
        {"BUREAU_OVERDUE_SECONDS": ""},
        {"BUREAU_MAILS_KEPT_DAYS": "1y"},
        {"BUREAU_DELIVERIES_KEPT_DAYS": "0"},
        {"BUREAU_IDLE_MINUTES": "1.5"},
        {"BUREAU_HTTPS": "on"},
        {"BUREAU_ADDRESS": "bureau.example.org"},
        {"BUREAU_OIDC_ISSUER": "sso.example.org"},
        {"DATABASE_URL": "mysql://example.org/bureau"},
        {"DATABASE_URL": "nonsense"},
    ],
    ids=str,
)
def test_a_setting_that_cannot_be_is_told_in_a_sentence(
    said: dict[str, str], tmp_path: Path
) -> None:
    env = {**os.environ, "BUREAU_HOME": str(tmp_path / "home"), **said}
    words = [sys.executable, "-m", "bureau.config.cli", "verify"]
    done = subprocess.run(words, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 1 and "Traceback" not in done.stderr, done.stderr
    assert done.stderr.startswith(list(said)[-1]) and done.stderr.count("\n") == 1, done.stderr


def test_a_switch_says_yes_in_several_ways(monkeypatch: pytest.MonkeyPatch) -> None:
    for said, is_on in {"1": True, "true": True, "Yes": True, "0": False, "": False}.items():
        monkeypatch.setenv("BUREAU_HTTPS", said)
        assert switched("BUREAU_HTTPS") is is_on


def test_a_short_key_no_key_and_no_minutes_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "a" * 31)
    with pytest.raises(SystemExit, match="SECRET_KEY is shorter than 32"):
        secret_key()
    monkeypatch.setenv("BUREAU_JOURNAL_KEY", "12")
    with pytest.raises(SystemExit, match="BUREAU_JOURNAL_KEY"):
        journal_key()
    for said in ("0", "-5", "soon"):
        monkeypatch.setenv("BUREAU_IDLE_MINUTES", said)
        with pytest.raises(SystemExit, match="BUREAU_IDLE_MINUTES"):
            whole_number("BUREAU_IDLE_MINUTES", 60, least=1)


@pytest.mark.skipif(vendor() != SQLITE, reason="the demonstration is a file")
@pytest.mark.django_db
def test_a_demonstration_thrown_away_leaves_its_heads_under_another_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.BUREAU_HOME = tmp_path
    monkeypatch.setattr(demo, "prepare", lambda: None)
    monkeypatch.setattr("bureau.record.journal.queries.is_demonstration", lambda: True)
    monkeypatch.setattr("django.db.connection.close", lambda: None)
    for name in ("bureau.sqlite3", "heads.jsonl"):
        (tmp_path / name).write_text("x")
    assert demo.clear()
    (kept,) = tmp_path.iterdir()
    assert kept.name.startswith("heads.jsonl.before-")
