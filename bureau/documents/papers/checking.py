"""What is wrong with a file: ours against the value that it went out with, others by themselves."""

import re
from collections.abc import Iterator
from dataclasses import replace

from bureau.core.papers.blocks import Annex, Block, Box, Paper, Paragraph, Role, Table
from bureau.core.papers.checks import Known, check
from bureau.core.papers.faults import Fault, Finding
from bureau.core.papers.kinds import KINDS
from bureau.core.papers.phrases import PhraseBook, UnknownPhraseError
from bureau.core.texts import LANGUAGES
from bureau.documents.papers.canonical import sha256
from bureau.documents.papers.printed import pages_differing
from bureau.documents.papers.readers.word import pictures_of
from bureau.documents.papers.reading import NotOurs, Returned, read
from bureau.documents.papers.reading_blocks import blocks_read

_OUR_POINTS = re.compile(r"word/media/drawing\d+\.png")


def findings(
    content: bytes,
    book: PhraseBook,
    known: Known | None = None,
    *,
    language: str = "",
    kind: str = "",
) -> tuple[Finding, ...]:
    """`language` and `kind` are asked of a paper of others only; `known` is as for `check`.

    A PDF of ours is checked by its value, and its pages by those that the value gives; a DOCX by
    its words as they stand, whoever changed them, in the phrases that it was written with.
    CannotBeRead where it is neither ours nor readable, NothingOfAPaper where it is only prose.
    """
    try:
        ours = read(content)
    except NotOurs:
        return _of_others(blocks_read(content, book, language=language, kind=kind), book, known)
    if ours.kind not in KINDS or ours.language not in LANGUAGES:
        return (Finding(Fault.VALUE_UNREADABLE, ours.kind),)
    book = ours.worded(book)
    if content.startswith(b"%PDF-"):
        paper = _set(ours, book)
        if paper is None:
            return (Finding(Fault.VALUE_UNREADABLE, ours.kind),)
        return (*check(paper, book, known), *pages_differing(content, paper, ours.set_with))
    said = blocks_read(content, book, language=ours.language, kind=ours.kind, is_ours=True)
    is_unworded = not ours.is_edited and not ours.phrases
    paper = replace(said, value=ours.value or ours.was)
    redrawn = (Finding(Fault.CHART_DIFFERS, alt) for alt in _redrawn(content, ours.pictures))
    found = (*check(paper, book, known, is_unworded=is_unworded), *redrawn)
    return tuple(dict.fromkeys(found))


def _redrawn(content: bytes, known: frozenset[str]) -> Iterator[str]:
    """What is said of each picture that is not as it went out. A program that saves a document
    writes its points anew, under names of its own, and leaves what is drawn."""
    for one in pictures_of(content) if known else ():
        points, drawn = (sha256(part) for part in (one.points, one.drawn))
        is_as_written = _OUR_POINTS.fullmatch(one.name) is None or points in known
        if not is_as_written or (drawn if one.drawn else points) not in known:
            yield one.alt


class NothingOfAPaper(ValueError):
    """Nothing that a paper has was recognised, so that finding nothing would say nothing."""


def _of_others(said: Paper, book: PhraseBook, known: Known | None) -> tuple[Finding, ...]:
    found = check(said, book, known)
    if not found and not said.kind and not any(map(_is_of_a_paper, said.blocks)):
        raise NothingOfAPaper("nothing of a paper is recognised in it")
    return found


def _is_of_a_paper(block: Block) -> bool:
    """Headings and lists are in any text."""
    if isinstance(block, Paragraph):
        return block.number is not None or block.role is not Role.BODY
    return isinstance(block, Annex | Box | Table)


def _set(ours: Returned, book: PhraseBook) -> Paper | None:
    kind = KINDS[ours.kind]
    try:
        return kind.setting(kind.read(ours.value), ours.language, book)
    except (ValueError, TypeError, LookupError, UnknownPhraseError):
        return None
