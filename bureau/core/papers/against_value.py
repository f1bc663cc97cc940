"""A paper held against the value that it carries: every word, figure, number and drawing."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from html import unescape

from bureau.core.papers.blocks import Drawing, Paper, within
from bureau.core.papers.differing import Pair, differing, side_by_side
from bureau.core.papers.faults import Fault, Finding
from bureau.core.papers.kinds import KINDS
from bureau.core.papers.phrases import PhraseBook, UnknownPhraseError
from bureau.core.papers.pieces import Piece, pieces_of, plainly
from bureau.core.papers.setting import running

_DIGITS = re.compile(r"\d+")
_STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)
_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069]")


def against_value(paper: Paper, book: PhraseBook, *, is_unworded: bool) -> Iterator[Finding]:
    """The paper beside one set anew from the value that it carries; and what that value says."""
    if not paper.value or paper.kind not in KINDS:
        return
    try:
        value = KINDS[paper.kind].read(paper.value)
        anew = KINDS[paper.kind].setting(value, paper.language, book)
    except (ValueError, TypeError, LookupError, UnknownPhraseError):
        yield Finding(Fault.VALUE_UNREADABLE, paper.kind)
        return
    case = paper.value.get("case")
    if isinstance(case, Mapping):
        for place, claim in enumerate(case.get("claims", ())):
            if claim["verdict"] == "false":
                yield Finding(Fault.CLAIM_FALSE, f"case.claims.{place}")
    faces = side_by_side(list(_face(anew)), list(_face(paper)))
    pairs = [*side_by_side(pieces_of(anew), pieces_of(paper))]
    found = [*_differences(faces), *_differences(pairs), *_headed(pairs), *_counted(pairs)]
    found += [*_edges(anew, paper), *_drawn(anew, paper)]
    yield from [Finding(Fault.WORDED_OTHERWISE)] if found and is_unworded else found


def _face(paper: Paper) -> Iterator[Piece]:
    """What stands above the title."""
    furniture = paper.furniture
    for words in (furniture.issuer, furniture.number, furniture.original, furniture.day):
        yield Piece("face", words)
    yield from (Piece("mark", words) for words in paper.marks)


def _edges(anew: Paper, paper: Paper) -> Iterator[Finding]:
    """What a file repeats at the head and foot of its pages."""
    expected = [Piece("edge", words) for words in running(anew)]
    known = {plainly(one.words) for one in expected}
    for words in dict.fromkeys(paper.edges):
        if plainly(words) not in known:
            yield _difference(
                max(expected, key=lambda one: _likeness(one.words, words)), Piece("edge", words)
            )


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _headed(pairs: Iterable[Pair]) -> Iterator[Finding]:
    """The same words, as a heading on one side alone."""
    for was, now in pairs:
        if was and now and plainly(was.words) == plainly(now.words):
            if "heading" in (was.kind, now.kind) and was.kind != now.kind:
                yield Finding(Fault.HEADING_DIFFERS, plainly(now.words))


def _counted(pairs: Iterable[Pair]) -> Iterator[Finding]:
    """The first paragraph that is counted otherwise: those behind it follow."""
    for was, now in pairs:
        if was and now and was.number != now.number:
            number = "" if was.number is None else str(was.number)
            yield Finding(Fault.NUMBER_DIFFERS, plainly(now.words), number)
            return


def _drawn(anew: Paper, paper: Paper) -> Iterator[Finding]:
    """What is written in a drawing, wherever its lines are broken."""
    expected = _drawings(anew)
    for found in _drawings(paper):
        was = next((one for one in expected if plainly(one.alt) == plainly(found.alt)), None)
        if was and found.svg:
            expected.remove(was)
            lacking = _written(was.svg) - _written(found.svg)
            added = _written(found.svg) - _written(was.svg)
            yield from (Finding(Fault.CHART_DIFFERS, word) for word in (lacking or added))


def _drawings(paper: Paper) -> list[Drawing]:
    return [one for one in within(paper.blocks) if isinstance(one, Drawing)]


def _written(svg: str) -> Counter[str]:
    said = " ".join(re.findall(r">([^<>]+)<", _STYLE.sub("", svg)))
    return Counter(_UNSEEN.sub("", unescape(said)).split())


def _differences(pairs: Iterable[Pair]) -> Iterator[Finding]:
    for was, now in differing(pairs):
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
