"""The paper to a council on a reorganisation: box, numbered body, and annexes lettered by order."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from bureau.core.papers.blocks import (
    Block,
    Box,
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
    sections,
    warn_of,
)
from bureau.core.papers.kinds.citing import set_citation
from bureau.core.papers.kinds.costs import cost_sentences
from bureau.core.papers.kinds.parts import Citation
from bureau.core.papers.phrases import PhraseBook
from bureau.core.papers.setting import DESCRIPTION, Compositor
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
    """`body` is the code of the council in phrases; `author` the
    name of the office that reports, `office` its code in phrases."""

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
    office: str = ""
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
        blocks.append(Paragraph(author_line(by, value.author, value.office)))
    blocks += [
        Box(tuple(_box(by, value))),
        *sections(by, value.case),
        *asked(by, value.requests, value.body_name),
    ]
    blocks += annexes(by, value.case)
    number = by.say("furniture.document", number=value.number) if value.number else ""
    number = number or by.say("furniture.unnumbered")
    foot = foot_of(by, value.session, value.case)
    furniture = by.furniture(value.issuer, value.original, number, value.day, foot)
    return by.paper("council-paper", value.title, furniture, blocks, value)


def author_line(by: Compositor, author: Text, office: str) -> Runs:
    """Who reports: an office that has a phrase of its own, else by name."""
    concept = f"issued.report.{office}"
    if office and by.has(concept):
        return tuple(Run(run.text, "author") for run in by.phrase(concept))
    return by.phrase("issued.report", issuer=by.words(author, "author"))


def foot_of(by: Compositor, session: Text | None, case: CaseSaid) -> str:
    """The session and the case; of a revised paper, which version it tells."""
    said = [by.line(session)] if session else []
    said += [by.say("furniture.case", reference=case.reference)] if case.reference else []
    said += [by.say("furniture.version", number=case.version)] if case.version > 1 else []
    said += [by.say("furniture.amended")] if case.is_amended else []
    return " · ".join(said)


def _box(by: Compositor, value: CouncilPaper) -> Iterator[BoxRow]:
    if value.purpose:
        purpose = by.paragraphs(value.purpose, "purpose")
        yield by.phrase("front.purpose"), tuple(map(Paragraph, purpose))
    if value.requests:
        yield requests_row(by, value.requests, value.body_name)
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
    yield from map(Paragraph, cost_sentences(by, case.costs))


def asked(by: Compositor, requests: tuple[Request, ...], body: Text) -> Iterator[Block]:
    """The last section: what the body is invited to do."""
    if requests:
        yield Heading(1, by.phrase("case.asked"))
        yield by.numbered(by.phrase("asked", body=by.line(body)))
        yield Listing(tuple(requests_set(by, requests)), Marker.LETTERS)


def requests_row(by: Compositor, requests: tuple[Request, ...], body: Text) -> BoxRow:
    """The same in the box."""
    lead = Paragraph(by.phrase("asked", body=by.line(body)))
    items = requests_set(by, requests)
    return by.phrase("front.action"), (lead, *(Paragraph(item.runs) for item in items))


def requests_set(by: Compositor, requests: tuple[Request, ...]) -> Iterator[Item]:
    """Each with the annexes it speaks of; where the paper lacks one, on the document."""
    for place, one in enumerate(requests):
        source = f"requests.{place}"
        end = by.profile.stop if place == len(requests) - 1 else by.profile.semicolon
        yield Item((*_sourced(_request(by, one, source), f"{source}.act"), Run(end)))


def _sourced(runs: Runs, source: str) -> Runs:
    """What has no source of its own and leads nowhere says which act is asked for."""
    return tuple(run if run.source or run.target else replace(run, source=source) for run in runs)


def _request(by: Compositor, one: Request, source: str) -> Runs:
    charts = (role for role in by.annexes if not role.startswith(DESCRIPTION))
    facts: dict[str, Run | Runs] = {role: by.annex(role) for role in charts}
    role = by.described(one.post) if one.post else None
    if role:
        facts |= {"post": by.code(one.post, f"{source}.post"), "description": by.annex(role)}
    for concept in (f"request.{one.act}.{one.about}", f"request.{one.act}.document"):
        if by.has(concept) and by.voice.facts(concept) <= facts.keys():
            return by.phrase(concept, **facts)
    return by.phrase("request.decide.document")
