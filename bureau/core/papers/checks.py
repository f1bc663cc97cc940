"""What is wrong with a paper, ours or of others: annexes, numbers, box, citations, translation, and
where it carries its value, whatever differs from that."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from bureau.core.papers.against_value import against_value
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
    Run,
    Runs,
    Table,
    within,
)
from bureau.core.papers.citations import citations_in, citing
from bureau.core.papers.drawn import boxes_called, chart_drawn
from bureau.core.papers.faults import Fault, Finding
from bureau.core.papers.kinds.parts import Citation
from bureau.core.papers.languages import sentence_of_another
from bureau.core.papers.phrases import PhraseBook
from bureau.core.papers.pieces import Piece, pieces_of, plainly
from bureau.core.papers.setting import ANNEX_LETTER, annex_letter, plain_words

type Known = Callable[[Citation], bool]


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
        return list(within(self.paper.blocks))

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


def _annexes(asked: _Asked) -> Iterator[Finding]:
    """Letters by order, labels by letter, every reference to one there is, each referred to."""
    letters = [one.letter for one in asked.annexes]
    is_several = len(letters) > 1
    wanted = [annex_letter(place) if is_several else "" for place in range(len(letters))]
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
    yield from _links(asked)


def _links(asked: _Asked) -> Iterator[Finding]:
    """Each leads to a place that is there, and one that names an annex to that one."""
    letters = {one.anchor: one.letter for one in asked.annexes}
    links = [run for run in _runs(asked.blocks) if run.target]
    places = letters.keys() | asked.paper.places
    for target in sorted({run.target for run in links} - places):
        yield Finding(Fault.ANNEX_UNKNOWN, target)
    pattern = _naming(asked)
    for run in links:
        leads_to = letters.get(run.target, "")
        for letter in _letters(pattern, run.text) if leads_to else ():
            if letter != leads_to:
                yield Finding(Fault.ANNEX_MISLED, letter, leads_to)


def _cited(asked: _Asked) -> Iterator[str]:
    """The letters that the words of the paper refer to, outside the label of each annex."""
    pattern = _naming(asked)
    for piece in asked.pieces:
        if piece.kind not in ("annex", "title"):
            yield from _letters(pattern, piece.words)


def _naming(asked: _Asked) -> re.Pattern[str]:
    """Whatever names an annex by its letter."""
    forms = sorted(asked.phrases("annex.label") | asked.phrases("annex.cited"))
    letter_alone = rf"\s*+({ANNEX_LETTER})(?![A-Za-z])"
    either = "|".join(re.escape(one).replace(r"\{letter\}", letter_alone) for one in forms)
    return re.compile(either.replace(r"\ ", r"\s++"))


def _letters(pattern: re.Pattern[str], words: str) -> Iterator[str]:
    for found in pattern.finditer(words):
        yield from filter(None, found.groups())


def _runs(blocks: Iterable[Block]) -> Iterator[Run]:
    for block in blocks:
        match block:
            case Paragraph():
                yield from block.runs
            case Listing():
                yield from (run for item in block.items for run in item.runs)
            case Box():
                yield from (run for _, each in block.rows for one in each for run in one.runs)


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
    patterns = citing(asked.paper.language, asked.book)
    for piece in asked.pieces[1:]:
        for citation in citations_in(plainly(piece.words), patterns):
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
    """Every code of the table beside a drawing stands in it, but for what an outline leaves out,
    under the one that it reports to; and nothing that the table does not have. What of a file
    cannot be looked into is left out."""
    for drawing in (one for one in asked.blocks if isinstance(one, Drawing) and one.svg):
        drawn = re.findall(r">([^<>]+)<", drawing.svg)
        left_out = sum(int(said[2:11]) for said in drawn if re.fullmatch("\u200e\\+\\d+", said))
        rows = drawing.beside.rows if drawing.beside else ()
        told = {plain_words(row[0]) for row in rows}
        codes = [code for row in rows if (code := plain_words(row[0])) != "–"]
        missing = [code for code in codes if code not in drawn]
        if len(missing) > left_out:
            yield from (Finding(Fault.CHART_DIFFERS, code) for code in missing)
        if rows and not left_out and "–" not in told:
            added = (box for box in boxes_called(drawing.svg) if not told & {*box})
            yield from (Finding(Fault.CHART_DIFFERS, ", ".join(box[:2])) for box in added)
        yield from _reporting(drawing.svg, rows, set(codes) & set(drawn))


def _reporting(svg: str, rows: Sequence[Sequence[Runs]], codes: set[str]) -> Iterator[Finding]:
    """The lines of a chart say what its table does; of a code that several units have, nothing."""
    said = [(plain_words(row[0]), plain_words(row[3])) for row in rows if len(row) > 3]
    times = Counter(code for code, _ in said)
    told = {code: above for code, above in said if code in codes and times[code] == 1}
    drawn = chart_drawn(svg, told)
    if drawn is None:
        return
    for code, above in told.items():
        due = above if above in told else ""
        if code not in drawn.codes or (times[above] < 2 and drawn.above.get(code, "") != due):
            yield Finding(Fault.CHART_DIFFERS, code, due)


NAMES = frozenset({"recipient"})
"""What in a value is the name of a person: it stands in its own letters in every language."""


def _translation(asked: _Asked) -> Iterator[Finding]:
    """What is marked as of another language, and every sentence that is surely in one."""
    pieces = asked.pieces
    names = {run.text for piece in pieces for run in piece.runs if run.source in NAMES}
    names |= {str(asked.paper.value[name]) for name in NAMES & asked.paper.value.keys()}
    for piece in pieces:
        words = _without(piece.words, names)
        if piece.language:
            yield Finding(Fault.UNTRANSLATED, piece.source or piece.words)
        elif strange := sentence_of_another(words, asked.paper.language):
            yield Finding(Fault.UNTRANSLATED, piece.source or strange)


def _without(words: str, names: Iterable[str]) -> str:
    for name in names:
        words = words.replace(name, "") if name else words
    return words


def _value(asked: _Asked) -> Iterator[Finding]:
    yield from against_value(asked.paper, asked.book, is_unworded=asked.is_unworded)


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
    _value,
)
