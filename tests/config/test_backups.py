"""The backup file, and what restoring refuses before anything is touched."""

import argparse
import json
import sqlite3
import tarfile
from contextlib import closing
from pathlib import Path

import pytest

from bureau.config.backups import archive, postgres, sqlite
from bureau.config.backups.archive import Manifest, Standing, Unfit, pack, unpacked
from bureau.config.commands.backup import back_up, declare, execute

HEAD = {"sequence": 3, "hash": "ab", "instant": "", "signature": "", "public_key": ""}


def small_database(path: Path, sequence: int = 3) -> Path:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("CREATE TABLE journal_chainhead (sequence, hash)")
        connection.execute("CREATE TABLE journal_recordhead (number)")
        connection.execute("CREATE TABLE django_migrations (app, name)")
        connection.execute("INSERT INTO journal_chainhead VALUES (?, 'ab')", [sequence])
        connection.execute("INSERT INTO journal_recordhead VALUES (1)")
        connection.execute("INSERT INTO django_migrations VALUES ('journal', '0001_initial')")
        connection.commit()
    return path


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    files = tmp_path / "files" / "ab"
    files.mkdir(parents=True)
    (files / "cd").write_text("content")
    database = small_database(tmp_path / "database")
    about = Manifest("sqlite", HEAD, 1, ("journal.0001_initial",), {})
    pack(tmp_path / "backup", database, tmp_path / "files", about)
    return tmp_path / "backup"


def test_a_backup_holds_database_files_and_where_it_stood(backup: Path, tmp_path: Path) -> None:
    with unpacked(backup, tmp_path) as (manifest, folder):
        assert sorted(manifest.parts) == ["database", "files/ab/cd"]
        assert manifest.stands_at(sqlite.standing_of(folder / "database"))
        assert (folder / "files/ab/cd").read_text() == "content"


def test_only_its_owner_reads_a_backup(backup: Path) -> None:
    assert backup.stat().st_mode & 0o077 == 0


def test_a_backup_that_was_changed_is_refused(backup: Path, tmp_path: Path) -> None:
    with tarfile.open(backup) as tar:
        tar.extractall(tmp_path / "opened", filter="data")
    (tmp_path / "opened/files/ab/cd").write_text("other")
    with tarfile.open(backup, "w:gz") as tar:
        for path in sorted((tmp_path / "opened").iterdir()):
            tar.add(path, path.name)
    with pytest.raises(Unfit, match="files/ab/cd is not what"), unpacked(backup, tmp_path):
        pass


@pytest.mark.parametrize("kept", [0, 20, 200])
def test_a_backup_that_is_cut_off_is_refused(backup: Path, tmp_path: Path, kept: int) -> None:
    backup.write_bytes(backup.read_bytes()[:kept])
    with pytest.raises(Unfit, match="not a backup, or not whole"), unpacked(backup, tmp_path):
        pass


def test_a_format_not_known_is_refused(tmp_path: Path) -> None:
    about = Manifest("sqlite", HEAD, 1, (), {}, format=99)
    pack(tmp_path / "backup", small_database(tmp_path / "d"), tmp_path / "none", about)
    with pytest.raises(Unfit, match="format 99"), unpacked(tmp_path / "backup", tmp_path):
        pass


def test_a_failed_write_leaves_the_last_backup_as_it_was(tmp_path: Path) -> None:
    target = tmp_path / "backup"
    target.write_text("last")
    with pytest.raises(OSError, match="full"), archive.written_whole(target) as file:
        file.write(b"half")
        raise OSError("disk full")
    assert target.read_text() == "last" and list(tmp_path.iterdir()) == [target]


def test_a_copy_is_of_one_moment_while_another_writes(tmp_path: Path) -> None:
    database = small_database(tmp_path / "d")
    with closing(sqlite3.connect(database, isolation_level=None)) as writer:
        writer.execute("UPDATE journal_chainhead SET sequence = 4")
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("UPDATE journal_chainhead SET sequence = 5")
        assert sqlite.copy_out(database, tmp_path / "copy").sequence == 4


def test_a_database_in_use_is_not_replaced(tmp_path: Path) -> None:
    database = small_database(tmp_path / "d")
    candidate = small_database(tmp_path / "c", sequence=9)
    with closing(sqlite3.connect(database)) as reader:
        reader.execute("SELECT * FROM journal_chainhead").fetchall()
        with pytest.raises(Unfit, match="in use"), sqlite.put_in(candidate, database):
            pass
    assert sqlite.standing_of(database).sequence == 3


def test_a_candidate_that_fails_its_check_takes_no_place(tmp_path: Path) -> None:
    database = small_database(tmp_path / "d")
    candidate = small_database(tmp_path / "c", sequence=9)
    with pytest.raises(Unfit), sqlite.put_in(candidate, database):
        raise Unfit("the chain is broken")
    assert sqlite.standing_of(database).sequence == 3


def test_what_was_there_is_kept_beside(tmp_path: Path) -> None:
    database = small_database(tmp_path / "d")
    with sqlite.put_in(small_database(tmp_path / "c", sequence=9), database):
        pass
    assert sqlite.standing_of(database).sequence == 9
    [kept] = tmp_path.glob("d.before-*")
    assert sqlite.standing_of(kept).sequence == 3


def test_empty_means_that_no_act_would_be_lost(tmp_path: Path) -> None:
    assert sqlite.is_empty(tmp_path / "none")
    assert sqlite.is_empty(small_database(tmp_path / "fresh", sequence=0))
    assert not sqlite.is_empty(small_database(tmp_path / "used"))


def test_a_password_is_on_no_command_line() -> None:
    named = postgres.environment({"NAME": "b", "PASSWORD": "secret", "HOST": "", "OPTIONS": {}})
    assert named == {"PGDATABASE": "b", "PGPASSWORD": "secret"}


def test_what_an_address_says_of_its_certificates_holds_for_backups() -> None:
    options = {"sslmode": "verify-full", "sslrootcert": "/ca.pem", "pool": {}, "options": "-c a=b"}
    named = postgres.environment({"NAME": "b", "OPTIONS": options})
    assert named["PGSSLMODE"] == "verify-full" and named["PGSSLROOTCERT"] == "/ca.pem"
    assert set(named) == {"PGDATABASE", "PGSSLMODE", "PGSSLROOTCERT"}


def test_a_missing_program_is_named_with_its_package() -> None:
    with pytest.raises(Unfit, match="apt-get install postgresql-client-99"):
        postgres.program("pg_dump", 99)


def test_a_standing_elsewhere_is_not_this_one() -> None:
    manifest = Manifest("sqlite", HEAD, 1, (), {})
    assert manifest.stands_at(Standing(3, "ab", 1, ()))
    assert not manifest.stands_at(Standing(4, "ab", 1, ()))
    assert json.dumps(manifest.head)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(Unfit, match="there is no folder .*nowhere: make it, or choose another"):
        back_up(tmp_path / "nowhere" / "bureau.backup")


@pytest.mark.parametrize(("there", "words"), [("b", ()), ("b.keys", ("--with-keys",))])
def test_a_file_that_is_there_is_not_written_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], there: str, words: tuple[str, ...]
) -> None:
    (tmp_path / there).write_text("kept")
    parser = argparse.ArgumentParser()
    declare(parser)
    assert execute(parser.parse_args([str(tmp_path / "b"), *words])) == 1
    assert f"{tmp_path / there} is there already (--force" in capsys.readouterr().err
    assert (tmp_path / there).read_text() == "kept"
