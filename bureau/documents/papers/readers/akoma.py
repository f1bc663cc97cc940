"""Akoma Ntoso as lines and grids: ours, and any other as far as it has the same elements."""

import base64
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bureau.core.papers.blocks import Marker, Run, Runs
from bureau.core.papers.kinds import KINDS
from bureau.documents.marked_up import XML_LANG, Element, local
from bureau.documents.papers.akn import NAMESPACE
from bureau.documents.papers.readers.lines import (
    ISOLATING,
    Grid,
    Line,
    Part,
    Picture,
    Reaching,
    Told,
    bounded,
    evened,
    joined,
    number_said,
    reach,
)
from bureau.documents.papers.tongues import BULLETS, TONGUES

_LANGUAGES = {tongue.code: language for language, tongue in TONGUES.items()}
_TAGS = {tongue.tag: language for language, tongue in TONGUES.items()}
_IN = f"{{{NAMESPACE}}}"
_STYLES = {"enactingFormula": "enacting", "preamble": "preamble"}
_UNSEEN = {"meta", "preface", "num"}
_SVG = "data:image/svg+xml;base64,"


def akoma_told(root: Element) -> Told:
    kind, language = _one(root, "FRBRsubtype", "value"), _one(root, "FRBRlanguage", "language")
    titles = (Line(_runs(one), "title") for one in root.iter(f"{_IN}docTitle"))
    title = next(titles, None)
    parts = bounded(_Act().within(root))
    known = kind if kind in KINDS else ""
    places = frozenset(one.get("eId", "") for one in root.iter())
    told = [title, *parts] if title else parts
    return Told(told, known, _LANGUAGES.get(language, ""), places)


def _one(root: Element, name: str, attribute: str) -> str:
    found = next(root.iter(f"{_IN}{name}"), None)
    return "" if found is None else found.get(attribute, "")


@dataclass(frozen=True, slots=True)
class _Act:
    """`level` is that of the headings around, `style` that of the paragraphs."""

    level: int = 0
    style: str = ""

    def within(self, around: Element) -> Iterator[Part]:
        for child in around:
            yield from self.part(child, local(child, NAMESPACE))

    def part(self, element: Element, name: str) -> Iterator[Part]:
        match name:
            case "component" | "attachment":
                yield from self.annex(element)
            case "section":
                yield from replace(self, level=self.level + 1).within(element)
            case "heading":
                yield Line(_runs(element), f"heading {self.level}")
            case "formula" | "container":
                style = _STYLES.get(element.get("name", ""), "")
                yield from replace(self, style=style).within(element)
            case "paragraph":
                yield from self.numbered(element)
            case "blockList":
                yield from self.items(element)
            case "table":
                yield from self.table(element)
            case "p":
                yield from self.spoken(element)
            case _ if name not in _UNSEEN:
                yield from self.within(element)

    def annex(self, element: Element) -> Iterator[Part]:
        """The body of a paper is the component without a heading."""
        heading = element.find(f"{_IN}heading")
        rest = [one for one in element if one is not heading]
        if heading is not None:
            titles = (one for each in rest for one in each.iter(f"{_IN}docTitle"))
            title = next((_runs(one) for one in titles), ())
            runs = (*_runs(heading), Run("\n"), *title)
            yield Line(runs, "annex title", anchor=element.get("eId", ""))
        for one in rest:
            yield from self.part(one, local(one, NAMESPACE))

    def numbered(self, element: Element) -> Iterator[Part]:
        number = number_said(element.findtext(f"{_IN}num", "").strip(" ."))
        first, *rest = [*self.within(element)] or [Line(())]
        if isinstance(first, Line) and number is not None:
            first = replace(first, number=number)
        yield first
        yield from rest

    def spoken(self, paragraph: Element) -> Iterator[Line]:
        for image in paragraph.iter(f"{_IN}img"):
            yield Line((), picture=Picture(_drawn(image.get("src", "")), image.get("alt", "")))
        line = Line(_runs(paragraph), paragraph.get("class", self.style))
        if line.words:
            yield line

    def items(self, listing: Element, level: int = 0) -> Iterator[Line]:
        for item in listing.findall(f"{_IN}item"):
            mark = item.findtext(f"{_IN}num", "").strip(" .()")
            runs = (run for said in item.findall(f"{_IN}p") for run in _runs(said))
            yield Line(joined(runs), marker=_marker(mark), level=level)
            for inner in item.findall(f"{_IN}blockList"):
                yield from self.items(inner, level + 1)

    def table(self, table: Element) -> Iterator[Part]:
        caption = table.find(f"{_IN}caption")
        if caption is not None:
            yield Line(_runs(caption), "caption")
        rows = tuple(evened(self.row(row) for row in table.findall(f"{_IN}tr")))
        yield Grid(rows, "paper box" if table.get("class") == "box" else "", has_head=True)

    def row(self, row: Element) -> Iterator[Reaching]:
        """A table within a cell is told with that cell."""
        for cell in row.iterchildren(f"{_IN}th", f"{_IN}td"):
            parts = _Act().within(cell)
            each = (part.lines() if isinstance(part, Grid) else (part,) for part in parts)
            lines = tuple(line for told in each for line in told)
            yield lines, reach(cell.get("colspan")), reach(cell.get("rowspan"))


def _marker(mark: str) -> Marker:
    if not mark or mark in BULLETS:
        return Marker.BULLETS
    return Marker.NUMBERS if mark.isdecimal() else Marker.LETTERS


def _drawn(source: str) -> str:
    if not source.startswith(_SVG):
        return ""
    try:
        drawn = base64.b64decode(source.removeprefix(_SVG)).decode(errors="replace")
    except ValueError:
        return ""
    return ISOLATING.sub("", drawn)


def _runs(element: Element) -> Runs:
    return joined(_inline(element, Run("")))


def _inline(element: Element, like: Run) -> Iterator[Run]:
    yield replace(like, text=element.text or "")
    for child in element:
        name = local(child, NAMESPACE)
        href = child.get("href", "")
        looks = replace(
            like,
            is_strong=like.is_strong or name == "b",
            is_emphasised=like.is_emphasised or name == "i",
            language=_TAGS.get(child.get(XML_LANG, ""), like.language),
            target=href[1:] if href.startswith("#") else like.target,
        )
        yield from _inline(child, looks)
        yield replace(like, text=child.tail or "")
