"""Papers as HTML: a part of a page, or a page of its own that needs nothing else.

Classes only, no style within: the part passes a strict policy with `paper.css` beside it. A run
that says something of the value carries `data-source`, so that it can be lit from there.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from bureau.core.layout.style import PLACING, STANDALONE
from bureau.core.layout.svg import escaped
from bureau.core.papers.blocks import (
    Annex,
    Block,
    Box,
    Change,
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
from bureau.core.papers.phrases import PhraseBook, Voice
from bureau.core.papers.redline import Redline
from bureau.core.papers.sources import TITLE
from bureau.documents.papers.facing import Face, caption_of, face_between, face_of, label_of
from bureau.documents.papers.laying import figures, is_kept, lowered
from bureau.documents.papers.markup import element
from bureau.documents.papers.tongues import TONGUES, Tongue

STYLE = Path(__file__).parent / "look" / "paper.css"
LOWEST = 6
MARKED = {Change.ADDED: "ins", Change.GONE: "del"}
_RULES = re.compile(r"<style>.*?</style>", re.DOTALL)
_NAMED = re.compile(r'\b(id|aria-labelledby)="([^"]*)"')


def html_fragment(paper: Paper, top: int = 1) -> str:
    """An `article`; its title is a heading of level `top`."""
    return _Writer(TONGUES[paper.language], top).article(paper, face_of(paper))


def tied_fragment(paper: Paper, tied: Mapping[str, str], top: int = 1) -> str:
    """The same, in which what is said of the value leads to its datum beside the paper.

    `tied` gives for each source the place in the value (`core.papers.sources`). The first that says
    a place is named by `name_said`; the datum has the name that `name_of_datum` gives.
    """
    writer = _Writer(TONGUES[paper.language], top, tied)
    face = face_of(paper)
    titled = tuple(replace(run, source=TITLE) for run in face.title)
    return writer.article(paper, replace(face, title=titled if TITLE in tied else face.title))


def name_said(place: str) -> str:
    return "said-" + place.replace(".", "-")


def name_of_datum(place: str) -> str:
    return "datum-" + place.replace(".", "-")


def html_bytes(paper: Paper) -> bytes:
    """A page that can be kept: its style is in it, and it asks no other file of anybody."""
    return _page(paper, html_fragment(paper))


def redline_fragment(redline: Redline, book: PhraseBook, top: int = 1) -> str:
    """An `article` in which `ins` and `del` are marked; above it, how many places differ."""
    paper = replace(redline.later, blocks=redline.blocks)
    writer = _Writer(TONGUES[paper.language], top)
    return _summary(redline, book) + writer.article(paper, face_between(redline))


def redline_bytes(redline: Redline, book: PhraseBook) -> bytes:
    """The same as a page that can be kept."""
    return _page(redline.later, redline_fragment(redline, book))


def _summary(redline: Redline, book: PhraseBook) -> str:
    tongue = TONGUES[redline.later.language]
    say = Voice(book, tongue.language).say
    counted = redline.counted
    told = (("changed", counted.changed), ("added", counted.added), ("gone", counted.gone))
    lines = [say(f"redline.{name}", count=count) for name, count in told if count]
    lines.append(say("redline.marks" if counted.total else "redline.nothing"))
    said = element(
        "ul", "".join(element("li", escaped(tongue.profile.dress(line))) for line in lines)
    )
    title = say("redline.title")
    head = element("p", element("strong", escaped(title)))
    place = {"lang": tongue.tag, "dir": tongue.direction}
    return element("section", head + said, class_="changes", aria_label=title, **place)


def _page(paper: Paper, inner: str) -> bytes:
    tongue = TONGUES[paper.language]
    style = STYLE.read_text() + STANDALONE + PLACING
    head = (
        '<meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escaped(paper.title)}</title><style>{style}</style>"
    )
    body = f'<main class="sheet">{inner}</main>'
    place = f'lang="{tongue.tag}" dir="{tongue.direction}"'
    whole = f"<!doctype html>\n<html {place}><head>{head}</head><body>{body}</body></html>\n"
    return whole.encode()


class _Writer:
    """Writes the blocks of one paper; counts its drawings, so that no name comes twice."""

    def __init__(self, tongue: Tongue, top: int, tied: Mapping[str, str] | None = None) -> None:
        self.tongue = tongue
        self.top = top
        self.count = 0
        self.tied = tied or {}
        self.named_before: dict[str, None] = {}

    def article(self, paper: Paper, face: Face) -> str:
        body = self.face(face) + self.blocks(paper.blocks)
        foot = self.runs(face.foot)
        if foot:
            body += element("footer", element("p", foot))
        place = {"lang": self.tongue.tag, "dir": self.tongue.direction}
        return element("article", body, class_=f"paper {paper.kind}", **place)

    def face(self, face: Face) -> str:
        lines = (
            (element("b", self.runs(face.issuer)), self.runs(face.number)),
            (self.runs(face.original), self.runs(face.day)),
        )
        said = "".join(
            element("p", "".join(element("span", half) for half in line if half), class_="line")
            for line in lines
            if any(line)
        )
        marks = "".join(
            element("li", self.runs(mark.runs), class_=mark.change) for mark in face.marks
        )
        title = element(f"h{self.top}", self.runs(face.title), class_="title")
        return element(
            "header", said + (element("ul", marks, class_="marks") if marks else "") + title
        )

    def blocks(self, blocks: Sequence[Block], lower: int = 0) -> str:
        return "\n".join(self.block(block, lower) for block in blocks)

    def block(self, block: Block, lower: int) -> str:
        match block:
            case Heading():
                name = self.level(block.level + lower)
                place = {"id": self.place(block), "class_": block.change}
                return element(name, self.runs(block.runs), **place)
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

    def place(self, block: Heading | Annex) -> str:
        """What is gone is nowhere: its place may have been taken."""
        return "" if block.change is Change.GONE else block.anchor

    def runs(self, runs: Iterable[Run]) -> str:
        together = groupby(runs, key=lambda run: run.change)
        return "".join(self.marked(self.ties(each), change) for change, each in together)

    def ties(self, runs: Iterable[Run]) -> str:
        """What says one thing is one link; a reference within the paper stays the link it is."""
        together = groupby(
            runs, key=lambda run: "" if run.target else self.tied.get(run.source, "")
        )
        return "".join(self.tie("".join(map(self.run, each)), place) for place, each in together)

    def tie(self, said: str, place: str) -> str:
        """By keyboard one comes once to what several cells in a row say of one thing."""
        if not place:
            return said
        is_first = place not in self.named_before
        is_again = not is_first and next(reversed(self.named_before)) == place
        self.named_before.pop(place, None)
        self.named_before[place] = None
        return element(
            "a",
            said,
            class_="span",
            id=name_said(place) if is_first else "",
            href=f"#{name_of_datum(place)}",
            data_fact=place,
            tabindex="-1" if is_again else "",
        )

    def marked(self, said: str, change: Change, class_: str = "") -> str:
        return element(MARKED[change], said, class_=class_) if change else said

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
        if not run.target or run.change is Change.GONE:
            return said
        kept = "code" if is_kept(run) else ""
        return element("a", said, href=f"#{run.target}", class_=kept)

    def paragraph(self, block: Paragraph) -> str:
        said = self.runs(block.runs)
        classes = [] if block.role is Role.BODY else [block.role.value]
        if block.number is not None:
            said = element("span", self.number(block), class_="number") + " " + said
            classes.append("numbered")
        if block.change:
            classes.append(block.change)
        return element("p", said, class_=" ".join(classes))

    def number(self, block: Paragraph) -> str:
        """One that was counted otherwise before has both numbers."""
        now = Run(f"{block.number}.", change=block.change)
        if block.was is None:
            return self.runs((now,))
        before = Run(f"{block.was.number}.", change=Change.GONE)
        return self.runs((before,)) + " " + self.runs((replace(now, change=Change.ADDED),))

    def listing(self, block: Listing) -> str:
        items = ""
        for item in block.items:
            parts = "" if item.parts is None else self.listing(item.parts)
            items += element("li", self.runs(item.runs) + parts, class_=item.change)
        name = "ul" if block.marker is Marker.BULLETS else "ol"
        return element(name, items, class_=block.marker.value)

    def table(self, block: Table) -> str:
        """In a frame of its own that scrolls where the page is narrow."""
        head = "".join(
            element("th", self.runs(cell), scope="col", class_=self.column(block, place))
            for place, cell in enumerate(block.head)
        )
        changes = block.changes or (Change.NONE,) * len(block.rows)
        rows = "".join(
            element("tr", self.row(block, row), class_=change)
            for row, change in zip(block.rows, changes, strict=True)
        )
        captioned = self.runs(caption_of(block))
        caption = element("caption", captioned) if captioned else ""
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
        changes = block.changes or (Change.NONE,) * len(block.rows)
        rows = "".join(
            element("div", self.box_row(*row), class_=change)
            for row, change in zip(block.rows, changes, strict=True)
        )
        return element("dl", rows, class_="box")

    def box_row(self, label: Runs, said: Sequence[Paragraph]) -> str:
        inner = "".join(map(self.paragraph, said))
        return element("dt", self.runs(label)) + element("dd", inner)

    def drawing(self, block: Drawing) -> str:
        """One that was drawn otherwise before stands behind that one."""
        if block.was is None:
            inner = self.drawn(block, block.change)
        else:
            inner = self.drawn(block.was, Change.GONE) + self.drawn(block, Change.ADDED)
        captioned = self.runs(caption_of(block))
        if captioned:
            inner = element("figcaption", captioned) + inner
        beside = "" if block.beside is None else self.table(block.beside)
        return element("figure", inner + beside)

    def drawn(self, block: Drawing, change: Change) -> str:
        self.count += 1
        svg = _NAMED.sub(self.named, _RULES.sub("", block.svg))
        said = element("div", svg, role="img", aria_label=block.alt, class_="drawing")
        return self.marked(said, change, class_="drawn")

    def named(self, found: re.Match[str]) -> str:
        names = " ".join(f"drawing-{self.count}-{name}" for name in found[2].split())
        return f'{found[1]}="{names}"'

    def annex(self, block: Annex) -> str:
        label = element("span", self.runs(label_of(block)), class_="label")
        named = f"{label} {self.runs(block.title)}"
        title = element(self.level(1), named, id=self.place(block))
        inner = self.blocks(block.blocks, lowered(block))
        return element("section", title + inner, class_=f"annex {block.change}".strip())
