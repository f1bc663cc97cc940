"""Organogram files read: which half, whose, of which day, and what is wrong in which row."""

import csv
import io

import pytest

from bureau.core.imports.halves import Left
from bureau.documents.apart import read_apart
from bureau.documents.halves import HalfRead, named, read_half
from tests.institution.imports.departments import (
    JUNIOR,
    SENIOR,
    department,
    junior,
    senior,
    written,
)

NAME = "harbour_office-2011-03-31-senior.csv"
GOOD = senior([("1", "Master", "Office", "XX", "1")])


def codes(read: HalfRead) -> list[tuple[int, str, str]]:
    return [(fault.row, fault.column, fault.reason.code) for fault in read.faults]


def test_every_fault_is_told_by_row_and_column() -> None:
    read = read_half(NAME, department()[NAME])
    assert codes(read) == [
        (10, "Post Unique Reference", "reference_missing"),
        (11, "Post Unique Reference", "reference_missing"),
        (12, "Name", "post_eliminated"),
        (13, "FTE", "share_unreadable"),
        (6, "Post Unique Reference", "reference_twice"),
    ]
    assert read.half and len(read.half.lines) == 7


def test_a_reference_that_misleads_is_left_out() -> None:
    rows = [("1", "A", "U", "XX", "1"), ("P\u0415", "B", "U", "1", "1")]
    read = read_half(NAME, senior(rows))
    assert codes(read) == [(3, "Post Unique Reference", "code_mixes")]
    assert read.half and [line.reference for line in read.half.lines] == ["1"]


def test_rows_that_agree_are_one_post_that_is_shared() -> None:
    read = read_half(NAME, senior([("1", "A", "U", "XX", "0.4"), ("1", "A", "U", "XX", "0.5")]))
    assert read.half and [line.fte for line in read.half.lines] == [90]
    assert read.faults == ()


@pytest.mark.parametrize(
    "content",
    [
        GOOD.decode().encode("utf-16"),
        GOOD.decode().encode("utf-16-le"),
        GOOD.decode().encode("utf-8-sig"),
        GOOD.decode().encode("cp1252"),
        GOOD.replace(b",", b";"),
        GOOD.replace(b",", b"\t"),
        GOOD.replace(b"\r\n", b"\r"),
        b"Organogram of the office\r\n" + GOOD,
        GOOD.replace(b"Post Unique Reference", b"Post unique reference*").upper(),
    ],
    ids=["utf-16", "no mark", "mark", "8 bits", "semicolons", "tabs", "CR", "title", "spelling"],
)
def test_it_reads_what_spreadsheets_write(content: bytes) -> None:
    read = read_half(NAME, content)
    assert read.half and [line.reference for line in read.half.lines] == ["1"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (b"\n\n", "file_empty"),
        (b"PK\x03\x04xl/workbook.xml", "not_delimited"),
        (b"%PDF-1.7", "not_delimited"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "not_delimited"),
        (GOOD + b"1,\0,2\r\n", "holds_null"),
        (b"\xff\xfe" + GOOD[:41], "encoding_broken"),
        (GOOD + b"," * 100_000, "columns_too_many"),
        (b"a,b,c\r\n1,2,3\r\n", "columns_missing"),
        (GOOD + b'"' + b"x" * 200_000, "row_unreadable"),
    ],
    ids=lambda given: given if isinstance(given, str) else "",
)
def test_a_file_that_is_none_is_refused_with_its_reason(content: bytes, code: str) -> None:
    read = read_half(NAME, content)
    assert read.half is None
    assert [(fault.reason.code, fault.left) for fault in read.faults] == [(code, Left.FILE)]


@pytest.mark.parametrize(
    "count", ["1.000,50", "1e9", "NaN", "-0", str(2**63), "31/02", "1,000", "½", "١٢", "N/D", ""]
)
def test_a_count_that_is_no_plain_number_leaves_its_row_out(count: str) -> None:
    name = NAME.replace("senior", "junior")
    read = read_half(name, junior([("Unit", "1", "G", "Clerk", count)]))
    assert codes(read) == [(2, "Number of Posts in FTE", "count_unreadable")]


@pytest.mark.parametrize(
    "word", ["Total", "TOTALS:", "Sub-total", "Total général", "Итого", "合计"]
)
@pytest.mark.parametrize("place", [0, 1, 2, 3])
def test_a_row_that_counts_others_is_of_no_post(word: str, place: int) -> None:
    said = ["", "", "", "", "336"]
    said[place] = word
    read = read_half(
        NAME.replace("senior", "junior"), junior([("1", "Office", "EO", "Aide", "2"), said])
    )
    assert [code for _row, _column, code in codes(read)] == ["row_of_totals"]
    assert read.half and len(read.half.lines) == 1


def test_text_is_text_whatever_it_begins_with_or_hides() -> None:
    rows = [("=HYPERLINK(1)", "\u202eevil\u200b", " A\u00a0 b ", "XX", "1")]
    read = read_half(NAME, senior(rows))
    (line,) = read.half.lines if read.half else ()
    assert (line.reference, line.title, line.unit) == ("=HYPERLINK(1)", "evil", "A b")


def test_composed_and_decomposed_letters_are_the_same() -> None:
    rows = [("é1", "A", "U", "XX", "1"), ("e\u03011", "A", "U", "XX", "1")]
    read = read_half(NAME, senior(rows))
    assert read.half and len(read.half.lines) == 1


def test_ten_thousand_letters_leave_the_row_out() -> None:
    read = read_half(NAME, senior([("1", "x" * 10_000, "U", "XX", "1")]))
    assert codes(read) == [(2, "Job Title", "text_too_long")]


def test_a_row_with_more_cells_than_headings_is_left_out() -> None:
    rows = list(csv.reader(io.StringIO(GOOD.decode())))
    read = read_half(NAME, written(SENIOR, [[*rows[1], "shifted"]], "utf-8"))
    assert [code for _, _, code in codes(read)] == ["row_too_wide"]


def test_of_two_columns_with_one_heading_the_first_counts() -> None:
    rows = list(csv.reader(io.StringIO(GOOD.decode())))
    read = read_half(NAME, written([*SENIOR, "Unit"], [[*rows[1], "Other"]], "utf-8"))
    assert read.half and read.half.lines[0].unit == "Office"


def test_headings_alone_change_nothing_and_say_so() -> None:
    read = read_half("a-2011-03-31-junior.csv", written(JUNIOR, [], "utf-8"))
    assert codes(read) == [(0, "", "no_rows")] and read.rows == 0


@pytest.mark.parametrize(
    ("name", "day", "said"),
    [
        ("harbour_office-2011-03-31-senior.csv", "2011-03-31", "harbour office"),
        ("20110331 Harbour Office junior.csv", "2011-03-31", "Harbour Office"),
        ("harbour-31-03-2011.csv", "2011-03-31", "harbour"),
        ("Organogram harbour 31st.csv", None, ""),
        ("harbour 30 Sept 2011 final.csv", "2011-09-30", "harbour"),
        ("harbour-2011-13-31.csv", None, ""),
    ],
)
def test_the_name_of_a_file_says_its_day(name: str, day: str | None, said: str) -> None:
    found, whose = named(name)
    assert (found and found.isoformat(), whose) == (day, said)


def test_read_apart_says_the_same_and_answers_for_one_that_takes_too_much() -> None:
    greedy = SENIOR_LINE + b"".join(b"%d,\n" % n for n in range(10)) + b'x,"' + b"y," * 9_000_000
    first, *rest = department().items()
    read = read_apart([first, (NAME, greedy), *rest])
    assert [read[0], *read[2:]] == [read_half(*file) for file in (first, *rest)]
    assert read[1].half is None and len(read[1].faults) == 1


SENIOR_LINE = ",".join(SENIOR).encode() + b"\n"


def test_a_name_of_ten_thousand_letters_names_no_department() -> None:
    read = read_half("2011-03-31.csv", senior([("1", "A", "U", "XX", "1")], "x" * 10_000))
    assert read.half and read.half.name == "Ministry"
    assert codes(read) == [(2, "Organisation", "text_too_long")]
