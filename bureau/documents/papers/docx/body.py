"""The blocks of a paper as paragraphs, tables and pictures of Word."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from bureau.core.layout.svg import escaped
from bureau.core.papers.blocks import (
    Annex,
    Block,
    Box,
    Change,
    Drawing,
    Heading,
    Listing,
    Paper,
    Paragraph,
    Role,
    Run,
    Runs,
    Table,
)
from bureau.documents.papers.columns import Measured
from bureau.documents.papers.docx.elements import on, w
from bureau.documents.papers.docx.numbering import Numbering
from bureau.documents.papers.docx.pages import LYING, SHEETS, UPRIGHT, Page, section
from bureau.documents.papers.docx.pictures import Pictures
from bureau.documents.papers.docx.styles import TABLES
from bureau.documents.papers.docx.tracking import Tracking
from bureau.documents.papers.facing import Face, caption_of, change_of, label_of
from bureau.documents.papers.laying import (
    figures,
    in_letters,
    is_kept,
    is_wide,
    leads,
    lies,
    lowered,
    parted,
)
from bureau.documents.papers.tongues import TONGUES, Tongue

_BETWEEN_FIGURES = re.compile(r"(?<=\d)-(?=\d)")
MARK, BACK = "\u200e", "\u200f"
"""Say in a paragraph from the right that a code runs from the left, and what is behind it not."""
STYLES = {
    Role.BODY: "",
    Role.ENACTING: "Enacting",
    Role.PREAMBLE: "Preamble",
    Role.OPERATIVE: "Operative",
    Role.NOTE: "Note",
}
LEVELS = 5
KEPT = 2
"""Rows of a long table that stay with its head."""
BOX = (2800, 6560)
"""How wide its columns are, in twentieths of a point."""
POINT = 20


@dataclass(slots=True)
class Body:
    """Writes one paper; `numbering` and `pictures` hold what its other parts must say, `tracking`
    marks what a redline marks."""

    tongue: Tongue
    numbering: Numbering
    pictures: Pictures
    tracking: Tracking = field(default_factory=Tracking)
    lies: bool = False
    is_lying: bool = False
    is_turned: bool = False
    sheet: Page | None = None
    said: list[str] = field(default_factory=list)

    def write(self, paper: Paper, face: Face) -> str:
        """A poster lies on its sheet from its face on, a paper with a wide table on all pages."""
        self.sheet, self.lies = SHEETS.get(paper.page), lies(paper.blocks, self.tongue)
        self.is_lying = self.lies or self.sheet is not None
        self.face(face)
        self.blocks(paper.blocks)
        if _comes_or_goes(paper.blocks):
            self.said.append(self.thin())
        return "".join(self.said) + self.section()

    def face(self, face: Face) -> None:
        lines = ((_strong(face.issuer), _strong(face.number)), (face.original, face.day))
        rows = [
            w("tr", self.cell(first, "TableText", 6000), self.cell(last, "FaceEnd", 3360))
            for first, last in lines
        ]
        self.said.append(self.frame("", (6000, 3360), rows) + self.thin())
        self.said += [self.paragraph(one.runs, "Mark", change=one.change) for one in face.marks]
        self.said.append(self.paragraph(face.title, "Title"))

    def blocks(self, blocks: Sequence[Block]) -> None:
        """A page is turned on its side for a wide drawing, with the headings right before it, and
        for an annex that holds one or a wide table."""
        for place, block in enumerate(blocks):
            is_poster = self.sheet is not None and isinstance(block, Drawing)
            lying = self.lies or is_poster or _asks_to_lie(blocks[place:], self.tongue)
            if lying != self.is_lying:
                self.turn(lying=lying)
            self.block(block, 0, is_leading=leads(blocks, place))

    def turn(self, *, lying: bool) -> None:
        """Ends the section that was before; the next one lies, or stands."""
        self.said.append(self.thin(self.section()))
        self.is_lying, self.is_turned = lying, True

    @property
    def page(self) -> Page:
        return (self.sheet or LYING) if self.is_lying else UPRIGHT

    def section(self) -> str:
        return section(self.tongue, self.page, is_first=not self.is_turned)

    def block(self, block: Block, lower: int, *, is_leading: bool = False) -> None:
        match block:
            case Heading():
                style = f"Heading{min(LEVELS, block.level + lower)}"
                self.said.append(
                    self.paragraph(block.runs, style, anchor=block.anchor, change=block.change)
                )
            case Paragraph():
                self.said.append(self.spoken(block, is_leading=is_leading))
            case Listing():
                self.said += self.listing(block)
            case Table():
                self.said.append(self.table(block))
            case Box():
                self.said.append(self.box(block))
            case Drawing():
                self.said.append(self.drawing(block))
            case Annex():
                self.annex(block)

    def runs(self, runs: Iterable[Run]) -> str:
        return "".join(map(self.run, runs))

    def run(self, run: Run) -> str:
        said = self.tracking.words("".join(map(self.part, parted(run))), run.change)
        leads_on = run.target and run.change is not Change.GONE
        return w("hyperlink", said, anchor=name_of(run.target)) if leads_on else said

    def part(self, run: Run) -> str:
        """Italics are strong letters where a script has none."""
        is_slanted = run.is_emphasised and self.tongue.has_italics
        is_strong = run.is_strong or (run.is_emphasised and not self.tongue.has_italics)
        tongue = TONGUES[run.language] if run.language else self.tongue
        is_from_right = tongue.is_rtl and not run.is_code
        is_han = tongue.code == "zho" and not run.is_code
        looks = (
            w("rStyle", val="CodeNumber") if run.is_code else "",
            w("rFonts", hint="eastAsia") if is_han else "",
            on(is_strong, "b", "bCs") + on(is_slanted, "i", "iCs"),
            on(is_from_right, "rtl"),
            _language(tongue) if run.language else "",
        )
        return w("r", w("rPr", *looks) if any(looks) else "", self.words(run))

    def words(self, run: Run) -> str:
        """A hyphen in a code, or between figures (2024-2025), is one at which no line breaks; so is
        a space in a code or a reference."""
        text = f"{MARK}{run.text}{MARK}{BACK}" if run.is_code and self.tongue.is_rtl else run.text
        if is_kept(run):
            text = text.replace(" ", "\u00a0")
        parts = text.split("-") if run.is_code else _BETWEEN_FIGURES.split(text)
        name = "delText" if run.change is Change.GONE else "t"
        said = (f'<w:{name} xml:space="preserve">{escaped(part)}</w:{name}>' for part in parts)
        return w("noBreakHyphen").join(said)

    def paragraph(
        self,
        runs: Runs,
        style: str = "",
        counted: str = "",
        *,
        anchor: str = "",
        more: str = "",
        change: Change = Change.NONE,
    ) -> str:
        """`counted` is what numbers or keeps it, `more` what stands behind its words. Where it is
        gone nothing leads to it: its place may have been taken."""
        looks = (
            w("pStyle", val=style) if style else "",
            counted,
            on(self.tongue.is_rtl, "bidi"),
            self.tracking.paragraph(change),
        )
        set_as = w("pPr", *looks) if any(looks) else ""
        is_named = anchor and change is not Change.GONE
        before, after = self.bookmark(anchor) if is_named else ("", "")
        return w("p", set_as, before, self.runs(runs), more, after)

    def thin(self, ended: str = "", change: Change = Change.NONE) -> str:
        """A line that is hardly seen: between tables, or at the end of a section."""
        said = (on(self.tongue.is_rtl, "bidi"), self.tracking.paragraph(change), ended)
        return w("p", w("pPr", w("pStyle", val="Thin"), *said))

    def bookmark(self, anchor: str) -> tuple[str, str]:
        number = self.tracking.next()
        begun = w("bookmarkStart", id=number, name=name_of(anchor))
        return begun, w("bookmarkEnd", id=number)

    def spoken(self, block: Paragraph, otherwise: str = "", *, is_leading: bool = False) -> str:
        """A paragraph that leads to a list or table stays with it."""
        style, kept = STYLES[block.role] or otherwise, on(is_leading, "keepNext")
        if block.number is None:
            return self.paragraph(block.runs, style, kept, change=block.change)
        counted = kept + self.numbering.paragraph(*_numbers(block))
        return self.paragraph(block.runs, style or "Numbered", counted, change=block.change)

    def listing(self, block: Listing, depth: int = 0) -> list[str]:
        counted = self.numbering.listing(block.marker, depth)
        said = []
        for item in block.items:
            named = self.paragraph(item.runs, "ListParagraph", counted, change=item.change)
            said.append(named)
            said += [] if item.parts is None else self.listing(item.parts, depth + 1)
        return said

    def frame(self, style: str, widths: Sequence[int], rows: Iterable[str]) -> str:
        looks = (
            w("tblStyle", val=style) if style else "",
            on(self.tongue.is_rtl, "bidiVisual"),
            w("tblW", w=5000, type="pct"),
            w("tblLook", firstRow=1, lastRow=0, firstColumn=1, lastColumn=0, noHBand=1, noVBand=1),
        )
        grid = w("tblGrid", *(w("gridCol", w=width) for width in widths))
        return w("tbl", w("tblPr", *looks), grid, *rows)

    def cell(self, runs: Runs, style: str, width: int, *, is_kept: bool = False) -> str:
        """One that is kept stays on a page with the row below it."""
        said = self.paragraph(runs, style, on(is_kept, "keepNext"))
        return w("tc", w("tcPr", w("tcW", w=width, type="dxa")), said)

    def table(self, block: Table) -> str:
        room, sized = self.page.room.width, in_letters(block, self.tongue)
        widths, scaled = _widths(sized, room), sized.scale(room)
        end = TABLES[next(size for size in TABLES if size / 100 <= scaled)]
        styles, heads = (
            [f"Table{'Figures' if at in block.numeric else name}{end}" for at in _places(block)]
            for name in ("Text", "Head")
        )
        top = zip(block.head, heads, widths, strict=True)
        head = w(
            "tr",
            w("trPr", w("cantSplit"), w("tblHeader"), self.tracking.mark(block.change)),
            *(self.cell(_strong(cell), style, width, is_kept=True) for cell, style, width in top),
        )
        rows = [
            w(
                "tr",
                w("trPr", w("cantSplit"), self.tracking.mark(change)),
                *(
                    self.cell(figures(block, at, cell), styles[at], widths[at], is_kept=is_kept)
                    for at, cell in enumerate(row)
                ),
            )
            for row, change, is_kept in zip(
                block.rows, _changes(block), _kept(sized, widths), strict=True
            )
        ]
        framed = self.frame("PaperTable", widths, [head, *rows])
        return self.captioned(block) + framed + self.thin(change=block.change)

    def captioned(self, block: Table | Drawing) -> str:
        words = caption_of(block)
        return self.paragraph(words, "Caption", change=change_of(words)) if words else ""

    def box(self, block: Box) -> str:
        narrow, wide = BOX
        may_split = w("cantSplit", val="off")
        rows = []
        for (label, said), change in zip(block.rows, _changes(block), strict=True):
            inner = "".join(self.spoken(one, "TableText") for one in said) or w("p")
            inner += self.thin() if _comes_or_goes(said) and not change else ""
            held = w("tc", w("tcPr", w("tcW", w=wide, type="dxa")), inner)
            named = self.cell(_strong(label), "TableText", narrow)
            mark = self.tracking.mark(change)
            rows.append(w("tr", w("trPr", may_split, mark) if mark else "", named, held))
        return self.frame("PaperBox", (narrow, wide), rows) + self.thin(change=block.change)

    def drawing(self, block: Drawing) -> str:
        """One that was drawn otherwise before stands beside that one, each marked."""
        drawn = self.drawn(block, block.change)
        if block.was is not None:
            drawn = self.drawn(block.was, Change.GONE) + self.drawn(block, Change.ADDED)
        shown = self.paragraph((), "Drawing", more=drawn, change=block.change)
        beside = "" if block.beside is None else self.table(block.beside)
        return self.captioned(block) + shown + beside

    def drawn(self, block: Drawing, change: Change) -> str:
        fills = self.sheet is not None
        picture = self.pictures.add(block.svg, block.alt, self.page.room, fills=fills)
        return self.tracking.words(picture, change)

    def annex(self, block: Annex) -> None:
        parted = self.tracking.words(w("r", w("br")), block.change)
        named = self.runs(label_of(block)) + parted + self.runs(block.title)
        self.said.append(
            self.paragraph((), "AnnexTitle", anchor=block.anchor, more=named, change=block.change)
        )
        for place, one in enumerate(block.blocks):
            self.block(one, lowered(block), is_leading=leads(block.blocks, place))


def name_of(anchor: str) -> str:
    """What Word allows as the name of a place."""
    return re.sub(r"\W", "_", anchor)[:40]


def _language(tongue: Tongue) -> str:
    """Of a run, as its script is checked."""
    match tongue.code:
        case "ara":
            return w("lang", bidi=tongue.word)
        case "zho":
            return w("lang", eastAsia=tongue.word)
    return w("lang", val=tongue.word)


def _asks_to_lie(blocks: Sequence[Block], tongue: Tongue) -> bool:
    first = next((one for one in blocks if not isinstance(one, Heading)), None)
    if isinstance(first, Annex):
        return first is blocks[0] and any(is_wide(one, tongue) for one in first.blocks)
    return first is not None and is_wide(first, tongue)


def _strong(runs: Runs) -> Runs:
    return tuple(replace(run, is_strong=True) for run in runs)


def _comes_or_goes(blocks: Sequence[Block]) -> bool:
    """Whether the last paragraph is in one version alone. Nothing takes away the last one of a cell
    or document: so another one stands behind it."""
    match blocks[-1] if blocks else None:
        case Table() | Box() | None:
            return False
        case Listing(items=items) if items:
            last = items[-1]
            inner = last.parts is not None and _comes_or_goes((last.parts,))
            return bool(last.change) or inner
        case Annex(blocks=inside, change=change) if inside and not change:
            return _comes_or_goes(inside)
        case block:
            return bool(block.change)


def _changes(block: Table | Box) -> tuple[Change, ...]:
    """Of its rows."""
    return block.changes or (Change.NONE,) * len(block.rows)


def _numbers(block: Paragraph) -> tuple[int | None, int | None]:
    """As it is counted in the later version and in the earlier one, where it stands in it."""
    now = None if block.change is Change.GONE else block.number
    before = block.number if block.was is None else block.was.number
    return now, None if block.change is Change.ADDED else before


def _places(block: Table) -> range:
    return range(len(block.head))


def _widths(sized: Measured, room: float) -> list[int]:
    """In twentieths of a point; what rounding takes away falls to the last."""
    widths = [round(wide * POINT) for wide in sized.columns(room)]
    return [*widths[:-1], round(room * POINT) - sum(widths[:-1])]


def _kept(sized: Measured, widths: Sequence[int]) -> list[bool]:
    """Whether each row stays with the next: of a short table all, of a longer one the first, and
    the one before the last."""
    count, points = len(sized.table.rows), [wide / POINT for wide in widths]
    kept = count - 1 if sized.is_short(points) else min(count - 1, KEPT)
    last = count - 2 if sized.ends_together(points) else None
    return [place < kept or place == last for place in range(count)]
