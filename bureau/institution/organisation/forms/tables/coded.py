"""Tables of bodies and of offices, each known by its code."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from bureau.core.days import day_after
from bureau.core.texts import Text
from bureau.institution.instruments.models import Body
from bureau.institution.instruments.services.body_tables import BodyRow
from bureau.institution.organisation.forms.tables.lines import Kind, Line, Read, Rows, There

LONGEST = {"code": 40, "post": 60}
BODIES = Kind("bodies", ("code",), LONGEST)


@dataclass(frozen=True, slots=True)
class Coded:
    """What a line says of a thing with a code, a name in six languages, and a last day."""

    code: str
    name: Text
    until: date | None
    is_other: bool


def read_bodies(rows: Rows, there: Iterable[There[Body]]) -> Read[BodyRow]:
    def made(line: Line[Body], coded: Coded) -> BodyRow:
        body = line.thing.pk if line.thing else None
        return BodyRow(coded.code, coded.name, coded.until, body, coded.is_other)

    return _read(BODIES, rows, there, made)


def _read[Thing, Row](
    kind: Kind,
    rows: Rows,
    there: Iterable[There[Thing]],
    made: Callable[[Line[Thing], Coded], Row | None],
) -> Read[Row]:
    known: Mapping[str, There[Thing]] = {pair[1]["code"].casefold(): pair for pair in there}
    seen = set[str]()
    return kind.read(
        rows,
        lambda said: known.get(said.get("code", "").casefold()),
        lambda line: made(line, _coded(line, seen)),
        _changes,
    )


def _coded[Thing](line: Line[Thing], seen: set[str]) -> Coded:
    code = (line.there or line.said)["code"]
    line.needs("code")
    line.refuse_unfit_code()
    if code and code.casefold() in seen:
        line.flaw("code", "row_twice")
    seen.add(code.casefold())
    last = line.day("last_day")
    until = day_after(last)
    return Coded(code, line.text("name", line.original()), until, bool(_changes(line)))


def _changes[Thing](line: Line[Thing]) -> list[str] | None:
    """A code is the same however it is written."""
    changes = line.changes()
    return changes and [column for column in changes if column != "code"]
