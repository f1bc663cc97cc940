"""A table of what became of decisions.

A line names its decision by any of the columns that say what was decided; these are not changed.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from bureau.core.meetings.decisions import FollowUpState
from bureau.institution.instruments.models import FollowUp, Instrument
from bureau.institution.instruments.services.decision_tables import WordRow
from bureau.institution.instruments.texts.words import FOLLOW_UP_STATES
from bureau.institution.organisation.forms.tables.lines import Cells, Kind, Line, Read, Rows, There

DECISIONS = Kind("decisions", longest={"owner": 60})
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

    def find(self, said: Cells) -> There[Standing] | None:
        """The decision that a line names, where it is the only one."""
        found = self.named(said)
        return (found[0], found[0].cells) if len(found) == 1 else None


def read_words(rows: Rows, known: Known) -> Read[WordRow]:
    seen = set[int]()
    return DECISIONS.read(rows, known.find, lambda line: _word(line, known, seen), _changes)


def _word(line: Line[Standing], known: Known, seen: set[int]) -> WordRow | None:
    standing = line.thing
    if standing is None:
        is_any = bool(known.named(line.said))
        line.flaw(_naming(line), "decision_not_one" if is_any else "decision_unknown")
        return None
    if standing.row.pk in seen:
        line.flaw(_naming(line), "row_twice")
    seen.add(standing.row.pk)
    last, changes = standing.word, _changes(line)
    since = None if "since" in line.without else line.day("since")
    if line.stays("owner"):
        owner = last.owner if last else None
    else:
        owner = line.post(known.find_post, "owner")
    state = _state(line)
    due = line.day("due")
    if changes and not standing.may:
        line.flaw(changes[0], "not_yours_to_do")
    day = since or known.today
    if changes and last and (day < last.day or since == last.day):
        line.flaw("since", "since_not_later", day=last.day.isoformat())
    if state is None:
        return None
    row = (standing.row.pk, state, day, owner, due, line.said["remark"])
    return WordRow(*row, is_other=bool(changes))


def _state(line: Line[Standing]) -> FollowUpState | None:
    """By its code or in the words of the page; empty is as it was."""
    named = {str(words).casefold(): FollowUpState(code) for code, words in FOLLOW_UP_STATES.items()}
    named |= {code.value: code for code in FollowUpState}
    if not line.said["state"] and line.there:
        return named[line.there["state"]]
    return line.named("state", named)


def _changes(line: Line[Standing]) -> list[str]:
    """The columns of how it stands that say something else; a day alone says nothing new."""
    names = [name for name in line.changes() or () if name in STANDS]
    named = {str(words).casefold(): code for code, words in FOLLOW_UP_STATES.items()}
    state = line.said["state"].casefold()
    if line.there and named.get(state, state) in ("", line.there["state"]):
        names = [name for name in names if name != "state"]
    return [] if names == ["since"] else names


def _naming(line: Line[Standing]) -> str:
    """The column by which the line names its decision."""
    own = [name for name in NAMES if name not in line.without] or NAMES
    return next((name for name in own if line.said[name]), own[0])
