"""The columns of the staffing table: what each is called, shows and exports."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from bureau.documents.tables import Column
from bureau.institution.organisation.queries.holders import PostLine
from bureau.institution.organisation.texts.words import word_for
from bureau.web.formats import hundredths_in_words

DEFAULT = ("title", "unit", "grade", "state", "holders")


@dataclass(frozen=True, slots=True)
class Shown(Column[PostLine]):
    """`words` is what the page says where a file gets something else; `sorts`: it orders the
    table."""

    sorts: bool = False
    words: Callable[[PostLine], str] | None = None

    def text(self, line: PostLine) -> str:
        """What the page says."""
        return str((self.words or self.read)(line) or "") or "–"


def columns(places: Mapping[str, str]) -> list[Shown]:
    """All columns in the language of the page; the post number stands before them. `places` are
    the names of duty stations by their code."""
    word = cache(word_for)  # the same few on every line

    def coded(name: str, label: str, *, sorts: bool = False) -> Shown:
        """A field of the post that holds a code, which is told by its word."""

        def code(line: PostLine) -> str:
            return str(getattr(line.post, name))

        return Shown(name, label, code, sorts, lambda line: word(code(line), name))

    return [
        Shown("number", _("Post"), lambda line: line.post.number, sorts=True),
        Shown("title", _("Title"), lambda line: line.title),
        Shown("unit", _("Unit"), lambda line: line.unit, sorts=True),
        coded("grade", _("Grade"), sorts=True),
        Shown(
            "state",
            _("State"),
            lambda line: str(line.state),
            True,
            lambda line: word(line.state, "post_state"),
        ),
        Shown(
            "holders",
            _("Holders"),
            lambda line: _listed(holder.name for holder in line.holders),
            words=lambda line: _listed(holder.told for holder in line.holders),
        ),
        Shown(
            "duty_station",
            _("Duty station"),
            lambda line: line.post.duty_station,
            True,
            lambda line: places.get(line.post.duty_station, line.post.duty_station),
        ),
        coded("funding", _("Funding")),
        coded("category", _("Category")),
        coded("contract", _("Contract")),
        Shown(
            "fte",
            _("Full-time equivalents"),
            lambda line: Decimal(line.post.fte) / 100,
            words=lambda line: hundredths_in_words(line.post.fte),
        ),
        _reporting("superior", _("Reports to, by a line of its own"), "line"),
        _reporting("functional_superior", _("Reports to, functionally"), "functional"),
    ]


def _reporting(name: str, label: str, manner: str) -> Shown:
    return Shown(name, label, lambda line: line.lines.get(manner, ""))


def _listed(names: Iterable[str]) -> str:
    return pgettext("between names", ", ").join(names)
