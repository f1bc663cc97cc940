"""What is wrong with a file: ours against the value that it went out with, others by themselves."""

from dataclasses import replace

from bureau.core.papers.blocks import Annex, Block, Box, Paper, Paragraph, Role, Table
from bureau.core.papers.checks import Known, check
from bureau.core.papers.faults import Fault, Finding
from bureau.core.papers.kinds import KINDS
from bureau.core.papers.phrases import PhraseBook, UnknownPhraseError
from bureau.core.texts import LANGUAGES
from bureau.documents.papers.reading import NotOurs, Returned, read
from bureau.documents.papers.reading_blocks import blocks_read


def findings(
    content: bytes,
    book: PhraseBook,
    known: Known | None = None,
    *,
    language: str = "",
    kind: str = "",
) -> tuple[Finding, ...]:
    """`language` and `kind` are asked of a paper of others only; `known` is as for `check`.

    A PDF of ours is checked by its value, a DOCX by its words as they stand, whoever changed them,
    in the phrases that it was written with.
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
        return check(paper, book, known) if paper else (Finding(Fault.VALUE_UNREADABLE, ours.kind),)
    said = blocks_read(content, book, language=ours.language, kind=ours.kind, is_ours=True)
    is_unworded = not ours.is_edited and not ours.phrases
    paper = replace(said, value=ours.value or ours.was)
    return check(paper, book, known, is_unworded=is_unworded)


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
