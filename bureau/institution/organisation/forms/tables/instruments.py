"""A table of instruments and their provisions, a line for each provision."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django import forms
from django.utils.translation import get_language, get_language_info, gettext_lazy
from django.utils.translation import gettext as _

from bureau.core.texts import LANGUAGES
from bureau.institution.instruments.models import BY_HAND
from bureau.institution.instruments.services.tables import InstrumentRow, PartRow
from bureau.institution.instruments.texts.words import KINDS_IN_WORDS
from bureau.institution.organisation.forms.tables.files import RowsForm, TableFileForm
from bureau.institution.organisation.forms.tables.lines import Kind, Line, Read, Rows

PROVISIONS = Kind("provisions", ("kind", "title"), {"number": 60, "part": 240, "source": 300})
PARTED_BY = "/"
"""Between the labels of a part, from the top down: "Annex 1 / section 2"."""

type Found = dict[tuple[object, ...], InstrumentRow]
"""Instruments by what they are known by, in the order in which they first stand in a table."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a table may name: bodies by code, sessions by body and name."""

    bodies: Mapping[str, int]
    sessions: Mapping[tuple[int, str], int]

    def of_body(self, body: int | None) -> Mapping[str, int]:
        """The sessions of a body by their name."""
        return {name: pk for (of, name), pk in self.sessions.items() if of == body}


def read_instruments(rows: Rows, known: Known) -> Read[InstrumentRow]:
    """The instruments of a table, each with its parts; what of them is there is not asked."""
    lines: list[Line[None]]
    lines, flaws = PROVISIONS.lines(rows, lambda _: None)
    found: Found = {}
    for line in lines:
        _put(line, known, found)
    flaws += [flaw for line in lines for flaw in line.flaws]
    return Read(list(found.values()), [None for _ in found], flaws)


def _put(line: Line[None], known: Known, found: Found) -> None:
    """Into the instrument that the line is of, which begins with its first line."""
    said = line.said
    line.needs(*PROVISIONS.needed)
    kind = _kind(said["kind"])
    if said["kind"] and kind is None:
        line.flaw("kind", "instrument_kind_unknown")
    body = line.named("body", known.bodies)
    session = line.named("session", known.of_body(body))
    day, part = line.day("day"), _part(line)
    if kind is None:
        return
    identity = (kind, said["number"].casefold(), body, session, said["title"])
    whole = found.get(identity) or InstrumentRow(
        kind=kind,
        title=said["title"],
        number=said["number"],
        body=body,
        meeting=session,
        day=day,
        source=said["source"],
        note=said["note"],
    )
    if part is not None:
        above = {each.labels for each in whole.parts}
        if part.labels[:-1] and part.labels[:-1] not in above:
            line.flaw("part", "part_above_missing")
        if part.labels in above:
            line.flaw("part", "part_twice")
        whole = replace(whole, parts=(*whole.parts, part))
    found[identity] = whole


def _kind(cell: str) -> str | None:
    """The code of a kind that is registered by hand, by itself or in the words of the page."""
    named = {str(KINDS_IN_WORDS[code]).casefold(): code for code in BY_HAND}
    return cell if cell in BY_HAND else named.get(cell.casefold())


def _part(line: Line[None]) -> PartRow | None:
    said, due, is_mandate = line.said, line.day("due"), _flag(line)
    labels = tuple(each.strip() for each in said["part"].split(PARTED_BY) if each.strip())
    if not labels:
        if said["says"] or is_mandate or due:
            line.flaw("part", "cell_missing")
        return None
    line.needs("says")
    if due and not is_mandate:
        line.flaw("mandate", "only_a_mandate_is_addressed")
    return PartRow(labels, said["says"], is_mandate, due)


def _flag(line: Line[None]) -> bool:
    cell = line.said["mandate"].casefold()
    if cell in {"", "no", "false", "0", _("no").casefold()}:
        return False
    if cell not in {"yes", "true", "1", "x", _("yes").casefold()}:
        line.flaw("mandate", "flag_wrong")
    return True


class InstrumentsFileForm(TableFileForm):
    """A file of instruments, with the language that they are written in."""

    language = forms.ChoiceField(
        label=gettext_lazy("Language of the original"),
        choices=lambda: [(code, get_language_info(code)["name_local"]) for code in LANGUAGES],
        initial=get_language,
        help_text=gettext_lazy("of titles and of what provisions say"),
    )
    field_order = ("language", "table")


class InstrumentRowsForm(RowsForm):
    """Those of instruments, with the language in which they are written."""

    language = forms.ChoiceField(
        choices=[(code, code) for code in LANGUAGES], widget=forms.HiddenInput
    )
