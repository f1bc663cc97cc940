"""A table of instruments and their provisions: read whole, with every flaw at once."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language, get_language_info, gettext_lazy
from django.utils.translation import gettext as _

from bureau.core.days import day_read
from bureau.core.imports.tables import COLUMNS, match
from bureau.core.reasons import Reason
from bureau.core.texts import LANGUAGES
from bureau.documents.delimited import BYTES_MOST
from bureau.institution.instruments.models import BY_HAND
from bureau.institution.instruments.services.tables import InstrumentRow, PartRow
from bureau.institution.instruments.texts.words import KINDS_IN_WORDS
from bureau.record.journal.forms import KeyedForm

KIND = "provisions"
NEEDED = ("kind", "title")
LONGEST = {"number": 60, "part": 240, "source": 300}
PARTED_BY = "/"
"""Between the labels of a part, from the top down: "Annex 1 / section 2"."""

type Cells = Mapping[str, str]
type Rows = Sequence[tuple[int, Sequence[str]]]


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with one cell; row 0 is the table as a whole."""

    row: int
    column: str
    cell: str
    reason: Reason


@dataclass(slots=True)
class Known:
    """What a table may name: bodies by code, sessions by body and name."""

    bodies: Mapping[str, int]
    sessions: Mapping[tuple[int, str], int]


@dataclass(slots=True)
class Reading:
    """The table under reading: instruments in the order in which they first stand in it."""

    known: Known
    found: dict[tuple[object, ...], InstrumentRow] = field(default_factory=dict)
    flaws: list[Flaw] = field(default_factory=list)

    def flaw(self, row: int, column: str, cell: str, code: str, **facts: Any) -> None:
        self.flaws.append(Flaw(row, column, cell, Reason(code, facts)))


def read_instruments(rows: Rows, known: Known) -> tuple[list[InstrumentRow], list[Flaw]]:
    """The instruments of a table whose first row has the headings; no flaw: it is whole."""
    reading = Reading(known)
    if not rows:
        reading.flaw(0, "", "", "not_a_table")
        return [], reading.flaws
    places = match(KIND, rows[0][1], {}).by_column
    for column in NEEDED:
        if column not in places:
            reading.flaw(0, column, "", "column_missing")
    if reading.flaws:
        return [], reading.flaws
    for row, cells in rows[1:]:
        said = {
            column: cells[places[column]].strip()
            if column in places and places[column] < len(cells)
            else ""
            for column in COLUMNS[KIND]
        }
        _read(reading, row, said)
    return list(reading.found.values()), reading.flaws


def _read(reading: Reading, row: int, said: Cells) -> None:
    for column in NEEDED:
        if not said[column]:
            reading.flaw(row, column, "", "cell_missing")
    for column, most in LONGEST.items():
        if len(said[column]) > most:
            reading.flaw(row, column, said[column], "cell_too_long", most=most)
    kind = _kind(said["kind"])
    if said["kind"] and kind is None:
        reading.flaw(row, "kind", said["kind"], "instrument_kind_unknown")
    body = _named(reading, row, said, "body", reading.known.bodies.get)
    session = _named(
        reading,
        row,
        said,
        "session",
        lambda name: reading.known.sessions.get((body or 0, name)),
    )
    days = {column: _day(reading, row, column, said[column]) for column in ("day", "due")}
    part = _part(reading, row, said, days["due"])
    if kind is None:
        return
    identity = (kind, said["number"].casefold(), body, session, said["title"])
    whole = reading.found.get(identity) or InstrumentRow(
        kind=kind,
        title=said["title"],
        number=said["number"],
        body=body,
        meeting=session,
        day=days["day"],
        source=said["source"],
        note=said["note"],
    )
    if part is not None:
        above = {each.labels for each in whole.parts}
        if part.labels[:-1] and part.labels[:-1] not in above:
            reading.flaw(row, "part", said["part"], "part_above_missing")
        if part.labels in above:
            reading.flaw(row, "part", said["part"], "part_twice")
        whole = replace(whole, parts=(*whole.parts, part))
    reading.found[identity] = whole


def _kind(cell: str) -> str | None:
    """The code of a kind that is registered by hand, by itself or in the words of the page."""
    named = {str(KINDS_IN_WORDS[code]).casefold(): code for code in BY_HAND}
    return cell if cell in BY_HAND else named.get(cell.casefold())


def _named(
    reading: Reading, row: int, said: Cells, column: str, find: Callable[[str], int | None]
) -> int | None:
    found = find(said[column].casefold()) if said[column] else None
    if said[column] and found is None:
        reading.flaw(row, column, said[column], f"{column}_unknown")
    return found


def _day(reading: Reading, row: int, column: str, cell: str) -> date | None:
    try:
        return day_read(cell) if cell else None
    except ValueError:
        reading.flaw(row, column, cell, "day_wrong")
        return None


def _part(reading: Reading, row: int, said: Cells, due: date | None) -> PartRow | None:
    labels = tuple(each.strip() for each in said["part"].split(PARTED_BY) if each.strip())
    is_mandate = _flag(reading, row, said["mandate"])
    if not labels:
        if said["says"] or is_mandate or due:
            reading.flaw(row, "part", "", "cell_missing")
        return None
    if not said["says"]:
        reading.flaw(row, "says", "", "cell_missing")
    if due and not is_mandate:
        reading.flaw(row, "mandate", said["mandate"], "only_a_mandate_is_addressed")
    return PartRow(labels, said["says"], is_mandate, due)


def _flag(reading: Reading, row: int, cell: str) -> bool:
    folded = cell.casefold()
    if folded in {"", "no", "false", "0", _("no").casefold()}:
        return False
    if folded not in {"yes", "true", "1", "x", _("yes").casefold()}:
        reading.flaw(row, "mandate", cell, "flag_wrong")
    return True


class TableFileForm(KeyedForm):
    """A file to read and show; nothing is written yet."""

    table = forms.FileField(
        label=gettext_lazy("File"),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx"}),
        help_text=gettext_lazy("CSV or XLSX"),
    )

    def content(self) -> bytes:
        content: bytes = self.cleaned_data["table"].read(BYTES_MOST + 1)
        return content


class InstrumentsFileForm(TableFileForm):
    """A file of instruments, with the language that they are written in."""

    language = forms.ChoiceField(
        label=gettext_lazy("Language of the original"),
        choices=lambda: [(code, get_language_info(code)["name_local"]) for code in LANGUAGES],
        initial=get_language,
        help_text=gettext_lazy("of titles and of what provisions say"),
    )
    field_order = ("language", "table")


class RowsForm(KeyedForm):
    """Rows as they were read and shown, sent back to be kept."""

    rows_read = forms.CharField(widget=forms.HiddenInput, max_length=2_000_000)

    def clean_rows_read(self) -> Rows:
        try:
            found = json.loads(self.cleaned_data["rows_read"])
            return [(int(row), [str(cell) for cell in cells]) for row, cells in found]
        except (ValueError, TypeError):
            words = _("The rows cannot be read: choose the file again.")
            raise forms.ValidationError(words) from None


class ShownRowsForm(RowsForm):
    """Those of instruments, with the language in which they are written."""

    language = forms.ChoiceField(
        choices=[(code, code) for code in LANGUAGES], widget=forms.HiddenInput
    )
