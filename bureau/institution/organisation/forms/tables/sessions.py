"""A table of sessions and meetings of bodies."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import available_timezones

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


@dataclass(frozen=True, slots=True)
class Known:
    """Bodies by their code, and the sessions that are there."""

    bodies: Mapping[str, int]
    there: Sequence[There[Meeting]]

    def find(self, said: Cells) -> There[Meeting] | None:
        """The session of the same body with the same short name, else with one of the names."""
        body, code, names = said.get("body", ""), said.get("code", ""), names_in(said)
        mine = [pair for pair in self.there if pair[1]["body"].casefold() == body.casefold()]
        coded = (pair for pair in mine if code and pair[1]["code"] == code)
        named = (pair for pair in mine if names & names_in(pair[1]))
        return next(coded, None) or next(named, None)


def read_sessions(rows: Rows, known: Known) -> Read[SessionRow]:
    seen = set[object]()
    return SESSIONS.read(rows, known.find, lambda line: _session(line, known, seen))


def _session(line: Line[Meeting], known: Known, seen: set[object]) -> SessionRow | None:
    said = line.said
    body = line.named("body", known.bodies)
    first, last = line.day("valid_from"), line.day("last_day") or line.day("valid_from")
    line.needs(*SESSIONS.needed)
    if first and last and last < first:
        line.flaw("last_day", "ends_before_it_begins")
    kind = said["kind"] or "session"
    if kind not in MEETING_KINDS:
        line.flaw("kind", "session_kind_unknown")
    if said["zone"] and said["zone"] not in available_timezones():
        line.flaw("zone", "zone_unknown")
    meeting = line.thing.pk if line.thing else None
    name = line.text("name", line.original())
    mark = meeting or (body, said["code"], *sorted(names_in(said)))
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
