"""A paper of ours that comes back: what it was, and what somebody changed in it since."""

from collections.abc import Mapping
from dataclasses import dataclass

from bureau.core.papers.edits import Edit, edits
from bureau.core.papers.kinds import KINDS
from bureau.core.papers.phrases import Phrase, PhraseBook, UnknownPhraseError
from bureau.core.papers.pieces import pieces_of
from bureau.core.papers.plain import plain_of
from bureau.core.papers.shipped import BOOK
from bureau.core.reasons import Reason, Refused
from bureau.core.texts import LANGUAGES, Status
from bureau.documents.papers.reading import NotOurs, read
from bureau.documents.papers.reading_blocks import CannotBeRead, blocks_read

EDITS_MOST = 2_000
"""A paper with more changes than that is another one."""

type Own = list[tuple[str, str, str, str, str]]
"""The phrases of an organisation as plain data: concept, language, words, status, source."""


@dataclass(frozen=True, slots=True)
class CameBack:
    """`value` is what the file went out with; `is_pdf` says that nobody can have edited it."""

    kind: str
    language: str
    value: Mapping[str, object]
    edits: tuple[Edit, ...] = ()
    is_pdf: bool = False


def plain_phrases(book: PhraseBook) -> Own:
    """Those of a book that ship otherwise, or not at all."""
    return [
        (*key, phrase.words, str(phrase.status), phrase.source)
        for key, phrase in sorted(book.phrases.items())
        if BOOK.phrases.get(key) != phrase
    ]


def book_with(own: Own) -> PhraseBook:
    said = {
        (concept, language): (words, status, source)
        for concept, language, words, status, source in own
    }
    return BOOK.over({key: Phrase(one[0], Status(one[1]), one[2]) for key, one in said.items()})


def came_back(content: bytes, book: PhraseBook) -> CameBack:
    """Refused where it is no paper of ours, or none that can be read. One that nobody edited has no
    changes, whatever phrases are worded like by now."""
    try:
        ours = read(content)
    except NotOurs as error:
        raise Refused(Reason(error.code)) from error
    if ours.kind not in KINDS or ours.language not in LANGUAGES:
        raise Refused(Reason("paper_value_damaged"))
    kind, is_pdf = KINDS[ours.kind], content.startswith(b"%PDF-")
    try:
        value = kind.read(ours.value or ours.was)
        if is_pdf or not ours.is_edited:
            return CameBack(ours.kind, ours.language, plain_of(value), is_pdf=is_pdf)
        paper = kind.setting(value, ours.language, ours.worded(book))
        said = blocks_read(content, book, language=ours.language, kind=ours.kind, is_ours=True)
    except CannotBeRead as error:
        raise Refused(Reason("file_damaged")) from error
    except (ValueError, TypeError, LookupError, UnknownPhraseError) as error:
        raise Refused(Reason("paper_value_damaged")) from error
    found = edits(paper, pieces_of(said))
    if len(found) > EDITS_MOST:
        raise Refused(Reason("paper_differs_too_much"))
    return CameBack(ours.kind, ours.language, plain_of(value), found)
