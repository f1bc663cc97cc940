"""The fields of a noun: how each is typed, shown, sorted, filtered, kept in history and asked for.

A field is a value. The functions here make the usual ones; another one is made of `Field` itself,
or of a usual one by `dataclasses.replace`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bureau.core.days import day_after, last_day
from bureau.core.references import Reference
from bureau.documents.tables import Cell
from bureau.web.answers import Label
from bureau.web.fields import CurrencyField, DayField, PlainCodeField, TextField
from bureau.web.formats import day_in_words
from bureau.web.multilingual import here, text_of
from bureau.web.picking import Offer, Option, pick_field
from bureau.web.requests import Asking
from bureau.web.templatetags.design import bdi, mark
from bureau.web.templatetags.multilingual import here as marked_up

CODE, NAME, STATE, YEAR = _("Code"), _("Name"), _("State"), _("Year")
FIRST_DAY, LAST_DAY = _("First day"), _("Last day")

type Words = str | Promise
type Labels = Mapping[Reference, Label]


class Sort(StrEnum):
    """The type of a value; the api has a schema for each."""

    CODE = "code"
    LINE = "line"
    TEXT = "text"
    NUMBER = "number"
    DAY = "day"
    UNTIL = "until"
    CHOICE = "choice"
    YES = "yes"
    THING = "thing"
    DERIVED = "derived"


@dataclass(frozen=True, slots=True)
class Line:
    """A row with the labels of the things that it names, and what its noun derives of it."""

    row: Any
    labels: Labels
    derived: Any = None


def _unchanged(value: Any) -> Any:
    return value


def _plain(value: Any, labels: Labels) -> str:
    return str(value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of a noun.

    `name` is its name in the row, the service and the api, `typed` its name in forms and files.
    `cell` is its value in a file, `shown` its value on a page, `address` what it links to.
    `recorded` words a value of the journal. `form` makes the form field (None: nobody types it).
    The form starts with `begin` of the row's value and gives the service `taken` of the input.
    `orders` are the columns that sort by it, `kind` the kind of the thing that it names.
    `refused` are codes of refusals that are shown at this field. `least` and `most` bound a number,
    `most` the length of a text.
    """

    name: str
    label: Words
    sort: Sort
    cell: Callable[[Line], Cell]
    typed: str
    shown: Callable[[Line], object] | None = None
    address: Callable[[Line], str] | None = None
    recorded: Callable[[Any, Labels], str] = _plain
    form: Callable[[Asking], forms.Field] | None = None
    begin: Callable[[Any], Any] = _unchanged
    taken: Callable[[Any], Any] = _unchanged
    orders: tuple[str, ...] = ()
    kind: str = ""
    words: Mapping[str, Words] | None = None
    marks: Mapping[str, str] | None = None
    refused: tuple[str, ...] = ()
    is_required: bool = True
    least: int | None = None
    most: int | None = None

    def value(self, row: Any) -> Any:
        """The value in the row; of a thing its number."""
        return row.serializable_value(self.name)

    def column(self, row: Any) -> str:
        """The name of its column in the database."""
        return str(row._meta.get_field(self.name).column)

    def reference(self, row: Any) -> Reference | None:
        number = self.value(row) if self.kind else None
        return Reference(self.kind, number) if number else None


def plain(name: str, label: Any, sort: Sort = Sort.NUMBER, **more: Any) -> Field:
    """A value that is shown as the row has it."""
    usual = {"cell": lambda line: getattr(line.row, name), "typed": name, "orders": (name,)}
    return Field(name=name, label=label, sort=sort, **{**usual, **more})


def code(name: str = "code", label: Any = CODE, most: int = 20, **more: Any) -> Field:
    """A short name by which people know the thing; no two that look alike."""
    usual = {
        "form": lambda request: PlainCodeField(label=label, max_length=most),
        "most": most,
        "shown": lambda line: bdi(getattr(line.row, name)),
    }
    return plain(name, label, Sort.CODE, **{**usual, **more})


def line(name: str, label: Any, most: int = 120, required: bool = False, **more: Any) -> Field:
    """One line of text in one language."""
    usual = {
        "form": lambda request: forms.CharField(label=label, max_length=most, required=required),
        "is_required": required,
        "most": most,
    }
    return plain(name, label, Sort.LINE, **{**usual, **more})


def text(
    name: str = "name", label: Any = NAME, rows: int = 1, required: bool = True, **more: Any
) -> Field:
    """A text in six languages."""

    def words(line: Line) -> str:
        value = getattr(line.row, name)
        return here(value) if value else ""

    usual = {
        "form": lambda request: TextField(label=label, rows=rows, required=required),
        "cell": words,
        "shown": lambda line: marked_up(value) if (value := getattr(line.row, name)) else "",
        "recorded": lambda value, labels: here(text_of(value)) if value else "",  # type: ignore[arg-type]
        "orders": (),
        "is_required": required,
    }
    return plain(name, label, Sort.TEXT, **{**usual, **more})


def number(name: str, label: Any, least: int = 0, most: int = 9999, **more: Any) -> Field:
    def form(request: Asking) -> forms.Field:
        return forms.IntegerField(label=label, min_value=least, max_value=most)

    return plain(name, label, **{"form": form, "least": least, "most": most, **more})


def year(name: str = "year", label: Any = YEAR, **more: Any) -> Field:
    """A calendar year."""
    return number(name, label, 1990, 2200, **more)


def first_day(name: str = "valid_from", label: Any = FIRST_DAY, **more: Any) -> Field:
    required = more.pop("required", True)
    usual = {
        "form": lambda request: DayField(label=label, required=required),
        "recorded": lambda value, labels: day_in_words(date.fromisoformat(value)),
        "is_required": required,
    }
    return plain(name, label, Sort.DAY, **{**usual, **more})


def last_day_of(name: str = "valid_until", label: Any = LAST_DAY, **more: Any) -> Field:
    """The last day to people; in the row, the service and the api the day after it."""

    def recorded(value: Any, labels: Labels) -> str:
        last = last_day(date.fromisoformat(value))
        return day_in_words(last) if last else ""

    usual = {
        "cell": lambda line: last_day(getattr(line.row, name)),
        "typed": "last_day",
        "form": lambda request: DayField(
            label=label, required=False, help_text=_("empty while no end is known")
        ),
        "recorded": recorded,
        "begin": last_day,
        "taken": day_after,
        "refused": ("ends_before_it_begins",),
        "is_required": False,
    }
    return plain(name, label, Sort.UNTIL, **{**usual, **more})


def choice(
    name: str,
    label: Any,
    words: Mapping[str, Words],
    marks: Mapping[str, str] | None = None,
    **more: Any,
) -> Field:
    """One word of a closed list; with `marks`, each word has a mark on pages."""

    def told(line: Line) -> str:
        value = getattr(line.row, name)
        return str(words.get(value, value))

    def shown(line: Line) -> object:
        return mark(marks[getattr(line.row, name)], told(line)) if marks else told(line)

    usual = {
        "cell": told,
        "shown": shown,
        "form": lambda request: forms.ChoiceField(label=label, choices=list(words.items())),
        "recorded": lambda value, labels: str(words.get(value, value)),
        "words": words,
        "marks": marks,
    }
    return plain(name, label, Sort.CHOICE, **{**usual, **more})


def yes(name: str, label: Any, **more: Any) -> Field:
    """Whether something is so: a tick."""

    def told(line: Line) -> str:
        return str(_("yes")) if getattr(line.row, name) else ""

    usual = {
        "cell": told,
        "form": lambda request: forms.BooleanField(label=label, required=False),
        "recorded": lambda value, labels: str(_("yes") if value else _("no")),
        "is_required": False,
    }
    return plain(name, label, Sort.YES, **{**usual, **more})


def currency(name: str, label: Any, **more: Any) -> Field:
    """The three letters of a currency."""
    usual = {"form": lambda request: CurrencyField(label=label), "most": 3}
    return plain(name, label, Sort.CODE, **{**usual, **more})


def state(words: Mapping[str, Words], marks: Mapping[str, str]) -> Field:
    """The state of a thing with a `Flow`: steps change it, nobody types it."""
    return choice("state", STATE, words, marks, form=None)


def thing(
    name: str,
    label: Any,
    kind: str,
    options: Callable[[Asking], Sequence[Option] | Offer],
    required: bool = True,
    empty: Words = "",
    **more: Any,
) -> Field:
    """A thing of another kind, shown with its name and page as far as the reader may see it.

    `empty` says what a row without one means.
    """

    def label_of(line: Line) -> Label:
        number = line.row.serializable_value(name) or 0
        return line.labels.get(Reference(kind, number), Label(""))

    def shown(line: Line) -> object:
        return label_of(line).name if line.row.serializable_value(name) else empty

    def recorded(value: Any, labels: Labels) -> str:
        return labels.get(Reference(kind, value), Label("")).name

    usual = {
        "cell": lambda line: label_of(line).name,
        "shown": shown,
        "address": lambda line: label_of(line).address,
        "recorded": recorded,
        "form": lambda request: pick_field(
            options(request), label=label, empty=empty or _("Choose"), coerce=int, required=required
        ),
        "kind": kind,
        "is_required": required,
        "orders": (),
    }
    return plain(name, label, Sort.THING, **{**usual, **more})


def derived(name: str, label: Any, cell: Callable[[Line], Cell], **more: Any) -> Field:
    """What lists, pages and files show besides; nobody types it, and the api leaves it out."""
    return plain(name, label, Sort.DERIVED, **{"cell": cell, "orders": (), **more})
