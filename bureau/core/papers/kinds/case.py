"""What papers on one case share: what changes, what stays, its cost, its way, charts, annexes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from bureau.core.claims.kinds import ClaimKind
from bureau.core.claims.verdicts import Verdict
from bureau.core.papers.blocks import (
    Annex,
    Block,
    Drawing,
    Heading,
    Item,
    Listing,
    Marker,
    Paragraph,
    Run,
    Runs,
    Table,
)
from bureau.core.papers.kinds.charts import EMPTY, set_chart
from bureau.core.papers.kinds.decision import Decision, blocks_of_decision
from bureau.core.papers.kinds.decision import title_of as title_of_decision
from bureau.core.papers.kinds.job_description import (
    JobDescription,
    blocks_of_description,
)
from bureau.core.papers.kinds.job_description import title_of as title_of_description
from bureau.core.papers.kinds.parts import ChangeSaid, Chart, Claimed, Costs, PostCost, StepTaken
from bureau.core.papers.setting import Compositor, anchor_of
from bureau.core.texts import Text

STAYS = frozenset({ClaimKind.UNIT_UNCHANGED, ClaimKind.DUTIES_UNCHANGED})
"""Kinds of statements that say what stays as it is."""
OF_MONEY = frozenset({ClaimKind.POST_FUNDED, ClaimKind.COST_WITHIN, ClaimKind.CREDITS_KEPT})
ANNEXES = ("former", "new", "description", "decision")
"""The annexes that a paper on a case may have, in their order."""


@dataclass(frozen=True, slots=True)
class CaseSaid:
    """A case as papers tell it; `is_draft` until it is put forward."""

    background: tuple[Text, ...] = ()
    changes: tuple[ChangeSaid, ...] = ()
    claims: tuple[Claimed, ...] = ()
    costs: Costs = Costs()
    steps: tuple[StepTaken, ...] = ()
    former: Chart | None = None
    new: Chart | None = None
    description: JobDescription | None = None
    decision: Decision | None = None
    reference: str = ""
    is_draft: bool = False

    def annexes(self) -> tuple[str, ...]:
        return tuple(role for role in ANNEXES if getattr(self, role) is not None)


def warn_of(by: Compositor, case: CaseSaid, *, is_demonstration: bool) -> None:
    told = {
        "demonstration": is_demonstration,
        "draft_paper": case.is_draft,
        "claim_false": any(one.verdict is Verdict.FALSE for one in case.claims),
    }
    by.warnings |= {name: None for name, is_so in told.items() if is_so}


def sections(by: Compositor, case: CaseSaid) -> Iterator[Block]:
    """The body: a heading for each part that there is, paragraphs numbered throughout."""
    if case.background:
        yield Heading(1, by.phrase("case.background"))
    for place, text in enumerate(case.background):
        yield by.numbered(by.words(text, f"case.background.{place}"))
    yield from _changes(by, case)
    stays = [(at, one) for at, one in enumerate(case.claims) if one.kind in STAYS]
    if stays:
        yield Heading(1, by.phrase("case.stays"))
    for at, one in stays:
        yield by.numbered(by.words(one.said, f"case.claims.{at}.said"))
    if case.claims:
        yield Heading(1, by.phrase("case.statements"))
        yield by.numbered(by.phrase("case.statements_intro"))
        yield _statements(by, case.claims)
    yield Heading(1, by.phrase("case.cost"))
    yield by.numbered(cost_sentence(by, case.costs))
    if case.costs.posts:
        yield _cost_table(by, case.costs)
    if case.steps:
        yield Heading(1, by.phrase("case.way"))
        yield by.numbered(by.phrase("case.way_intro"))
        yield _way(by, case.steps)


def _changes(by: Compositor, case: CaseSaid) -> Iterator[Block]:
    if case.changes:
        yield Heading(1, by.phrase("case.changes"))
    numbered = enumerate(case.changes)
    for day, of_day in groupby(numbered, key=lambda one: one[1].day):
        yield by.numbered(by.phrase("case.changes_on", day=by.day(day)))
        yield Listing(
            tuple(Item(by.words(one.said, f"case.changes.{place}.said")) for place, one in of_day),
            Marker.LETTERS,
        )
    charts = [role for role in ("former", "new") if role in by.annexes]
    if charts:
        concept = "case.charts" if len(charts) == 2 else f"case.chart_{charts[0]}"
        yield by.numbered(by.phrase(concept, **{role: by.annex(role) for role in charts}))
    if case.description and "description" in by.annexes:
        post = by.code(case.description.post, "case.description.post")
        annex = by.annex("description")
        yield by.numbered(by.phrase("case.description", post=post, annex=annex))
    if case.decision and "decision" in by.annexes:
        yield by.numbered(by.phrase("case.decision", annex=by.annex("decision")))


def _statements(by: Compositor, claims: tuple[Claimed, ...]) -> Table:
    return Table(
        (by.phrase("column.statement"), by.phrase("column.verdict")),
        tuple(
            (
                by.words(one.said, f"case.claims.{place}.said"),
                (Run(by.say(f"verdict.{one.verdict}"), f"case.claims.{place}.verdict"),),
            )
            for place, one in enumerate(claims)
        ),
        caption=by.say("case.statements"),
    )


def cost_sentence(by: Compositor, costs: Costs) -> Runs:
    if costs.first_year is None or costs.full_year is None:
        return by.phrase("cost.unknown")
    if not costs.first_year and not costs.full_year:
        return by.phrase("cost.nothing")
    first, full = (
        Run(by.profile.say_money(amount, costs.currency), f"case.costs.{name}", is_code=True)
        for name, amount in (("first_year", costs.first_year), ("full_year", costs.full_year))
    )
    return by.phrase("cost.total", first=first, full=full)


def _cost_table(by: Compositor, costs: Costs) -> Table:
    columns = ("post", "first_year", "full_year")
    total = PostCost(by.say("cost.sum"), costs.first_year, costs.full_year)
    rows = [
        _cost_row(by, one, costs.currency, f"case.costs.posts.{place}")
        for place, one in enumerate(costs.posts)
    ]
    return Table(
        tuple(by.phrase(f"column.{column}") for column in columns),
        (*rows, _cost_row(by, total, costs.currency, "case.costs")),
        caption=by.say("cost.caption"),
        numeric=frozenset({1, 2}),
    )


def _cost_row(by: Compositor, one: PostCost, currency: str, source: str) -> tuple[Runs, ...]:
    is_total = source == "case.costs"
    head = Run(one.post, is_strong=True) if is_total else by.code(one.post, f"{source}.post")

    def amount(minor: int | None, name: str) -> Runs:
        said = "–" if minor is None else by.profile.say_money(minor, currency)
        return (Run(said, f"{source}.{name}", is_strong=is_total),)

    return (head,), amount(one.first_year, "first_year"), amount(one.full_year, "full_year")


def _way(by: Compositor, steps: tuple[StepTaken, ...]) -> Table:
    columns = ("who", "act", "state", "day", "where")
    return Table(
        tuple(by.phrase(f"column.{column}") for column in columns),
        tuple(_step(by, one, f"case.steps.{place}") for place, one in enumerate(steps)),
        caption=by.say("case.way"),
    )


def _step(by: Compositor, step: StepTaken, source: str) -> tuple[Runs, ...]:
    where = by.words(step.where, f"{source}.where") if step.where else ()
    if step.document:
        where += (Run(by.profile.joined),) if where else ()
        where += (by.code(step.document, f"{source}.document"),)
    return (
        by.words(step.who, f"{source}.who"),
        (Run(by.say(f"act.{step.act}"), f"{source}.act"),),
        (Run(by.say(f"step.{step.state}"), f"{source}.state"),),
        (Run(by.day(step.day), f"{source}.day"),) if step.day else EMPTY,
        where or EMPTY,
    )


def annexes(by: Compositor, case: CaseSaid) -> Iterator[Annex]:
    """Each on a page of its own, labelled by the letter that every reference to it has."""
    for role in by.annexes:
        letter = by.letter(role)
        label = by.say("annex.label", letter=letter) if letter else by.say("annex.single")
        title, blocks = _annexed(by, case, role)
        yield Annex(letter, label, (Run(title),), blocks, anchor_of(role))


def _annexed(by: Compositor, case: CaseSaid, role: str) -> tuple[str, tuple[Block, ...]]:
    if role == "description" and case.description:
        blocks = blocks_of_description(by, case.description, "case.description.", 2)
        return title_of_description(by, case.description), tuple(blocks)
    if role == "decision" and case.decision:
        blocks = blocks_of_decision(by, case.decision, "case.decision.")
        return title_of_decision(by, case.decision), tuple(blocks)
    charts: Mapping[str, Chart | None] = {"former": case.former, "new": case.new}
    chart = charts[role]
    assert chart is not None
    drawing: Drawing = set_chart(by, chart, f"chart.{role}", f"case.{role}")
    day = Paragraph(by.phrase("chart.day", day=by.day(chart.day)))
    return drawing.caption, (day, drawing)
