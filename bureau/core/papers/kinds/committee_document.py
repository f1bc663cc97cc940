"""The document to a coordinating committee: shorter on its face, the case whole, no decision."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bureau.core.papers.blocks import Block, Box, Paper, Paragraph, Run
from bureau.core.papers.kinds.case import CaseSaid, annexes, sections, warn_of
from bureau.core.papers.kinds.council_paper import BoxRow, Request, asked, foot_of, requests_row
from bureau.core.papers.phrases import PhraseBook
from bureau.core.papers.setting import Compositor
from bureau.core.texts import Text


@dataclass(frozen=True, slots=True)
class CommitteeDocument:
    """`item` is the number of the agenda item that it is for."""

    number: str
    body: str
    issuer: Text
    body_name: Text
    original: str
    case: CaseSaid
    title: Text
    day: date | None = None
    session: Text | None = None
    item: str = ""
    author: Text | None = None
    purpose: Text | None = None
    requests: tuple[Request, ...] = ()
    is_demonstration: bool = False


def set_committee_document(value: CommitteeDocument, language: str, phrases: PhraseBook) -> Paper:
    by = Compositor.of(language, phrases, value.body, value.case.annexes())
    warn_of(by, value.case, is_demonstration=value.is_demonstration)
    blocks: list[Block] = []
    if value.item:
        item = Run(value.item, "item", is_code=True)
        blocks.append(Paragraph(by.phrase("committee.agenda", item=item)))
    if value.author:
        issuer = by.words(value.author, "author")
        blocks.append(Paragraph(by.phrase("issued.report", issuer=issuer)))
    blocks += [Box(tuple(_box(by, value))), *sections(by, value.case)]
    blocks += [*asked(by, value.requests, value.body_name), *annexes(by, value.case)]
    number = value.number and by.say("furniture.document", number=value.number)
    foot = foot_of(by, value.session, value.case)
    furniture = by.furniture(value.issuer, value.original, number, value.day, foot)
    return by.paper("committee-document", value.title, furniture, blocks, value)


def _box(by: Compositor, value: CommitteeDocument) -> Iterator[BoxRow]:
    if value.purpose:
        purpose = by.paragraphs(value.purpose, "purpose")
        yield by.phrase("front.purpose"), tuple(map(Paragraph, purpose))
    if value.requests:
        yield requests_row(by, value.requests, value.body_name)
