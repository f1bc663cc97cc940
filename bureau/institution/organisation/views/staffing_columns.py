"""The columns of the staffing table: what each is called, shows and exports."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from bureau.documents.tables import Cell
from bureau.institution.organisation.queries.holders import PostLine
from bureau.institution.organisation.texts.words import word_for
from bureau.web.formats import hundredths_in_words

DEFAULT = ("title", "unit", "grade", "state", "holders")

type Places = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Column:
    """`value` is what a file gets, `words` what the page says; `sorts`: it orders the table."""

    name: str
    label: str
    value: Callable[[PostLine, Places], Cell]
    sorts: bool = False
    words: Callable[[PostLine, Places], str] | None = None

    def text(self, line: PostLine, places: Places) -> str:
        """What the page says."""
        said = self.words if self.words else self.value
        return str(said(line, places) or "") or "–"


def columns() -> list[Column]:
    """All columns in the language of the page; the post number stands before them."""
    word = cache(word_for)  # the same few on every line

    def coded(name: str, label: str, *, sorts: bool = False) -> Column:
        """A field of the post that holds a code, which is told by its word."""

        def code(line: PostLine, places: Places) -> str:
            return str(getattr(line.post, name))

        return Column(name, label, code, sorts, lambda line, places: word(code(line, places), name))

    return [
        Column("number", _("Post"), lambda line, places: line.post.number, sorts=True),
        Column("title", _("Title"), lambda line, places: line.title),
        Column("unit", _("Unit"), lambda line, places: line.unit, sorts=True),
        coded("grade", _("Grade"), sorts=True),
        Column(
            "state",
            _("State"),
            lambda line, places: str(line.state),
            True,
            lambda line, places: word(line.state, "post_state"),
        ),
        Column("holders", _("Holders"), _holders),
        Column(
            "duty_station",
            _("Duty station"),
            lambda line, places: line.post.duty_station,
            True,
            lambda line, places: places.get(line.post.duty_station, line.post.duty_station),
        ),
        coded("funding", _("Funding")),
        coded("category", _("Category")),
        coded("contract", _("Contract")),
        Column(
            "fte",
            _("Full-time equivalents"),
            lambda line, places: Decimal(line.post.fte) / 100,
            words=lambda line, places: hundredths_in_words(line.post.fte),
        ),
        _reporting("superior", _("Reports to, by a line of its own"), "line"),
        _reporting("functional_superior", _("Reports to, functionally"), "functional"),
    ]


def _reporting(name: str, label: str, manner: str) -> Column:
    return Column(name, label, lambda line, places: line.lines.get(manner, ""))


def _holders(line: PostLine, places: Places) -> Cell:
    comma = pgettext("between names", ", ")
    return comma.join(holder.name for holder in line.holders)
