"""Tables written as XLSX. openpyxl, large and rarely used, is loaded when one is asked for."""

import io
import re
from datetime import datetime
from typing import Any

from bureau.documents.tables import Cell, Table

SHEET_TITLE_MOST = 31
_NOT_IN_A_SHEET_TITLE = re.compile(r"[\[\]:*?/\\]")


def xlsx_bytes(*tables: Table[Any]) -> bytes:
    """Each table under two frozen heading rows, the first one's notes on a sheet of their own."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    for table in tables:
        _write_sheet(book, table)
    if tables[0].notes:
        notes = book.create_sheet("about")
        for note in (tables[0].title, *tables[0].notes):
            notes.append([_typed(notes, note)])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _write_sheet(book: Any, table: Table[Any]) -> None:
    from openpyxl.styles import Font

    sheet = book.create_sheet(sheet_title(table.title))
    sheet.freeze_panes = "A3"
    sheet.append([_styled(sheet, column.name, Font(color="FF5F6A6E")) for column in table.columns])
    bold = Font(bold=True)
    sheet.append([_styled(sheet, column.heading, bold) for column in table.columns])
    for cells in table.rows():
        sheet.append([_typed(sheet, cell) for cell in cells])


def sheet_title(title: str) -> str:
    """What Excel allows as the name of a sheet."""
    return _NOT_IN_A_SHEET_TITLE.sub(" ", title)[:SHEET_TITLE_MOST].strip("' ") or "table"


def _typed(sheet: Any, cell: Cell) -> Any:
    """Text is text, whatever it begins with; instants lose their zone, as UTC."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    if isinstance(cell, datetime):
        return cell.replace(tzinfo=None)
    if not isinstance(cell, str):
        return cell
    written = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", cell))
    written.data_type = "s"
    return written


def _styled(sheet: Any, text: str, font: Any) -> Any:
    written = _typed(sheet, text)
    written.font = font
    return written
