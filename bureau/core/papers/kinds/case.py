"""What papers on one case share: what changes, what stays, its cost, its way, charts, annexes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from bureau.core.claims.kinds import ClaimKind
from bureau.core.claims.verdicts import Verdict
from bureau.core.papers.blocks import (
    Annex,
    Block,
    Heading,
    Item,
    Listing,
    Marker,
    Paragraph,
    Run,
    Runs,
    Table,
)
from bureau.core.papers.kinds.alternatives import set_alternatives
from bureau.core.papers.kinds.charts import EMPTY, chart_title, set_chart
from bureau.core.papers.kinds.costs import cost_sentences, cost_tables
from bureau.core.papers.kinds.decision import Decision, blocks_of_decision
from bureau.core.papers.kinds.decision import title_of as title_of_decision
from bureau.core.papers.kinds.job_description import (
    JobDescription,
    blocks_of_description,
)
from bureau.core.papers.kinds.job_description import title_of as title_of_description
from bureau.core.papers.kinds.parts import (
    AlternativeSaid,
    ChangeSaid,
    Chart,
    Claimed,
    Costs,
    StepTaken,
)
from bureau.core.papers.setting import DESCRIPTION, Compositor, description_role
from bureau.core.texts import Text

STAYS = frozenset({ClaimKind.UNIT_UNCHANGED, ClaimKind.DUTIES_UNCHANGED})
"""Kinds of statements that say what stays as it is."""
OF_MONEY = frozenset({ClaimKind.POST_FUNDED, ClaimKind.COST_WITHIN, ClaimKind.CREDITS_KEPT})


@dataclass(frozen=True, slots=True)
class CaseSaid:
    """A case as papers tell it: what prompted it, why it is asked, and all that follows from the
    record; `is_draft` until it is put forward, `version` how often it was, and `is_amended` where
    it is told as a body adopted it in other words."""

    prompted: tuple[Text, ...] = ()
    background: tuple[Text, ...] = ()
    changes: tuple[ChangeSaid, ...] = ()
    claims: tuple[Claimed, ...] = ()
    costs: tuple[Costs, ...] = ()
    alternatives: tuple[AlternativeSaid, ...] = ()
    steps: tuple[StepTaken, ...] = ()
    former: Chart | None = None
    new: Chart | None = None
    descriptions: tuple[JobDescription, ...] = ()
    decision: Decision | None = None
    reference: str = ""
    is_draft: bool = False
    version: int = 1
    is_amended: bool = False

    def annexes(self) -> tuple[str, ...]:
        """The roles of the annexes that a paper on it has, in their order."""
        described = (description_role(at, one.post) for at, one in enumerate(self.descriptions))
        charts = (role for role in ("former", "new") if getattr(self, role) is not None)
        return (*charts, *described, *(("decision",) if self.decision else ()))


def warn_of(by: Compositor, case: CaseSaid, *, is_demonstration: bool) -> None:
    by.warn(
        demonstration=is_demonstration,
        draft_paper=case.is_draft,
        claim_false=any(one.verdict is Verdict.FALSE for one in case.claims),
    )


def sections(by: Compositor, case: CaseSaid) -> Iterator[Block]:
    """The body: a heading for each part that there is, paragraphs numbered throughout."""
    yield from _background(by, case)
    yield from _changes(by, case)
    yield from _claims(by, case)
    yield Heading(1, by.phrase("case.cost"))
    for sentence in cost_sentences(by, case.costs):
        yield by.numbered(sentence)
    yield from cost_tables(by, case.costs)
    yield from set_alternatives(by, case.alternatives, "case.alternatives")
    if case.steps:
        yield Heading(1, by.phrase("case.way"))
        yield by.numbered(by.phrase("case.way_intro"))
        yield _way(by, case.steps)


def _background(by: Compositor, case: CaseSaid) -> Iterator[Block]:
    if case.background or case.prompted:
        yield Heading(1, by.phrase("case.background"))
    if case.prompted:
        yield by.numbered(by.phrase("case.prompted"))
        asked = (by.words(one, f"case.prompted.{at}") for at, one in enumerate(case.prompted))
        yield Listing(tuple(map(Item, asked)), Marker.LETTERS)
    for place, text in enumerate(case.background):
        yield from map(by.numbered, by.paragraphs(text, f"case.background.{place}"))


def _claims(by: Compositor, case: CaseSaid) -> Iterator[Block]:
    stays = [(at, one) for at, one in enumerate(case.claims) if one.kind in STAYS]
    if stays:
        yield Heading(1, by.phrase("case.stays"))
    for at, one in stays:
        yield by.numbered(by.words(one.said, f"case.claims.{at}.said"))
    if case.claims:
        yield Heading(1, by.phrase("case.statements"))
        yield by.numbered(by.phrase("case.statements_intro"))
        yield _statements(by, case.claims)


def _changes(by: Compositor, case: CaseSaid) -> Iterator[Block]:
    if case.changes:
        yield Heading(1, by.phrase("case.changes"))
    numbered = enumerate(case.changes)
    for day, of_day in groupby(numbered, key=lambda one: one[1].day):
        listed = list(of_day)
        said = Run(by.day(day), f"case.changes.{listed[0][0]}.day")
        yield by.numbered(by.phrase("case.changes_on", day=said))
        yield Listing(
            tuple(Item(by.words(one.said, f"case.changes.{place}.said")) for place, one in listed),
            Marker.LETTERS,
        )
    charts = [role for role in ("former", "new") if role in by.annexes]
    if charts:
        concept = "case.charts" if len(charts) == 2 else f"case.chart_{charts[0]}"
        yield by.numbered(by.phrase(concept, **{role: by.annex(role) for role in charts}))
    for at, described in enumerate(case.descriptions):
        post = by.code(described.post, f"case.descriptions.{at}.post")
        annex = by.annex(description_role(at, described.post))
        yield by.numbered(by.phrase("case.description", post=post, annex=annex))
    if case.decision and "decision" in by.annexes:
        yield by.numbered(by.phrase("case.decision", annex=by.annex("decision")))


def _statements(by: Compositor, claims: tuple[Claimed, ...]) -> Table:
    return Table(
        by.head("statement", "verdict"),
        tuple(
            (
                by.words(one.said, f"case.claims.{place}.said"),
                (Run(by.say(f"verdict.{one.verdict}"), f"case.claims.{place}.verdict"),),
            )
            for place, one in enumerate(claims)
        ),
    )


def _way(by: Compositor, steps: tuple[StepTaken, ...]) -> Table:
    columns = ("who", "act", "state", "day", "where")
    return Table(
        by.head(*columns),
        tuple(_step(by, one, f"case.steps.{place}") for place, one in enumerate(steps)),
    )


def _step(by: Compositor, step: StepTaken, source: str) -> tuple[Runs, ...]:
    where = by.words(step.where, f"{source}.where") if step.where else ()
    if step.document:
        where += (Run(by.profile.joined),) if where else ()
        where += (by.code(step.document, f"{source}.document"),)
    act: Runs = (Run(by.say(f"act.{step.act}"), f"{source}.act"),)
    if step.question and by.has(f"question.{step.question}"):
        answer = "" if step.answer is None else f".{'yes' if step.answer else 'no'}"
        said = by.say(f"question.{step.question}{answer}")
        act += (Run(by.profile.labelled), Run(said, f"{source}.question"))
    return (
        by.words(step.who, f"{source}.who"),
        act,
        (Run(by.say(f"step.{step.state}"), f"{source}.state"),),
        (Run(by.day(step.day), f"{source}.day"),) if step.day else EMPTY,
        where or EMPTY,
    )


def annexes(by: Compositor, case: CaseSaid) -> Iterator[Annex]:
    """Each on a page of its own, in the order of their roles."""
    for role in by.annexes:
        yield by.annexed(role, *_annexed(by, case, role))


def _annexed(by: Compositor, case: CaseSaid, role: str) -> tuple[str, tuple[Block, ...]]:
    if role.startswith(DESCRIPTION):
        at = int(role.removeprefix(DESCRIPTION).partition(":")[0])
        blocks = blocks_of_description(by, case.descriptions[at], f"case.descriptions.{at}.", 2)
        return title_of_description(by, case.descriptions[at]), tuple(blocks)
    if role == "decision" and case.decision:
        blocks = blocks_of_decision(by, case.decision, "case.decision.")
        return title_of_decision(by, case.decision), tuple(blocks)
    charts: Mapping[str, Chart | None] = {"former": case.former, "new": case.new}
    chart = charts[role]
    assert chart is not None
    drawing = set_chart(by, chart, f"chart.{role}", f"case.{role}")
    day = Paragraph(by.phrase("chart.day", day=by.day(chart.day)))
    return chart_title(by, chart, f"chart.{role}"), (day, drawing)
