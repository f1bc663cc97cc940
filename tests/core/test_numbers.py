"""Patterns of post numbers: read, written, counted on."""

import re
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

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


HOSTILE = "{unit}{grade}{place}-{serial}!"


def test_no_pattern_and_no_number_takes_long() -> None:
    hostile = pattern(HOSTILE)
    began = process_time()
    assert all(hostile.serial_of("1" * length + "!") is None for length in range(600))
    assert process_time() - began < 5


@given(
    st.sampled_from([HOSTILE, "{unit}/{grade}/{serial:3}", "{unit}-{serial}", "{serial}{place}x"]),
    st.text("1A-/ x!", max_size=12),
)
def test_a_number_is_read_as_the_regular_expression_would(text: str, number: str) -> None:
    """The first slots as short as can be, the serial as long as can be."""
    digits = "3" if ":3" in text else "1"
    written = re.sub(r"\{(unit|grade|place)\}", r"(?P<\1>[^\\s/]+?)", text)
    written = re.sub(r"\{serial(:3)?\}", rf"(?P<serial>\\d{{{digits},9}})", written)
    found = re.fullmatch(written, number)
    assert pattern(text).serial_of(number) == (int(found["serial"]) if found else None)
    parts = {name: said for name, said in found.groupdict().items()} if found else {}
    parts.pop("serial", None)
    assert pattern(text).parts_of(number) == parts


def test_signs_of_a_pattern_mean_themselves() -> None:
    assert pattern("P.{serial}").serial_of("PX7") is None
