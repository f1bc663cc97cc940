"""The two tables of an opening record as people paste them: read whole, with every flaw at once."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from bureau.core.reasons import Reason
from bureau.core.structure.kinds import FULL, UNIT_KINDS
from bureau.documents.tables import pasted_rows
from bureau.institution.governance.queries.opening import (
    POST_COLUMNS,
    UNIT_COLUMNS,
    Known,
    PostRow,
    Tables,
    UnitRow,
)
from bureau.institution.governance.texts.opening import is_headings
from bureau.institution.organisation.texts.words import code_for

COLUMNS = {"units": UNIT_COLUMNS, "posts": POST_COLUMNS}
NEEDED = {"units": ("code", "name", "kind"), "posts": ("number", "title", "grade", "unit")}
LONGEST = {"code": 40, "number": 60, "funding": 60, "category": 40, "contract": 40}
ORDER_MOST = 100_000
HEADINGS_AT_LEAST = 2

type Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with one cell; `column` is empty where it is the line as a whole."""

    table: str
    line: int
    column: str
    cell: str
    reason: Reason


@dataclass(slots=True)
class Lines:
    """One table under reading: its lines as cells by column, and the flaws found so far."""

    table: str
    rows: list[tuple[int, Cells]] = field(default_factory=list)
    flaws: list[Flaw] = field(default_factory=list)

    def flaw(self, line: int, column: str, cell: str, code: str, **facts: Any) -> None:
        self.flaws.append(Flaw(self.table, line, column, cell, Reason(code, facts)))

    def taken(self, column: str) -> set[str]:
        return {cells[column] for _line, cells in self.rows if cells[column]}


def read_tables(units: str, posts: str, known: Known) -> tuple[Tables, list[Flaw]]:
    """The rows that could be read, and every flaw of every line; no flaw: the tables are whole."""
    of_units, of_posts = lines_of("units", units), lines_of("posts", posts)
    codes, numbers = of_units.taken("code"), of_posts.taken("number")
    tables = Tables(
        tuple(_unit(of_units, line, cells, codes, numbers) for line, cells in of_units.rows),
        tuple(_post(of_posts, line, cells, codes, known) for line, cells in of_posts.rows),
    )
    for lines, column in ((of_units, "code"), (of_posts, "number")):
        _refuse_twice(lines, column)
    found = (sorted(lines.flaws, key=lambda one: one.line) for lines in (of_units, of_posts))
    return tables, [flaw for flaws in found for flaw in flaws]


def lines_of(table: str, text: str) -> Lines:
    """Cells by column; a first line of column names may change the order, or be left out."""
    found, columns = Lines(table), COLUMNS[table]
    try:
        rows = list(pasted_rows(text))
    except csv.Error:
        found.flaw(1, "", "", "not_a_table")
        return found
    named = tuple(cell.casefold() for cell in rows[0][1]) if rows else ()
    if len(set(named) & set(columns)) >= HEADINGS_AT_LEAST:
        _refuse_columns(found, rows[0][0], named)
        rows, columns = rows[1:], named
    if rows and is_headings(columns, rows[0][1]):
        rows = rows[1:]
    for line, cells in rows:
        if len(cells) > len(columns):
            found.flaw(line, "", " · ".join(cells[len(columns) :]), "cells_too_many")
        said = dict(zip(columns, cells, strict=False))
        found.rows.append((line, {name: said.get(name, "") for name in COLUMNS[table]}))
    return found


def _refuse_columns(found: Lines, line: int, named: Iterable[str]) -> None:
    for name in named:
        if name not in COLUMNS[found.table]:
            found.flaw(line, "", name, "column_unknown")
    for name in NEEDED[found.table]:
        if name not in named:
            found.flaw(line, name, "", "column_missing")


def _refuse_twice(lines: Lines, column: str) -> None:
    first: dict[str, int] = {}
    for line, cells in lines.rows:
        folded = cells[column].casefold()
        if folded and folded in first:
            lines.flaw(line, column, cells[column], "cell_twice", before=first[folded])
        first.setdefault(folded, line)


def _unit(lines: Lines, line: int, cells: Cells, codes: set[str], numbers: set[str]) -> UnitRow:
    _refuse_unfilled(lines, line, cells)
    kind = code_for(cells["kind"], "unit_kind")
    if cells["kind"] and kind not in UNIT_KINDS:
        lines.flaw(line, "kind", cells["kind"], "kind_unknown")
    _refuse_absent(lines, line, cells, "parent", codes, "unit_not_in_table")
    _refuse_absent(lines, line, cells, "head", numbers, "post_not_in_table")
    return UnitRow(
        line,
        code=cells["code"],
        name=cells["name"],
        kind=kind,
        parent=cells["parent"],
        head=cells["head"],
        order=_order(lines, line, cells["order"]),
    )


def _post(lines: Lines, line: int, cells: Cells, codes: set[str], known: Known) -> PostRow:
    _refuse_unfilled(lines, line, cells)
    _refuse_absent(lines, line, cells, "grade", known.grades, "grade_unknown")
    _refuse_absent(lines, line, cells, "unit", codes, "unit_not_in_table")
    _refuse_absent(lines, line, cells, "duty_station", known.places, "place_unknown")
    return PostRow(
        line,
        number=cells["number"],
        title=cells["title"],
        grade=cells["grade"],
        unit=cells["unit"],
        duty_station=cells["duty_station"],
        funding=code_for(cells["funding"], "funding"),
        category=code_for(cells["category"], "category"),
        fte=_hundredths(lines, line, cells["fte"]),
        contract=code_for(cells["contract"], "contract"),
        frozen=_flag(lines, line, cells["frozen"]),
        holder=_person(lines, line, cells["holder"], known),
    )


def _refuse_unfilled(lines: Lines, line: int, cells: Cells) -> None:
    for name in NEEDED[lines.table]:
        if not cells[name]:
            lines.flaw(line, name, "", "cell_missing")
    for name, most in LONGEST.items():
        if len(cells.get(name, "")) > most:
            lines.flaw(line, name, cells[name], "cell_too_long", most=most)


def _refuse_absent(
    lines: Lines, line: int, cells: Cells, column: str, known: Iterable[str], code: str
) -> None:
    if cells[column] and cells[column] not in known:
        lines.flaw(line, column, cells[column], code)


def _order(lines: Lines, line: int, cell: str) -> int | None:
    if cell and not (cell.isascii() and cell.isdecimal() and int(cell) <= ORDER_MOST):
        lines.flaw(line, "order", cell, "number_wrong", most=ORDER_MOST)
        return None
    return int(cell) if cell else None


def _hundredths(lines: Lines, line: int, cell: str) -> int:
    try:
        share = Decimal(cell.replace(",", ".")) * FULL if cell else Decimal(FULL)
        if 0 < share <= FULL and share == int(share):
            return int(share)
    except (InvalidOperation, ValueError, OverflowError):
        pass
    lines.flaw(line, "fte", cell, "fte_wrong")
    return FULL


def _flag(lines: Lines, line: int, cell: str) -> bool:
    folded = cell.casefold()
    if folded in {"", "no", "false", "0", _("no").casefold()}:
        return False
    if folded not in {"yes", "true", "1", "x", _("yes").casefold()}:
        lines.flaw(line, "frozen", cell, "flag_wrong")
    return True


def _person(lines: Lines, line: int, cell: str, known: Known) -> int | None:
    found = known.people.get(cell.casefold(), frozenset())
    if cell and len(found) != 1:
        lines.flaw(line, "holder", cell, "person_ambiguous" if found else "person_unknown")
        return None
    return next(iter(found), None) if cell else None
