"""Spreadsheets of others (CSV, XLSX) read as plain rows of text, within limits."""

import io
from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from bureau.core.reasons import Reason, Refused
from bureau.documents.delimited import (
    BYTES_MOST,
    CELL_MOST,
    COLUMNS_MOST,
    ROWS_MOST,
    read_delimited,
)
from bureau.documents.running import PACKED, look_at_directory
from bureau.documents.tables import unescaped

HEADING_WITHIN = 10
OWN = ("valid", "recorded", "plan")
"""The last columns of our own files, which have headings for readers, in any language, below."""

type Row = tuple[int, list[str]]


def read_sheet(content: bytes, known: Callable[[list[str]], int], older: str = "") -> list[Row]:
    """The rows from that of headings on; of several sheets the one whose headings are known best.

    `known` says how many headings of a row it knows, `older` is as `read_delimited` has it.
    Raises Refused for what cannot be read.
    """
    if content.startswith(PACKED):
        sheets = list(_sheets(content))
    else:
        rows = read_delimited(content, known, older).rows
        sheets = [[(row, [unescaped(cell) for cell in cells]) for row, cells in rows]]
    sheets = [rows for rows in sheets if rows]
    if not sheets:
        raise Refused(Reason("file_empty"))
    rows = max(
        sheets, key=lambda rows: max(_known(cells, known) for _, cells in rows[:HEADING_WITHIN])
    )
    place = max(
        range(min(len(rows), HEADING_WITHIN)), key=lambda place: (known(rows[place][1]), -place)
    )
    is_own = tuple(rows[place][1][-len(OWN) :]) == OWN
    body = rows[place + 1 :]
    return [rows[place], *(body[1:] if is_own or body and known(body[0][1]) >= 2 else body)]


def _known(cells: list[str], known: Callable[[list[str]], int]) -> tuple[int, int]:
    """How many headings are known; of sheets with as many, that with the fewest others is meant."""
    return known(cells), -len(cells)


def _sheets(content: bytes) -> Iterator[list[Row]]:
    """The rows of each sheet of a workbook, its directory looked at before anything is unpacked."""
    from openpyxl import load_workbook  # large, and rarely needed

    if "xl/workbook.xml" not in look_at_directory(content):
        raise Refused(Reason("not_a_workbook"))
    if len(content) > BYTES_MOST:
        raise Refused(Reason("file_too_large", {"most": BYTES_MOST // 1_000_000}))
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        for sheet in book.worksheets:
            yield list(_rows(sheet))
    except Refused:
        raise
    except MemoryError:
        raise Refused(Reason("file_grows")) from None
    except Exception:  # whatever a reader of damaged workbooks raises
        raise Refused(Reason("file_damaged")) from None


def _rows(sheet: Any) -> Iterator[Row]:
    sheet.reset_dimensions()
    for number, cells in enumerate(sheet.iter_rows(values_only=True), 1):
        if number > ROWS_MOST:
            raise Refused(Reason("rows_too_many", {"most": ROWS_MOST}))
        if len(cells) > COLUMNS_MOST and any(cell is not None for cell in cells[COLUMNS_MOST:]):
            raise Refused(Reason("columns_too_many", {"row": number, "most": COLUMNS_MOST}))
        said = [_plain(cell)[:CELL_MOST] for cell in cells[:COLUMNS_MOST]]
        if any(said):
            yield number, said


def _plain(cell: object) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case datetime():
            return cell.date().isoformat() if cell.time() == datetime.min.time() else str(cell)
        case date():
            return cell.isoformat()
        case float() if cell.is_integer() and abs(cell) < 1e15:
            return str(int(cell))
        case float() | Decimal():
            return f"{cell}"
        case _:
            return str(cell)
