"""A table of sessions and meetings of bodies."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from zoneinfo import available_timezones

from bureau.core.meetings.numbering import number_said
from bureau.institution.instruments.models import Meeting
from bureau.institution.instruments.models.register import MEETING_KINDS
from bureau.institution.instruments.services.session_tables import SessionRow
from bureau.institution.organisation.forms.tables.lines import (
    Cells,
    Kind,
    Line,
    Read,
    Rows,
    There,
    names_in,
)

SESSIONS = Kind("sessions", ("body", "valid_from"), {"code": 20, "place": 200})
YEAR, DAY = len("2025"), len("2025-06-17")


@dataclass(frozen=True, slots=True)
class Known:
    """Bodies by their code, the sessions that are there with their cells as they go out, and the
    patterns by which a body numbers documents after its sessions.

    `claimed` are those that a row of the table names to the day: no other row means them.
    """

    bodies: Mapping[str, int]
    there: Sequence[There[Meeting]]
    patterns: Mapping[int, Sequence[str]] = field(default_factory=dict)
    claimed: Collection[int] = ()

    def find(self, said: Cells) -> There[Meeting] | None:
        """The session that a row means; None where it is new or several may be meant."""
        found = self.meant(said)
        return found[0] if len(found) == 1 else None

    def meant(self, said: Cells) -> list[There[Meeting]]:
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
    exact = {
        line.thing.pk
        for line in SESSIONS.lines(rows, known.find)[0]
        if line.thing and line.there and _is_of(line.there, line.said)
    }
    known = replace(known, claimed=exact)
    lines, flaws = SESSIONS.lines(rows, known.find)
    seen = set[object]()
    pairs = [(row, line) for line in lines if (row := _session(line, known, seen)) is not None]
    _tell_twins(pairs, known)
    flaws += [flaw for line in lines for flaw in line.flaws]
    return Read([row for row, _ in pairs], [line.changes() for _, line in pairs], flaws)


def _session(line: Line[Meeting], known: Known, seen: set[object]) -> SessionRow | None:
    said = line.said
    body = line.named("body", known.bodies)
    first, last = line.day("valid_from"), line.day("last_day") or line.day("valid_from")
    line.needs(*SESSIONS.needed)
    if first and last and last < first:
        line.flaw("last_day", "ends_before_it_begins")
    kind = said["kind"] or "session"
    line.refuse_unfit_code()
    if kind not in MEETING_KINDS:
        line.flaw("kind", "session_kind_unknown")
    if said["zone"] and said["zone"] not in available_timezones():
        line.flaw("zone", "zone_unknown")
    if len(known.meant(said)) > 1:
        line.flaw("code" if said["code"] else "body", "session_not_one")
    meeting = line.thing.pk if line.thing else None
    name = line.text("name", line.original())
    mark = meeting or (body, said["code"], *sorted(names_in(said)), first)
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
        meeting=meeting,
        is_other=bool(line.changes()),
    )


def _tell_twins(pairs: Sequence[tuple[SessionRow, Line[Meeting]]], known: Known) -> None:
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
