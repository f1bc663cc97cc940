"""Papers as Akoma Ntoso 3.0, by the profile of the United Nations.

A paper to a council is a collection: its body, then each annex as a document of its own. A decision
is a statement, `decisionDraft` until it has a number; a job description is a `doc`.
"""

import base64
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

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
from bureau.documents.papers.akn_meta import Naming, meta
from bureau.documents.papers.drawings import for_print
from bureau.documents.papers.markup import element
from bureau.documents.papers.tongues import TONGUES, Tongue

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
COLLECTION, STATEMENT, DOCUMENT = "documentCollection", "statement", "doc"
TYPES = {"council-paper": COLLECTION, "decision": STATEMENT, "job-description": DOCUMENT}
DRAFT, ADOPTED = "decisionDraft", "decision"
_BEFORE = (Role.ENACTING, Role.PREAMBLE)


def akn_bytes(paper: Paper) -> bytes:
    """Only of the kinds in `TYPES`; a KeyError for another."""
    kind = TYPES[paper.kind]
    writer = _Writer(TONGUES[paper.language], Naming.of(paper, kind), _places(paper))
    whole = writer.collection(paper) if kind == COLLECTION else writer.alone(paper, kind)
    said = element("akomaNtoso", whole, xmlns=NAMESPACE)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{said}\n'.encode()


def _places(paper: Paper) -> dict[str, str]:
    """The name of the component that each anchor of an annex leads to."""
    is_whole = TYPES[paper.kind] == COLLECTION
    annexes = [block for block in paper.blocks if isinstance(block, Annex)]
    first = 2 if is_whole else 1
    kind = "cmp" if is_whole else "att"
    return {one.anchor: f"{kind}_{place}" for place, one in enumerate(annexes, first) if one.anchor}


def is_statement(blocks: Sequence[Block]) -> bool:
    """Whether a body speaks here: its formula is said."""
    return any(isinstance(one, Paragraph) and one.role is Role.ENACTING for one in blocks)


@dataclass(slots=True)
class _Writer:
    """Writes one paper; `counts` are the names given so far, so that none is given twice."""

    tongue: Tongue
    naming: Naming
    places: dict[str, str]
    counts: Counter[str] = field(default_factory=Counter)

    def name(self, within: str, kind: str) -> str:
        """`sec_1__para_2`: after what it stands in."""
        start = f"{within}__{kind}" if within else kind
        self.counts[start] += 1
        return f"{start}_{self.counts[start]}"

    def collection(self, paper: Paper) -> str:
        annexes = [block for block in paper.blocks if isinstance(block, Annex)]
        rest = [block for block in paper.blocks if not isinstance(block, Annex)]
        known = meta(self.naming, self.tongue.code, paper.furniture.issuer)
        first = self.document(DOCUMENT, "main", rest, "cmp_1", self.preface((), "cmp_1"))
        components = element("component", first, eId="cmp_1")
        for place, annex in enumerate(annexes, 2):
            components += self.annex("component", annex, f"cmp_{place}")
        body = element("collectionBody", components)
        preface = element("preface", self.face(paper))
        return element(COLLECTION, known + preface + body, name="councilPaper")

    def alone(self, paper: Paper, kind: str) -> str:
        annexes = [block for block in paper.blocks if isinstance(block, Annex)]
        rest = [block for block in paper.blocks if not isinstance(block, Annex)]
        attached = "".join(
            self.annex("attachment", annex, f"att_{place}")
            for place, annex in enumerate(annexes, 1)
        )
        name = "jobDescription" if kind == DOCUMENT else ADOPTED if self.naming.number else DRAFT
        known = meta(self.naming, self.tongue.code, paper.furniture.issuer)
        inner = known + element("preface", self.face(paper)) + self.parts(rest, "", kind)
        if attached:
            inner += element("attachments", attached)
        return element(kind, inner, name=name)

    def annex(self, holder: str, annex: Annex, within: str) -> str:
        kind = STATEMENT if is_statement(annex.blocks) else DOCUMENT
        name = DRAFT if kind == STATEMENT else "annex"
        preface = self.preface(annex.title, within)
        document = self.document(kind, name, annex.blocks, within, preface)
        heading = element("heading", escaped(annex.label), eId=f"{within}__heading")
        return element(holder, heading + document, eId=within)

    def document(
        self, kind: str, name: str, blocks: Sequence[Block], within: str, preface: str
    ) -> str:
        known = meta(self.naming, self.tongue.code, "", within)
        return element(kind, known + preface + self.parts(blocks, within, kind), name=name)

    def preface(self, title: Runs, within: str) -> str:
        if not title:
            return ""
        said = element("p", element("docTitle", self.runs(title)))
        return element("preface", said, eId=f"{within}__preface")

    def face(self, paper: Paper) -> str:
        furniture = paper.furniture
        lines = (
            escaped(furniture.issuer),
            element("docNumber", escaped(furniture.number)) if furniture.number else "",
            escaped(furniture.day),
            escaped(furniture.original),
            *map(escaped, paper.marks),
            element("docTitle", escaped(paper.title)),
        )
        return "".join(element("p", line) for line in lines if line)

    def parts(self, blocks: Sequence[Block], within: str, kind: str) -> str:
        """The preamble of a statement, and the body of it all."""
        split = _preamble_until(blocks) if kind == STATEMENT else 0
        preamble = "".join(self.spoken_before(one, within) for one in blocks[:split])
        body = "".join(self.sections(blocks[split:], within))
        body = body or element("p")
        said = element("preamble", preamble) if preamble else ""
        return said + element("mainBody", body)

    def spoken_before(self, block: Block, within: str) -> str:
        assert isinstance(block, Paragraph)
        said = element("p", self.runs(block.runs))
        start = f"{within}__preamble" if within else "preamble"
        if block.role is Role.ENACTING:
            named = {"name": "enactingFormula", "eId": self.name(start, "formula")}
            return element("formula", said, **named)
        return element("container", said, name="preamble", eId=self.name(start, "container"))

    def sections(self, blocks: Sequence[Block], within: str) -> Iterator[str]:
        """What stands before the first heading, then each heading with what stands under it."""
        levels = [one.level for one in blocks if isinstance(one, Heading)]
        starts = [
            place
            for place, one in enumerate(blocks)
            if isinstance(one, Heading) and one.level == min(levels)
        ]
        yield from self.paragraphs(blocks[: starts[0] if starts else None], within)
        for start, end in pairwise([*starts, len(blocks)]):
            heading = blocks[start]
            assert isinstance(heading, Heading)
            name = self.name(within, "sec")
            said = element("heading", self.runs(heading.runs), eId=f"{name}__heading")
            inner = "".join(self.sections(blocks[start + 1 : end], name))
            yield element("section", said + inner, eId=name)

    def paragraphs(self, blocks: Sequence[Block], within: str) -> Iterator[str]:
        """A numbered paragraph holds what follows it up to the next one."""
        for number, together in _numbered(blocks):
            kind = "hcontainer" if number is None else "para"
            name = self.name(within, kind)
            inner = f"{name}__content"
            said = "".join(self.block(block, inner) for block in together)
            content = element("content", said, eId=inner)
            if number is None:
                yield element("hcontainer", content, name="text", eId=name)
            else:
                num = element("num", f"{number}.", eId=f"{name}__num")
                yield element("paragraph", num + content, eId=name)

    def block(self, block: Block, within: str) -> str:
        match block:
            case Paragraph():
                role = "" if block.role is Role.BODY else block.role.value
                return element("p", self.runs(block.runs), class_=role)
            case Listing():
                return self.listing(block, within)
            case Table():
                return self.table(block, within)
            case Box():
                return self.box(block, within)
            case Drawing():
                return self.drawing(block, within)
        raise TypeError(f"{type(block).__name__} is no part of a paragraph")

    def runs(self, runs: Runs) -> str:
        return "".join(map(self.run, runs))

    def run(self, run: Run) -> str:
        said = escaped(run.text)
        if run.is_emphasised:
            said = element("i", said)
        if run.is_strong:
            said = element("b", said)
        if run.language:
            said = element("span", said).replace(
                "<span>", f'<span xml:lang="{TONGUES[run.language].tag}">', 1
            )
        place = self.places.get(run.target)
        return element("ref", said, href=f"#{place}") if place else said

    def listing(self, block: Listing, within: str) -> str:
        name = self.name(within, "list")
        items = ""
        for item, mark in zip(block.items, self.tongue.marks(block), strict=True):
            identity = self.name(name, "item")
            num = element("num", escaped(mark), eId=f"{identity}__num")
            said = num + element("p", self.runs(item.runs))
            said += "" if item.parts is None else self.listing(item.parts, identity)
            items += element("item", said, eId=identity)
        return element("blockList", items, eId=name)

    def table(self, block: Table, within: str) -> str:
        head = "".join(element("th", self.cell(cell)) for cell in block.head)
        rows = "".join(
            element("tr", element("th", self.cell(row[0])) + "".join(map(self.data, row[1:])))
            for row in block.rows
        )
        caption = element("caption", escaped(block.caption)) if block.caption else ""
        whole = caption + element("tr", head) + rows
        return element("table", whole, eId=self.name(within, "table"))

    def cell(self, runs: Runs) -> str:
        return element("p", self.runs(runs))

    def data(self, runs: Runs) -> str:
        return element("td", self.cell(runs))

    def box(self, block: Box, within: str) -> str:
        name = self.name(within, "table")
        rows = "".join(
            element(
                "tr",
                element("th", self.cell(label))
                + element("td", "".join(self.block(one, name) for one in said)),
            )
            for label, said in block.rows
        )
        return element("table", rows, eId=name, class_="box")

    def drawing(self, block: Drawing, within: str) -> str:
        held = base64.b64encode(for_print(block.svg).encode()).decode()
        image = element("img", src=f"data:image/svg+xml;base64,{held}", alt=block.alt)
        caption = element("p", escaped(block.caption)) if block.caption else ""
        beside = "" if block.beside is None else self.table(block.beside, within)
        return caption + element("p", image) + beside


def _preamble_until(blocks: Sequence[Block]) -> int:
    """How many blocks at the beginning are formulas and what they cite."""
    for place, block in enumerate(blocks):
        if not (isinstance(block, Paragraph) and block.role in _BEFORE):
            return place
    return len(blocks)


def _numbered(blocks: Sequence[Block]) -> Iterator[tuple[int | None, list[Block]]]:
    number: int | None = None
    together: list[Block] = []
    for block in blocks:
        if isinstance(block, Paragraph) and block.number is not None:
            if together:
                yield number, together
            number, together = block.number, []
        together.append(block)
    if together:
        yield number, together
