"""Lines of a table under reading: the cells by column, what is there already, and every flaw.

A column that a table leaves out says nothing: what is there stays, what is new is as by default.
"""

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bureau.core.days import day_read
from bureau.core.imports.tables import COLUMNS, match
from bureau.core.lookalikes import fault
from bureau.core.reasons import Reason
from bureau.core.rows import excess
from bureau.core.texts import LANGUAGES, Status, Text

type Cells = Mapping[str, str]
type Rows = Sequence[tuple[int, Sequence[str]]]
type There[Thing] = tuple[Thing, Cells]
"""What is there already, with its cells as they go out."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with one cell; row 0 is the table as a whole."""

    row: int
    column: str
    cell: str
    reason: Reason


@dataclass(slots=True)
class Line[Thing]:
    """One row: its cells by column, those of the columns `without` which the table is as they are
    there; `thing` is what it is about, `there` what goes out of that, both None where it is new."""

    row: int
    said: Cells
    thing: Thing | None = None
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

    def needs(self, *columns: str) -> None:
        for column in columns:
            if not self.said[column]:
                self.flaw(column, "cell_missing")

    def refuse_unfit_code(self) -> None:
        """Tells a code that misleads readers, unless it is the one that is there already."""
        code = self.said["code"]
        is_there = self.there is not None and self.there["code"].casefold() == code.casefold()
        if not is_there and (why := fault(code)):
            self.flaw("code", why)

    def named[T](self, column: str, found: Mapping[str, T], thing: str = "") -> T | None:
        """What a cell names; told as unknown where it names nothing."""
        cell = self.said[column].casefold()
        answer = found.get(cell) if cell else None
        if cell and answer is None:
            self.flaw(column, f"{thing or column}_unknown")
        return answer

    def post(self, find: Callable[[str], int | None], column: str = "post") -> int | None:
        """The post of a number; told as unknown where none has it today."""
        number = self.said[column]
        found = find(number) if number else None
        if number and found is None:
            self.flaw(column, f"{column}_unknown")
        return found

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


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of table by its name in `core/imports/tables`, the columns that it cannot be without,
    and how many characters a cell of some may have."""

    name: str
    needed: Sequence[str] = ()
    longest: Mapping[str, int] = field(default_factory=dict)

    @property
    def columns(self) -> tuple[str, ...]:
        return COLUMNS[self.name]

    def cells(self, values: Sequence[object]) -> Cells:
        """A row that goes out, by column, as it would be read again."""
        said = ("" if value is None else str(value) for value in values)
        return dict(zip(self.columns, said, strict=True))

    def lines[Thing](
        self, rows: Rows, find: Callable[[Cells], There[Thing] | None]
    ) -> tuple[list[Line[Thing]], list[Flaw]]:
        """The rows under the headings, each beside what `find` has of it; where a column is missing
        that is needed, or there are more rows than are saved at once, only that."""
        if not rows:
            return [], [Flaw(0, "", "", Reason("not_a_table"))]
        if reason := excess(len(rows) - 1):
            return [], [Flaw(0, "", "", reason)]
        places = match(self.name, rows[0][1], {}).by_column
        missing = [name for name in self.needed if name not in places]
        if missing:
            return [], [Flaw(0, name, "", Reason("column_missing")) for name in missing]
        return [self._line(row, cells, places, find) for row, cells in rows[1:]], []

    def _line[Thing](
        self,
        row: int,
        cells: Sequence[str],
        places: Mapping[str, int],
        find: Callable[[Cells], There[Thing] | None],
    ) -> Line[Thing]:
        told = {
            name: cells[place].strip() if place < len(cells) else ""
            for name, place in places.items()
        }
        thing, there = find(told) or (None, None)
        whole = {name: told.get(name, (there or {}).get(name, "")) for name in self.columns}
        line = Line(row, whole, thing, there, frozenset(self.columns) - places.keys())
        for name, most in self.longest.items():
            if len(told.get(name, "")) > most:
                line.flaw(name, "cell_too_long", most=most)
        return line

    def read[Thing, Row](
        self,
        rows: Rows,
        find: Callable[[Cells], There[Thing] | None],
        made: Callable[[Line[Thing]], Row | None],
        changes: Callable[[Line[Thing]], list[str] | None] = Line.changes,
    ) -> Read[Row]:
        """What is `made` of each line, None where it cannot be, with what `changes` by it."""
        lines, flaws = self.lines(rows, find)
        pairs = [(row, changes(line)) for line in lines if (row := made(line)) is not None]
        flaws += [flaw for line in lines for flaw in line.flaws]
        return Read([row for row, _ in pairs], [changed for _, changed in pairs], flaws)

    def headings_left(self, rows: Rows) -> list[str]:
        """The headings of a table of which nobody knows what they are, or that stand twice."""
        if not rows:
            return []
        found = match(self.name, rows[0][1], {})
        pairs = zip(found.headings, found.columns, strict=True)
        return [heading for heading, column in pairs if column is None]


def column_in(lead: str, language: str) -> str:
    return f"{lead}_{language.replace('-', '_')}"


def names_in(said: Cells) -> set[str]:
    """The names of a row in all languages, as they are compared."""
    found = (said.get(column_in("name", code), "").casefold() for code in LANGUAGES)
    return {words for words in found if words}
