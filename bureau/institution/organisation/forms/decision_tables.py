"""A table of what became of decisions: read whole, with every flaw at once.

A line names its decision by any of the columns that say what was decided; these are not changed.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from bureau.core.meetings.decisions import FollowUpState
from bureau.institution.instruments.models import FollowUp, Instrument
from bureau.institution.instruments.services.decision_tables import WordRow
from bureau.institution.instruments.texts.words import FOLLOW_UP_STATES
from bureau.institution.organisation.forms.instrument_tables import Cells, Rows
from bureau.institution.organisation.forms.table_lines import Line, Read, read_lines

DECISIONS = "decisions"
NAMES = ("instrument", "body", "session", "kind", "number", "title")
"""The columns by which a line names a decision."""
STANDS = ("state", "since", "owner", "due", "remark")


@dataclass(frozen=True, slots=True)
class Standing:
    """A decision with the last word on it, its cells as they go out, and whether who asks may say
    how it stands."""

    row: Instrument
    word: FollowUp | None
    cells: Cells
    may: bool


@dataclass(frozen=True, slots=True)
class Known:
    there: Sequence[Standing]
    find_post: Callable[[str], int | None]
    today: date

    def named(self, said: Cells) -> list[Standing]:
        """The decisions that are as a line says; none where it says nothing of what was decided."""
        told = {name: said[name].casefold() for name in NAMES if said.get(name)}
        if not told:
            return []
        return [
            one
            for one in self.there
            if all(one.cells[name].casefold() == cell for name, cell in told.items())
        ]


def read_words(rows: Rows, known: Known) -> Read[WordRow]:
    named: dict[int, list[Standing]] = {}

    def cells_there(said: Cells) -> Cells | None:
        found = known.named(said)
        named[len(named)] = found
        return found[0].cells if len(found) == 1 else None

    lines, flaws = read_lines(DECISIONS, rows, (), {"owner": 60}, cells_there)
    seen, found, changes = set[int](), list[WordRow](), list[list[str] | None]()
    for place, line in enumerate(lines):
        if len(named[place]) != 1:
            line.flaw(_naming(line), "decision_not_one" if named[place] else "decision_unknown")
            continue
        (standing,) = named[place]
        if standing.row.pk in seen:
            line.flaw(_naming(line), "row_twice")
        seen.add(standing.row.pk)
        row = _word(line, standing, known)
        if row is not None:
            found.append(row)
            changes.append(_changes(line))
    return Read(found, changes, [*flaws, *(flaw for line in lines for flaw in line.flaws)])


def _word(line: Line, standing: Standing, known: Known) -> WordRow | None:
    said, last = line.said, standing.word
    changes = _changes(line)
    since = None if "since" in line.without else line.day("since")
    owner = last.owner if last else None
    if not line.stays("owner"):
        owner = known.find_post(said["owner"]) if said["owner"] else None
        if said["owner"] and owner is None:
            line.flaw("owner", "owner_unknown")
    state = _state(line)
    due = line.day("due")
    if changes and not standing.may:
        line.flaw(changes[0], "not_yours_to_do")
    day = since or known.today
    if changes and last and (day < last.day or since == last.day):
        line.flaw("since", "since_not_later", day=last.day.isoformat())
    if state is None:
        return None
    row = (standing.row.pk, state, day, owner, due, said["remark"])
    return WordRow(*row, is_other=bool(changes))


def _state(line: Line) -> FollowUpState | None:
    """By its code or in the words of the page; empty is as it was."""
    named = {str(words).casefold(): FollowUpState(code) for code, words in FOLLOW_UP_STATES.items()}
    named |= {code.value: code for code in FollowUpState}
    if not line.said["state"] and line.there:
        return named[line.there["state"]]
    return line.named("state", named)


def _changes(line: Line) -> list[str]:
    """The columns of how it stands that say something else; a day alone says nothing new."""
    names = [name for name in line.changes() or () if name in STANDS]
    named = {str(words).casefold(): code for code, words in FOLLOW_UP_STATES.items()}
    state = line.said["state"].casefold()
    if line.there and named.get(state, state) in ("", line.there["state"]):
        names = [name for name in names if name != "state"]
    return [] if names == ["since"] else names


def _naming(line: Line) -> str:
    """The column by which the line names its decision."""
    own = [name for name in NAMES if name not in line.without] or NAMES
    return next((name for name in own if line.said[name]), own[0])
