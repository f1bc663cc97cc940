"""What is wrong with a paper, ours or of others: annexes, numbers, box, citations, translation, and
where it carries its value, whatever differs from that."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise, zip_longest

from bureau.core.papers.blocks import (
    Annex,
    Block,
    Box,
    Drawing,
    Heading,
    Listing,
    Paper,
    Paragraph,
    Role,
    Table,
)
from bureau.core.papers.citations import citations_in
from bureau.core.papers.differing import differing
from bureau.core.papers.kinds import KINDS
from bureau.core.papers.kinds.parts import Citation
from bureau.core.papers.languages import sentence_of_another
from bureau.core.papers.phrases import PhraseBook, UnknownPhraseError
from bureau.core.papers.pieces import Piece, pieces_of, plainly
from bureau.core.papers.setting import ANNEX_LETTERS, plain_words

type Known = Callable[[Citation], bool]


class Fault(StrEnum):
    """What may be wrong with a paper."""

    ANNEX_UNKNOWN = "annex_unknown"
    ANNEX_UNCITED = "annex_uncited"
    ANNEX_ORDER = "annex_order"
    ANNEX_LABEL = "annex_label"
    PARAGRAPH_ORDER = "paragraph_order"
    HEADING_SKIPPED = "heading_skipped"
    BOX_INCOMPLETE = "box_incomplete"
    REFERENCE_UNCITED = "reference_uncited"
    REFERENCE_UNLISTED = "reference_unlisted"
    CITATION_UNKNOWN = "citation_unknown"
    TABLE_UNEVEN = "table_uneven"
    TOTAL_DIFFERS = "total_differs"
    CHART_DIFFERS = "chart_differs"
    CLAIM_FALSE = "claim_false"
    FIGURE_DIFFERS = "figure_differs"
    WORDS_DIFFER = "words_differ"
    WORDS_MISSING = "words_missing"
    WORDS_ADDED = "words_added"
    UNTRANSLATED = "untranslated"
    VALUE_UNREADABLE = "value_unreadable"
    WORDED_OTHERWISE = "worded_otherwise"

    @property
    def is_of_the_paper(self) -> bool:
        """Whether the paper is wrong. What is not is told, because it then cannot be held against
        its value word by word."""
        return self is not Fault.WORDED_OTHERWISE


@dataclass(frozen=True, slots=True)
class Finding:
    """`where` is what it is about: a letter, a number, a source in the value, or the words."""

    fault: Fault
    where: str = ""
    expected: str = ""


LABELS: Mapping[str, tuple[str, ...]] = {
    "council-paper": ("purpose", "action", "strategic", "financial", "references"),
    "committee-document": ("purpose", "action"),
}
"""The rows that the box on the face of a kind must have."""


def check(
    paper: Paper, book: PhraseBook, known: Known | None = None, *, is_unworded: bool = False
) -> tuple[Finding, ...]:
    """All findings, each once, in the order of the checks.

    `known` says whether the register has what is cited; without it nobody asks. `is_unworded` says
    that nobody changed a word since it was written, with phrases that it does not tell.
    """
    asked = _Asked(paper, book, known, is_unworded)
    found = (finding for look in CHECKS for finding in look(asked))
    return tuple(dict.fromkeys(found))


@dataclass(frozen=True)
class _Asked:
    paper: Paper
    book: PhraseBook
    known: Known | None = None
    is_unworded: bool = False

    @property
    def blocks(self) -> list[Block]:
        return list(_within(self.paper.blocks))

    @property
    def annexes(self) -> list[Annex]:
        return [block for block in self.paper.blocks if isinstance(block, Annex)]

    @property
    def pieces(self) -> list[Piece]:
        return pieces_of(self.paper)

    def phrases(self, concept: str) -> set[str]:
        """What a concept is called by any body: a paper of others does not say whose it is."""
        return {
            plainly(phrase.words)
            for (name, language), phrase in self.book.phrases.items()
            if language == self.paper.language and name.partition("@")[0] == concept
        }


def _within(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        yield block
        if isinstance(block, Annex):
            yield from _within(block.blocks)
        if isinstance(block, Drawing) and block.beside:
            yield block.beside


def _annexes(asked: _Asked) -> Iterator[Finding]:
    """Letters by order, labels by letter, every reference to one there is, each referred to."""
    letters = [one.letter for one in asked.annexes]
    wanted = list(ANNEX_LETTERS[: len(letters)]) if len(letters) > 1 else [""] * len(letters)
    for letter, expected in zip_longest(letters, wanted, fillvalue=""):
        if letter != expected:
            yield Finding(Fault.ANNEX_ORDER, letter, expected)
    for one in asked.annexes:
        labels = asked.phrases("annex.label" if one.letter else "annex.single")
        due = {label.replace("{letter}", one.letter) for label in labels}
        if _BESIDE_HAN.sub("", plainly(one.label)) not in due:
            yield Finding(Fault.ANNEX_LABEL, plainly(one.label), " / ".join(sorted(due)))
    cited = set(_cited(asked))
    for letter in sorted(cited - set(letters)):
        yield Finding(Fault.ANNEX_UNKNOWN, letter)
    for letter in letters:
        if letter and letter not in cited:
            yield Finding(Fault.ANNEX_UNCITED, letter)
    anchors = {one.anchor for one in asked.annexes}
    for target in sorted(_targets(asked.blocks) - anchors - {""}):
        yield Finding(Fault.ANNEX_UNKNOWN, target)


def _cited(asked: _Asked) -> Iterator[str]:
    """The letters that the words of the paper refer to, outside the label of each annex."""
    forms = sorted(asked.phrases("annex.label") | asked.phrases("annex.cited"))
    letter_alone = r"\s*+([A-Z])(?![A-Za-z])"
    either = "|".join(re.escape(one).replace(r"\{letter\}", letter_alone) for one in forms)
    pattern = re.compile(either.replace(r"\ ", r"\s++"))
    for piece in asked.pieces:
        if piece.kind not in ("annex", "title"):
            for found in pattern.finditer(piece.words):
                yield from filter(None, found.groups())


def _targets(blocks: Iterable[Block]) -> set[str]:
    found: set[str] = set()
    for block in blocks:
        match block:
            case Paragraph():
                found |= {run.target for run in block.runs}
            case Listing():
                found |= {run.target for item in block.items for run in item.runs}
            case Box():
                said = (one for _, each in block.rows for one in each)
                found |= {run.target for one in said for run in one.runs}
    return found


def _numbering(asked: _Asked) -> Iterator[Finding]:
    body = [block for block in asked.paper.blocks if isinstance(block, Paragraph)]
    numbers = [block.number for block in body if block.number is not None]
    for due, number in enumerate(numbers, 1):
        if number != due:
            yield Finding(Fault.PARAGRAPH_ORDER, str(number), str(due))
            return


def _headings(asked: _Asked) -> Iterator[Finding]:
    levels = [0, *(block.level for block in asked.blocks if isinstance(block, Heading))]
    headings = [block for block in asked.blocks if isinstance(block, Heading)]
    for heading, (before, level) in zip(headings, pairwise(levels), strict=True):
        if level > before + 1 and not (before == 0 and level == 2):
            yield Finding(Fault.HEADING_SKIPPED, plain_words(heading.runs))


def _box(asked: _Asked) -> Iterator[Finding]:
    wanted = LABELS.get(asked.paper.kind, ())
    said = {
        plainly(plain_words(label)): "".join(plain_words(one.runs) for one in each).strip()
        for block in asked.paper.blocks
        if isinstance(block, Box)
        for label, each in block.rows
    }
    for name in wanted:
        if not any(said.get(label) for label in asked.phrases(f"front.{name}")):
            yield Finding(Fault.BOX_INCOMPLETE, name)


def _citations(asked: _Asked) -> Iterator[Finding]:
    """What the box refers to is cited by the preamble of the decision, and the other way round."""
    cited = [_figures(words) for words in _preamble(asked.blocks)]
    if not cited or asked.paper.kind != "council-paper":
        return
    labels = asked.phrases("front.references")
    listed = [
        _figures(plain_words(one.runs))
        for block in asked.paper.blocks
        if isinstance(block, Box)
        for name, each in block.rows
        if plainly(plain_words(name)) in labels
        for one in each
    ]
    in_preamble, in_box = set().union(*cited), set[str]().union(*listed)
    for figures in listed:
        for figure in sorted(figures - in_preamble):
            yield Finding(Fault.REFERENCE_UNCITED, figure)
    for figure in sorted(in_preamble - in_box):
        yield Finding(Fault.REFERENCE_UNLISTED, figure)


def _register(asked: _Asked) -> Iterator[Finding]:
    """What the words cite, anywhere below the title, that the register does not have."""
    if asked.known is None:
        return
    for piece in asked.pieces[1:]:
        for citation in citations_in(plainly(piece.words), asked.paper.language, asked.book):
            if not asked.known(citation):
                numbers = ", ".join(citation.numbers)
                yield Finding(Fault.CITATION_UNKNOWN, f"{citation.kind} {numbers}")


def _preamble(blocks: list[Block]) -> Iterator[str]:
    for block, after in pairwise([*blocks, None]):
        if isinstance(block, Paragraph) and block.role is Role.PREAMBLE:
            yield plain_words(block.runs)
            if isinstance(after, Listing):
                yield from (plain_words(item.runs) for item in after.items)


def _tables(asked: _Asked) -> Iterator[Finding]:
    for table in (block for block in asked.blocks if isinstance(block, Table)):
        if {len(row) for row in table.rows} - {len(table.head)}:
            yield Finding(Fault.TABLE_UNEVEN, _called(table))
        elif table.rows and any(run.is_strong for cell in table.rows[-1][:1] for run in cell):
            yield from _totals(table)


def _called(table: Table) -> str:
    """Its caption, or what its first column is headed."""
    return table.caption or "".join(map(plain_words, table.head[:1]))


def _totals(table: Table) -> Iterator[Finding]:
    """A last row that is set strong sums the others; amounts of money are each rounded."""
    for column in sorted(table.numeric):
        *parts, total = [_amount(plain_words(row[column])) for row in table.rows]
        said, summed = plain_words(table.rows[-1][column]), sum(part or 0 for part in parts)
        rounded = (len(parts) + 1) // 2 if re.search("[A-Z]{3}", said) else 0
        if None not in (*parts, total) and abs((total or 0) - summed) > rounded:
            yield Finding(Fault.TOTAL_DIFFERS, _called(table), str(summed))


def _charts(asked: _Asked) -> Iterator[Finding]:
    """Every code of the table beside a drawing stands in it, but for what an outline leaves out.
    What of a file cannot be looked into is left out."""
    for drawing in (one for one in asked.blocks if isinstance(one, Drawing) and one.svg):
        drawn = re.findall(r">([^<>]+)<", drawing.svg)
        left_out = sum(int(said[2:11]) for said in drawn if re.fullmatch("\u200e\\+\\d+", said))
        rows = drawing.beside.rows if drawing.beside else ()
        codes = [code for row in rows if (code := plain_words(row[0])) != "–"]
        missing = [code for code in codes if code not in drawn]
        if len(missing) > left_out:
            yield from (Finding(Fault.CHART_DIFFERS, code) for code in missing)


def _translation(asked: _Asked) -> Iterator[Finding]:
    """What is marked as of another language, and every sentence that is surely in one."""
    for piece in asked.pieces:
        if piece.language:
            yield Finding(Fault.UNTRANSLATED, piece.source or piece.words)
        elif strange := sentence_of_another(piece.words, asked.paper.language):
            yield Finding(Fault.UNTRANSLATED, piece.source or strange)


def _against_value(asked: _Asked) -> Iterator[Finding]:
    """The paper beside one set anew from the value that it carries; and what that value says."""
    paper = asked.paper
    if not paper.value or paper.kind not in KINDS:
        return
    try:
        value = KINDS[paper.kind].read(paper.value)
        anew = KINDS[paper.kind].setting(value, paper.language, asked.book)
    except (ValueError, TypeError, LookupError, UnknownPhraseError):
        yield Finding(Fault.VALUE_UNREADABLE, paper.kind)
        return
    case = paper.value.get("case")
    if isinstance(case, Mapping):
        for place, claim in enumerate(case.get("claims", ())):
            if claim["verdict"] == "false":
                yield Finding(Fault.CLAIM_FALSE, f"case.claims.{place}")
    faces = _differences(list(_face(anew)), list(_face(paper)))
    found = [*faces, *_differences(pieces_of(anew), asked.pieces)]
    yield from [Finding(Fault.WORDED_OTHERWISE)] if found and asked.is_unworded else found


def _face(paper: Paper) -> Iterator[Piece]:
    """What stands above the title."""
    furniture = paper.furniture
    for words in (furniture.issuer, furniture.number, furniture.original, furniture.day):
        yield Piece("face", words)
    yield from (Piece("mark", words) for words in paper.marks)


def _differences(expected: list[Piece], found: list[Piece]) -> Iterator[Finding]:
    for was, now in differing(expected, found):
        if was and now:
            yield _difference(was, now)
        elif was:
            yield Finding(Fault.WORDS_MISSING, was.source or was.words)
        elif now:
            yield Finding(Fault.WORDS_ADDED, now.words)


def _difference(was: Piece, now: Piece) -> Finding:
    fault = Fault.WORDS_DIFFER
    if was.kind == "chart":
        fault = Fault.CHART_DIFFERS
    elif _DIGITS.sub("", plainly(was.words)) == _DIGITS.sub("", plainly(now.words)):
        fault = Fault.FIGURE_DIFFERS
    return Finding(fault, was.source or plainly(now.words), plainly(was.words))


_BESIDE_HAN = re.compile(r"(?<=[\u4e00-\u9fff])\s+(?=[A-Z])")
"""A space that is only how a letter is set beside Chinese."""
_DIGITS = re.compile(r"\d+")
DIGITS_MOST = 30
"""More than any amount has; thousands of them are not read as a number at all."""


def _figures(words: str) -> set[str]:
    return set(_DIGITS.findall(words))


def _amount(words: str) -> int | None:
    digits = re.sub(r"[^\d−-]", "", words).replace("−", "-")
    return int(digits) if re.fullmatch(rf"-?\d{{1,{DIGITS_MOST}}}", digits) else None


CHECKS: tuple[Callable[[_Asked], Iterator[Finding]], ...] = (
    _annexes,
    _numbering,
    _headings,
    _box,
    _citations,
    _register,
    _tables,
    _charts,
    _translation,
    _against_value,
)
