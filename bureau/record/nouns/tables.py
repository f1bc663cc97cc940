"""A table of rows on its way in: each row checked by the form of its deed, and held against what is
there already. A column that the table leaves out keeps its values."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from bureau.core.texts import LANGUAGES, Text
from bureau.documents.tables import Column, plain
from bureau.record.nouns.fields import Field, Line, Sort
from bureau.record.nouns.forms import DeedForm, form_fields, form_of
from bureau.record.nouns.noun import ADD, CHANGE, Noun
from bureau.record.nouns.rows import called, lines_of, rows_here
from bureau.web.fields import TextField
from bureau.web.formats import labelled, listed
from bureau.web.multilingual import here
from bureau.web.picking import OfListed, TypedPick, flat
from bureau.web.requests import Asking

ROW = "row"
"""The column with the number of a row that is there; without it, the key of the noun counts."""
COORDINATES = {"valid", "recorded", "plan"}
PARTS = ("original", *(code.replace("-", "_") for code in LANGUAGES))

type Rows = Sequence[tuple[int, Sequence[str]]]


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with one cell of a row; without a column, with the row itself."""

    number: int
    column: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Imported:
    """One row of a table: `row` is what it changes (None: it is new), `changes` the labels of the
    fields that it changes, `before` the values of all fields as they were read."""

    number: int
    row: Any | None
    name: str
    values: Mapping[str, Any]
    changes: Sequence[str] = ()
    before: Mapping[str, Any] = field(default_factory=dict)

    def given(self) -> dict[str, Any]:
        """As the service that saves the table is given it."""
        number = self.row.pk if self.row is not None else None
        values, before = dict(self.values), dict(self.before)
        return {"number": self.number, "row": number, "values": values, "before": before}


@dataclass(slots=True)
class Read:
    """A table as it was read: its rows, what is wrong, and headings that nobody knows."""

    lines: list[Imported] = field(default_factory=list)
    flaws: list[Flaw] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


def columns_of(of: Field) -> list[Column[Line]]:
    """The columns of a field in a file: of a text its original language and each language."""
    if of.sort is not Sort.TEXT:
        return [Column(of.typed, str(of.label), of.cell)]
    return [
        Column(f"{of.typed}_{part}", labelled(of.label, _language(part)), _part(of, place))
        for place, part in enumerate(PARTS)
    ]


def _language(part: str) -> str:
    """What a column of a text holds: the language of the original, or the words in a language."""
    if part == PARTS[0]:
        return _("Original language")
    name: str = get_language_info(part.replace("_", "-"))["name_local"]
    return name


def _part(of: Field, place: int) -> Any:
    widget = TextField().widget
    return lambda line: widget.decompress(getattr(line.row, of.name))[place]


def columns_typed(noun: Noun) -> dict[str, Field]:
    """The field of each column that a table may have, by the name of the column."""
    deeds = [deed for deed in (noun.deed(ADD), noun.deed(CHANGE)) if deed]
    names = dict.fromkeys(name for deed in deeds for name in deed.fields)
    fields = noun.fields_of(names)
    return {column.name: of for of in fields for column in columns_of(of)}


def read(request: Asking, noun: Noun, rows: Rows) -> Read:
    """What a table says, its headings first."""
    found = Read()
    columns = {column.name: column for of in noun.fields for column in columns_of(of)}
    labels = {column.heading.casefold(): name for name, column in columns.items()}
    labels |= {name: name for name in (*columns, ROW)}
    headings = [labels.get(cell.strip().casefold(), "") for cell in rows[0][1]]
    named = list(zip(rows[0][1], headings, strict=True))
    found.unknown = [
        cell
        for cell, name in named
        if cell and not name and cell.strip().casefold() not in COORDINATES
    ]
    twice = {cell: None for cell, name in named if name and headings.count(name) > 1}
    found.flaws = [Flaw(0, cell, _("Two columns have this heading. Delete one.")) for cell in twice]
    if twice:
        return found
    there = _there(request, noun)
    deeds = {deed.name: form_fields(request, noun, deed) for deed in noun.deeds if deed.fields}
    for number, cells in rows[1:]:
        said = {name: cell.strip() for name, cell in zip(headings, cells, strict=False) if name}
        _read_row(request, noun, number, said, there, deeds, found)
    return found


def _there(request: Asking, noun: Noun) -> dict[Any, Line]:
    """The rows that the reader sees, by number and by the cells of their key."""
    found: dict[Any, Line] = {}
    key = noun.fields_of(noun.listing.key)
    for line in lines_of(noun, request, list(noun.joined(rows_here(noun, request)))):
        found[line.row.pk] = line
        found[tuple(str(of.cell(line)).casefold() for of in key)] = line
    return found


def _line_of(noun: Noun, said: Mapping[str, str], there: Mapping[Any, Line]) -> Line | None:
    """The row that is named by its number, else by its key. KeyError where the number is of none
    that the reader sees."""
    if number := said.get(ROW, ""):
        is_number = number.isascii() and number.isdecimal() and len(number) < 10
        return there[int(number) if is_number else number]
    key = noun.fields_of(noun.listing.key)
    return there.get(tuple(said.get(of.typed, "").casefold() for of in key))


def _read_row(
    request: Asking,
    noun: Noun,
    number: int,
    said: Mapping[str, str],
    there: Mapping[Any, Line],
    deeds: Mapping[str, Mapping[str, forms.Field]],
    found: Read,
) -> None:
    try:
        line = _line_of(noun, said, there)
    except KeyError:
        flaw = _("There is no row with this number. Correct it, or leave it empty for a new row.")
        found.flaws.append(Flaw(number, ROW, flaw))
        return
    row = line.row if line is not None else None
    deed = (noun.deed(CHANGE) if row is not None else None) or noun.deed(ADD)
    if row is not None and any(line.row == row for line in found.lines):
        found.flaws.append(
            Flaw(number, "", _("Another row of the file changes the same. Join them."))
        )
        return
    if deed is None:
        found.flaws.append(Flaw(number, "", _("Nothing of this kind is added by a table.")))
        return
    made = deeds[deed.name]
    blank = form_of(request, noun, deed, row, made=made)
    sent = {**_held(blank), **_typed(blank, said), "key": "x" * 8}
    form = form_of(request, noun, deed, row, sent, made)
    if fixed := list(_fixed(noun, form, line, said)):
        found.flaws += [Flaw(number, *each) for each in fixed]
        return
    if not form.is_valid():
        found.flaws += [
            Flaw(number, str(form.fields[name].label) if name in form.fields else "", str(sentence))
            for name, sentences in form.errors.items()
            for sentence in sentences
        ]
        return
    values = form.values()
    before = {of.name: of.value(row) for of in form.of} if row is not None else {}
    changes = [
        str(of.label) for of in form.of if row is not None and values[of.name] != before[of.name]
    ]
    label = called(noun, row) if row is not None else _called(noun, form)
    if changes and not noun.deed(CHANGE):
        found.flaws.append(Flaw(number, "", _("A table cannot change rows of this kind.")))
        return
    if row is None or changes:
        found.lines.append(Imported(number, row, label, values, changes, before))


def _fixed(
    noun: Noun, form: DeedForm, line: Line | None, said: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """The heading of each cell that says something else of a field that a table does not set, with
    a sentence. Of a new row only choices are held against what they begin with."""
    set_here = {of.name for of in form.of}
    for of in noun.fields:
        if of.name in set_here or of.sort is Sort.DERIVED or not (line or of.sort is Sort.CHOICE):
            continue
        for column in columns_of(of):
            cell = said.get(column.name, "")
            stands = plain(column.read(line or Line(noun.model(), {})))
            if cell and cell.casefold() != stands.strip().casefold():
                yield (
                    column.heading,
                    _("A table does not set this. Restore “{stands}” or leave it empty.").format(
                        stands=stands
                    ),
                )


def _called(noun: Noun, form: DeedForm) -> str:
    """What a new row is called: its name, or the cells of its key."""
    values = form.values()
    name = values.get(noun.called) if isinstance(noun.called, str) else None
    if isinstance(name, Text):
        return here(name)
    return str(name) if name else listed(str(values[part]) for part in noun.listing.key)


def _held(form: DeedForm) -> dict[str, str]:
    """What a form begins with, as it would be sent."""
    found: dict[str, str] = {}
    for name, of in form.fields.items():
        value = form.get_initial_for_field(of, name)
        if isinstance(of, TextField):
            found |= {
                f"{name}_{part}": word
                for part, word in zip(PARTS, of.widget.decompress(value), strict=True)
            }
        elif value is not None:
            found[name] = str(of.prepare_value(value))
    return found


def _typed(form: DeedForm, said: Mapping[str, str]) -> dict[str, str]:
    """The cells of a row as a person would send them: words for choices become their values."""
    found = dict(said)
    for name, of in form.fields.items():
        if isinstance(of, forms.ChoiceField) and not isinstance(of, TypedPick) and said.get(name):
            found[name] = _chosen(list(of.choices), said[name])  # type: ignore[arg-type]
        if isinstance(of, TextField) and not found.get(f"{name}_original"):
            found.pop(f"{name}_original", None)
    return found


def _chosen(choices: Iterable[Any], cell: str) -> str:
    """The value of a choice that is written as its value or its words."""
    offered = [each for each in choices if each[0] != ""]
    options = [(value, str(label)) for value, label in flat(offered)]
    if cell in {str(value) for value, _label in options}:
        return cell
    exact, _near = OfListed(options).find(cell)
    return str(exact[0][0]) if len({value for value, _label in exact}) == 1 else cell
