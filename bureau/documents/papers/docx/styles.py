"""The styles of a paper in Word: what an editor picks from, in either direction."""

from collections.abc import Iterator
from dataclasses import dataclass

from bureau.documents.papers.docx.elements import on, root, w
from bureau.documents.papers.tongues import Tongue

LATIN, HAN, ARABIC = "Noto Sans", "Noto Sans CJK SC", "Noto Naskh Arabic"
INSTEAD = {LATIN: "Arial", HAN: "Microsoft YaHei", ARABIC: "Arial"}
"""What Word takes where a font is not installed."""
BODY, BODY_ARABIC = 21, 24
"""Half points."""
INDENT = 520
TABLES = {100: "", 85: "Small", 70: "Smallest"}
"""The sizes of letters in a table, in percent, and how the styles of each end."""


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph's style. `size` is beside the body's, in percent; lengths are twentieths of a
    point; `outline` from 0."""

    id: str
    name: str
    size: int = 100
    is_strong: bool = False
    before: int = 0
    after: int = 120
    start: int = 0
    is_kept: bool = False
    has_border: bool = False
    breaks_page: bool = False
    outline: int | None = None
    is_right: bool = False
    is_last: bool = False
    based: str = "Normal"


_UNITS_SIDE = {False: "right", True: "left"}
"""Figures end at the right in every language, so that units stand under units; from the right, Word
calls that side left."""
_LINES_END = "right"
"""What Word calls the end of a line, in either direction."""


def _in_tables(size: int, end: str) -> Iterator[Style]:
    name, size = f" {end}".rstrip(), 90 * size // 100
    yield Style(f"TableText{end}", f"Table Text{name}", size, before=40, after=40)
    yield Style(f"TableHead{end}", f"Table Head{name}", size, True, 40, 40, is_kept=True)
    yield Style(f"TableFigures{end}", f"Table Figures{name}", size, False, 40, 40, is_right=True)


PARAGRAPHS = (
    Style("Title", "Title", 175, is_strong=True, before=360, after=240, is_kept=True),
    *(
        Style(f"Heading{n}", f"heading {n}", size, True, 280, 120, is_kept=True, outline=n - 1)
        for n, size in enumerate((130, 112, 100, 100, 100), 1)
    ),
    Style("AnnexTitle", "Annex Title", 130, True, 0, 200, 0, True, breaks_page=True, outline=0),
    Style("Numbered", "Numbered Paragraph"),
    Style("ListParagraph", "List Paragraph", after=60),
    Style("Enacting", "Enacting", is_kept=True),
    Style("Preamble", "Preamble", start=INDENT),
    Style("Operative", "Operative"),
    Style("Note", "Note", 86, before=120, has_border=True),
    Style("FaceEnd", "Face End", 90, before=40, after=40, is_last=True),
    Style("Mark", "Mark", is_strong=True, before=60, after=60, has_border=True),
    Style("Caption", "caption", 90, is_strong=True, before=160, after=80, is_kept=True),
    Style("Drawing", "Drawing", before=60),
    *(style for size, end in TABLES.items() for style in _in_tables(size, end)),
    Style("Header", "header", 82, after=0),
    Style("Footer", "footer", 82, after=0),
    Style("Thin", "Thin", 10, after=100),
)


def styles_part(tongue: Tongue) -> bytes:
    return root(
        "styles",
        _defaults(tongue),
        w(
            "style",
            w("name", val="Normal"),
            w("qFormat"),
            w("pPr", on(tongue.is_rtl, "bidi")) if tongue.is_rtl else "",
            type="paragraph",
            default=1,
            styleId="Normal",
        ),
        *(_paragraph(style, tongue) for style in PARAGRAPHS),
        _code(),
        *_tables(),
    )


def _defaults(tongue: Tongue) -> str:
    fonts = w("rFonts", ascii=LATIN, hAnsi=LATIN, eastAsia=HAN, cs=ARABIC)
    language = w("lang", val=latin(tongue), eastAsia="zh-CN", bidi="ar-SA")
    spacing = w("spacing", after=120, line=276, lineRule="auto")
    runs = w("rPrDefault", w("rPr", fonts, _sizes(100, tongue), language))
    return w("docDefaults", runs, w("pPrDefault", w("pPr", spacing)))


def _sizes(percent: int, tongue: Tongue) -> str:
    """Of Latin letters too they are the larger ones where they stand among Arabic ones."""
    said = BODY_ARABIC if tongue.is_rtl else BODY
    return w("sz", val=said * percent // 100) + w("szCs", val=BODY_ARABIC * percent // 100)


def latin(tongue: Tongue) -> str:
    """The language of words in Latin or Cyrillic letters."""
    return tongue.word if tongue.code not in ("ara", "zho") else "en-GB"


def _paragraph(style: Style, tongue: Tongue) -> str:
    set_as = "".join(
        (
            on(style.is_kept, "keepNext", "keepLines"),
            on(style.breaks_page, "pageBreakBefore"),
            _border() if style.has_border else "",
            on(tongue.is_rtl, "bidi"),
            w("spacing", before=style.before, after=style.after),
            w("ind", start=style.start) if style.start else "",
            w("jc", val=_UNITS_SIDE[tongue.is_rtl]) if style.is_right else "",
            w("jc", val=_LINES_END) if style.is_last else "",
            "" if style.outline is None else w("outlineLvl", val=style.outline),
        )
    )
    return w(
        "style",
        w("name", val=style.name),
        w("basedOn", val=style.based),
        w("qFormat"),
        w("pPr", set_as),
        w("rPr", on(style.is_strong, "b", "bCs"), _sizes(style.size, tongue)),
        type="paragraph",
        styleId=style.id,
    )


def _border() -> str:
    sides = ("top", "left", "bottom", "right")
    return w("pBdr", *(w(side, val="single", sz=6, space=4, color="182023") for side in sides))


def _code() -> str:
    """A code is in no language, so that nothing of it is corrected."""
    return w(
        "style",
        w("name", val="Code Number"),
        w("qFormat"),
        w("rPr", w("noProof"), w("lang", val="en-GB", eastAsia="en-GB")),
        type="character",
        customStyle=1,
        styleId="CodeNumber",
    )


def _tables() -> tuple[str, str]:
    lines = ("top", "bottom", "insideH")
    box = ("top", "left", "bottom", "right", "insideH", "insideV")
    tinted = w(
        "tblStylePr", w("tcPr", w("shd", val="clear", color="auto", fill="EEEEEE")), type="firstRow"
    )
    return _table("PaperTable", "Paper Table", lines, tinted), _table("PaperBox", "Paper Box", box)


def _table(identity: str, name: str, sides: tuple[str, ...], more: str = "") -> str:
    borders = (w(side, val="single", sz=4, space=0, color="60686B") for side in sides)
    margins = (w(side, w=90, type="dxa") for side in ("left", "right"))
    return w(
        "style",
        w("name", val=name),
        w("qFormat"),
        w("tblPr", w("tblBorders", *borders), w("tblCellMar", *margins)),
        more,
        type="table",
        customStyle=1,
        styleId=identity,
    )


def fonts_part() -> bytes:
    return root(
        "fonts",
        *(
            w("font", w("altName", val=instead), w("family", val="swiss"), name=name)
            for name, instead in INSTEAD.items()
        ),
    )


def settings_part(tongue: Tongue) -> bytes:
    mode = w(
        "compatSetting",
        name="compatibilityMode",
        uri="http://schemas.microsoft.com/office/word",
        val=15,
    )
    language = w("themeFontLang", val=latin(tongue), eastAsia="zh-CN", bidi="ar-SA")
    tight = w("characterSpacingControl", val="compressPunctuation")
    return root("settings", w("zoom", percent=100), tight, w("compat", mode), language)
