"""Tables of units, posts, provisions as people keep them: which column is what, what rows say."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bureau.core.imports.names import clean, key_of
from bureau.core.reasons import Reason

TEXT_MOST = 500
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "units": ("code", "name", "kind", "parent", "head"),
    "posts": (
        *("number", "title", "grade", "unit", "duty_station", "funding", "category"),
        *("fte", "contract", "frozen"),
    ),
    "opening_posts": (
        *("number", "title", "grade", "unit", "duty_station", "funding", "category"),
        *("fte", "contract", "frozen", "holder", "state"),
    ),
    "provisions": (
        *("kind", "number", "title", "body", "session", "day", "source", "note"),
        *("part", "says", "mandate", "due"),
    ),
    "budget_lines": ("line", "unit", "object", "funding", "first_year", "second_year"),
}
KEYS = {
    "units": "code",
    "posts": "number",
    "opening_posts": "number",
    "budget_lines": "line",
}
_ALSO: Mapping[str, tuple[str, ...]] = {
    "number": ("post", "post number", "post no", "reference", "post unique reference", "position"),
    "title": ("job title", "post title", "function title"),
    "grade": ("level", "class", "grade level"),
    "unit": ("unit code", "department", "org unit", "organisational unit"),
    "duty_station": ("duty station", "place", "location", "station"),
    "funding": ("funding source", "fund", "source of funds"),
    "fte": ("full time equivalent", "full time equivalents", "full-time equivalent", "share"),
    "code": ("unit code", "acronym", "short name", "abbreviation"),
    "name": ("unit name", "full name"),
    "kind": ("type", "kind of unit", "unit type"),
    "parent": ("under", "part of", "parent code", "reports to", "above"),
    "head": ("head number", "head: post number", "head post"),
    "line": ("budget line", "code", "line code"),
    "object": ("object of expenditure", "object code"),
}

type Row = tuple[int, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Misfit:
    """What of a table is left out, as `Fault` says it of an organogram."""

    row: int
    column: str
    reason: Reason
    is_row: bool


@dataclass(frozen=True, slots=True)
class Wish:
    """What one row says of the thing that `key` names; cells that are empty say nothing."""

    row: int
    key: str
    said: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Matched:
    """The headings of a table as the file has them, and what each was taken for, "" for nothing."""

    headings: tuple[str, ...]
    columns: tuple[str, ...]

    @property
    def by_column(self) -> Mapping[str, int]:
        found: dict[str, int] = {}
        for place, column in enumerate(self.columns):
            if column:
                found.setdefault(column, place)
        return found

    def heading(self, column: str) -> str:
        place = self.by_column.get(column)
        return "" if place is None else self.headings[place]


@dataclass(frozen=True, slots=True)
class TableRead:
    """What a table says; `matched` can be changed by a person and the table read again."""

    matched: Matched
    wishes: tuple[Wish, ...] = ()
    misfits: tuple[Misfit, ...] = field(default=())


def columns_known(kind: str, cells: Sequence[str]) -> int:
    return sum(bool(column) for column in _matched(kind, cells, {}))


def match(kind: str, cells: Sequence[str], remembered: Mapping[str, str]) -> Matched:
    """What each heading is: as somebody said before (`remembered`, by the key of the heading), by
    its name in our tables, or by what others call it. Each column is taken once, the first time."""
    headings = tuple(clean(cell) for cell in cells)
    return Matched(headings, tuple(_matched(kind, headings, remembered)))


def _matched(kind: str, cells: Sequence[str], remembered: Mapping[str, str]) -> list[str]:
    taken: set[str] = set()
    found = []
    for cell in cells:
        heading = key_of(cell)
        column = remembered.get(heading, _column_of(kind, heading))
        column = column if column in COLUMNS[kind] and column not in taken else ""
        taken |= {column} - {""}
        found.append(column)
    return found


def _column_of(kind: str, heading: str) -> str:
    plain = re.sub(r"[\s_:*]+", " ", heading).strip()
    for column in COLUMNS[kind]:
        if plain in (column.replace("_", " "), *_ALSO.get(column, ())):
            return column
    return ""


def read_table(kind: str, matched: Matched, rows: Sequence[Row]) -> TableRead:
    """Each row as a wish; a row without the key, or whose key stood before, is left out."""
    key, places = KEYS[kind], matched.by_column
    if key not in places:
        missing = Misfit(0, "", Reason("column_of_key_missing", {"column": key}), True)
        return TableRead(matched, (), (missing,))
    wishes: list[Wish] = []
    misfits: list[Misfit] = []
    first: dict[str, int] = {}
    for row, cells in rows:
        told = {
            column: clean(cells[place])
            for column, place in places.items()
            if place < len(cells) and clean(cells[place])
        }
        name = told.get(key, "")
        heading = matched.heading(key)
        if not name:
            misfits.append(Misfit(row, heading, Reason("key_missing"), True))
        elif (before := first.setdefault(key_of(name), row)) != row:
            facts = {"key": name, "other": before}
            misfits.append(Misfit(row, heading, Reason("key_twice", facts), True))
        else:
            long = [column for column, text in told.items() if len(text) > TEXT_MOST]
            misfits += [
                Misfit(
                    row, matched.heading(column), Reason("text_too_long", {"length": size}), True
                )
                for column in long
                for size in [len(told[column])]
            ]
            if not long:
                wishes.append(Wish(row, name, told))
    return TableRead(matched, tuple(wishes), tuple(misfits))
