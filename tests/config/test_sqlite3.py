"""A connection is kept as long as its file has the name; who writes stands in a queue."""

import os
import random
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Event, Thread

import pytest
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import ConnectionHandler, OperationalError

from bureau.config.sqlite3.base import DatabaseWrapper
from bureau.record.erasure.services.traces import write_file_anew

pytestmark = pytest.mark.django_db
ENGINE = "bureau.config.sqlite3"


def connected(file: Path, timeout: float = 5) -> BaseDatabaseWrapper:
    options = {"transaction_mode": "IMMEDIATE", "timeout": timeout}
    given = {"ENGINE": ENGINE, "NAME": str(file), "OPTIONS": options}
    return ConnectionHandler({"default": given})["default"]


def write(connection: BaseDatabaseWrapper, value: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO told VALUES (%s)", [value])


def begin(connection: BaseDatabaseWrapper) -> None:
    connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)


def end(connection: BaseDatabaseWrapper) -> None:
    connection.commit()
    connection.set_autocommit(True)


def written(connection: BaseDatabaseWrapper) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT value FROM told ORDER BY rowid")
        return [row[0] for row in cursor.fetchall()]


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "one.sqlite3"
    with closing(sqlite3.connect(path)) as first:
        first.execute("PRAGMA journal_mode=WAL")
        first.execute("CREATE TABLE told (value)")
    yield path


def test_another_file_under_the_name_ends_the_connection(tmp_path: Path) -> None:
    file, restored = tmp_path / "one.sqlite3", tmp_path / "restored.sqlite3"
    sqlite3.connect(restored).close()
    connection = connected(file)
    connection.ensure_connection()
    assert connection.is_usable()
    os.replace(restored, file)
    assert not connection.is_usable()
    connection.close()


@pytest.mark.parametrize("is_one_statement", (False, True))
def test_whoever_asks_first_writes_first(file: Path, is_one_statement: bool) -> None:
    def wait_and_write(value: int, is_there: Event) -> None:
        connection = connected(file)
        connection.ensure_connection()
        is_there.set()
        if is_one_statement:
            write(connection, value)
        else:
            begin(connection)
            write(connection, value)
            end(connection)
        connection.close()

    holder, waiting = connected(file), []
    begin(holder)
    for value in range(1, 9):
        waiting.append(Thread(target=wait_and_write, args=(value, is_there := Event())))
        waiting[-1].start()
        is_there.wait()
        time.sleep(0.05)
    end(holder)
    for thread in waiting:
        thread.join()
    assert written(holder) == list(range(1, 9))
    holder.close()


def test_whoever_gives_up_leaves_the_queue(file: Path) -> None:
    other, hasty, next_one = sqlite3.connect(file), connected(file, 0.01), connected(file)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(OperationalError):
        begin(hasty)
    other.rollback()
    begin(next_one)
    next_one.rollback()
    begin(hasty)
    hasty.close()
    begin(next_one)
    end(next_one)
    for connection in (other, next_one):
        connection.close()


@pytest.fixture
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """A web process waits for seconds; here for less."""
    monkeypatch.setattr(DatabaseWrapper, "patience", 0.2)


@pytest.mark.usefixtures("patience")
@pytest.mark.parametrize("is_one_statement", (False, True))
def test_whoever_waits_for_too_long_is_told_and_leaves_the_queue(
    file: Path, is_one_statement: bool
) -> None:
    holder, waiting = connected(file), connected(file)
    begin(holder)
    for _ in range(3):
        began = time.monotonic()
        with pytest.raises(OperationalError, match="database is locked"):
            write(waiting, 1) if is_one_statement else begin(waiting)
        assert 0.2 <= time.monotonic() - began < 5
    write(holder, 2)
    end(holder)
    begin(waiting)
    write(waiting, 3)
    end(waiting)
    assert written(holder) == [2, 3]
    holder.close()
    waiting.close()


@pytest.mark.usefixtures("patience")
def test_the_place_of_who_gave_up_goes_on_to_the_next(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next one stands behind who gives up, and waits for longer."""
    holder, hasty, is_there = connected(file), connected(file), Event()

    def wait_and_write() -> None:
        patient = connected(file)
        patient.ensure_connection()
        patient.patience = 60  # type: ignore[attr-defined]
        is_there.set()
        write(patient, 7)
        patient.close()

    begin(holder)
    with pytest.raises(OperationalError):
        begin(hasty)
    waiting = Thread(target=wait_and_write)
    waiting.start()
    is_there.wait()
    with pytest.raises(OperationalError):
        begin(hasty)
    end(holder)
    waiting.join()
    assert written(hasty) == [7]
    holder.close()
    hasty.close()


def test_a_file_written_anew_holds_nothing_of_rows_that_moved_before_they_were_emptied(
    file: Path,
) -> None:
    connection, known = connected(file), "Quillfeather"
    connection.ensure_connection()
    draw = random.Random(6)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA secure_delete=ON")
        for number in range(300):
            body = known + "x" * draw.randrange(200, 900)
            cursor.execute("INSERT INTO told (rowid, value) VALUES (%s, %s)", [number, body])
        for number in draw.sample(range(300), 300):
            body = known + "y" * draw.randrange(300, 1200)
            cursor.execute("UPDATE told SET value = %s WHERE rowid = %s", [body, number])
        cursor.execute("UPDATE told SET value = ''")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert known.encode() in file.read_bytes()
    write_file_anew(connection)
    assert not [one for one in file.parent.iterdir() if known.encode() in one.read_bytes()]
    connection.close()


def test_a_file_is_written_anew_once_nobody_writes(file: Path) -> None:
    holder, is_there, left = connected(file), Event(), []

    def begin_and_wait() -> None:
        other = connected(file, 0.01)
        other.ensure_connection()
        is_there.set()
        write_file_anew(other)
        left.append(True)
        other.close()

    begin(holder)
    waiting = Thread(target=begin_and_wait)
    waiting.start()
    is_there.wait()
    time.sleep(0.05)
    write(holder, 1)
    assert not left
    end(holder)
    waiting.join()
    assert left
    holder.close()
