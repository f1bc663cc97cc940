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
from bureau.documents.papers.laying import figures, is_kept, lowered
from bureau.documents.papers.markup import element
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
            body += element("footer", element("p", foot))
        place = {"lang": self.tongue.tag, "dir": self.tongue.direction}
        return element("article", body, class_=f"paper {paper.kind}", **place)

    def face(self, paper: Paper) -> str:
        furniture = paper.furniture
        number = self.runs(coded(furniture.number))
        lines = (
            (element("b", escaped(furniture.issuer)), number),
            (escaped(furniture.original), escaped(furniture.day)),
        )
        said = "".join(
            element("p", "".join(element("span", half) for half in line if half), class_="line")
            for line in lines
            if any(line)
        )
        marks = "".join(element("li", escaped(mark)) for mark in paper.marks)
        title = element(f"h{self.top}", escaped(paper.title), class_="title")
        return element(
            "header", said + (element("ul", marks, class_="marks") if marks else "") + title
        )

    def blocks(self, blocks: Sequence[Block], lower: int = 0) -> str:
        return "\n".join(self.block(block, lower) for block in blocks)

    def block(self, block: Block, lower: int) -> str:
        match block:
            case Heading():
                name = self.level(block.level + lower)
                return element(name, self.runs(block.runs), id=block.anchor)
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
            said = element("em", said)
        if run.is_strong:
            said = element("strong", said)
        if run.is_code:
            said = element("bdi", said, class_="code", dir="ltr", data_source=run.source)
        elif run.language:
            other = TONGUES[run.language]
            place = {"lang": other.tag, "dir": other.direction}
            said = element("bdi", said, data_source=run.source, **place)
        elif run.source:
            said = element("span", said, data_source=run.source)
        if not run.target:
            return said
        kept = "code" if is_kept(run) else ""
        return element("a", said, href=f"#{run.target}", class_=kept)

    def paragraph(self, block: Paragraph) -> str:
        said = self.runs(block.runs)
        classes = [] if block.role is Role.BODY else [block.role.value]
        if block.number is not None:
            said = element("span", f"{block.number}.", class_="number") + " " + said
            classes.append("numbered")
        return element("p", said, class_=" ".join(classes))

    def listing(self, block: Listing) -> str:
        items = ""
        for item in block.items:
            parts = "" if item.parts is None else self.listing(item.parts)
            items += element("li", self.runs(item.runs) + parts)
        name = "ul" if block.marker is Marker.BULLETS else "ol"
        return element(name, items, class_=block.marker.value)

    def table(self, block: Table) -> str:
        """In a frame of its own that scrolls where the page is narrow."""
        head = "".join(
            element("th", self.runs(cell), scope="col", class_=self.column(block, place))
            for place, cell in enumerate(block.head)
        )
        rows = "".join(element("tr", self.row(block, row)) for row in block.rows)
        caption = element("caption", escaped(block.caption)) if block.caption else ""
        inner = caption + element("thead", element("tr", head)) + element("tbody", rows)
        named = block.caption or ", ".join("".join(r.text for r in cell) for cell in block.head)
        frame = {"role": "group", "tabindex": "0", "aria_label": named}
        return element("div", element("table", inner), class_="wide", **frame)

    def row(self, block: Table, row: Sequence[Runs]) -> str:
        first, *others = (self.runs(figures(block, at, cell)) for at, cell in enumerate(row))
        said = element("th", first, scope="row", class_=self.column(block, 0))
        return said + "".join(
            element("td", cell, class_=self.column(block, place))
            for place, cell in enumerate(others, 1)
        )

    def column(self, block: Table, place: int) -> str:
        return "figures" if place in block.numeric else ""

    def box(self, block: Box) -> str:
        rows = (
            element("dt", self.runs(label)) + element("dd", "".join(map(self.paragraph, said)))
            for label, said in block.rows
        )
        return element("dl", "".join(element("div", row) for row in rows), class_="box")

    def drawing(self, block: Drawing) -> str:
        self.drawn += 1
        svg = _NAMED.sub(self.named, _RULES.sub("", block.svg))
        inner = element("div", svg, role="img", aria_label=block.alt, class_="drawing")
        if block.caption:
            inner = element("figcaption", escaped(block.caption)) + inner
        beside = "" if block.beside is None else self.table(block.beside)
        return element("figure", inner + beside)

    def named(self, found: re.Match[str]) -> str:
        names = " ".join(f"drawing-{self.drawn}-{name}" for name in found[2].split())
        return f'{found[1]}="{names}"'

    def annex(self, block: Annex) -> str:
        label = element("span", escaped(block.label), class_="label")
        title = element(self.level(1), f"{label} {self.runs(block.title)}", id=block.anchor)
        return element("section", title + self.blocks(block.blocks, lowered(block)), class_="annex")
