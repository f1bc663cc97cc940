"""Numbered paragraphs and lists as Word counts them itself, so that an editor can go on."""

from dataclasses import dataclass, field

from bureau.core.papers.blocks import Marker
from bureau.documents.papers.docx.elements import root, w
from bureau.documents.papers.docx.styles import INDENT
from bureau.documents.papers.tongues import BULLETS, Tongue

PARAGRAPHS = 0
LISTS = {Marker.NUMBERS: 1, Marker.LETTERS: 2, Marker.BULLETS: 3}
LETTERS = {"ara": "arabicAbjad", "rus": "russianLower"}
DEPTHS = 5


@dataclass(slots=True)
class Numbering:
    """Collects a count of its own for each list, and for each run of numbered paragraphs."""

    tongue: Tongue
    counts: list[str] = field(default_factory=list)
    last: int = 0
    before: int = 0
    current: int = 0

    def paragraph(self, number: int | None, before: int | None) -> str:
        """The numbers of paragraphs go on, or begin anew at the one that is said; `before` is the
        one in an earlier version, which a redline counts beside it. None where it has no place."""
        goes_on = number in (None, self.last + 1) and before in (None, self.before + 1)
        if not (self.current and goes_on):
            self.current = self._count(PARAGRAPHS, 0, number or before or 1)
        self.last = number or self.last
        self.before = before or self.before
        return self._at(self.current, 0)

    def listing(self, marker: Marker, depth: int) -> str:
        at = min(depth, DEPTHS - 1)
        return self._at(self._count(LISTS[marker], at, 1), at)

    def _count(self, abstract: int, depth: int, first: int) -> int:
        number = len(self.counts) + 1
        start = w("lvlOverride", w("startOverride", val=first), ilvl=depth)
        self.counts.append(w("num", w("abstractNumId", val=abstract), start, numId=number))
        return number

    def _at(self, count: int, depth: int) -> str:
        return w("numPr", w("ilvl", val=depth), w("numId", val=count))

    def part(self) -> bytes:
        letters = LETTERS.get(self.tongue.code, "lowerLetter")
        figure, letter = self.tongue.figure.format("%{}"), self.tongue.letter.format("%{}")
        kinds = (
            (PARAGRAPHS, "decimal", "%{}.", -INDENT),
            (LISTS[Marker.NUMBERS], "decimal", figure, 0),
            (LISTS[Marker.LETTERS], letters, letter, 0),
            (LISTS[Marker.BULLETS], "bullet", "", 0),
        )
        abstract = (
            w(
                "abstractNum",
                w("multiLevelType", val="multilevel"),
                *(self._level(depth, format_, text, shift) for depth in range(DEPTHS)),
                abstractNumId=identity,
            )
            for identity, format_, text, shift in kinds
        )
        return root("numbering", *abstract, *self.counts)

    def _level(self, depth: int, format_: str, text: str, shift: int) -> str:
        """Paragraphs have their number at the margin; items hang behind their mark. Unlike those of
        paragraphs, the sides of numbers are those of the page in either direction."""
        said = text.format(depth + 1) or BULLETS[min(depth, len(BULLETS) - 1)]
        if shift:
            place = w("ind", start=0, firstLine=0)
        else:
            place = w("ind", start=INDENT * (depth + 2), hanging=INDENT)
        tab = w("tabs", w("tab", val="num", pos=INDENT)) if shift else ""
        return w(
            "lvl",
            w("start", val=1),
            w("numFmt", val=format_),
            w("suff", val="tab"),
            w("lvlText", val=said),
            w("lvlJc", val="right" if self.tongue.is_rtl else "left"),
            w("pPr", tab, place),
            ilvl=depth,
        )
