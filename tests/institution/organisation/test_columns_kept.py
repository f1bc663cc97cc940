"""The columns in memory and in their file say what the database says, or are thrown away."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from bureau.core.coordinates import Coordinates
from bureau.core.references import Reference
from bureau.core.structure.columns import Columns
from bureau.core.structure.kinds import KINDS
from bureau.institution.organisation.queries import structure
from bureau.institution.organisation.store import column_files, columns, columns_now, rows_of
from bureau.record.journal.queries import record_number_now
from tests.institution.house import House
from tests.institution.organisation.deeds import DAY, add_posts, decide, rename

pytestmark = pytest.mark.everywhere


@pytest.fixture(autouse=True)
def filed(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A home of its own, and every row worth a file."""
    settings.BUREAU_HOME = tmp_path
    monkeypatch.setattr(columns, "WORTH_A_FILE", 1)
    monkeypatch.setattr(columns, "_kept", None)
    yield
    columns._kept = None


def started_anew() -> Columns:
    columns._kept = None
    return columns_now(record_number_now())


def disagreements(found: Columns) -> list[Reference]:
    """Objects whose rows in the columns are not those of the database."""
    wrong = []
    for kind, table in found.tables.items():
        for id in set(table.column("id").tolist()):
            subject = Reference(kind, id)
            rows = {(row.valid_from, row.recorded_from): row for row in rows_of([subject])}
            kept = {(row.valid_from, row.recorded_from): row for row in found.versions_of(subject)}
            wrong += [subject] if rows != kept else []
    return wrong


def test_a_start_from_the_file_holds_what_the_database_holds(house: House) -> None:
    first = columns_now(record_number_now())
    decide(house, rename(house, "SGD", "SGX"))
    found = started_anew()
    assert column_files.path().exists() and found is not first
    assert sum(table.size for table in found.tables.values()) > 0
    assert disagreements(found) == []


def test_catching_up_closes_and_adds(house: House) -> None:
    columns_now(record_number_now())
    decide(house, rename(house, "SGD", "SGX"))
    assert disagreements(columns_now(record_number_now())) == []


def test_catching_up_far_lets_others_have_their_turn(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A step at a time, between which nobody has to wait for the columns, and each is whole."""
    first = record_number_now()
    columns_now(first)
    early = columns._kept
    assert early is not None
    early = replace(early, columns=early.columns.fork(), hashes={**early.hashes})
    for code in "ABCDE":
        decide(house, rename(house, "SGD", code))
    columns._kept = early  # as in a process that nobody asked meanwhile
    turns: list[tuple[bool, int]] = []

    def turn(_: float) -> None:
        kept = columns._kept
        assert kept is not None
        turns.append((columns._lock.locked(), kept.number))
        assert columns_now(kept.number) is kept.columns  # whoever asked before goes on

    monkeypatch.setattr(columns, "NUMBERS_AT_ONCE", 2)
    monkeypatch.setattr(columns.time, "sleep", turn)
    found = columns_now(record_number_now())
    assert turns == [(False, first + 2), (False, first + 4)]
    assert disagreements(found) == []


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL plans by what tables hold")
def test_what_is_recorded_since_is_found_by_its_number(house: House) -> None:
    columns_now(record_number_now())
    decide(house, rename(house, "SGD", "SGX"))
    with CaptureQueriesContext(connection) as asked:
        columns_now(record_number_now())
    of_effects = [one["sql"] for one in asked if "organisation_effect" in one["sql"]]
    plans = []
    for sql in of_effects:
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
            plans += [row[3] for row in cursor.fetchall() if "organisation_effect" in row[3]]
    assert len(plans) == 2 * len(KINDS)
    assert all("record>" in plan for plan in plans), plans


def test_a_file_of_another_history_is_discarded(house: House) -> None:
    columns_now(record_number_now())
    stamped = column_files.read()
    assert stamped is not None
    empty = replace(stamped, hash="of another history", columns=Columns())
    column_files.write(empty)
    assert started_anew().tables["unit"].size > 0


@pytest.mark.parametrize("content", [b"", b"nonsense", b"\0" * 40])
def test_a_file_that_is_none_is_as_good_as_no_file(house: House, content: bytes) -> None:
    column_files.path().write_bytes(content)
    assert disagreements(started_anew()) == []


def test_memory_of_another_history_is_discarded(house: House) -> None:
    first = columns_now(record_number_now())
    assert columns._kept is not None
    columns._kept.hashes[columns._kept.number] = "of another history"
    column_files.discard()
    assert columns_now(record_number_now()) is not first


def test_what_is_not_yet_on_record_is_not_kept(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = columns_now(record_number_now())
    monkeypatch.setattr(columns, "hash_of_record", lambda number: known.get(number, ""))
    known = dict(columns._kept.hashes) if columns._kept else {}
    decide(house, rename(house, "SGD", "SGX"))
    passing = columns_now(record_number_now())
    assert passing.is_passing and passing is not first
    assert columns_now(record_number_now() - 1) is first


def test_a_reader_of_an_older_moment_does_not_throw_the_columns_away(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = record_number_now()
    decide(house, rename(house, "SGD", "SGX"))
    newer = columns_now(record_number_now())
    hashes = dict(columns._kept.hashes) if columns._kept else {}
    monkeypatch.setattr(
        columns, "hash_of_record", lambda number: hashes[number] if number <= older else ""
    )
    monkeypatch.setattr(columns, "record_number_now", lambda: older)
    assert columns_now(older) is newer


def test_words_of_the_file_and_new_ones_have_each_one_number(house: House) -> None:
    vocabulary = started_anew().vocabulary
    old, new = vocabulary.known("SGD"), vocabulary.number("a word — ново")
    assert (vocabulary.word(old), vocabulary.word(new)) == ("SGD", "a word — ново")
    assert vocabulary.number("SGD") == old and vocabulary.known("nowhere said") == -1
    assert vocabulary.mapped().words()[new] == "a word — ново"


def test_kept_snapshots_stay_within_their_bytes(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(structure, "SNAPSHOT_BYTES", 1)
    at = Coordinates(DAY, record_number_now())
    first = structure.snapshot(at)
    assert structure.snapshot(at).standing("unit") is first.standing("unit") and first.units()
    structure.snapshot(Coordinates(DAY - 10_000, at.recorded))
    assert len(structure._snapshots) == 1


def test_days_on_which_nothing_changes_share_their_arrays(house: House) -> None:
    at = Coordinates(DAY + 100, record_number_now())
    one, other = structure.snapshot(at), structure.snapshot(replace(at, valid=DAY + 101))
    assert one.standing("unit") is other.standing("unit")
    assert (one.coordinates.valid, other.coordinates.valid) == (DAY + 100, DAY + 101)


def test_every_kind_and_field_is_loaded(house: House) -> None:
    add_posts(house, "SGD", 2)
    found = started_anew()
    assert set(found.tables) == set(KINDS)
    assert disagreements(found) == []
