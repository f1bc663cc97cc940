"""The blocks of a paper as paragraphs, tables and pictures of Word."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bureau.core.layout.svg import escaped
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
)
from bureau.documents.papers.columns import columns
from bureau.documents.papers.docx.elements import on, w
from bureau.documents.papers.docx.numbering import Numbering
from bureau.documents.papers.docx.pages import LYING, SHEETS, UPRIGHT, Page, section
from bureau.documents.papers.docx.pictures import Pictures
from bureau.documents.papers.laying import figures, is_kept, is_wide, leads, lowered
from bureau.documents.papers.tongues import TONGUES, Tongue, coded

MARK = "\u200e"
"""Says in a paragraph from the right that a code runs from the left."""
STYLES = {
    Role.BODY: "",
    Role.ENACTING: "Enacting",
    Role.PREAMBLE: "Preamble",
    Role.OPERATIVE: "Operative",
    Role.NOTE: "Note",
}
LEVELS = 5
WIDTH = 9360
"""Of a table, in twentieths of a point."""


@dataclass(slots=True)
class Body:
    """Writes one paper; `numbering` and `pictures` hold what its other parts must say."""

    tongue: Tongue
    numbering: Numbering
    pictures: Pictures
    anchors: int = 0
    is_lying: bool = False
    is_turned: bool = False
    sheet: Page | None = None
    said: list[str] = field(default_factory=list)

    def write(self, paper: Paper) -> str:
        """A poster lies on its sheet from its face on."""
        self.sheet = SHEETS.get(paper.page)
        self.is_lying = self.sheet is not None
        self.face(paper)
        self.blocks(paper.blocks)
        return "".join(self.said) + self.section()

    def face(self, paper: Paper) -> None:
        furniture = paper.furniture
        strong = (Run(furniture.issuer, is_strong=True),)
        number = coded(furniture.number, is_strong=True)
        lines = ((strong, number), ((Run(furniture.original),), (Run(furniture.day),)))
        rows = [
            w("tr", self.cell(first, "TableText", 6000), self.cell(last, "TableFigures", 3360))
            for first, last in lines
        ]
        self.said.append(self.frame("", (6000, 3360), rows) + self.thin())
        self.said += [self.paragraph((Run(mark),), "Mark") for mark in paper.marks]
        self.said.append(self.paragraph((Run(paper.title),), "Title"))

    def blocks(self, blocks: Sequence[Block]) -> None:
        """A page is turned on its side for a wide drawing, with the headings right before it, and
        for an annex that holds one."""
        for place, block in enumerate(blocks):
            is_poster = self.sheet is not None and isinstance(block, Drawing)
            lying = is_poster or _asks_to_lie(blocks[place:])
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
                self.said.append(self.paragraph(block.runs, style, anchor=block.anchor))
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
        said = w("r", w("rPr", *looks) if any(looks) else "", self.words(run))
        return w("hyperlink", said, anchor=name_of(run.target)) if run.target else said

    def words(self, run: Run) -> str:
        """A hyphen in a code is one at which no line breaks; so is a space in a reference."""
        text = f"{MARK}{run.text}{MARK}" if run.is_code and self.tongue.is_rtl else run.text
        if run.target and is_kept(run):
            text = text.replace(" ", "\u00a0")
        parts = text.split("-") if run.is_code else [text]
        said = (f'<w:t xml:space="preserve">{escaped(part)}</w:t>' for part in parts)
        return w("noBreakHyphen").join(said)

    def paragraph(
        self, runs: Runs, style: str = "", counted: str = "", *, anchor: str = "", more: str = ""
    ) -> str:
        """`counted` is what numbers or keeps it, `more` what stands behind its words."""
        looks = (w("pStyle", val=style) if style else "", counted, on(self.tongue.is_rtl, "bidi"))
        set_as = w("pPr", *looks) if any(looks) else ""
        before, after = self.bookmark(anchor) if anchor else ("", "")
        return w("p", set_as, before, self.runs(runs), more, after)

    def thin(self, ended: str = "") -> str:
        """A line that is hardly seen: between tables, or at the end of a section."""
        return w("p", w("pPr", w("pStyle", val="Thin"), on(self.tongue.is_rtl, "bidi"), ended))

    def bookmark(self, anchor: str) -> tuple[str, str]:
        self.anchors += 1
        begun = w("bookmarkStart", id=self.anchors, name=name_of(anchor))
        return begun, w("bookmarkEnd", id=self.anchors)

    def spoken(self, block: Paragraph, otherwise: str = "", *, is_leading: bool = False) -> str:
        """A paragraph that leads to a list or table stays with it."""
        style, kept = STYLES[block.role] or otherwise, on(is_leading, "keepNext")
        if block.number is None:
            return self.paragraph(block.runs, style, kept)
        counted = self.numbering.paragraph(block.number)
        return self.paragraph(block.runs, style or "Numbered", kept + counted)

    def listing(self, block: Listing, depth: int = 0) -> list[str]:
        counted = self.numbering.listing(block.marker, depth)
        said = []
        for item in block.items:
            said.append(self.paragraph(item.runs, "ListParagraph", counted))
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

    def cell(self, runs: Runs, style: str, width: int) -> str:
        return w("tc", w("tcPr", w("tcW", w=width, type="dxa")), self.paragraph(runs, style))

    def table(self, block: Table) -> str:
        widths = _widths(block)
        styles = ["TableFigures" if at in block.numeric else "TableText" for at in _places(block)]
        heads = ["TableFigures" if at in block.numeric else "TableHead" for at in _places(block)]
        top = zip(block.head, heads, widths, strict=True)
        head = w(
            "tr",
            w("trPr", w("cantSplit"), w("tblHeader")),
            *(self.cell(_strong(cell), style, width) for cell, style, width in top),
        )
        rows = [
            w(
                "tr",
                w("trPr", w("cantSplit")),
                *(
                    self.cell(figures(block, at, cell), styles[at], widths[at])
                    for at, cell in enumerate(row)
                ),
            )
            for row in block.rows
        ]
        caption = self.paragraph((Run(block.caption),), "Caption") if block.caption else ""
        return caption + self.frame("PaperTable", widths, [head, *rows]) + self.thin()

    def box(self, block: Box) -> str:
        narrow, wide = 2800, WIDTH - 2800
        rows = []
        for label, said in block.rows:
            inner = "".join(self.spoken(one, "TableText") for one in said) or w("p")
            held = w("tc", w("tcPr", w("tcW", w=wide, type="dxa")), inner)
            rows.append(w("tr", self.cell(_strong(label), "TableText", narrow), held))
        return self.frame("PaperBox", (narrow, wide), rows) + self.thin()

    def drawing(self, block: Drawing) -> str:
        picture = self.pictures.add(
            block.svg, block.alt, self.page.room, fills=self.sheet is not None
        )
        caption = self.paragraph((Run(block.caption),), "Caption") if block.caption else ""
        drawn = self.paragraph((), "Drawing", more=picture)
        return caption + drawn + ("" if block.beside is None else self.table(block.beside))

    def annex(self, block: Annex) -> None:
        named = self.runs((Run(block.label),)) + w("r", w("br")) + self.runs(block.title)
        self.said.append(self.paragraph((), "AnnexTitle", anchor=block.anchor, more=named))
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


def _asks_to_lie(blocks: Sequence[Block]) -> bool:
    first = next((one for one in blocks if not isinstance(one, Heading)), None)
    inner = first.blocks if isinstance(first, Annex) and first is blocks[0] else [first]
    return any(isinstance(one, Drawing) and is_wide(one) for one in inner)


def _strong(runs: Runs) -> Runs:
    return tuple(Run(r.text, r.source, True, r.is_emphasised, r.is_code) for r in runs)


def _places(block: Table) -> range:
    return range(len(block.head))


def _widths(block: Table) -> list[int]:
    """In twentieths of a point; what rounding takes away falls to the last."""
    widths = [round(wide * 20) for wide in columns(block, WIDTH / 20)]
    return [*widths[:-1], WIDTH - sum(widths[:-1])]
