"""The paper to a council on a reorganisation: box, numbered body, and annexes lettered by order."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bureau.core.papers.blocks import (
    Block,
    Box,
    Furniture,
    Heading,
    Item,
    Listing,
    Marker,
    Paper,
    Paragraph,
    Run,
    Runs,
)
from bureau.core.papers.kinds.case import (
    OF_MONEY,
    CaseSaid,
    annexes,
    cost_sentence,
    sections,
    warn_of,
)
from bureau.core.papers.kinds.citing import set_citation
from bureau.core.papers.kinds.parts import Citation
from bureau.core.papers.phrases import PhraseBook
from bureau.core.papers.setting import Compositor
from bureau.core.procedures.kinds import ActKind
from bureau.core.texts import Text

type BoxRow = tuple[Runs, tuple[Paragraph, ...]]


class About(StrEnum):
    STRUCTURE = "structure"
    DESCRIPTION = "description"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Request:
    """What the body is asked for: an act, on the structure, a description, or the document."""

    act: ActKind
    about: About = About.DOCUMENT
    post: str = ""


@dataclass(frozen=True, slots=True)
class CouncilPaper:
    """`body` is the code of the council in phrases; `author` the office that reports, by name."""

    number: str
    body: str
    issuer: Text
    body_name: Text
    original: str
    case: CaseSaid
    title: Text
    day: date | None = None
    session: Text | None = None
    author: Text | None = None
    purpose: Text | None = None
    requests: tuple[Request, ...] = ()
    strategic: tuple[Text, ...] = ()
    references: tuple[Citation, ...] = ()
    is_demonstration: bool = False


def set_council_paper(value: CouncilPaper, language: str, phrases: PhraseBook) -> Paper:
    by = Compositor.of(language, phrases, f"{value.body}/decision", value.case.annexes())
    warn_of(by, value.case, is_demonstration=value.is_demonstration)
    blocks: list[Block] = []
    if value.author:
        blocks.append(
            Paragraph(by.phrase("issued.report", issuer=by.words(value.author, "author")))
        )
    blocks += [Box(tuple(_box(by, value))), *sections(by, value.case), *_asked(by, value)]
    blocks += annexes(by, value.case)
    number = by.say("furniture.document", number=value.number) if value.number else ""
    furniture = Furniture(
        issuer=by.line(value.issuer),
        number=number or by.say("furniture.unnumbered"),
        day=by.day(value.day),
        original=by.say("furniture.original", language=by.say(f"language.{value.original}")),
        foot=foot_of(by, value.session, value.case),
    )
    return by.paper("council-paper", by.line(value.title), furniture, blocks, value)


def foot_of(by: Compositor, session: Text | None, case: CaseSaid) -> str:
    """The session and the case."""
    said = [by.line(session)] if session else []
    said += [by.say("furniture.case", reference=case.reference)] if case.reference else []
    return " · ".join(said)


def _box(by: Compositor, value: CouncilPaper) -> Iterator[BoxRow]:
    if value.purpose:
        yield by.phrase("front.purpose"), (Paragraph(by.words(value.purpose, "purpose")),)
    if value.requests:
        asked = [Paragraph(by.phrase("asked", body=by.line(value.body_name)))]
        asked += [Paragraph(item.runs) for item in requests_set(by, value.requests)]
        yield by.phrase("front.action"), tuple(asked)
    nothing = Paragraph(by.phrase("front.none"))
    strategic = [
        Paragraph(by.words(one, f"strategic.{place}")) for place, one in enumerate(value.strategic)
    ]
    yield by.phrase("front.strategic"), tuple(strategic) or (nothing,)
    yield by.phrase("front.financial"), tuple(_financial(by, value.case))
    references = [
        Paragraph(set_citation(by, one, f"references.{place}", "listed"))
        for place, one in enumerate(value.references)
    ]
    yield by.phrase("front.references"), tuple(references) or (nothing,)


def _financial(by: Compositor, case: CaseSaid) -> Iterator[Paragraph]:
    for place, one in enumerate(case.claims):
        if one.kind in OF_MONEY:
            yield Paragraph(by.words(one.said, f"case.claims.{place}.said"))
    yield Paragraph(cost_sentence(by, case.costs))


def _asked(by: Compositor, value: CouncilPaper) -> Iterator[Block]:
    if value.requests:
        yield Heading(1, by.phrase("case.asked"))
        yield by.numbered(by.phrase("asked", body=by.line(value.body_name)))
        yield Listing(tuple(requests_set(by, value.requests)), Marker.LETTERS)


def requests_set(by: Compositor, requests: tuple[Request, ...]) -> Iterator[Item]:
    """Each with the annexes it speaks of; where the paper lacks one, on the document."""
    for place, one in enumerate(requests):
        end = by.profile.stop if place == len(requests) - 1 else by.profile.semicolon
        yield Item((*_request(by, one, f"requests.{place}"), Run(end)))


def _request(by: Compositor, one: Request, source: str) -> Runs:
    facts: dict[str, Run | Runs] = {role: by.annex(role) for role in by.annexes}
    if one.post:
        facts["post"] = by.code(one.post, f"{source}.post")
    for concept in (f"request.{one.act}.{one.about}", f"request.{one.act}.document"):
        if by.has(concept) and by.voice.facts(concept) <= facts.keys():
            return by.phrase(concept, **facts)
    return by.phrase("request.decide.document")
