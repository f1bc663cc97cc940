"""A table of sessions and meetings of bodies: read whole, with every flaw at once."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from zoneinfo import available_timezones

from bureau.core.meetings.numbering import number_said
from bureau.core.texts import LANGUAGES
from bureau.institution.instruments.models import Meeting
from bureau.institution.instruments.models.register import MEETING_KINDS
from bureau.institution.instruments.services.session_tables import SessionRow
from bureau.institution.organisation.forms.instrument_tables import Cells, Rows
from bureau.institution.organisation.forms.table_lines import Line, Read, column_in, read_lines

SESSIONS = "sessions"
NEEDED = ("body", "valid_from")
LONGEST = {"code": 20, "place": 200}
YEAR, DAY = len("2025"), len("2025-06-17")


type There = tuple[Meeting, Cells]


@dataclass(frozen=True, slots=True)
class Known:
    """Bodies by their code, the sessions that are there with their cells as they go out, and the
    patterns by which a body numbers documents after its sessions.

    `claimed` are those that a row of the table names to the day: no other row means them.
    """

    bodies: Mapping[str, int]
    there: Sequence[There]
    patterns: Mapping[int, Sequence[str]] = field(default_factory=dict)
    claimed: Collection[int] = ()

    def find(self, said: Cells) -> There | None:
        """The session that a row means; None where it is new or several may be meant."""
        found = self.meant(said)
        return found[0] if len(found) == 1 else None

    def meant(self, said: Cells) -> list[There]:
        """Sessions of the body called as a row says. Short names come again from year to year, and
        so do names: of the same year goes before, and what another row names to the day is out."""
        mine = [pair for pair in self.there if _same(pair[1], said, "body")]
        if exact := [pair for pair in mine if _is_called(pair[1], said) and _is_of(pair[1], said)]:
            return exact
        free = [pair for pair in mine if pair[0].pk not in self.claimed]
        of_year = [
            pair for pair in free if _is_called(pair[1], said) and _is_of(pair[1], said, YEAR)
        ]
        if of_year:
            both = [pair for pair in of_year if _is_called(pair[1], said, both=True)]
            return both or of_year
        both = [pair for pair in free if _is_called(pair[1], said, both=True)]
        return both if len(both) == 1 else []


def read_sessions(rows: Rows, known: Known) -> Read[SessionRow]:
    exact = set[int]()

    def to_the_day(said: Cells) -> Cells | None:
        found = known.find(said)
        if found and _is_of(found[1], said):
            exact.add(found[0].pk)
        return None

    read_lines(SESSIONS, rows, NEEDED, LONGEST, to_the_day)
    known = replace(known, claimed=exact)

    def cells_there(said: Cells) -> Cells | None:
        found = known.find(said)
        return found[1] if found else None

    lines, flaws = read_lines(SESSIONS, rows, NEEDED, LONGEST, cells_there)
    seen = set[object]()
    pairs = [(row, line) for line in lines if (row := _session(line, known, seen)) is not None]
    _tell_twins(pairs, known)
    flaws += [flaw for line in lines for flaw in line.flaws]
    return Read([row for row, _ in pairs], [line.changes() for _, line in pairs], flaws)


def _session(line: Line, known: Known, seen: set[object]) -> SessionRow | None:
    said = line.said
    body = line.named("body", known.bodies)
    first, last = line.day("valid_from"), line.day("last_day") or line.day("valid_from")
    for column in NEEDED:
        if not said[column]:
            line.flaw(column, "cell_missing")
    if first and last and last < first:
        line.flaw("last_day", "ends_before_it_begins")
    kind = said["kind"] or "session"
    if kind not in MEETING_KINDS:
        line.flaw("kind", "session_kind_unknown")
    if said["zone"] and said["zone"] not in available_timezones():
        line.flaw("zone", "zone_unknown")
    meant = known.meant(said)
    if len(meant) > 1:
        line.flaw("code" if said["code"] else "body", "session_not_one")
    found = known.find(said)
    name = line.text("name", line.original())
    mark = found[0].pk if found else (body, said["code"], *sorted(names_in(said)), first)
    if mark in seen:
        line.flaw("body", "row_twice")
    seen.add(mark)
    if body is None or first is None or last is None:
        return None
    return SessionRow(
        body=body,
        name=name,
        valid_from=first,
        valid_until=last + timedelta(days=1),
        kind=kind,
        code=said["code"],
        place=said["place"],
        zone=said["zone"],
        meeting=found[0].pk if found else None,
        is_other=bool(line.changes()),
    )


def _tell_twins(pairs: Sequence[tuple[SessionRow, Line]], known: Known) -> None:
    """Rows by which documents of two sessions would have the same numbers."""
    meant = {row.meeting for row, _line in pairs}
    taken = {
        number
        for session, _cells in known.there
        if session.pk not in meant
        for number in _numbers(known, session.body_id, session.code, session.valid_from)
    }
    for row, line in pairs:
        mine = _numbers(known, row.body, row.code, row.valid_from)
        if mine & taken and (row.meeting is None or row.is_other):
            line.flaw("code", "session_named_twice", code=row.code)
        taken |= mine


def _numbers(known: Known, body: int, code: str, day: date) -> set[tuple[int, str]]:
    """What the first document would be numbered by each pattern that says the short name."""
    if not code:
        return set()
    return {
        (body, number_said(pattern, n=1, year=day.year, session=code).casefold())
        for pattern in known.patterns.get(body, ())
    }


def _same(there: Cells, said: Cells, column: str) -> bool:
    return there[column].casefold() == said.get(column, "").casefold()


def _is_called(there: Cells, said: Cells, *, both: bool = False) -> bool:
    """By the same short name or one of the names; by both, where that is asked."""
    coded = bool(said.get("code")) and _same(there, said, "code")
    named = bool(names_in(said) & names_in(there))
    return coded and named if both else coded or named


def _is_of(there: Cells, said: Cells, length: int = DAY) -> bool:
    """Whether the first day is the same, or its year."""
    return there["valid_from"][:length] == said.get("valid_from", "")[:length]


def names_in(said: Cells) -> set[str]:
    """The names of a row in all languages."""
    found = (said.get(column_in("name", code), "").casefold() for code in LANGUAGES)
    return {words for words in found if words}
