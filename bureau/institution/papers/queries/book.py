"""The phrases that papers of an organisation are set with."""

from bureau.core.papers.phrases import Phrase, PhraseBook
from bureau.core.papers.shipped import BOOK
from bureau.core.texts import Status
from bureau.institution.papers.queries.phrases import own_phrases


def book_of(organisation: int) -> PhraseBook:
    """What ships, with the organisation's own phrases in place of it."""
    own = own_phrases(organisation)
    return BOOK.over(
        {key: Phrase(words, Status(status), source) for key, (words, status, source) in own.items()}
    )
