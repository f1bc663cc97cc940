"""How shipped phrases are written down: one row for each concept, a cell for each language."""

from collections.abc import Mapping

from bureau.core.papers.phrases import Phrase
from bureau.core.texts import LANGUAGES, Status

type Cell = str | Phrase
type Row = Mapping[str, Cell]


def six(ar: Cell, en: Cell, es: Cell, fr: Cell, ru: Cell, zh: Cell) -> Row:
    """Words of our own are revised; what is not carries its status and source."""
    return dict(zip(LANGUAGES, (ar, en, es, fr, ru, zh), strict=True))


def draft(words: str) -> Phrase:
    return Phrase(words, Status.DRAFT)


def read_in(source: str, words: str) -> Phrase:
    """Words that were read in a text of the institution."""
    return Phrase(words, Status.OFFICIAL, source)
