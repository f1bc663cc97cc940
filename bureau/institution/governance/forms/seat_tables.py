"""A table of the seats of a body: read whole, with every flaw at once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bureau.core.procedures.deciding import SeatRole
from bureau.core.texts import LANGUAGES, Text
from bureau.institution.governance.models import Seat
from bureau.institution.governance.services.seat_tables import SeatRow
from bureau.institution.governance.texts.deciding import SEAT_ROLES
from bureau.institution.organisation.forms.instrument_tables import Cells, Rows
from bureau.institution.organisation.forms.session_tables import names_in
from bureau.institution.organisation.forms.table_lines import Line, Read, column_in, read_lines

SEATS = "seats"
NEEDED = ("valid_from",)
KEPT = ("role", "original", *(column_in("name", code) for code in LANGUAGES))
"""What is said of a seat once and for all."""


@dataclass(frozen=True, slots=True)
class Known:
    """The seats that are there, each with its cells as they go out, and posts by their number."""

    there: Sequence[tuple[Seat, Cells]]
    find_post: Callable[[str], int | None]

    def find(self, said: Cells) -> tuple[Seat, Cells] | None:
        """The seat of the same first day, of the same post or of one of the same names."""
        post, names = said.get("post", ""), names_in(said)
        for seat, cells in self.there:
            is_same = cells["post"] == post if post else bool(names & names_in(cells))
            if is_same and cells["valid_from"] == said.get("valid_from", ""):
                return seat, cells
        return None


def read_seats(rows: Rows, known: Known) -> Read[SeatRow]:
    def cells_there(said: Cells) -> Cells | None:
        found = known.find(said)
        return found[1] if found else None

    lines, flaws = read_lines(SEATS, rows, NEEDED, {"post": 60}, cells_there)
    seen = set[object]()
    pairs = [
        (row, line.changes()) for line in lines if (row := _seat(line, known, seen)) is not None
    ]
    flaws += [flaw for line in lines for flaw in line.flaws]
    return Read([row for row, _ in pairs], [changes for _, changes in pairs], flaws)


def _seat(line: Line, known: Known, seen: set[object]) -> SeatRow | None:
    first, last = line.day("valid_from"), line.day("last_day")
    if not line.said["valid_from"]:
        line.flaw("valid_from", "cell_missing")
    if first and last and last < first:
        line.flaw("last_day", "ends_before_it_begins")
    role = _role(line)
    until = last + timedelta(days=1) if last else None
    found = known.find(line.said)
    mark = found[0].pk if found else (first, line.said["post"], *sorted(names_in(line.said)))
    if mark in seen:
        line.flaw("valid_from", "row_twice")
    seen.add(mark)
    if found is not None:
        return _kept(line, found[0], role, until)
    post = line.said["post"]
    named = known.find_post(post) if post else None
    if post and named is None:
        line.flaw("post", "post_unknown")
    name = line.text("name", line.original()) if names_in(line.said) else None
    if bool(post) == (name is not None):
        line.flaw("post", "seat_of_post_or_name")
    return SeatRow(role, first, until, named, name) if first and role else None


def _kept(line: Line, seat: Seat, role: SeatRole | None, until: date | None) -> SeatRow | None:
    """One that is there: its end may come, the rest stays as it was given."""
    for column in KEPT:
        if not line.stays(column):
            line.flaw(column, "seat_stays")
    if seat.valid_until and until != seat.valid_until:
        line.flaw("last_day", "rule_ended_already")
    name: Text | None = seat.name
    return SeatRow(role, seat.valid_from, until, seat.post, name, seat.pk) if role else None


def _role(line: Line) -> SeatRole | None:
    """By its code or in the words of the page; empty is a member."""
    named = {str(words).casefold(): SeatRole(code) for code, words in SEAT_ROLES.items()}
    named |= {code.value: code for code in SeatRole}
    return line.named("role", named) if line.said["role"] else SeatRole.MEMBER
