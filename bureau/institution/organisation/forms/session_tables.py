"""A table of sessions and meetings of bodies: read whole, with every flaw at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import available_timezones

from bureau.core.texts import LANGUAGES
from bureau.institution.instruments.models import Meeting
from bureau.institution.instruments.models.register import MEETING_KINDS
from bureau.institution.instruments.services.session_tables import SessionRow
from bureau.institution.organisation.forms.instrument_tables import Cells, Rows
from bureau.institution.organisation.forms.table_lines import Line, Read, column_in, read_lines

SESSIONS = "sessions"
NEEDED = ("body", "valid_from")
LONGEST = {"code": 20, "place": 200}


@dataclass(frozen=True, slots=True)
class Known:
    """Bodies by their code, and the sessions that are there with their cells as they go out."""

    bodies: Mapping[str, int]
    there: Sequence[tuple[Meeting, Cells]]

    def find(self, said: Cells) -> tuple[Meeting, Cells] | None:
        """The session of the same body with the same short name, else with one of the names."""
        body, code, names = said.get("body", ""), said.get("code", ""), names_in(said)
        mine = [pair for pair in self.there if pair[1]["body"].casefold() == body.casefold()]
        coded = (pair for pair in mine if code and pair[1]["code"] == code)
        named = (pair for pair in mine if names & names_in(pair[1]))
        return next(coded, None) or next(named, None)


def read_sessions(rows: Rows, known: Known) -> Read[SessionRow]:
    def cells_there(said: Cells) -> Cells | None:
        found = known.find(said)
        return found[1] if found else None

    lines, flaws = read_lines(SESSIONS, rows, NEEDED, LONGEST, cells_there)
    seen = set[object]()
    pairs = [
        (row, line.changes()) for line in lines if (row := _session(line, known, seen)) is not None
    ]
    flaws += [flaw for line in lines for flaw in line.flaws]
    return Read([row for row, _ in pairs], [changes for _, changes in pairs], flaws)


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
    found = known.find(said)
    name = line.text("name", line.original())
    mark = found[0].pk if found else (body, said["code"], *sorted(names_in(said)))
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


def names_in(said: Cells) -> set[str]:
    """The names of a row in all languages."""
    found = (said.get(column_in("name", code), "").casefold() for code in LANGUAGES)
    return {words for words in found if words}
