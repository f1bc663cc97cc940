"""The home is its owner's alone, whatever the mask of the process that uses it."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bureau.config.home import let_nobody_else_in, shut
from bureau.config.proving.grounds import SQLITE
from tests.databases import fresh_database
from tests.grounds import vendor


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
