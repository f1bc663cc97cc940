"""Tables that stand, what each cell says and where, and the ground that rows may build on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bureau.core.imports.halves import Fault, Left
from bureau.core.imports.moments import Source
from bureau.core.imports.names import key_of
from bureau.core.imports.tables import Matched, Misfit, TableRead
from bureau.core.reasons import Reason
from bureau.core.spans import Day


@dataclass(frozen=True, slots=True)
class Tabled:
    """A table that stands: what its rows say holds from `day`; `language` is that of its words."""

    file: str
    identity: str
    kind: str
    day: Day
    read: TableRead
    language: str = "en"

    def fault(self, row: int, column: str, code: str, left: Left, **facts: object) -> Fault:
        """A fault of this table; `column` is told by the file's own heading."""
        heading = self.read.matched.heading(column)
        return Fault(self.file, row, heading, Reason(code, facts), left)


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell says, and where it stands."""

    text: str
    table: Tabled
    row: int


@dataclass(frozen=True, slots=True)
class Told:
    """What tables say of one thing from `day` on, by column; `name` is its key as written."""

    name: str
    day: Day
    cells: Mapping[str, Cell]
    first: Cell

    def __contains__(self, column: str) -> bool:
        return column in self.cells

    def text(self, column: str) -> str:
        found = self.cells.get(column)
        return found.text if found else ""

    @property
    def source(self) -> Source:
        return Source(self.first.table.file, self.first.row)

    def fault(self, column: str, code: str, left: Left = Left.ROW, **facts: object) -> Fault:
        """What is wrong in one cell, or, where nobody says it, in the row."""
        cell = self.cells.get(column, self.first)
        facts = {"cell": self.text(column), "key": self.name, **facts}
        return cell.table.fault(cell.row, column, code, left, **facts)


@dataclass(frozen=True, slots=True)
class Held:
    """A hold of a post by a person from `since` until before `until`; `run` are its days whatever
    else changed of it meanwhile."""

    person: int
    manner: str
    share: int
    since: Day
    until: Day | None
    run: tuple[Day, Day | None]

    def is_on(self, day: Day) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class Ground:
    """What rows may name besides each other.

    `standing`: for each day of a table the units by code and posts by number (keys, by kind) that
    stand otherwise than by tables; `began`: the first day of each of those posts, and `held` what
    is held of it otherwise. `lines`: on each day the number of the post to which one (its key)
    reports otherwise. `people`: by name or login, folded.
    """

    grades: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    people: Mapping[str, frozenset[int]] = field(default_factory=dict)
    standing: Mapping[Day, Mapping[str, Mapping[str, int]]] = field(default_factory=dict)
    began: Mapping[int, Day] = field(default_factory=dict)
    held: Mapping[int, Sequence[Held]] = field(default_factory=dict)
    lines: Mapping[Day, Mapping[str, str]] = field(default_factory=dict)

    def number(self, kind: str, key: str, day: Day) -> int | None:
        """The unit or post that stands under that key on the day of a table."""
        return self.standing.get(day, {}).get(kind, {}).get(key)

    def is_number(self, kind: str, key: str, number: int) -> bool:
        """Whether that is the number of what stands under that key on the day of any table."""
        return any(of.get(kind, {}).get(key) == number for of in self.standing.values())


def in_order(tables: Iterable[Tabled]) -> list[Tabled]:
    """By day; of one day the fuller first, whatever order they came in."""
    return sorted(tables, key=lambda one: (one.day, -len(one.read.wishes), one.identity, one.file))


def faults_read(tables: Iterable[Tabled]) -> list[Fault]:
    """What could not be read of the rows themselves."""
    return [
        Fault(
            table.file,
            misfit.row,
            misfit.column,
            misfit.reason,
            left_out(table.read.matched, misfit),
        )
        for table in tables
        for misfit in table.read.misfits
    ]


def left_out(matched: Matched, misfit: Misfit) -> Left:
    """How much: of the headings a column, of what has no row the file."""
    if misfit.row <= matched.row:
        return Left.COLUMN if misfit.row else Left.FILE
    return Left.ROW if misfit.is_row else Left.VALUE


def told_of(tables: Sequence[Tabled], kind: str) -> tuple[list[Told], list[Fault]]:
    """Things by key and day, with the cells of all tables; of two that differ the first stands."""
    found: dict[tuple[Day, str], Told] = {}
    cells: dict[tuple[Day, str], dict[str, Cell]] = {}
    faults: list[Fault] = []
    for table in tables:
        for wish in table.read.wishes if table.kind == kind else ():
            place = table.day, key_of(wish.key)
            known = cells.setdefault(place, {})
            for column, text in wish.said.items():
                cell = Cell(text, table, wish.row)
                stands = known.setdefault(column, cell)
                if key_of(stands.text) != key_of(text):
                    facts = {"cell": text, "key": wish.key, "other": stands.table.file}
                    code = "said_otherwise"
                    faults.append(table.fault(wish.row, column, code, Left.VALUE, **facts))
            first = next(iter(known.values()))
            found.setdefault(place, Told(wish.key, table.day, known, first))
    return list(found.values()), faults
