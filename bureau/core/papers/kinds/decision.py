"""A Decision or Resolution, drafted or adopted: who decides, on what ground, and what."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby

from bureau.core.papers.blocks import (
    Block,
    Item,
    Listing,
    Marker,
    Paper,
    Paragraph,
    Role,
    Run,
    Runs,
)
from bureau.core.papers.kinds.citing import set_citation
from bureau.core.papers.kinds.job_description import (
    JobDescription,
    blocks_of_description,
)
from bureau.core.papers.kinds.job_description import title_of as title_of_description
from bureau.core.papers.kinds.outcome import blocks_of_outcome
from bureau.core.papers.kinds.parts import AmendmentSaid, ChangeSaid, Citation
from bureau.core.papers.phrases import PhraseBook
from bureau.core.papers.setting import Compositor, description_role
from bureau.core.texts import Text


class Form(StrEnum):
    DECISION = "decision"
    RESOLUTION = "resolution"


class Formula(StrEnum):
    """How a preamble begins."""

    IN_VIEW_OF = "in_view_of"
    CONSIDERING = "considering"
    RECALLING = "recalling"
    NOTING = "noting"
    NOTING_WITH_SATISFACTION = "noting_with_satisfaction"
    RECOGNIZING = "recognizing"
    BEARING_IN_MIND = "bearing_in_mind"
    HAVING_CONSIDERED = "having_considered"


class Verb(StrEnum):
    """What the body does."""

    DECIDES = "decides"
    RESOLVES = "resolves"
    AUTHORIZES = "authorizes"
    INSTRUCTS = "instructs"
    INVITES = "invites"


class Clause(StrEnum):
    """What is decided, where a phrase says it."""

    APPROVE_DESCRIPTION = "approve_description"
    APPROVE_STRUCTURE = "approve_structure"


@dataclass(frozen=True, slots=True)
class Preamble:
    """A formula (considering) and what it cites."""

    formula: Formula
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Operative:
    """A verb (decides) and what is decided: a clause that has phrases, or words of its own."""

    verb: Verb
    clause: Clause | None = None
    said: Text | None = None
    post: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """A draft until the day on which it is adopted.

    `descriptions` are annexed where it stands alone; in a paper they are annexes beside it.
    `adopted` are the changes that it covers, where they are a part of what was put forward.
    `reference` is that of the case, where it stands alone.
    """

    body: str
    body_name: Text
    original: str
    issuer: Text
    instrument: Form = Form.DECISION
    number: str = ""
    title: Text | None = None
    session: Text | None = None
    day: date | None = None
    preamble: tuple[Preamble, ...] = ()
    operative: tuple[Operative, ...] = ()
    descriptions: tuple[JobDescription, ...] = ()
    adopted: tuple[ChangeSaid, ...] = ()
    amendments: tuple[AmendmentSaid, ...] = ()
    is_demonstration: bool = False
    reference: str = ""

    @property
    def of(self) -> str:
        """Whose phrases it takes."""
        return f"{self.body}/{self.instrument}"


def set_decision(value: Decision, language: str, phrases: PhraseBook) -> Paper:
    roles = [description_role(at, one.post) for at, one in enumerate(value.descriptions)]
    by = Compositor.of(language, phrases, value.of, roles)
    by.warn(demonstration=value.is_demonstration)
    blocks = list(blocks_of_decision(by, value, ""))
    for at, (role, one) in enumerate(zip(roles, value.descriptions, strict=True)):
        inside = tuple(blocks_of_description(by, one, f"descriptions.{at}.", 2))
        blocks.append(by.annexed(role, title_of_description(by, one), inside))
    foot = by.line(value.session) if value.session else ""
    number = _number(by, value)
    furniture = by.furniture(value.issuer, value.original, number, value.day, foot)
    return by.paper("decision", title_of(by, value), furniture, blocks, value)


def title_of(by: Compositor, value: Decision) -> str:
    if value.number:
        said = by.say(f"numbered.{value.instrument}", number=_number(by, value))
    else:
        said = by.say(f"{'instrument' if value.day else 'draft'}.{value.instrument}")
    if value.title:
        return f"{said}{by.profile.labelled}{by.line(value.title)}"
    posts = [one.post for one in value.operative if one.clause is Clause.APPROVE_DESCRIPTION]
    if len(posts) != 1:
        return said
    return f"{said}{by.profile.labelled}{by.say('description.title', post=posts[0])}"


def _number(by: Compositor, value: Decision) -> str:
    return by.voice.book.bare(value.instrument, value.number)


def blocks_of_decision(by: Compositor, value: Decision, source: str) -> Iterator[Block]:
    """In the shape that its languages share: body, formulas, verbs; numbered only if several."""
    body = by.words(value.body_name, f"{source}body_name")
    yield Paragraph(by.phrase("enacting", body=body), Role.ENACTING)
    for place, ground in enumerate(value.preamble):
        yield from _preamble(by, ground, f"{source}preamble.{place}.citations")
    for said, group in groupby(enumerate(value.operative), key=lambda one: one[1].verb):
        listed = list(group)
        at = f"{source}operative.{listed[0][0]}"
        verb = Run(by.say(f"verb.{said}"), f"{at}.verb", is_emphasised=True)
        clauses = [_clause(by, one, f"{source}operative.{place}") for place, one in listed]
        if len(clauses) == 1:
            yield Paragraph((verb, *_gap(by), *clauses[0]), Role.OPERATIVE)
        else:
            yield Paragraph((verb,), Role.OPERATIVE)
            yield Listing(tuple(map(Item, clauses)), Marker.NUMBERS)
    yield from blocks_of_outcome(by, value.adopted, value.amendments, source)


def _preamble(by: Compositor, ground: Preamble, source: str) -> Iterator[Block]:
    formula = Run(by.say(f"formula.{ground.formula}"), is_emphasised=True)
    cited = [
        set_citation(by, one, f"{source}.{place}") for place, one in enumerate(ground.citations)
    ]
    if len(cited) == 1:
        yield Paragraph((formula, *_gap(by), *cited[0], Run(by.profile.comma)), Role.PREAMBLE)
        return
    yield Paragraph((formula,), Role.PREAMBLE)
    if cited:
        ends = [by.profile.semicolon] * (len(cited) - 1) + [by.profile.comma]
        items = (Item((*one, Run(end))) for one, end in zip(cited, ends, strict=True))
        yield Listing(tuple(items), Marker.LETTERS)


def _clause(by: Compositor, decided: Operative, source: str) -> Runs:
    if decided.said or decided.clause is None:
        return by.words(decided.said, f"{source}.said") if decided.said else ()
    concept, post = f"clause.{decided.clause}", by.code(decided.post, f"{source}.post")
    is_of_post = decided.clause is Clause.APPROVE_DESCRIPTION
    role = by.described(decided.post) if is_of_post else "new"
    if role is None or role not in by.annexes:
        return by.phrase(f"{concept}.alone", post=post)
    return by.phrase(concept, post=post, annex=by.annex(role))


def _gap(by: Compositor) -> Runs:
    return (Run(by.profile.space),) if by.profile.space else ()
