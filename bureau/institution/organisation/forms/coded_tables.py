"""Tables of bodies and of offices, each known by its code: read whole, with every flaw at once."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from bureau.core.texts import Text
from bureau.institution.instruments.services.body_tables import BodyRow
from bureau.institution.organisation.forms.instrument_tables import Cells, Rows
from bureau.institution.organisation.forms.table_lines import Line, Read, read_lines
from bureau.institution.organisation.services.office_tables import OfficeRow

BODIES, OFFICES = "bodies", "offices"
LONGEST = {"code": 40, "post": 60}


@dataclass(frozen=True, slots=True)
class There[Row]:
    """What is there, by its code: each row with its cells as they go out."""

    rows: Mapping[str, tuple[Row, Cells]]

    @classmethod
    def of(cls, pairs: Iterable[tuple[Row, Cells]]) -> "There[Row]":
        return cls({cells["code"].casefold(): (row, cells) for row, cells in pairs})

    def find(self, said: Cells) -> tuple[Row, Cells] | None:
        return self.rows.get(said.get("code", "").casefold())


@dataclass(frozen=True, slots=True)
class Coded:
    """What a line says of a thing with a code, a name in six languages, and a last day."""

    code: str
    name: Text
    until: date | None
    is_other: bool


def read_bodies[Row](rows: Rows, there: There[Row], number: Callable[[Row], int]) -> Read[BodyRow]:
    def made(line: Line, coded: Coded, row: Row | None) -> BodyRow:
        body = None if row is None else number(row)
        return BodyRow(coded.code, coded.name, coded.until, body, coded.is_other)

    return _read(BODIES, rows, there, made)


def read_offices[Row](
    rows: Rows,
    there: There[Row],
    number: Callable[[Row], tuple[int, int]],
    find_post: Callable[[str], int | None],
) -> Read[OfficeRow]:
    """`number` answers with that of an office and of the post that bears it."""

    def made(line: Line, coded: Coded, row: Row | None) -> OfficeRow | None:
        office, post = (None, None) if row is None else number(row)
        if not line.said["post"]:
            line.flaw("post", "cell_missing")
        elif not line.stays("post"):
            post = find_post(line.said["post"])
            if post is None:
                line.flaw("post", "post_unknown")
        if post is None:
            return None
        return OfficeRow(coded.code, coded.name, post, coded.until, office, coded.is_other)

    return _read(OFFICES, rows, there, made)


def _read[Row, Made](
    kind: str,
    rows: Rows,
    there: There[Row],
    made: Callable[[Line, Coded, Row | None], Made | None],
) -> Read[Made]:
    def cells_there(said: Cells) -> Cells | None:
        found = there.find(said)
        return found[1] if found else None

    lines, flaws = read_lines(kind, rows, ("code",), LONGEST, cells_there)
    seen, found, changes = set[str](), [], []
    for line in lines:
        pair = there.find(line.said)
        coded = _coded(line, seen, pair[1]["code"] if pair else line.said["code"])
        row = made(line, coded, pair[0] if pair else None)
        if row is not None:
            found.append(row)
            changes.append(_changes(line))
    return Read(found, changes, [*flaws, *(flaw for line in lines for flaw in line.flaws)])


def _coded(line: Line, seen: set[str], code: str) -> Coded:
    if not code:
        line.flaw("code", "cell_missing")
    elif code.casefold() in seen:
        line.flaw("code", "row_twice")
    seen.add(code.casefold())
    last = line.day("last_day")
    until = last + timedelta(days=1) if last else None
    return Coded(code, line.text("name", line.original()), until, bool(_changes(line)))


def _changes(line: Line) -> list[str] | None:
    """A code is the same however it is written."""
    changes = line.changes()
    return changes and [column for column in changes if column != "code"]
