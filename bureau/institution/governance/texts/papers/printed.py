"""Which texts of a case one of its papers prints: what whoever translates that paper is sent."""

from collections.abc import Iterable, Iterator

from bureau.core.papers.pieces import pieces_of, plainly
from bureau.core.papers.profiles import PROFILES
from bureau.institution.governance.queries.translations import Translatable
from bureau.institution.governance.texts.papers.writing import Gathered


def printed_in(one: Gathered, units: Iterable[Translatable]) -> list[Translatable]:
    """Those whose words stand in the paper as it is set in the language they were written in: by
    themselves, or within a sentence that names them. No paper says notes."""
    said: dict[str, str] = {}
    found = []
    for unit in (each for each in units if not each.is_note):
        language = unit.said.original
        if language not in said:
            pieces = pieces_of(one.papers[language])
            said[language] = "\n".join(plainly(piece.words) for piece in pieces)
        if all(line in said[language] for line in as_printed(unit.original, language)):
            found.append(unit)
    return found


def as_printed(words: str, language: str) -> Iterator[str]:
    """As a paper says it, paragraph by paragraph."""
    dress = PROFILES[language].dress
    for line in words.splitlines():
        if said := " ".join(line.split()):
            yield plainly(dress(said))
