"""Tables as files: what a machine reads back, and what a spreadsheet must not run."""

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

import bureau
from bureau.documents.tables import (
    Cell,
    Column,
    Table,
    columns_of_cells,
    csv_line,
    csv_lines,
    safe,
    unescaped,
)
from bureau.documents.workbooks import sheet_title, xlsx_bytes

COLUMNS = columns_of_cells([("number", "Post number"), ("posts", "Posts")])


def table(*rows: list[Cell], title: str = "Posts") -> Table[Any]:
    return Table(title, COLUMNS, rows, notes=["Valid day 1 July 2024"])


def read(table: Table[Any]) -> list[list[str]]:
    text = "".join(csv_lines(table)).removeprefix("\ufeff")
    return list(csv.reader(io.StringIO(text, newline="")))


def test_each_column_reads_its_cell_of_a_line() -> None:
    columns: list[Column[date]] = [
        Column("year", "Year", lambda day: day.year),
        Column("day", "Day", lambda day: day),
    ]
    found = Table("Days", columns, [date(2024, 7, 1), date(2025, 6, 17)])
    assert list(found.rows()) == [[2024, date(2024, 7, 1)], [2025, date(2025, 6, 17)]]


def test_machine_headers_stand_over_translated_ones() -> None:
    assert read(table())[:2] == [["number", "posts"], ["Post number", "Posts"]]


FORMULAS = [
    *("=1+1", "+1", "-cmd", "@sum", "\t=1", "\r=1", "\n=1", "\tplain", "-３"),
    *("＝1+1", "＋1", "－cmd", "＠sum", "﹦1", "﹢1", "﹣1", "﹫a"),
    *(" =1", "\u3000＝1", "\xa0+1", "\u200b=1", "\ufeff=1", "\u202e=1", "\x0b=1", "'=1", "' '=1"),
]


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_is_a_formula_in_csv(text: str) -> None:
    cell, number = read(table([text, 1]))[2]
    assert cell.startswith("'") and unescaped(cell) == text and number == "1"


@pytest.mark.parametrize("separator", [";", "\t", "|"])
@pytest.mark.parametrize("text", FORMULAS)
def test_no_part_of_a_text_is_a_formula_where_a_program_parts_it(text: str, separator: str) -> None:
    line = csv_line(["first", f"a{separator}{text}"])
    cells = next(csv.reader(io.StringIO(line, newline=""), delimiter=separator))
    assert len(cells) > 1 and cells[1].startswith("'")


@pytest.mark.parametrize("text", ["a;b", "a\tb", "a|b", "a,b", 'a"b', "a\nb", "a\rb"])
def test_what_parts_cells_is_quoted(text: str) -> None:
    assert csv_line([text, "c"]) == '"{}",c\r\n'.format(text.replace('"', '""'))


@pytest.mark.parametrize("text", ["plain", "a-b", "1=1", "mail@example.org", "-3", "-0.5", "C+"])
def test_what_is_no_formula_stays_as_it_is(text: str) -> None:
    assert csv_line([text]) == f"{text}\r\n"


@pytest.mark.parametrize(
    "text",
    [
        *("=1", "'=1", "''@x", "'plain", "-3", "'-3", "it's", "", "a;=1", "a;'=1", "\t\t=1"),
        *("\t'=1", "a|;=1", ";=;=", "' =", "a;' ;'=1", *FORMULAS),
    ],
)
def test_what_is_escaped_reads_back_as_it_was(text: str) -> None:
    assert unescaped(safe(text)) == text
    assert list(csv.reader(io.StringIO(csv_line([text]), newline=""))) == [[safe(text)]]


def test_nothing_else_writes_csv() -> None:
    """A trial writes the files of others; a form sends a table again as it was typed."""
    package = Path(bureau.__path__[0])
    writes = [each for each in package.rglob("*.py") if "csv.writer" in each.read_text()]
    assert {str(each.relative_to(package)) for each in writes} == {
        "config/proving/files.py",
        "record/accounts/forms/lists.py",
    }


def test_a_number_below_nothing_stays_a_number_in_csv() -> None:
    assert read(table([None, -3], [True, Decimal("-0.5")]))[2:] == [["", "-3"], ["true", "-0.5"]]


def test_days_and_line_ends_survive_csv() -> None:
    assert read(table(['a\nb,"c"', date(2024, 7, 1)]))[2] == ['a\nb,"c"', "2024-07-01"]


def test_cells_of_a_workbook_have_their_types() -> None:
    instant = datetime(2024, 7, 1, 12, tzinfo=UTC)
    book = load_workbook(io.BytesIO(xlsx_bytes(table(["=1+1", 7], [date(2024, 7, 1), instant]))))
    first, second = list(book.worksheets[0].iter_rows(min_row=3))
    assert [(cell.data_type, cell.value) for cell in first] == [("s", "=1+1"), ("n", 7)]
    assert [cell.data_type for cell in second] == ["d", "d"]


def test_a_workbook_says_what_it_is_of() -> None:
    book = load_workbook(io.BytesIO(xlsx_bytes(table())))
    assert [row[0].value for row in book["about"].iter_rows()] == [
        "Posts",
        "Valid day 1 July 2024",
    ]


def test_what_a_sheet_cannot_hold_is_left_out() -> None:
    book = load_workbook(io.BytesIO(xlsx_bytes(table(["a\x07b", 1], title="[x]:*" + "y" * 40))))
    assert book.worksheets[0].cell(3, 1).value == "ab"
    assert len(book.worksheets[0].title) <= 31 and sheet_title("???") == "table"
