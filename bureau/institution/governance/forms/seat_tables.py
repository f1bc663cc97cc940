"""A table of the seats of a body."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from bureau.core.days import day_after
from bureau.core.procedures.deciding import SeatRole
from bureau.core.texts import LANGUAGES, Text
from bureau.institution.governance.models import Seat
from bureau.institution.governance.services.seat_tables import SeatRow
from bureau.institution.governance.texts.deciding import SEAT_ROLES
from bureau.institution.organisation.forms.tables.lines import (
    Cells,
    Kind,
    Line,
    Read,
    Rows,
    There,
    column_in,
    names_in,
)

SEATS = Kind("seats", ("valid_from",), {"post": 60})
KEPT = ("role", "original", *(column_in("name", code) for code in LANGUAGES))
"""What is said of a seat once and for all."""


@dataclass(frozen=True, slots=True)
class Known:
    """The seats that are there, and posts by their number."""

    there: Sequence[There[Seat]]
    find_post: Callable[[str], int | None]

    def find(self, said: Cells) -> There[Seat] | None:
        """The seat of the same first day, of the same post or of one of the same names."""
        post, names = said.get("post", ""), names_in(said)
        for seat, cells in self.there:
            is_same = cells["post"] == post if post else bool(names & names_in(cells))
            if is_same and cells["valid_from"] == said.get("valid_from", ""):
                return seat, cells
        return None


def read_seats(rows: Rows, known: Known) -> Read[SeatRow]:
    seen = set[object]()
    return SEATS.read(rows, known.find, lambda line: _seat(line, known, seen))


def _seat(line: Line[Seat], known: Known, seen: set[object]) -> SeatRow | None:
    first, last = line.day("valid_from"), line.day("last_day")
    line.needs("valid_from")
    if first and last and last < first:
        line.flaw("last_day", "ends_before_it_begins")
    role = _role(line)
    until = day_after(last)
    there = line.thing
    mark = there.pk if there else (first, line.said["post"], *sorted(names_in(line.said)))
    if mark in seen:
        line.flaw("valid_from", "row_twice")
    seen.add(mark)
    if there is not None:
        return _kept(line, there, role, until)
    named = line.post(known.find_post)
    name = line.text("name", line.original()) if names_in(line.said) else None
    if bool(line.said["post"]) == (name is not None):
        line.flaw("post", "seat_of_post_or_name")
    return SeatRow(role, first, until, named, name) if first and role else None


def _kept(
    line: Line[Seat], seat: Seat, role: SeatRole | None, until: date | None
) -> SeatRow | None:
    """One that is there: its end may come, the rest stays as it was given."""
    for column in KEPT:
        if not line.stays(column):
            line.flaw(column, "seat_stays")
    if seat.valid_until and until != seat.valid_until:
        line.flaw("last_day", "rule_ended_already")
    name: Text | None = seat.name
    return SeatRow(role, seat.valid_from, until, seat.post, name, seat.pk) if role else None


def _role(line: Line[Seat]) -> SeatRole | None:
    """By its code or in the words of the page; empty is a member."""
    named = {str(words).casefold(): SeatRole(code) for code, words in SEAT_ROLES.items()}
    named |= {code.value: code for code in SeatRole}
    return line.named("role", named) if line.said["role"] else SeatRole.MEMBER
