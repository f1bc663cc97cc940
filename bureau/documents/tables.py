"""Tables written as CSV and XLSX, typed and safe to open, and read from lines that people paste."""

import csv
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from operator import itemgetter
from typing import Any

type Cell = str | int | float | Decimal | bool | date | datetime | None

BYTE_ORDER_MARK = "\ufeff"
_BLANK = (
    r" \x00-\x08\x0b-\x1f\x85\xa0\xad\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u2069"
    r"\u3000\ufeff"
)
_SIGNS = r"=+\-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b"
_BEGINS = rf"(?:['{_BLANK}]*[{_SIGNS}]|'*[\t\r\n])"
_OTHERS = ";|\t"
_FORMULA = re.compile(rf"(?:\A|(?<=[{_OTHERS}]))(?={_BEGINS})")
_ESCAPED = re.compile(rf"(?:\A|(?<=[{_OTHERS}]))'(?={_BEGINS})")
"""What a spreadsheet takes for a formula: a sign of one, also full-width or small, also behind
blanks and what is not seen; also where a program parts a line by `_OTHERS`, not by commas.

Also behind marks of what is escaped: else a text that begins so would come back without one.
"""
_QUOTED = re.compile(rf"[,\"\r\n{_OTHERS}]")


@dataclass(frozen=True, slots=True)
class Column[Line]:
    """`name` never changes and is for programs; `heading` is for readers, in their language; `read`
    is how the cell of a line is read."""

    name: str
    heading: str
    read: Callable[[Line], Cell]


@dataclass(frozen=True, slots=True)
class Table[Line]:
    """Lines are read once, in order. `notes` say what the table is of: coordinates, a line each."""

    title: str
    columns: Sequence[Column[Line]]
    lines: Iterable[Line]
    notes: Sequence[str] = ()

    def rows(self) -> Iterator[list[Cell]]:
        for line in self.lines:
            yield [column.read(line) for column in self.columns]


def columns_of_cells(headings: Iterable[tuple[str, str]]) -> list[Column[Sequence[Cell]]]:
    """Columns by name and heading, of lines that are their cells already, in this order."""
    return [Column(*pair, itemgetter(place)) for place, pair in enumerate(headings)]


def csv_lines(table: Table[Any]) -> Iterator[str]:
    """RFC 4180, line by line: machine headers, headings, rows. Notes have no place in it, so that
    the file imports back as it is."""
    yield BYTE_ORDER_MARK
    yield csv_line([column.name for column in table.columns])
    yield csv_line([column.heading for column in table.columns])
    for cells in table.rows():
        yield csv_line([plain(cell) for cell in cells])


def json_lines(table: Table[Any]) -> Iterator[str]:
    """One object, piece by piece: the title, the heading of each column, and each row under the
    names of columns; days as ISO has them, numbers as numbers."""
    named = {column.name: column.heading for column in table.columns}
    head = json.dumps({"title": table.title, "columns": named}, ensure_ascii=False)
    yield head.removesuffix("}") + ', "rows": ['
    before = "\n"
    for cells in table.rows():
        row = {name: _valued(cell) for name, cell in zip(named, cells, strict=True)}
        yield before + json.dumps(row, ensure_ascii=False)
        before = ",\n"
    yield "\n]}\n"


def _valued(cell: Cell) -> str | int | float | bool | None:
    match cell:
        case Decimal():
            return int(cell) if cell == int(cell) else float(cell)
        case date():
            return cell.isoformat()
        case _:
            return cell


def csv_line(row: Sequence[str]) -> str:
    """One line of CSV, with its end: every file of ours is written by this."""
    return (",".join(_quoted(safe(cell)) for cell in row) or '""') + "\r\n"


def _quoted(text: str) -> str:
    """In quotes where it has a quote, a line's end, or what any program parts a line by."""
    return '"{}"'.format(text.replace('"', '""')) if _QUOTED.search(text) else text


def plain(cell: Cell) -> str:
    """A value as CSV has it: ISO days, a point in decimals, true and false, nothing for None."""
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case date():
            return cell.isoformat()
        case _:
            return str(cell)


def safe(text: str) -> str:
    """Text that a spreadsheet will not take for a formula; numbers stay numbers."""
    return text if _is_number(text) else _FORMULA.sub("'", text)


def _is_number(text: str) -> bool:
    return re.fullmatch(r"-[0-9]+(\.[0-9]+)?", text) is not None


def pasted_rows(text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Rows of cells with the number of the line each begins on, from 1; empty rows are left out.

    Cells are parted by tabs where the first line has one, else by semicolons where it has more of
    these than commas. csv.Error for what cannot be parted.
    """
    lines = text.removeprefix(BYTE_ORDER_MARK).splitlines(keepends=True)
    first = next((line for line in lines if line.strip()), "")
    parted_by = "\t" if "\t" in first else ";" if first.count(";") > first.count(",") else ","
    reader = csv.reader(lines, delimiter=parted_by)
    begins = 1
    for row in reader:
        cells = tuple(unescaped(cell.strip()) for cell in row)
        if any(cells):
            yield begins, cells
        begins = reader.line_num + 1


def unescaped(cell: str) -> str:
    """The text as it was before `safe`."""
    return _ESCAPED.sub("", cell)
