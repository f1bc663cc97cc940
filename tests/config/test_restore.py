"""Restore as a person runs it: refused where something would be lost, or where it does not fit."""

import argparse
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random
from typing import IO
from unittest.mock import patch

import psycopg
import pytest

from bureau.config.backups.archive import Unfit
from bureau.config.backups.keys import JOURNAL, public_key_of
from bureau.config.commands.restore import Restoring, declare, execute
from bureau.config.promises.backup import elsewhere, rows
from bureau.config.proving.grounds import SQLITE, Ground, Stage, copied, new_ground, server_here
from bureau.config.proving.killing import LATE, faults_of_kills
from tests.grounds import template, vendor

KEPT = Path(__file__).parent / "kept"
KEYS_OF_0_1_0 = {
    "sqlite": "febace1f247ab179e2a9bd8fff66f0f64a6458cab502ce66efede43ad603bbaa",
    "postgresql": "b9ac9cffdf2363c262197b9b7a00a66ba92f9095cb2159c6f8e190a93560c99f",
}
"""The seeds of the keys of two installations that were made to be backed up by 0.1.0."""


@pytest.fixture(scope="module")
def ground() -> Iterator[Ground]:
    with copied(template(Stage.FOUNDED)) as ground:
        yield ground


def test_what_was_changed_before_it_failed_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def half(restoring: Restoring, file: IO[bytes]) -> None:
        restoring.changed.append("the database was replaced")
        raise Unfit("the keys could not be written")

    parser = argparse.ArgumentParser()
    declare(parser)
    (tmp_path / "backup").touch()
    with patch("bureau.config.commands.restore.restore", half):
        assert execute(parser.parse_args([str(tmp_path / "backup")])) == 1
    printed = capsys.readouterr().err
    assert "Changed: the database was replaced." in printed
    assert "nothing was changed" not in printed


def act(ground: Ground, statement: str) -> None:
    """Change a row behind everybody's back."""
    if ground.vendor == SQLITE:
        with closing(sqlite3.connect(ground.home / "bureau.sqlite3")) as connection:
            connection.execute(statement)
            connection.commit()
    else:
        with psycopg.connect(ground.url) as other:
            other.execute(statement.encode())


@pytest.mark.exhaustive
def test_restore_asks_for_force_where_there_is_something(ground: Ground, tmp_path: Path) -> None:
    file = str(tmp_path / "backup")
    assert ground.command("backup", file, "--no-check").returncode == 0
    assert ground.command("backup", file).returncode == 1
    assert ground.command("backup", file, "--force", "--no-check").returncode == 0
    refused = ground.command("restore", file)
    assert refused.returncode == 1 and "is not empty" in refused.stderr
    forced = ground.command("restore", file, "--force", BUREAU_POOL="1")
    assert forced.returncode == 0, forced.stderr
    assert "0 erasures replayed" in forced.stdout
    assert ground.command("verify", "journal").returncode == 0


@pytest.mark.exhaustive
def test_a_restore_that_is_killed_leaves_the_old_or_the_new(ground: Ground) -> None:
    assert list(faults_of_kills(ground, Random(7), 1, LATE[ground.vendor])) == []


@pytest.mark.exhaustive
def test_of_two_restores_at_once_one_is_refused(ground: Ground, tmp_path: Path) -> None:
    file = str(tmp_path / "backup")
    assert ground.command("backup", file, "--no-check").returncode == 0
    one = ground.start("-m", "bureau.config.cli", "restore", file, "--force")
    until = time.monotonic() + 60
    while not list(ground.home.glob("restoring-*/*")) and time.monotonic() < until:
        time.sleep(0.05)
    other = ground.command("restore", file, "--force")
    assert other.returncode == 1 and "another restore is under way" in other.stderr
    assert "nothing was changed" in other.stderr and one.wait(300) == 0
    assert ground.command("verify").returncode == 0


@pytest.mark.exhaustive
def test_another_home_needs_the_key_to_restore(ground: Ground, tmp_path: Path) -> None:
    file = str(tmp_path / "backup")
    assert ground.command("backup", file, "--no-check").returncode == 0
    key = public_key_of((ground.home / "keys" / JOURNAL).read_text().strip())
    with elsewhere(ground) as other:
        refused = other.command("restore", file)
        assert refused.returncode == 1 and "Give --keys" in refused.stderr
        assert key not in refused.stderr
        assert other.command("restore", file, "--public-key", key).returncode == 0


@pytest.mark.exhaustive
def test_a_backup_that_could_not_be_restored_is_not_written(tmp_path: Path) -> None:
    with copied(template(Stage.FOUNDED)) as ground:
        act(ground, NOTICE)
        failed = ground.command("backup", str(tmp_path / "backup"))
    assert failed.returncode == 1
    assert "could not be restored" in failed.stderr and "person:99999" in failed.stderr
    assert list(tmp_path.iterdir()) == []


NOTICE = """INSERT INTO notices_notice (kind, number, person_id, key, code, since, facts, address,
 is_news, zone, closes) SELECT 'person', 99999, id, 'k', 'proved', '2026-01-01 00:00:00', '{}', '',
 false, '', '' FROM accounts_person"""
"""A notice of a person who is not there, as a service once wrote into the journal."""


@pytest.mark.exhaustive
def test_a_backup_that_lacks_a_file_on_record_is_refused(tmp_path: Path) -> None:
    hold = (
        "from bureau.config.promises.backup import administrator, record_file\n"
        "record_file(administrator(), content=b'x')"
    )
    with copied(template(Stage.FOUNDED)) as ground:
        assert ground.command("manage", "shell", "-v0", "-c", hold).returncode == 0
        [kept] = (ground.home / "files").glob("*/*")
        kept.unlink()
        failed = ground.command("backup", str(tmp_path / "backup"))
    assert failed.returncode == 1 and f"{kept.name} is on record" in failed.stderr


@pytest.mark.exhaustive
def test_a_backup_of_the_release_before_is_restored_where_one_asks_for_it(tmp_path: Path) -> None:
    file, key = KEPT / f"0.1.0-{vendor()}.backup", KEYS_OF_0_1_0[vendor()]
    with new_ground(vendor(), server_here()) as ground:
        refused = ground.command("restore", str(file), BUREAU_JOURNAL_KEY=key)
        assert refused.returncode == 1 and "--unsigned" in refused.stderr
        done = ground.command("restore", str(file), "--unsigned", BUREAU_JOURNAL_KEY=key)
        assert done.returncode == 0, done.stderr
        assert rows(ground, "SELECT login FROM accounts_user") == [("ada",)]
        verified = ground.command("verify", "journal", "files", BUREAU_JOURNAL_KEY=key)
        assert verified.returncode == 0, verified.stdout


@pytest.mark.exhaustive
def test_a_backup_goes_from_one_kind_of_database_to_the_other(tmp_path: Path) -> None:
    if vendor() == SQLITE or not server_here():
        pytest.skip("tried by the run on PostgreSQL")
    with copied(template(Stage.FOUNDED)) as here, new_ground(SQLITE) as there:
        file = str(tmp_path / "backup")
        assert here.command("backup", file, "--with-keys").returncode == 0
        done = there.command("restore", file, "--keys", f"{file}.keys")
        assert done.returncode == 0, done.stderr
        assert there.command("backup", f"{file}.2", "--no-check").returncode == 0
        back = here.command("restore", f"{file}.2", "--force")
        assert back.returncode == 0, back.stderr
        assert here.command("verify", "journal", "structure").returncode == 0
