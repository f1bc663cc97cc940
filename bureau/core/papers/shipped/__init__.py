"""The phrases that ship: an organisation lays its own over them."""

from collections.abc import Iterator, Mapping

from bureau.core.papers.phrases import Key, Phrase, PhraseBook
from bureau.core.papers.shipped import (
    alternatives,
    case,
    charts,
    descriptions,
    formal,
    front,
    later,
    outcome,
    redlines,
    words,
)
from bureau.core.papers.shipped.rows import Row

_PARTS = (front, formal, case, alternatives, charts, descriptions, words, later, outcome, redlines)


def _phrases(rows: Mapping[str, Row]) -> Iterator[tuple[Key, Phrase]]:
    for concept, row in rows.items():
        for language, cell in row.items():
            yield (concept, language), cell if isinstance(cell, Phrase) else Phrase(cell)


SHIPPED: Mapping[Key, Phrase] = {
    key: phrase for part in _PARTS for key, phrase in _phrases(part.ROWS)
}
BOOK = PhraseBook(SHIPPED)
