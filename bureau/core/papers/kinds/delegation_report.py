"""The annual report on delegations: every use of each, the sum so far, and what is left."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bureau.core.papers.blocks import Block, Heading, Paper, Run, Runs, Table
from bureau.core.papers.kinds.charts import EMPTY
from bureau.core.papers.kinds.citing import set_citation
from bureau.core.papers.kinds.parts import Citation
from bureau.core.papers.phrases import PhraseBook
from bureau.core.papers.setting import Compositor
from bureau.core.texts import Text


@dataclass(frozen=True, slots=True)
class Used:
    """One use by an act of a day; `cost` of a full year in minor units, None where not known,
    `so_far` the sum, `effective` the day from which it is in force (None: an older paper)."""

    day: date
    case: str
    what: Text
    post: str
    grade_before: str
    grade_after: str
    cost: int | None
    so_far: int
    effective: date | None = None


@dataclass(frozen=True, slots=True)
class Delegated:
    """A delegation with its ceiling in minor units (None: none is on record), and what of it was
    used before the year; `source` gave it, the ceiling is from `since` to `until`, included."""

    name: Text
    currency: str
    ceiling: int | None
    before: int = 0
    uses: tuple[Used, ...] = ()
    source: Citation | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class DelegationReport:
    """From `since` to `until`, both included."""

    issuer: Text
    original: str
    since: date
    until: date
    delegations: tuple[Delegated, ...] = ()
    is_demonstration: bool = False


def set_delegation_report(value: DelegationReport, language: str, phrases: PhraseBook) -> Paper:
    by = Compositor.of(language, phrases)
    by.warn(demonstration=value.is_demonstration)
    since, until = Run(by.day(value.since), "since"), Run(by.day(value.until), "until")
    blocks: list[Block] = [by.numbered(by.phrase("delegations.period", since=since, until=until))]
    for place, one in enumerate(value.delegations):
        blocks += _delegation(by, one, f"delegations.{place}")
    furniture = by.furniture(value.issuer, value.original)
    return by.paper("delegation-report", by.say("delegations.title"), furniture, blocks, value)


def _delegation(by: Compositor, one: Delegated, source: str) -> Iterator[Block]:
    yield Heading(1, by.words(one.name, f"{source}.name"))
    if one.source:
        cited = set_citation(by, one.source, f"{source}.source", "listed")
        yield by.numbered(by.phrase("delegations.rests_on", source=cited))
    used = _money(by, one.before + sum(use.cost or 0 for use in one.uses), one)
    if one.ceiling is None:
        yield by.numbered(by.phrase("delegations.no_ceiling", used=used))
    else:
        ceiling = _money(by, one.ceiling, one, f"{source}.ceiling")
        yield by.numbered(by.phrase("delegations.ceiling", used=used, ceiling=ceiling))
    if one.since and one.until:
        since, until = (
            Run(by.day(day), f"{source}.{name}")
            for name, day in (("since", one.since), ("until", one.until))
        )
        yield by.numbered(by.phrase("delegations.ceiling_period", since=since, until=until))
    if not one.uses:
        yield by.numbered(by.phrase("delegations.none"))
        return
    count = Run(by.profile.say_number(len(one.uses)), f"{source}.uses")
    yield by.numbered(by.phrase("delegations.uses", count=count))
    rows = (_use(by, use, one, f"{source}.uses.{place}") for place, use in enumerate(one.uses))
    head = by.head("day", "case", "what", "effective", "post", "grade", "full_year", "so_far")
    yield Table(head, tuple(rows), numeric=frozenset({6, 7}))


def _use(by: Compositor, use: Used, of: Delegated, source: str) -> tuple[Runs, ...]:
    grades = " → ".join(by.grade(one) for one in (use.grade_before, use.grade_after) if one)
    return (
        (Run(by.day(use.day), f"{source}.day"),),
        (by.code(use.case, f"{source}.case"),) if use.case else EMPTY,
        by.words(use.what, f"{source}.what"),
        (Run(by.day(use.effective), f"{source}.effective"),) if use.effective else EMPTY,
        (by.code(use.post, f"{source}.post"),),
        (Run(grades, f"{source}.grade_after", is_code=True),) if grades else EMPTY,
        EMPTY if use.cost is None else _money(by, use.cost, of, f"{source}.cost"),
        _money(by, use.so_far, of, f"{source}.so_far"),
    )


def _money(by: Compositor, minor: int, of: Delegated, source: str = "") -> Runs:
    return (Run(by.profile.say_money(minor, of.currency), source, is_code=True),)
