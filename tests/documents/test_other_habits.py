"""Files of departments never seen, with other habits, say what they were written to say."""

from collections import Counter
from random import Random

import pytest

from bureau.core.imports.halves import Half, Left, Line
from bureau.core.structure.kinds import FULL
from bureau.documents.halves import hundredths, read_half
from tests.documents.other_habits import Row, Written, pair

SEEDS = 60


def read(file: Written) -> Half:
    found = read_half(file.name, file.content)
    assert found.half is not None, (file.name, found.faults)
    assert [fault for fault in found.faults if fault.left in (Left.ROW, Left.FILE)] == [], file.name
    return found.half


@pytest.mark.parametrize("seed", range(SEEDS))
def test_a_pair_is_of_one_department_and_day_whatever_its_habits(seed: int) -> None:
    _, day, files = pair(Random(seed))
    halves = [read(file) for file in files]
    assert [half.is_senior for half in halves] == [True, False]
    assert {half.day for half in halves} == {day.toordinal()}
    assert len({half.department for half in halves}) == 1


@pytest.mark.parametrize("seed", range(SEEDS))
def test_every_post_is_read_as_it_was_meant(seed: int) -> None:
    _, _, (file, _) = pair(Random(seed))
    times = Counter(row["reference"] for row in file.rows)
    expected = {
        row["reference"]: (*_said(row), FULL if times[row["reference"]] > 1 else _fte(row))
        for row in file.rows
    }
    found = {line.reference: (*_told(line), line.fte) for line in read(file).lines}
    assert found == expected


@pytest.mark.parametrize("seed", range(SEEDS))
def test_every_block_is_counted_as_it_was_meant(seed: int) -> None:
    _, _, (_, file) = pair(Random(seed))
    expected = [(*_said(row), _fte(row)) for row in file.rows]
    assert [(*_told(line), line.fte) for line in read(file).lines] == expected


def _said(row: Row) -> tuple[str, ...]:
    superior = "" if row["superior"].lower() == "xx" else row["superior"]
    return row["unit"], row["title"], row["grade"], superior


def _told(line: Line) -> tuple[str, ...]:
    return line.unit, line.title, line.grade, line.superior


def _fte(row: Row) -> int | None:
    return hundredths(row["fte"].strip())


@pytest.mark.parametrize("day", ["30.09.12", "09-30-2012", "March 2012", "2012"])
def test_a_day_that_may_be_read_in_two_ways_or_is_none_is_refused_and_said(day: str) -> None:
    found = read_half(f"tides {day} senior.csv", pair(Random(1))[2][0].content)
    assert found.half is None
    assert [fault.reason.code for fault in found.faults] == ["day_missing"]
