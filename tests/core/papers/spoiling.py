"""Papers spoilt in one place: each way with the fault that it is."""

import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any

from bureau.core.papers.blocks import (
    Annex,
    Box,
    Drawing,
    Heading,
    Listing,
    Paper,
    Paragraph,
    Role,
    Run,
    Table,
)
from bureau.core.papers.faults import Fault

type Spoil = Callable[[Paper], Paper]
type Change = Callable[[Any], Any]


def walked(node: Any, change: Change) -> Any:
    """The same with every part changed, the smallest first; None takes a part out."""
    if isinstance(node, tuple):
        return tuple(one for each in node if (one := walked(each, change)) is not None)
    if is_dataclass(node) and not isinstance(node, type):
        parts = {one.name: getattr(node, one.name) for one in fields(node) if one.name != "value"}
        node = replace(node, **{name: walked(part, change) for name, part in parts.items()})
    return change(node)


def first(wanted: Callable[[Any], bool], change: Change, *, nth: int = 1) -> Spoil:
    """Only the first (or nth) part that is wanted is changed."""

    def spoil(paper: Paper) -> Paper:
        seen = iter(range(1, 10_000))
        spoilt: Paper = walked(
            paper, lambda node: change(node) if wanted(node) and next(seen) == nth else node
        )
        assert spoilt != paper
        return spoilt

    return spoil


def says(words: str, instead: str, *, nth: int = 1) -> Spoil:
    def wanted(node: Any) -> bool:
        return isinstance(node, Run) and words in node.text

    return first(wanted, lambda run: replace(run, text=run.text.replace(words, instead)), nth=nth)


def everywhere(words: str, instead: str) -> Spoil:
    def change(node: Any) -> Any:
        is_run = isinstance(node, Run) and words in node.text
        return replace(node, text=node.text.replace(words, instead)) if is_run else node

    return lambda paper: replace(paper, blocks=walked(paper.blocks, change))


def block(kind: type, change: Change, *, nth: int = 1, where: Change = lambda _: True) -> Spoil:
    return first(lambda node: isinstance(node, kind) and where(node), change, nth=nth)


def valued(change: Callable[[dict[str, Any]], Any]) -> Spoil:
    """What the paper carries is changed."""

    def spoil(paper: Paper) -> Paper:
        return replace(paper, value={**paper.value, **change(dict(paper.value))})

    return spoil


def _without_row(place: int) -> Change:
    return lambda box: replace(box, rows=(*box.rows[:place], *box.rows[place + 1 :]))


def _emptied(box: Box) -> Box:
    label, said = box.rows[0]
    return replace(box, rows=((label, (replace(said[0], runs=()),)), *box.rows[1:]))


def _short_row(table: Table) -> Table:
    return replace(table, rows=(table.rows[0][:-1], *table.rows[1:]))


def _false(value: dict[str, Any]) -> dict[str, Any]:
    claims = [{**value["case"]["claims"][0], "verdict": "false"}, *value["case"]["claims"][1:]]
    return {"case": {**value["case"], "claims": claims}}


def _is_numbered(number: int) -> Change:
    return lambda node: node.number == number


def _is_captioned(node: Any) -> bool:
    return bool(node.caption)


SPOILT: tuple[tuple[Fault, str, Spoil], ...] = (
    (Fault.ANNEX_UNKNOWN, "a letter that no annex has", says("Annex B", "Annex F")),
    (
        Fault.ANNEX_MISLED,
        "a link that leads to another annex than it names",
        first(
            lambda node: isinstance(node, Run) and node.target == "annex-former",
            lambda run: replace(run, target="annex-new"),
        ),
    ),
    (Fault.ANNEX_UNKNOWN, "an annex taken out", block(Annex, lambda _: None, nth=4)),
    (
        Fault.ANNEX_UNKNOWN,
        "a reference that leads nowhere",
        first(
            lambda node: isinstance(node, Run) and bool(node.target),
            lambda run: replace(run, target="annex-lost"),
        ),
    ),
    (Fault.ANNEX_UNCITED, "an annex nobody refers to", everywhere("Annex D", "Annex C")),
    (Fault.ANNEX_ORDER, "letters out of order", block(Annex, lambda a: replace(a, letter="C"))),
    (Fault.ANNEX_ORDER, "no letter", block(Annex, lambda a: replace(a, letter=""), nth=2)),
    (Fault.ANNEX_LABEL, "two names", block(Annex, lambda a: replace(a, label="Attachment"))),
    (
        Fault.PARAGRAPH_ORDER,
        "a number left out",
        block(Paragraph, lambda p: replace(p, number=9), where=_is_numbered(3)),
    ),
    (
        Fault.PARAGRAPH_ORDER,
        "a number twice",
        block(Paragraph, lambda p: replace(p, number=2), where=_is_numbered(3)),
    ),
    (Fault.HEADING_SKIPPED, "a level", block(Heading, lambda h: replace(h, level=3), nth=2)),
    (Fault.BOX_INCOMPLETE, "no purpose", block(Box, _without_row(0))),
    (Fault.BOX_INCOMPLETE, "no references", block(Box, _without_row(4))),
    (Fault.BOX_INCOMPLETE, "an empty purpose", block(Box, _emptied)),
    (Fault.BOX_INCOMPLETE, "no box", block(Box, lambda _: None)),
    (Fault.REFERENCE_UNCITED, "another resolution", says("1108", "626")),
    (Fault.REFERENCE_UNCITED, "a ground left out", says("1108", "", nth=2)),
    (Fault.REFERENCE_UNLISTED, "a ground of its own", says("1108", "1107", nth=2)),
    (Fault.CITATION_UNKNOWN, "a resolution that there is not", everywhere("1108", "9108")),
    (Fault.CITATION_UNKNOWN, "a provision that there is not", everywhere("71", "77")),
    (Fault.TABLE_UNEVEN, "a cell", block(Table, _short_row)),
    (Fault.TOTAL_DIFFERS, "a total", says("282,000", "283,000", nth=4)),
    (Fault.TOTAL_DIFFERS, "a part", says("140,000", "150,000", nth=3)),
    (
        Fault.CHART_DIFFERS,
        "a box",
        block(Drawing, lambda d: replace(d, svg=d.svg.replace(">NEW<", ">OLD<"))),
    ),
    (
        Fault.CHART_DIFFERS,
        "a row beside a drawing",
        block(Drawing, lambda d: replace(d, beside=replace(d.beside, rows=d.beside.rows[:-1]))),
    ),
    (Fault.CHART_DIFFERS, "a name beside it", says("New department", "Old department")),
    (Fault.CHART_DIFFERS, "whom it reports to", says("BUR", "NEW", nth=2)),
    (
        Fault.CHART_DIFFERS,
        "a name in the drawing",
        block(Drawing, lambda d: replace(d, svg=d.svg.replace("New department", "Old place"))),
    ),
    (
        Fault.CHART_DIFFERS,
        "a line of the drawing",
        block(Drawing, lambda d: replace(d, svg=re.sub('<path[^>]*"rail"/>', "", d.svg))),
    ),
    (
        Fault.CHART_DIFFERS,
        "a line that no longer reaches its box",
        block(Drawing, lambda d: replace(d, svg=d.svg.replace("V164", "V150"))),
    ),
    (
        Fault.CHART_DIFFERS,
        "a line put elsewhere",
        block(Drawing, lambda d: replace(d, svg=d.svg.replace('"rail"', '"rail" transform="x"'))),
    ),
    (
        Fault.CHART_DIFFERS,
        "a box that is hidden",
        block(Drawing, lambda d: replace(d, svg=d.svg.replace('"bx"', '"bx" display="none"'))),
    ),
    (
        Fault.HEADING_DIFFERS,
        "a heading that is a line",
        block(Heading, lambda one: Paragraph(one.runs)),
    ),
    (
        Fault.CHART_DIFFERS,
        "the frame of a box",
        block(Drawing, lambda d: replace(d, svg=re.sub('<rect[^>]*"bx"/>', "", d.svg))),
    ),
    (
        Fault.NUMBER_DIFFERS,
        "a paragraph that is counted no more",
        block(Paragraph, lambda p: replace(p, number=None), where=_is_numbered(3)),
    ),
    (
        Fault.WORDS_DIFFER,
        "a caption",
        block(Table, lambda t: replace(t, caption="Who works with whom"), where=_is_captioned),
    ),
    (Fault.CLAIM_FALSE, "what the record denies", valued(_false)),
    (Fault.FIGURE_DIFFERS, "an amount", says("282,000", "288,000")),
    (Fault.FIGURE_DIFFERS, "a day", says("1\u00a0July", "7\u00a0July")),
    (Fault.FIGURE_DIFFERS, "a post", says("AB01/D1/234", "AB01/D1/243")),
    (Fault.FIGURE_DIFFERS, "a grade", says("D.1", "D.2", nth=3)),
    (Fault.FIGURE_DIFFERS, "a provision", everywhere("70", "72")),
    (Fault.WORDS_DIFFER, "a verdict", says("cannot be told", "true")),
    (Fault.WORDS_DIFFER, "a verb", says("decides", "recommends")),
    (Fault.WORDS_DIFFER, "a change", says("established", "abolished")),
    (Fault.WORDS_DIFFER, "the title", lambda paper: replace(paper, title="Another paper")),
    (
        Fault.WORDS_MISSING,
        "a change",
        block(Listing, lambda one: replace(one, items=one.items[:1]), nth=2),
    ),
    (
        Fault.WORDS_MISSING,
        "a duty",
        block(
            Listing,
            lambda one: replace(one, items=(replace(one.items[0], parts=None),)),
            where=lambda one: bool(one.items[0].parts),
        ),
    ),
    (
        Fault.WORDS_ADDED,
        "a sentence",
        lambda paper: replace(paper, blocks=(*paper.blocks[:3], _more(), *paper.blocks[3:])),
    ),
    (Fault.UNTRANSLATED, "other words", says("Why it is asked.", "为什么提出。")),
    (
        Fault.UNTRANSLATED,
        "what is marked so",
        first(
            lambda node: isinstance(node, Run) and node.source == "purpose",
            lambda run: replace(run, language="fr"),
        ),
    ),
    (Fault.VALUE_UNREADABLE, "what it carries", valued(lambda _: {"case": 3})),
    (
        Fault.WORDS_DIFFER,
        "who decides",
        block(
            Paragraph,
            lambda one: replace(one, runs=(Run("The Committee,"),)),
            where=lambda one: one.role is Role.ENACTING,
        ),
    ),
)


def _more() -> Paragraph:
    return Paragraph((Run("This was typed in by hand afterwards."),))
