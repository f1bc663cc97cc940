"""Patterns of post numbers: read, written, counted on."""

import pytest

from bureau.core.numbers import next_serial, pattern, plain_grade
from bureau.core.reasons import Refused

HOUSE = pattern("{unit}/{grade}/{serial:3}")


def test_a_number_is_written_from_its_parts() -> None:
    assert HOUSE.number({"unit": "ST02", "grade": plain_grade("D.1")}, 7) == "ST02/D1/007"


def test_what_a_pattern_writes_it_reads() -> None:
    assert HOUSE.serial_of("ST02/D1/0579") == 579
    assert HOUSE.parts_of("ST02/D1/579") == {"unit": "ST02", "grade": "D1"}
    assert HOUSE.serial_of("ST02/D1/new") is None and HOUSE.parts_of("579") == {}


def test_one_counter_runs_through_all_units_and_grades() -> None:
    taken = ["A/P4/010", "B/G6/041", "elsewhere", "C/P5/new"]
    assert next_serial(HOUSE, taken) == 42


def test_a_first_serial_is_not_gone_below() -> None:
    assert next_serial(HOUSE, [], first=900) == 900
    assert next_serial(HOUSE, ["A/P4/010"], first=500) == 500


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{unit}/{grade}", "pattern_counts_once"),
        ("{serial}-{serial}", "pattern_counts_once"),
        ("{unit}{unit}{serial}", "pattern_counts_once"),
        ("{letter}{serial}", "pattern_slot_unknown"),
        ("{serial", "pattern_slot_unknown"),
    ],
)
def test_a_pattern_that_cannot_count_is_refused(text: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        pattern(text)
    assert [reason.code for reason in refused.value.reasons] == [code]


def test_signs_of_a_pattern_mean_themselves() -> None:
    assert pattern("P.{serial}").serial_of("PX7") is None
