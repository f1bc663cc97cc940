"""A DOCX, ours or of others, as lines and grids: as it stands if all tracked is accepted."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from bureau.core.papers.blocks import Marker, Run
from bureau.core.reasons import Reason, Refused
from bureau.documents.marked_up import PART, Element, read_marked_up
from bureau.documents.papers.docx.elements import MATHS, NAMES
from bureau.documents.papers.docx.words import OFF, is_gone
from bureau.documents.papers.readers.lines import (
    ISOLATING,
    LINES_MOST,
    SPAN_MOST,
    Cells,
    Grid,
    Line,
    Part,
    Picture,
    Told,
    joined,
    number_said,
)
from bureau.documents.papers.readers.text import NEITHER, NotText
from bureau.documents.papers.tongues import TONGUES
from bureau.documents.relations import Relation, main_part, marked_up_part, notes_of, relations
from bureau.documents.running import look_at_directory
from bureau.documents.unpacking import part_of

DRAWING_MOST = 8_000_000
_W, _R = f"{{{NAMES['w']}}}", f"{{{NAMES['r']}}}"
_MIXED = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_GONE = {f"{_W}del", f"{_W}moveFrom", f"{_W}pPr", f"{_W}rPr", f"{_MIXED}Fallback"}
_AROUND = {f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml", f"{_W}moveTo"}
_SAID = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_PICTURED = (("a", "blip"), ("asvg", "svgBlip"))
_MARKERS = {"decimal": Marker.NUMBERS, "bullet": Marker.BULLETS}
_LANGUAGES = {tongue.word: language for language, tongue in TONGUES.items()}
_EDGES = ("footer", "header")
_FORMULA = f"{{{MATHS}}}t"
_NONE = Relation("", "")


def document_told(content: bytes, *, language: str = "") -> Told:
    """Words marked as of another language than `language` are told apart where that is given, as in
    papers of ours; others mark what they never looked at. Refused where it is damaged or unsafe.
    """
    document = _Document(content, look_at_directory(content), language)
    if not document.main:
        raise NotText(NEITHER)
    return Told(document.parts(), places=document.places())


def edges_of(content: bytes) -> tuple[str, ...]:
    """What stands at the head and foot of the pages of a DOCX of ours, but for their numbers."""
    document = _Document(content, look_at_directory(content), "")
    found = []
    for edge, name in sorted((one.kind, one.part) for one in document.related.values()):
        if edge in _EDGES:
            cells = [*document.part(name).iter(f"{_W}tc")]
            kept = cells[:1] if edge == "footer" else cells
            lines = (document.line(one) for cell in kept for one in cell.iter(f"{_W}p"))
            found.append(" ".join(line.words.strip() for line in lines if line.words.strip()))
    return tuple(words for words in found if words)


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture as a file holds it: in points, and drawn where it is so too."""

    alt: str
    name: str
    points: bytes
    drawn: bytes


def pictures_of(content: bytes) -> Iterator[Shown]:
    document = _Document(content, look_at_directory(content), "")
    for drawn in document.part(document.main).iter(f"{_W}drawing"):
        points, vector = document.targets_of(drawn)
        parts = (document.part_bytes(name) for name in (points, vector))
        yield Shown(document.alt_of(drawn), points, *parts)


@dataclass(slots=True)
class _Document:
    content: bytes
    names: frozenset[str]
    language: str
    main: str = field(init=False)
    related: Mapping[str, Relation] = field(init=False)
    styles: Mapping[str, str] = field(init=False)
    counts: "Mapping[tuple[str, int], _Count]" = field(init=False)
    counted: dict[tuple[str, int], int] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)
    lines: int = 0

    def __post_init__(self) -> None:
        self.main = main_part(self.content, self.names)
        self.related = relations(self.content, self.names, self.main)
        self.styles = {
            one.get(f"{_W}styleId", ""): _value(one.find(f"{_W}name")).lower()
            for one in self.part(self.named("styles")).iter(f"{_W}style")
        }
        self.counts = _counts(self.part(self.named("numbering")))

    def named(self, kind: str) -> str:
        return next((one.part for one in self.related.values() if one.kind == kind), "")

    def part(self, name: str) -> Element:
        if name not in self.names:
            return read_marked_up(b"<none/>")
        return read_marked_up(marked_up_part(self.content, name), PART)

    def parts(self) -> list[Part]:
        """With the words of its notes at the end."""
        body = self.part(self.main).find(f"{_W}body")
        if body is None:
            raise Refused(Reason("file_damaged"))
        notes = [self.part(name) for name in notes_of(self.content, self.names, self.main)]
        each = (note for part in notes for note in part)
        return [*self.within(body), *(part for note in each for part in self.within(note))]

    def places(self) -> frozenset[str]:
        marks = self.part(self.main).iter(f"{_W}bookmarkStart")
        return frozenset(mark.get(f"{_W}name", "") for mark in marks)

    def within(self, around: Element) -> Iterator[Part]:
        for child in around:
            if child.tag == f"{_W}p":
                line = self.line(child)
                if line.words.strip() or line.picture:
                    yield line
                yield from self.boxed(child)
            elif child.tag == f"{_W}tbl":
                yield self.grid(child)
            elif child.tag in _AROUND:
                yield from self.within(child)

    def boxed(self, around: Element) -> Iterator[Part]:
        """What stands in boxes of text over the page, behind the paragraph that holds them."""
        for child in around:
            if child.tag == f"{_W}txbxContent":
                yield from self.within(child)
            elif child.tag not in _GONE:
                yield from self.boxed(child)

    def grid(self, table: Element) -> Grid:
        rows: list[Cells] = []
        has_head = False
        for row in _rows(table):
            said = row.find(f"{_W}trPr")
            if said is not None and said.find(f"{_W}del") is not None:
                continue
            has_head |= not rows and said is not None and said.find(f"{_W}tblHeader") is not None
            rows.append(self.cells(row))
        style = self.style_of(table.find(f"{_W}tblPr"), "tblStyle")
        return Grid(tuple(rows), style, has_head)

    def cells(self, row: Element) -> Cells:
        """A cell that spans several columns is followed by empty ones, so that rows are even."""
        said: list[tuple[Line, ...]] = []
        for cell in row.findall(f"{_W}tc"):
            lines = [self.line(one) for one in cell.iter(f"{_W}p")]
            span = _number(cell.find(f"{_W}tcPr/{_W}gridSpan"), 1)
            said.append(tuple(line for line in lines if line.words.strip()))
            said += [()] * (min(span, SPAN_MOST) - 1)
        return tuple(said)

    def style_of(self, looks: Element | None, kind: str) -> str:
        name = _value(looks.find(f"{_W}{kind}")) if looks is not None else ""
        return self.styles.get(name, name.lower())

    def line(self, paragraph: Element) -> Line:
        self.lines += 1
        if self.lines > LINES_MOST:
            raise Refused(Reason("file_damaged"))
        looks = paragraph.find(f"{_W}pPr")
        style = self.style_of(looks, "pStyle")
        runs = joined(self.runs(paragraph, ""))
        named = paragraph.find(f"{_W}bookmarkStart")
        anchor = "" if named is None else named.get(f"{_W}name", "")
        drawn = next(paragraph.iter(f"{_W}drawing"), None)
        picture = None if drawn is None else self.picture(drawn)
        counted = None if looks is None else looks.find(f"{_W}numPr")
        if counted is None or not (runs or picture):
            return Line(runs, style, anchor=anchor, picture=picture)
        identity = _value(counted.find(f"{_W}numId"))
        level = max(0, min(8, _number(counted.find(f"{_W}ilvl"), 0)))
        count = self.counts.get((identity, level), _BULLETS)
        number = self.number(identity, level, count)
        is_item = style.startswith("list") or count.shown != "decimal"
        marker = _MARKERS.get(count.shown, Marker.LETTERS) if is_item else None
        return Line(runs, style, None if is_item else number, marker, level, anchor)

    def number(self, identity: str, level: int, count: "_Count") -> int:
        """Lists of one kind count on, but for those that say where they begin."""
        kind = (count.kind, level)
        is_first = (identity, level) not in self.begun
        self.begun.add((identity, level))
        before = self.counted.get(kind, count.start - 1)
        self.counted[kind] = (count.start - 1 if is_first and count.begins_anew else before) + 1
        return self.counted[kind]

    def runs(self, around: Element, target: str) -> Iterator[Run]:
        for child in around:
            if child.tag == f"{_W}r":
                yield from self.run(child, target)
            elif child.tag == _FORMULA:
                yield Run(child.text or "")
            elif child.tag == f"{_W}hyperlink":
                yield from self.runs(child, child.get(f"{_W}anchor", ""))
            elif child.tag not in _GONE and child.tag != f"{_W}p":
                yield from self.runs(child, target)

    def run(self, run: Element, target: str) -> Iterator[Run]:
        looks = run.find(f"{_W}rPr")
        if is_gone(looks):
            return
        text = "".join(map(_text, run))
        is_code = self.style_of(looks, "rStyle") == "code number"
        if is_code:
            text = text.strip("\u200e\u200f")
        yield Run(
            text,
            is_strong=_is_on(looks, "b"),
            is_emphasised=_is_on(looks, "i"),
            is_code=is_code,
            language="" if is_code else self.language_of(looks),
            target=target,
        )

    def language_of(self, looks: Element | None) -> str:
        said = looks.find(f"{_W}lang") if looks is not None else None
        if said is None or not self.language:
            return ""
        found = {_LANGUAGES.get(tag, "") for tag in said.attrib.values()}
        return "" if self.language in found else max(found)

    def picture(self, drawn: Element) -> Picture:
        """Drawn as SVG where it is so in the file; of other pictures only what is said of them."""
        _, vector = self.targets_of(drawn)
        svg = self.part_bytes(vector).decode(errors="replace")
        return Picture(ISOLATING.sub("", svg), self.alt_of(drawn))

    def alt_of(self, drawn: Element) -> str:
        about = drawn.find(f".//{{{NAMES['wp']}}}docPr")
        return "" if about is None else about.get("descr", "")

    def targets_of(self, drawn: Element) -> tuple[str, str]:
        """The parts that hold it in points and drawn, as they are named."""
        found = (drawn.find(f".//{{{NAMES[space]}}}{name}") for space, name in _PICTURED)
        named = ("" if one is None else one.get(f"{_R}embed", "") for one in found)
        points, vector = (self.related.get(one, _NONE).part for one in named)
        return points, vector

    def part_bytes(self, name: str) -> bytes:
        return part_of(self.content, name, DRAWING_MOST) if name in self.names else b""


@dataclass(frozen=True, slots=True)
class _Count:
    """How a level of a list counts: `kind` is shared by those that count on from each other."""

    kind: str
    shown: str
    start: int = 1
    begins_anew: bool = False


_BULLETS = _Count("", "bullet")


def _counts(numbering: Element) -> dict[tuple[str, int], _Count]:
    """By number of a list and level."""
    kinds: dict[str, dict[int, _Count]] = {}
    for kind in numbering.findall(f"{_W}abstractNum"):
        name = kind.get(f"{_W}abstractNumId", "")
        kinds[name] = {
            _number(level, 0, "ilvl"): _Count(
                name,
                _value(level.find(f"{_W}numFmt")),
                _number(level.find(f"{_W}start"), 1),
            )
            for level in kind.findall(f"{_W}lvl")
        }
    found = {}
    for one in numbering.findall(f"{_W}num"):
        identity = one.get(f"{_W}numId", "")
        for level, count in kinds.get(_value(one.find(f"{_W}abstractNumId")), {}).items():
            found[identity, level] = count
        for each in one.findall(f"{_W}lvlOverride"):
            level, start = _number(each, 0, "ilvl"), each.find(f"{_W}startOverride")
            if start is not None and (identity, level) in found:
                count = found[identity, level]
                found[identity, level] = replace(count, start=_number(start, 1), begins_anew=True)
    return found


def _rows(around: Element) -> Iterator[Element]:
    for child in around:
        if child.tag == f"{_W}tr":
            yield child
        elif child.tag in _AROUND:
            yield from _rows(child)


def _text(part: Element) -> str:
    return part.text or "" if part.tag == f"{_W}t" else _SAID.get(str(part.tag), "")


def _value(element: Element | None) -> str:
    return "" if element is None else element.get(f"{_W}val", "")


def _number(element: Element | None, otherwise: int, name: str = "val") -> int:
    found = number_said("" if element is None else element.get(f"{_W}{name}", ""))
    return otherwise if found is None else found


def _is_on(looks: Element | None, name: str) -> bool:
    mark = looks.find(f"{_W}{name}") if looks is not None else None
    return mark is not None and _value(mark) not in OFF
