"""A Decision or Resolution, drafted or adopted: who decides, on what ground, and what."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bureau.core.papers.blocks import (
    Annex,
    Block,
    Furniture,
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
from bureau.core.papers.kinds.parts import Citation
from bureau.core.papers.phrases import PhraseBook
from bureau.core.papers.setting import Compositor, anchor_of
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
    """A verb (decides) and what is decided: a clause that has phrases, or words of its own.

    `annex` is the role of the annex that the clause cites.
    """

    verb: Verb
    clause: Clause | None = None
    said: Text | None = None
    post: str = ""
    annex: str = "description"


@dataclass(frozen=True, slots=True)
class Decision:
    """A draft as long as it has no number.

    `description` is annexed where the decision stands alone; in a paper it is an annex beside it.
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
    description: JobDescription | None = None
    is_demonstration: bool = False

    @property
    def of(self) -> str:
        """Whose phrases it takes."""
        return f"{self.body}/{self.instrument}"


def set_decision(value: Decision, language: str, phrases: PhraseBook) -> Paper:
    annexes = ("description",) if value.description else ()
    by = Compositor.of(language, phrases, value.of, annexes)
    if value.is_demonstration:
        by.warnings["demonstration"] = None
    blocks = list(blocks_of_decision(by, value, ""))
    if value.description:
        described = title_of_description(by, value.description)
        inside = tuple(blocks_of_description(by, value.description, "description.", 2))
        label = by.say("annex.single")
        blocks.append(Annex("", label, (Run(described),), inside, anchor_of("description")))
    furniture = Furniture(
        issuer=by.line(value.issuer),
        number=value.number,
        day=by.day(value.day),
        original=by.say("furniture.original", language=by.say(f"language.{value.original}")),
        foot=by.line(value.session) if value.session else "",
    )
    return by.paper("decision", title_of(by, value), furniture, blocks, value)


def title_of(by: Compositor, value: Decision) -> str:
    if value.number:
        said = by.say(f"numbered.{value.instrument}", number=value.number)
    else:
        said = by.say(f"draft.{value.instrument}")
    return f"{said}{by.profile.labelled}{by.line(value.title)}" if value.title else said


def blocks_of_decision(by: Compositor, value: Decision, source: str) -> Iterator[Block]:
    """In the shape that its languages share: body, formulas, verbs; numbered only if several."""
    body = by.words(value.body_name, f"{source}body_name")
    yield Paragraph(by.phrase("enacting", body=body), Role.ENACTING)
    for place, ground in enumerate(value.preamble):
        yield from _preamble(by, ground, f"{source}preamble.{place}.citations")
    alone = len(value.operative) == 1
    for place, decided in enumerate(value.operative):
        at = f"{source}operative.{place}"
        verb = Run(by.say(f"verb.{decided.verb}"), f"{at}.verb", is_emphasised=True)
        runs = (verb, *_gap(by), *_clause(by, decided, at))
        yield Paragraph(runs, Role.OPERATIVE, None if alone else place + 1)


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
    post = by.code(decided.post, f"{source}.post")
    return by.phrase(f"clause.{decided.clause}", post=post, annex=by.annex(decided.annex))


def _gap(by: Compositor) -> Runs:
    return (Run(by.profile.space),) if by.profile.space else ()
