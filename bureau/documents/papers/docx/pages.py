"""Sections, and what stands at the head and foot of every page of a paper in Word."""

from dataclasses import dataclass

from bureau.core.layout.svg import escaped
from bureau.core.papers.blocks import Paper
from bureau.core.papers.setting import running
from bureau.documents.papers.docx.elements import on, root, w
from bureau.documents.papers.drawings import Size
from bureau.documents.papers.tongues import Tongue, coded


@dataclass(frozen=True, slots=True)
class Page:
    """In twentieths of a point."""

    width: int
    height: int

    @property
    def is_lying(self) -> bool:
        return self.width > self.height

    @property
    def room(self) -> Size:
        """What a drawing may take, in points: beside margins, and under a title or face."""
        above = 340 if self in SHEETS.values() else 280
        return Size(self.width / 20 - 130, self.height / 20 - above)


UPRIGHT, LYING = Page(11906, 16838), Page(16838, 11906)
SHEETS = {"a3": Page(23811, 16838), "a1": Page(31680, 22394)}
"""A1 is larger than Word allows: as large as it does, in the same proportion."""
HEAD, FIRST, FOOT = "rId11", "rId12", "rId13"
"""What the parts are called where sections ask for them."""


def section(tongue: Tongue, page: Page, *, is_first: bool) -> str:
    """The first page has its face instead of a head."""
    size = {"w": page.width, "h": page.height}
    turned = {"orient": "landscape"} if page.is_lying else {}
    margins = {"top": 1440, "right": 1247, "bottom": 1300, "left": 1247}
    return w(
        "sectPr",
        _reference("header", "default", HEAD),
        _reference("header", "first", FIRST),
        _reference("footer", "default", FOOT),
        _reference("footer", "first", FOOT),
        w("type", val="nextPage"),
        w("pgSz", **size, **turned),
        w("pgMar", **margins, header=680, footer=600, gutter=0),
        w("cols", space=720),
        on(is_first, "titlePg"),
        on(tongue.is_rtl, "bidi"),
    )


def _reference(what: str, kind: str, identity: str) -> str:
    return f'<w:{what}Reference w:type="{kind}" r:id="{identity}"/>'


def head_part(paper: Paper, tongue: Tongue) -> bytes:
    number = coded(paper.furniture.number, paper.language)
    said = "".join(_run(one.text, None if one.is_code else tongue) for one in number)
    sides = _run(paper.furniture.issuer, tongue), said
    return root("hdr", _edge(sides, (3400, 1600), "Header", tongue), _thin())


def first_part(tongue: Tongue) -> bytes:
    return root("hdr", w("p", w("pPr", w("pStyle", val="Header"), on(tongue.is_rtl, "bidi"))))


def foot_part(paper: Paper, tongue: Tongue) -> bytes:
    said = (_run(running(paper)[1], tongue), _page_words(tongue))
    return root("ftr", _thin(), _edge(said, (4000, 1000), "Footer", tongue), _thin())


def _page_words(tongue: Tongue) -> str:
    before, _, rest = tongue.page.partition("{page}")
    between, _, after = rest.partition("{pages}")
    fields = [_field(name) for name in ("PAGE", "NUMPAGES")]
    words = [_run(part, tongue) for part in (before, between, after)]
    return words[0] + fields[0] + words[1] + fields[1] + words[2]


def _field(name: str) -> str:
    return w("fldSimple", _run("1"), instr=f" {name} ")


def _run(words: str, tongue: Tongue | None = None) -> str:
    """Without a language it is a number or code, which runs from the left."""
    if not words:
        return ""
    looks = w("rPr", w("rtl")) if tongue is not None and tongue.is_rtl else ""
    return w("r", looks, f'<w:t xml:space="preserve">{escaped(words)}</w:t>')


def _thin() -> str:
    """Between the text and a foot of many lines, and behind a table."""
    return w("p", w("pPr", w("pStyle", val="Thin")))


def _edge(sides: tuple[str, str], widths: tuple[int, int], style: str, tongue: Tongue) -> str:
    """Two sides over the whole width, however wide the page is: each so many of 5000."""
    cells = [
        w(
            "tc",
            w("tcPr", w("tcW", w=width, type="pct")),
            w(
                "p",
                w(
                    "pPr",
                    w("pStyle", val=style),
                    on(tongue.is_rtl, "bidi"),
                    w("jc", val="right") if is_last else "",
                ),
                side,
            ),
        )
        for side, width, is_last in zip(sides, widths, (False, True), strict=True)
    ]
    look = w("tblPr", on(tongue.is_rtl, "bidiVisual"), w("tblW", w=5000, type="pct"))
    grid = w("tblGrid", *(w("gridCol", w=2 * width) for width in widths))
    return w("tbl", look, grid, w("tr", *cells))
