"""The backup file: what is written, what is proved of it, and what is refused of a tampered one."""

import argparse
import gzip
import io
import os
import signal
import subprocess
import sys
import tarfile
from contextlib import closing
from pathlib import Path
from sqlite3 import connect
from unittest.mock import patch

import pytest
from pytest_django.fixtures import Settings

from bureau.config.backups import archive, earlier, keys, postgres, sqlite, whole
from bureau.config.backups.archive import Archive, Manifest, Rows, Unfit, Writer, opened
from bureau.config.commands.backup import back_up, declare, execute
from bureau.config.promises.backup_sealed import GUARD
from bureau.config.proving.tampering import BY_STRANGER, CASES, ROWS, Case, Pieces, with_unlisted
from bureau.record.journal.store import HEAD_PREFIX, signed

KEY = "2b" * 32
"""The seed that signs the backups of these tests."""
FILE = b"A document"
COLUMNS = ("id", "demonstration", "password", "grant", "person", "number", "value", "hash")


def written(folder: Path) -> bytes:
    """A small backup: one row in each table that a case alters, and one file."""
    name = archive.digest_of(io.BytesIO(FILE))
    path = folder / "files" / name[:2] / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(FILE)
    whole = io.BytesIO()
    with tarfile.open(fileobj=whole, mode="w") as tar:
        writer = Writer(tar)
        for table in {table for table, _change in ROWS.values()}:
            writer.add_table(Rows(table, COLUMNS, [list(range(len(COLUMNS)))]), folder)
        writer.add_files(folder / "files")
        head = signed({"sequence": 3, "hash": "ab", "instant": ""}, KEY, HEAD_PREFIX)
        about = ("sqlite", head, 1, False, ("a.0001",), ("b.no_update",), {"accounts_user": 9})
        writer.add_manifest(Manifest(*about, writer.parts), KEY)
    return whole.getvalue()


@pytest.fixture(scope="module")
def honest(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return written(tmp_path_factory.mktemp("backup"))


def proved(content: bytes) -> tuple[Archive, Manifest]:
    found = opened(io.BytesIO(content))
    manifest = found.signed_manifest(keys.public_key_of(KEY))
    found.prove(manifest)
    return found, manifest


def test_a_backup_holds_rows_and_files(honest: bytes) -> None:
    found, manifest = proved(honest)
    assert list(found.rows("pools_pool", manifest.tables()["pools_pool"])) == [[*range(8)]]
    [name] = manifest.files()
    assert found.opened(f"files/{name[:2]}/{name}").read() == FILE


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_tampered_backup_is_refused(honest: bytes, case: Case) -> None:
    with pytest.raises(Unfit) as refused:
        proved(case.made_of(honest))
    assert case.named in str(refused.value)


def test_without_the_signature_what_was_rewritten_would_pass(honest: bytes) -> None:
    rewritten = [case for case in CASES if case.named == BY_STRANGER]
    with patch(GUARD):
        passed = [case.name for case in rewritten if is_proved(case.made_of(honest))]
    assert len(passed) > len(ROWS)


def is_proved(content: bytes) -> bool:
    try:
        proved(content)
    except Unfit:
        return False
    return True


def test_a_member_that_the_manifest_does_not_name_cannot_be_read(honest: bytes) -> None:
    found, manifest = proved(with_unlisted(honest))
    assert "../evil" not in manifest.parts
    with pytest.raises(Unfit):
        found.opened("evil")


@pytest.mark.parametrize("path", ["../evil", "/etc/evil", "files/ab/../evil", "x.sql", "database"])
def test_a_path_that_no_backup_has_is_refused_though_it_is_signed(honest: bytes, path: str) -> None:
    pieces = Pieces.of(honest)
    pieces.manifest["parts"][path] = {"hash": "", "size": 0, "columns": [], "rows": 0}
    with pytest.raises(Unfit, match="no backup has a part"):
        archive.manifest_read(pieces.manifest)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("head", {"sequence": "3"}),
        ("head", None),
        ("parts", []),
        ("migrations", "a"),
        ("seals", [1]),
        ("demonstration", 1),
        ("record_number", "1"),
        ("sequences", {"a": "1"}),
        ("vendor", None),
    ],
)
def test_a_manifest_of_wrong_types_is_an_error_that_names_it(
    honest: bytes, name: str, value: object
) -> None:
    manifest = Pieces.of(honest).manifest
    for broken in ({**manifest, name: value}, {n: v for n, v in manifest.items() if n != name}):
        with pytest.raises(Unfit, match=r"manifest\.json"):
            archive.manifest_read(broken)


def test_rows_that_are_fewer_than_named_are_refused(honest: bytes) -> None:
    found, manifest = proved(honest)
    part = archive.Part("", 0, COLUMNS, rows=2)
    with pytest.raises(Unfit, match=r"pools_pool.jsonl.gz has 1 rows, and 2"):
        list(found.rows("pools_pool", part))


def test_a_part_that_is_written_over_after_it_was_proved_is_refused(honest: bytes) -> None:
    file = io.BytesIO(honest)
    found = opened(file)
    manifest = found.signed_manifest(keys.public_key_of(KEY))
    found.prove(manifest)
    named = manifest.tables()
    name, other = "tables/pools_pool.jsonl.gz", gzip.compress(b"[9,9,9,9,9,9,9,9]\n", mtime=0)
    member = found.members[name]
    assert member is not None
    file.seek(member.offset_data)
    file.write(other[: member.size].ljust(member.size, b"\0"))
    with pytest.raises(Unfit, match="another one than was proved"):
        list(found.rows("pools_pool", named["pools_pool"]))


def test_only_its_owner_reads_a_backup(tmp_path: Path) -> None:
    with whole.written_whole(tmp_path / "backup") as file:
        file.write(b"x")
    assert (tmp_path / "backup").stat().st_mode & 0o077 == 0


def test_a_failed_write_leaves_the_last_backup_as_it_was(tmp_path: Path) -> None:
    target = tmp_path / "backup"
    target.write_text("last")
    with pytest.raises(OSError, match="full"), whole.written_whole(target) as file:
        file.write(b"half")
        raise OSError("disk full")
    assert target.read_text() == "last" and list(tmp_path.iterdir()) == [target]


def test_where_a_file_gets_no_name_later_it_is_copied(tmp_path: Path) -> None:
    with patch("os.link", side_effect=OSError), whole.written_whole(tmp_path / "b") as file:
        file.write(b"x")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"x"]


def test_a_copy_that_fails_leaves_no_part(tmp_path: Path) -> None:
    full = OSError(28, "No space left on device")
    with (
        patch("os.link", side_effect=OSError),
        patch("os.fsync", side_effect=[None, full]),
        pytest.raises(OSError, match="No space left"),
        whole.written_whole(tmp_path / "b") as file,
    ):
        file.write(b"x")
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_plain_file_is_never_replaced(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "b")
    with pytest.raises(Unfit, match="no plain file"), whole.written_whole(tmp_path / "b"):
        pass
    assert (tmp_path / "b").is_fifo()


def test_a_file_that_appears_meanwhile_stays(tmp_path: Path) -> None:
    target = tmp_path / "b"
    with (
        pytest.raises(Unfit, match="is there already"),
        whole.written_whole(target, replaces=False) as file,
    ):
        file.write(b"x")
        target.write_bytes(b"theirs")
    assert target.read_bytes() == b"theirs" and list(tmp_path.iterdir()) == [target]


KILLED = """
import sys; from pathlib import Path; from bureau.config.backups.whole import written_whole
with written_whole(Path(sys.argv[1])) as file:
    file.write(b"half"); file.flush(); print("writing", flush=True); sys.stdin.read()
"""


def test_a_killed_backup_leaves_no_file(tmp_path: Path) -> None:
    command = [sys.executable, "-c", KILLED, str(tmp_path / "backup")]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe) as running:
        assert running.stdout is not None and running.stdout.readline() == b"writing\n"
        running.send_signal(signal.SIGKILL)
    assert list(tmp_path.iterdir()) == []


def small_database(path: Path, sequence: int = 3) -> Path:
    with closing(connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("CREATE TABLE journal_chainhead (sequence, hash)")
        connection.execute("CREATE TABLE journal_recordhead (number)")
        connection.execute("CREATE TABLE journal_installation (demonstration)")
        connection.execute("CREATE TABLE django_migrations (app, name)")
        connection.execute("CREATE TABLE journal_entry (sequence)")
        connection.execute("INSERT INTO journal_chainhead VALUES (?, 'ab')", [sequence])
        connection.executemany("INSERT INTO journal_entry VALUES (?)", zip(range(sequence)))
        connection.execute("INSERT INTO journal_recordhead VALUES (1)")
        connection.execute("INSERT INTO journal_installation VALUES (0)")
        connection.execute("INSERT INTO django_migrations VALUES ('journal', '0001_initial')")
        connection.commit()
    return path


def sequence(database: Path) -> int:
    with sqlite.source(database) as source:
        return source.standing().sequence


def test_what_is_read_is_of_one_moment_while_another_writes(tmp_path: Path) -> None:
    database = small_database(tmp_path / "d")
    with closing(connect(database, isolation_level=None)) as writer, sqlite.source(database) as of:
        writer.execute("UPDATE journal_chainhead SET sequence = 5")
        assert of.standing().sequence == 3
    assert sequence(database) == 5


def test_a_database_in_use_is_not_replaced(tmp_path: Path) -> None:
    database = small_database(tmp_path / "d")
    candidate = small_database(tmp_path / "c", sequence=9)
    with closing(connect(database)) as reader:
        reader.execute("SELECT * FROM journal_chainhead").fetchall()
        with pytest.raises(Unfit, match="in use"):
            sqlite.put_in_place(candidate, database)
    assert sequence(database) == 3


def test_what_was_there_is_kept_beside(tmp_path: Path) -> None:
    database = small_database(tmp_path / "d")
    kept = sqlite.put_in_place(small_database(tmp_path / "c", sequence=9), database)
    assert sequence(database) == 9
    assert sequence(tmp_path / kept) == 3


def test_empty_means_that_no_act_would_be_lost(tmp_path: Path) -> None:
    assert sqlite.is_empty(tmp_path / "none")
    assert sqlite.is_empty(small_database(tmp_path / "fresh", sequence=0))
    assert not sqlite.is_empty(used := small_database(tmp_path / "used"))
    with closing(connect(used, isolation_level=None)) as connection:
        connection.execute("UPDATE journal_chainhead SET sequence = 0")
    assert not sqlite.is_empty(used), "a head that says nothing was done is not believed"


def test_a_restore_sweeps_up_a_second_name_of_the_database_and_no_former_one(
    tmp_path: Path,
) -> None:
    database = small_database(tmp_path / "d")
    kept = sqlite.put_in_place(small_database(tmp_path / "c", sequence=9), database)
    (tmp_path / "d.before-killed").hardlink_to(database)
    sqlite.drop_unfinished(database)
    assert {path.name for path in tmp_path.iterdir()} == {"d", kept}


def test_what_was_there_stands_where_a_restore_is_killed_just_before(tmp_path: Path) -> None:
    """It has a second name then, and a candidate that nobody needs."""
    database, other = small_database(tmp_path / "d"), small_database(tmp_path / "c", sequence=9)
    code = (
        "import os, signal, sys; from pathlib import Path;"
        "from bureau.config.backups import sqlite;"
        "os.fsync = lambda file: os.kill(os.getpid(), signal.SIGKILL);"
        "sqlite.put_in_place(*map(Path, sys.argv[1:]))"
    )
    ended = subprocess.run([sys.executable, "-c", code, str(other), str(database)])
    assert ended.returncode == -signal.SIGKILL and sequence(database) == 3
    assert len(list(tmp_path.glob("d.before-*"))) == 1
    sqlite.drop_unfinished(database)
    assert not list(tmp_path.glob("d.before-*"))
    sqlite.put_in_place(other, database)
    assert sequence(database) == 9


def test_nothing_in_a_strangers_database_is_run(tmp_path: Path) -> None:
    database = small_database(tmp_path / "d")
    with closing(connect(database)) as connection:
        connection.execute("CREATE TABLE real (id)")
        connection.execute("CREATE VIEW accounts_user AS SELECT load_extension('evil') AS id")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    manifest = Manifest("sqlite", {}, 1, False, (), (), {}, {}, format=earlier.FORMAT)
    with earlier.rows_in(manifest, database, frozenset({"accounts_user", "real"})) as found:
        assert [rows.table for rows in found.tables()] == ["real"]


DUMPED = r"""
CREATE FUNCTION evil() RETURNS trigger;
COPY public.accounts_user (id, login) FROM stdin;
1	a\tb\\c\n
2	\N
\.
CREATE TRIGGER evil BEFORE UPDATE ON public.accounts_user;
SELECT pg_catalog.setval('public.accounts_user_id_seq', 12, true);
SELECT evil();
"""


def test_of_a_dump_only_rows_and_numbers_are_read() -> None:
    dump = earlier.Dump(io.StringIO(DUMPED))
    found = [(rows.table, rows.columns, list(rows.values)) for rows in dump.tables()]
    values = [["1", "a\tb\\c\n"], ["2", None]]
    assert found == [("accounts_user", ("id", "login"), values)]
    assert dump.sequences() == {"accounts_user": 12}


def keys_file(path: Path, **members: bytes) -> Path:
    with tarfile.open(path, "w") as tar:
        for name, content in members.items():
            tar.addfile(archive.member(name.replace("_", "-"), len(content)), io.BytesIO(content))
    return path


def test_the_keys_in_use_are_packed_and_no_other_file(tmp_path: Path, settings: Settings) -> None:
    settings.BUREAU_JOURNAL_KEY, settings.SECRET_KEY = KEY, "secret"
    keys.pack_keys(tmp_path / "k")
    assert keys.keys_in(tmp_path / "k") == {"journal": KEY, "secret-key": "secret"}


def test_keys_come_back_as_they_were(tmp_path: Path) -> None:
    file = keys_file(tmp_path / "k", journal=KEY.encode(), secret_key=b"secret")
    keys.put_keys(keys.keys_in(file), tmp_path / "keys")
    assert (tmp_path / "keys/journal").read_text() == KEY
    assert (tmp_path / "keys/secret-key").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "members",
    [{"evil": b"x", "journal": b"2b" * 32}, {"journal": b"2b"}, {"secret_key": b"x"}],
    ids=["another member", "a short key", "no key of the journal"],
)
def test_a_file_of_keys_that_holds_anything_else_is_refused(
    tmp_path: Path, members: dict[str, bytes]
) -> None:
    with pytest.raises(Unfit, match="no key|no file of keys"):
        keys.keys_in(keys_file(tmp_path / "k", **members))


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


def test_the_address_of_a_candidate_keeps_what_the_address_says() -> None:
    address = postgres.in_candidate("postgres://u:p@h:1/n?sslmode=require&options=-c%20a%3Db")
    assert address.startswith("postgres://u:p@h:1/n?sslmode=require&options=-c%20a%3Db%20-c%20")
    assert address.endswith("search_path%3Dbureau_candidate")


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(Unfit, match="there is no folder .*nowhere: make it, or choose another"):
        back_up(tmp_path / "nowhere" / "bureau.backup", is_checked=False)


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
