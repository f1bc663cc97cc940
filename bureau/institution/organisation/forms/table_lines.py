"""Lines of a table under reading: the cells by column, what is there already, and every flaw.

A column that a table leaves out says nothing: what is there stays, what is new is as by default.
"""

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bureau.core.days import day_read
from bureau.core.imports.tables import COLUMNS, match
from bureau.core.reasons import Reason
from bureau.core.texts import LANGUAGES, Status, Text
from bureau.institution.organisation.forms.instrument_tables import Cells, Flaw, Rows


@dataclass(slots=True)
class Line:
    """One row: its cells by column, those of the columns `without` which the table is as they are
    there; `there` is what goes out of what it is about, None where that is new."""

    row: int
    said: Cells
    there: Cells | None = None
    without: Set[str] = frozenset()
    flaws: list[Flaw] = field(default_factory=list)

    def stays(self, column: str) -> bool:
        """Whether it says what is there already."""
        return self.there is not None and self.there[column] == self.said[column]

    def changes(self) -> list[str] | None:
        """The columns that say something else than what is there; None where it is new."""
        if self.there is None:
            return None
        return [column for column in self.said if not self.stays(column)]

    def flaw(self, column: str, code: str, /, **facts: Any) -> None:
        reason = Reason(code, facts)
        self.flaws.append(Flaw(self.row, column, self.said.get(column, ""), reason))

    def named[T](self, column: str, found: Mapping[str, T], thing: str = "") -> T | None:
        """What a cell names; told as unknown where it names nothing."""
        cell = self.said[column].casefold()
        answer = found.get(cell) if cell else None
        if cell and answer is None:
            self.flaw(column, f"{thing or column}_unknown")
        return answer

    def day(self, column: str) -> date | None:
        try:
            return day_read(self.said[column]) if self.said[column] else None
        except ValueError:
            self.flaw(column, "day_wrong")
            return None

    def original(self) -> str:
        code = self.said["original"].casefold().replace("_", "-") or "en"
        if code not in LANGUAGES:
            self.flaw("original", "language_unknown")
            return "en"
        return code

    def text(self, lead: str, original: str) -> Text:
        """What stands in the columns of six languages; the words of the original are needed."""
        said = {code: words for code in LANGUAGES if (words := self.said[column_in(lead, code)])}
        if original not in said:
            self.flaw(column_in(lead, original), "cell_missing")
        statuses = {
            code: (words, Status.ORIGINAL if code == original else Status.REVISED)
            for code, words in said.items()
        }
        return Text(original, statuses)


@dataclass(frozen=True, slots=True)
class Read[Row]:
    """A table as it was read: each row with the columns by which it says something else than what
    is there (None: it is new), and every flaw."""

    rows: list[Row]
    changes: list[list[str] | None]
    flaws: list[Flaw]


def read_lines(
    kind: str,
    rows: Rows,
    needed: Sequence[str],
    longest: Mapping[str, int],
    find: Callable[[Cells], Cells | None],
) -> tuple[list[Line], list[Flaw]]:
    """The rows under the headings of a table, each beside what `find` has of it; without what is
    needed, only why it is none."""
    if not rows:
        return [], [Flaw(0, "", "", Reason("not_a_table"))]
    places = match(kind, rows[0][1], {}).by_column
    missing = [name for name in needed if name not in places]
    if missing:
        return [], [Flaw(0, name, "", Reason("column_missing")) for name in missing]
    found, without = [], frozenset(COLUMNS[kind]) - places.keys()
    for row, cells in rows[1:]:
        told = {
            name: cells[place].strip() if place < len(cells) else ""
            for name, place in places.items()
        }
        there = find(told)
        whole = {name: told.get(name, (there or {}).get(name, "")) for name in COLUMNS[kind]}
        line = Line(row, whole, there, without)
        for name, most in longest.items():
            if len(told.get(name, "")) > most:
                line.flaw(name, "cell_too_long", most=most)
        found.append(line)
    return found, []


def headings_left(kind: str, rows: Rows) -> list[str]:
    """The headings of a table of which nobody knows what they are, or that stand twice."""
    if not rows:
        return []
    found = match(kind, rows[0][1], {})
    pairs = zip(found.headings, found.columns, strict=True)
    return [heading for heading, column in pairs if column is None]


def column_in(lead: str, language: str) -> str:
    return f"{lead}_{language.replace('-', '_')}"


def cells_of(column_values: Sequence[object], kind: str) -> Cells:
    """A row that goes out, by column, as it would be read again."""
    said = ("" if value is None else str(value) for value in column_values)
    return dict(zip(COLUMNS[kind], said, strict=True))
