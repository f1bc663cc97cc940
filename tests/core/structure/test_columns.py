"""Columns keep what they are given, and an earlier reader sees nothing of what comes later."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier
from time import sleep

import pytest

from bureau.core.coordinates import Coordinates
from bureau.core.references import Reference
from bureau.core.structure.columns import NULL, Columns, Vocabulary
from bureau.core.structure.effects import Version
from bureau.core.structure.fold import versions
from bureau.core.structure.kinds import KINDS
from bureau.core.structure.overlay import days_of_change
from bureau.core.structure.snapshot import Snapshot
from tests.core.structure.builders import Script, overlay
from tests.core.structure.histories import history, recorded_one_by_one


def row(id: int, code: str = "A") -> Version:
    fields = {**KINDS["unit"].defaults, "code": code}
    return Version(Reference("unit", id), 1, None, 1, None, fields)


@pytest.mark.parametrize("seed", range(20))
def test_columns_filled_record_by_record_hold_the_rows_of_a_full_fold(seed: int) -> None:
    effects = history(seed)
    columns = recorded_one_by_one(effects)
    subjects = {effect.subject for effect in effects}
    kept = [version for subject in subjects for version in columns.versions_of(subject)]
    rows = versions(effects)
    assert len(kept) == len(rows)
    assert all(version in rows for version in kept)


def test_many_rows_grow_the_columns_and_are_found_by_object() -> None:
    columns = Columns()
    columns.append([row(id) for id in range(1, 501)])
    columns.append([row(7, "B"), row(900), row(7, "C")])
    assert [one.fields["code"] for one in columns.versions_of(Reference("unit", 7))] == [*"ABC"]
    assert columns.tables["unit"].size == 503
    assert columns.versions_of(Reference("unit", 901)) == ()


def test_a_reader_at_an_earlier_number_sees_no_difference_after_an_append() -> None:
    columns = Columns.from_versions([row(1)])
    reader = Snapshot(columns, Coordinates(5, 1))
    columns.append(
        [replace(row(1, "B"), recorded_from=2), replace(row(2), recorded_from=2)],
        closed=[replace(row(1), recorded_until=2)],
    )
    assert [unit.code for unit in reader.units()] == ["A"]
    assert [unit.code for unit in Snapshot(columns, Coordinates(5, 2)).units()] == ["B", "A"]


def test_a_closing_without_its_row_is_refused() -> None:
    with pytest.raises(KeyError):
        Columns().append([], closed=[replace(row(1), recorded_until=2)])


def test_a_field_that_the_kind_has_not_is_refused() -> None:
    with pytest.raises(ValueError, match="unit has no field grade"):
        Columns.from_versions([replace(row(1), fields={"grade": "P.5"})])


def test_a_word_keeps_its_number() -> None:
    vocabulary = Vocabulary()
    number = vocabulary.number("P.5")
    assert vocabulary.number("P.5") == number == vocabulary.known("P.5")
    assert vocabulary.word(number) == "P.5"
    assert vocabulary.known("G.1") == NULL


def test_days_of_change_are_the_beginnings_and_ends_that_are_known() -> None:
    script = Script()
    script.establish("unit:1", 3)
    script.change("unit:1", 8, code="B")
    script.establish("post:1", 5)
    script.record = 2
    script.end("post:1", 9)
    assert days_of_change(script.columns(), 1) == [3, 5, 8]
    assert days_of_change(script.columns(), 2) == [3, 5, 8, 9]
    assert days_of_change(script.columns(), 2, within={Reference("post", 1)}) == [5, 9]
    assert days_of_change(Columns(), 2) == []


def test_a_first_plan_is_read_in_the_words_of_columns_that_hold_nothing_yet() -> None:
    draft = Script()
    draft.establish("unit:1", 1, code="A")
    laid = Snapshot(Columns(), Coordinates(70, 1), overlay(draft.effects))
    assert [unit.code for unit in laid.units()] == ["A"]


def test_days_of_change_under_an_overlay_are_those_of_its_versions() -> None:
    script, draft = Script(), Script()
    script.establish("unit:1", 3)
    script.establish("unit:2", 4)
    draft.establish("unit:1", 3)
    draft.end("unit:1", 7)
    laid = overlay(draft.effects)
    assert days_of_change(script.columns(), 1, laid) == [3, 4, 7]
    assert days_of_change(script.columns(), 1, laid, {Reference("unit", 1)}) == [3, 7]


@pytest.mark.parametrize("before", [0, 1, 20])
def test_who_reads_on_with_arrays_that_were_outgrown_meanwhile_reads_what_was_so(
    before: int,
) -> None:
    """As a thread does that is interrupted between fetching the arrays and looking into them."""
    columns = Columns()
    columns.append([row(id) for id in range(1, before + 1)])
    table = columns.tables["unit"]
    fetched = table._quick
    columns.append([replace(row(n % 29 + 1, "B"), recorded_from=2) for n in range(2000)])
    newest, table._quick = table._quick, fetched
    told = [table.row_at(id, valid=5, recorded=1) for id in range(1, 30)]
    assert told == [id - 1 if id <= before else NULL for id in range(1, 30)]
    table._quick = newest
    assert table.row_at(1, valid=5, recorded=2) != NULL


def test_what_a_snapshot_makes_is_made_by_one_thread_while_others_wait() -> None:
    columns = Columns()
    columns.append([row(id) for id in range(1, 50)])
    now, together, made = Snapshot(columns, Coordinates(5, 1)), Barrier(4), list[object]()

    def slowly() -> object:
        made.append(object())
        sleep(0.05)  # long enough for the others to come meanwhile
        return made[-1]

    def make() -> object:
        together.wait(5)
        return now._once("slow", slowly)

    with ThreadPoolExecutor(4) as threads:
        answers = {id(each.result()) for each in [threads.submit(make) for _ in range(4)]}
    assert len(answers) == len(made) == 1
