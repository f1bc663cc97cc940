"""A page of HTML as lines and grids: one of ours by the classes that it is written with, any other
by its elements."""

import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, replace
from urllib.parse import unquote

from bureau.core.papers.blocks import Marker, Run, Runs
from bureau.core.papers.checks import NAMES
from bureau.core.papers.kinds import KINDS
from bureau.documents.marked_up import PLAIN, Element, read_page, written_within
from bureau.documents.papers.readers.lines import (
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
from bureau.documents.papers.tongues import TONGUES

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LISTS = {"ul": Marker.BULLETS, "ol": Marker.NUMBERS}
_GONE = {"del", "s", "strike"}
"""What somebody struck through."""
_UNSEEN = {"head", "script", "style", "template", "footer", "nav", "svg"} | _GONE
_INLINE = _GONE | set(
    "a abbr b bdi bdo big br cite code dfn em font i img ins kbd label mark q samp small span"
    " strong sub sup time tt u var wbr".split()
)
_AROUND = {"thead", "tbody", "tfoot", "div"}
_LANGUAGES = {tongue.tag.lower(): language for language, tongue in TONGUES.items()}
_BARE = Run("")
_SPACES = re.compile(r"[ \t\r\n\f]+")


def page_told(content: bytes) -> Told:
    """Of a page that holds a paper of ours, that paper alone. Refused where it is unsafe."""
    root = read_page(content, PLAIN)
    for article in root.iter("article"):
        classes = _classes(article)
        kinds = KINDS.keys() & classes
        if "paper" in classes and kinds:
            language = _language(article)
            parts = bounded(_Page(language, is_ours=True).within(article))
            return Told(parts, kinds.pop(), language, _places(article))
    return Told(bounded(_Page().within(root)), places=_places(root))


@dataclass(frozen=True, slots=True)
class _Page:
    """`language` is that of a paper of ours, in which words of another one are marked as such;
    what a class means in a page of others is not known."""

    language: str = ""
    is_ours: bool = False

    def classes(self, element: Element) -> set[str]:
        return _classes(element) if self.is_ours else set()

    def within(self, around: Element, after: int = 0) -> Iterator[Part]:
        """Behind so many elements. Words that stand between blocks are a line."""
        said = [] if after else [_run(around.text, _BARE)]
        for child in around[after:]:
            name, classes = str(child.tag), self.classes(child)
            if name in _UNSEEN or classes & {"changes", "line"}:
                pass
            elif _is_inline(child):
                said += self.one(child, _BARE, frozenset())
            else:
                yield from self.between(said)
                yield from self.part(child, name, classes)
                said = []
            said.append(_run(child.tail, _BARE))
        yield from self.between(said)

    def between(self, said: Iterable[Run]) -> Iterator[Line]:
        line = Line(_stripped(joined(said)))
        if line.words.strip():
            yield line

    def part(self, element: Element, name: str, classes: set[str]) -> Iterator[Part]:
        if "marks" in classes:
            yield from (self.line(item, "mark") for item in element)
        elif "annex" in classes and len(element):
            yield from self.annex(element)
        elif "drawing" in classes:
            drawn = "".join(written_within(one) for one in element.iter("svg"))
            yield Line((), picture=Picture(drawn, element.get("aria-label", "")))
        elif name in _HEADINGS:
            is_title = "title" in classes or name == "h1"
            style = "title" if is_title else f"heading {_HEADINGS[name] - 1}"
            yield self.line(element, style, anchor=element.get("id", ""))
        elif name in _LISTS:
            yield from self.items(element)
        elif name == "table":
            yield from self.table(element)
        elif name == "dl":
            yield self.box(element)
        elif name == "figcaption":
            yield self.line(element, "caption")
        elif name == "p":
            yield from self.spoken(element)
        else:
            yield from self.within(element)

    def line(self, element: Element, style: str = "", anchor: str = "") -> Line:
        return Line(_stripped(self.runs(element)), style, anchor=anchor)

    def spoken(self, paragraph: Element) -> Iterator[Line]:
        numbers = (span for span in paragraph.iter("span") if "number" in self.classes(span))
        said = next(numbers, None)
        counted = "" if said is None else "".join(str(one) for one in said.itertext())
        runs = self.runs(paragraph)
        if counted:
            runs = _without(runs, counted)
        style = " ".join(sorted(self.classes(paragraph) - {"numbered", "added"}))
        line = Line(_stripped(runs), style, number_said(re.sub(r"[^0-9]", "", counted)))
        if line.words:
            yield line

    def annex(self, section: Element) -> Iterator[Part]:
        """Its first heading holds its label and its title."""
        title = section[0]
        labels = (span for span in title.iter("span") if "label" in self.classes(span))
        label = joined(run for span in labels for run in self.runs(span))
        named = _stripped(_without(self.runs(title), "".join(run.text for run in label)))
        runs = (*label, Run("\n"), *named)
        yield Line(runs, "annex title", anchor=title.get("id", ""))
        yield from self.within(section, after=1)

    def items(self, listing: Element, level: int = 0) -> Iterator[Line]:
        marker = next(
            (one for one in Marker if one in self.classes(listing)), _LISTS[str(listing.tag)]
        )
        for item in listing.iterchildren("li"):
            said = _stripped(self.runs(item, but=_LISTS))
            yield Line(said, marker=marker, level=level)
            for inner in item:
                if inner.tag in _LISTS:
                    yield from self.items(inner, level + 1)

    def table(self, table: Element) -> Iterator[Part]:
        caption = table.find("caption")
        if caption is not None:
            yield self.line(caption, "caption")
        style = "paper table" if self.is_ours else ""
        yield Grid(tuple(evened(self.rows(table))), style, has_head=True)

    def rows(self, table: Element) -> Iterator[Iterator[Reaching]]:
        for row in _own(table, {"tr"}):
            yield (self.cell(cell) for cell in row.iterchildren("th", "td"))

    def cell(self, cell: Element) -> Reaching:
        style = "table figures" if "figures" in self.classes(cell) else ""
        return (self.line(cell, style),), reach(cell.get("colspan")), reach(cell.get("rowspan"))

    def box(self, box: Element) -> Grid:
        rows: list[tuple[tuple[Line, ...], ...]] = []
        for one in _own(box, {"dt", "dd"}):
            if one.tag == "dt":
                rows.append(((self.line(one),), ()))
            elif rows:
                parts = self.within(one)
                each = (part.lines() if isinstance(part, Grid) else (part,) for part in parts)
                rows[-1] = (
                    rows[-1][0],
                    (*rows[-1][1], *(line for lines in each for line in lines)),
                )
        return Grid(tuple(rows), "paper box")

    def runs(self, element: Element, but: Iterable[str] = ()) -> Runs:
        return joined(self.inline(element, _BARE, frozenset(but)))

    def inline(self, element: Element, like: Run, but: frozenset[str]) -> Iterator[Run]:
        """What the words of an element look like; `but` are elements that are left out."""
        yield _run(element.text, like)
        for child in element:
            if child.tag not in _UNSEEN | but:
                yield from self.one(child, like, but)
            yield _run(child.tail, like)

    def one(self, element: Element, around: Run, but: frozenset[str]) -> Iterator[Run]:
        if element.tag == "br":
            yield replace(around, text="\n")
        else:
            yield from self.inline(element, self.looks(element, around), but)

    def looks(self, element: Element, around: Run) -> Run:
        language = _language(element) if self.language else ""
        href, source = element.get("href", ""), element.get("data-source", "")
        return replace(
            around,
            is_strong=around.is_strong or element.tag in ("strong", "b"),
            is_emphasised=around.is_emphasised or element.tag in ("em", "i"),
            is_code=around.is_code or "code" in self.classes(element),
            language=language if language != self.language else "",
            source=source if self.is_ours and source in NAMES else around.source,
            target=unquote(href[1:]) if href.startswith("#") else around.target,
        )


def _places(root: Element) -> frozenset[str]:
    """An older page names a place by an anchor of its own."""
    named = (one.get(name, "") for one in root.iter() for name in ("id", "name"))
    return frozenset(unquote(place) for place in named)


def _run(words: str | None, like: Run) -> Run:
    return replace(like, text=_SPACES.sub(" ", words or ""))


def _is_inline(element: Element) -> bool:
    return all(one.tag in _INLINE for one in element.iter())


def _own(around: Element, names: Set[str]) -> Iterator[Element]:
    """Rows of a table or a box, and none of those that stand within one of its cells."""
    for child in around:
        if child.tag in names:
            yield child
        elif child.tag in _AROUND:
            yield from _own(child, names)


def _classes(element: Element) -> set[str]:
    return set(element.get("class", "").split())


def _language(element: Element) -> str:
    return _LANGUAGES.get(element.get("lang", "").lower(), "")


def _without(runs: Runs, start: str) -> Runs:
    """What stands behind what they begin with."""
    count, left = len(_SPACES.sub(" ", start)), []
    for run in runs:
        left.append(replace(run, text=run.text[count:]))
        count = max(0, count - len(run.text))
    return joined(left)


def _stripped(runs: Runs) -> Runs:
    """Without the spaces around that a page does not show."""
    if not runs:
        return ()
    *most, last = runs
    ended = (*most, replace(last, text=last.text.rstrip(" ")))
    first, *others = ended
    return joined((replace(first, text=first.text.lstrip(" ")), *others))
