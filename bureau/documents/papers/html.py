"""Papers as HTML: a part of a page, or a page of its own that needs nothing else.

Classes only, no style within: the part passes a strict policy with `paper.css` beside it. A run
that says something of the value carries `data-source`, so that it can be lit from there.
"""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from bureau.core.layout.style import PLACING, STANDALONE
from bureau.core.layout.svg import escaped
from bureau.core.papers.blocks import (
    Annex,
    Block,
    Box,
    Drawing,
    Heading,
    Listing,
    Marker,
    Paper,
    Paragraph,
    Role,
    Run,
    Runs,
    Table,
)
from bureau.documents.papers.laying import figures, lowered
from bureau.documents.papers.tongues import TONGUES, Tongue, coded

STYLE = Path(__file__).parent / "look" / "paper.css"
LOWEST = 6
_RULES = re.compile(r"<style>.*?</style>", re.DOTALL)
_NAMED = re.compile(r'\b(id|aria-labelledby)="([^"]*)"')


def html_fragment(paper: Paper, top: int = 1) -> str:
    """An `article`; its title is a heading of level `top`."""
    return _Writer(TONGUES[paper.language], top).article(paper)


def html_bytes(paper: Paper) -> bytes:
    """A page that can be kept: its style is in it, and it asks no other file of anybody."""
    tongue = TONGUES[paper.language]
    style = STYLE.read_text() + STANDALONE + PLACING
    head = (
        '<meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escaped(paper.title)}</title><style>{style}</style>"
    )
    body = f'<main class="sheet">{html_fragment(paper)}</main>'
    place = f'lang="{tongue.tag}" dir="{tongue.direction}"'
    whole = f"<!doctype html>\n<html {place}><head>{head}</head><body>{body}</body></html>\n"
    return whole.encode()


def _element(name: str, inner: str, **attributes: str) -> str:
    """Attributes that are empty are left out; `_` stands for `-`, and ends `class_`."""
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escaped(value)}"'
        for key, value in attributes.items()
        if value
    )
    return f"<{name}{said}>{inner}</{name}>"


class _Writer:
    """Writes the blocks of one paper; counts its drawings, so that no name comes twice."""

    def __init__(self, tongue: Tongue, top: int) -> None:
        self.tongue = tongue
        self.top = top
        self.drawn = 0

    def article(self, paper: Paper) -> str:
        body = self.face(paper) + self.blocks(paper.blocks)
        foot = escaped(paper.furniture.foot)
        if foot:
            body += _element("footer", _element("p", foot))
        place = {"lang": self.tongue.tag, "dir": self.tongue.direction}
        return _element("article", body, class_=f"paper {paper.kind}", **place)

    def face(self, paper: Paper) -> str:
        furniture = paper.furniture
        number = self.runs(coded(furniture.number))
        lines = (
            (_element("b", escaped(furniture.issuer)), number),
            (escaped(furniture.original), escaped(furniture.day)),
        )
        said = "".join(
            _element("p", "".join(_element("span", half) for half in line if half), class_="line")
            for line in lines
            if any(line)
        )
        marks = "".join(_element("li", escaped(mark)) for mark in paper.marks)
        title = _element(f"h{self.top}", escaped(paper.title), class_="title")
        return _element(
            "header", said + (_element("ul", marks, class_="marks") if marks else "") + title
        )

    def blocks(self, blocks: Sequence[Block], lower: int = 0) -> str:
        return "\n".join(self.block(block, lower) for block in blocks)

    def block(self, block: Block, lower: int) -> str:
        match block:
            case Heading():
                name = self.level(block.level + lower)
                return _element(name, self.runs(block.runs), id=block.anchor)
            case Paragraph():
                return self.paragraph(block)
            case Listing():
                return self.listing(block)
            case Table():
                return self.table(block)
            case Box():
                return self.box(block)
            case Drawing():
                return self.drawing(block)
            case Annex():
                return self.annex(block)

    def level(self, level: int) -> str:
        return f"h{min(LOWEST, self.top + level)}"

    def runs(self, runs: Iterable[Run]) -> str:
        return "".join(map(self.run, runs))

    def run(self, run: Run) -> str:
        said = escaped(run.text)
        if run.is_emphasised:
            said = _element("em", said)
        if run.is_strong:
            said = _element("strong", said)
        if run.is_code:
            said = _element("bdi", said, class_="code", dir="ltr", data_source=run.source)
        elif run.language:
            other = TONGUES[run.language]
            place = {"lang": other.tag, "dir": other.direction}
            said = _element("bdi", said, data_source=run.source, **place)
        elif run.source:
            said = _element("span", said, data_source=run.source)
        return _element("a", said, href=f"#{run.target}") if run.target else said

    def paragraph(self, block: Paragraph) -> str:
        said = self.runs(block.runs)
        classes = [] if block.role is Role.BODY else [block.role.value]
        if block.number is not None:
            said = _element("span", f"{block.number}.", class_="number") + " " + said
            classes.append("numbered")
        return _element("p", said, class_=" ".join(classes))

    def listing(self, block: Listing) -> str:
        items = ""
        for item in block.items:
            parts = "" if item.parts is None else self.listing(item.parts)
            items += _element("li", self.runs(item.runs) + parts)
        name = "ul" if block.marker is Marker.BULLETS else "ol"
        return _element(name, items, class_=block.marker.value)

    def table(self, block: Table) -> str:
        """In a frame of its own that scrolls where the page is narrow."""
        head = "".join(
            _element("th", self.runs(cell), scope="col", class_=self.column(block, place))
            for place, cell in enumerate(block.head)
        )
        rows = "".join(_element("tr", self.row(block, row)) for row in block.rows)
        caption = _element("caption", escaped(block.caption)) if block.caption else ""
        inner = caption + _element("thead", _element("tr", head)) + _element("tbody", rows)
        named = block.caption or ", ".join("".join(r.text for r in cell) for cell in block.head)
        frame = {"role": "region", "tabindex": "0", "aria_label": named}
        return _element("div", _element("table", inner), class_="wide", **frame)

    def row(self, block: Table, row: Sequence[Runs]) -> str:
        first, *others = (self.runs(figures(block, at, cell)) for at, cell in enumerate(row))
        said = _element("th", first, scope="row", class_=self.column(block, 0))
        return said + "".join(
            _element("td", cell, class_=self.column(block, place))
            for place, cell in enumerate(others, 1)
        )

    def column(self, block: Table, place: int) -> str:
        return "figures" if place in block.numeric else ""

    def box(self, block: Box) -> str:
        rows = (
            _element("dt", self.runs(label)) + _element("dd", "".join(map(self.paragraph, said)))
            for label, said in block.rows
        )
        return _element("dl", "".join(_element("div", row) for row in rows), class_="box")

    def drawing(self, block: Drawing) -> str:
        self.drawn += 1
        svg = _NAMED.sub(self.named, _RULES.sub("", block.svg))
        inner = _element("div", svg, role="img", aria_label=block.alt, class_="drawing")
        if block.caption:
            inner = _element("figcaption", escaped(block.caption)) + inner
        beside = "" if block.beside is None else self.table(block.beside)
        return _element("figure", inner + beside)

    def named(self, found: re.Match[str]) -> str:
        names = " ".join(f"drawing-{self.drawn}-{name}" for name in found[2].split())
        return f'{found[1]}="{names}"'

    def annex(self, block: Annex) -> str:
        label = _element("span", escaped(block.label), class_="label")
        title = _element(self.level(1), f"{label} {self.runs(block.title)}", id=block.anchor)
        return _element(
            "section", title + self.blocks(block.blocks, lowered(block)), class_="annex"
        )
