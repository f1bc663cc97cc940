"""A table as a file: CSV or XLSX, typed, with machine headers over translated ones.

The first row holds headers that never change and by which the file can be read back, the second
the same in the reader's language. Each row ends with the coordinates it was read at. No cell can
be taken for a formula: in CSV a text that begins like one has an apostrophe before it.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from bureau.web.formats import as_date
from bureau.web.requests import Reading

FORMATS = ("csv", "xlsx")
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
MARK = "\ufeff"

type Cell = str | int | Decimal | date | bool | None
type Row = Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Column:
    """`name` is the header that never changes, `label` the same for people."""

    name: str
    label: str


def table_response(
    format: str, name: str, columns: Sequence[Column], rows: Iterable[Row], reading: Reading
) -> HttpResponseBase:
    """The rows as a file called `name`, in one of `FORMATS`; rows in the order of the columns."""
    day = as_date(reading.at.valid)
    tail: Row = (day, reading.at.recorded, reading.plan_name)
    headed = [*columns, *_coordinates()]
    whole = ([*row, *tail] for row in rows)
    file = f"{name}-{day.isoformat()}.{format}"
    answer: HttpResponseBase
    if format == "csv":
        answer = StreamingHttpResponse(_csv(headed, whole), content_type="text/csv; charset=utf-8")
    else:
        answer = HttpResponse(_xlsx(name, headed, whole), content_type=XLSX_TYPE)
    answer.headers["Content-Disposition"] = f'attachment; filename="{file}"'
    return answer


def _coordinates() -> list[Column]:
    return [
        Column("valid", _("Valid day")),
        Column("recorded", _("Record number")),
        Column("plan", _("Plan")),
    ]


class _Line:
    """What the csv module writes to; gives each line back."""

    def write(self, text: str) -> str:
        return text


def _csv(columns: Sequence[Column], rows: Iterable[Row]) -> Iterator[str]:
    writer = csv.writer(_Line())
    yield MARK + writer.writerow([column.name for column in columns])
    yield writer.writerow([safe(column.label) for column in columns])
    for row in rows:
        yield writer.writerow([_plain(cell) for cell in row])


def _plain(cell: Cell) -> str | int | Decimal:
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case date():
            return cell.isoformat()
        case str():
            return safe(cell)
    return cell


def safe(text: str) -> str:
    """The text so that no spreadsheet computes it."""
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text


def _xlsx(name: str, columns: Sequence[Column], rows: Iterable[Row]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(name)
    sheet.freeze_panes = "A3"
    for header in ([column.name for column in columns], [column.label for column in columns]):
        sheet.append([_cell(sheet, text, bold=True) for text in header])
    for row in rows:
        sheet.append([_cell(sheet, cell) for cell in row])
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _cell(sheet: WriteOnlyWorksheet, value: Cell, *, bold: bool = False) -> SheetCell:
    """A text stays a text, whatever it begins with."""
    cell = WriteOnlyCell(sheet)
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
    if bold:
        cell.font = Font(bold=True)
    return cell
