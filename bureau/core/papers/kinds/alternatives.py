"""The ways that were considered and are not proposed: each under a label, and what it would do."""

from collections.abc import Callable, Iterator

from bureau.core.papers.blocks import Block, Heading, Run, Runs, Table
from bureau.core.papers.kinds.parts import AlternativeSaid, Costs
from bureau.core.papers.setting import Compositor

COUNTED = ("actions", "established", "abolished", "moved", "reclassified")
COSTED = ("first_year", "full_year")


def set_alternatives(
    by: Compositor, alternatives: tuple[AlternativeSaid, ...], source: str
) -> Iterator[Block]:
    """By its place each has the label that it is cited by; nothing where there is none."""
    if not alternatives:
        return
    yield Heading(1, by.phrase("case.alternatives"))
    yield by.numbered(by.phrase("case.alternatives_intro"))
    for place, one in enumerate(alternatives):
        yield from _told(by, one, place, f"{source}.{place}")
    yield _table(by, alternatives, source)


def label_of(by: Compositor, place: int) -> Run:
    """As the text cites it."""
    said = by.say("alternative.label", number=by.profile.say_number(place + 1))
    return Run(said, target=f"alternative-{place + 1}")


def _told(by: Compositor, one: AlternativeSaid, place: int, source: str) -> Iterator[Block]:
    label = label_of(by, place)
    name = by.words(one.name, f"{source}.name")
    named = (Run(by.profile.labelled), *name) if name else ()
    yield Heading(2, (Run(label.text), *named), label.target)
    if one.purpose:
        yield from map(by.numbered, by.paragraphs(one.purpose, f"{source}.purpose"))
    if one.reason:
        reason = by.words(one.reason, f"{source}.reason")
        yield by.numbered(by.phrase("alternative.because", reason=reason))


def _table(by: Compositor, alternatives: tuple[AlternativeSaid, ...], source: str) -> Table:
    """A column for each, so that they are read side by side."""

    def row(name: str, say: Callable[[AlternativeSaid, str, str], Runs]) -> tuple[Runs, ...]:
        cells = (say(one, name, f"{source}.{at}") for at, one in enumerate(alternatives))
        return (by.phrase(f"alternative.{name}"), *cells)

    def counted(one: AlternativeSaid, name: str, source: str) -> Runs:
        return (Run(by.profile.say_number(getattr(one, name)), f"{source}.{name}"),)

    def costed(one: AlternativeSaid, name: str, source: str) -> Runs:
        return _cost(by, one.costs, name, f"{source}.costs")

    labels = tuple((label_of(by, place),) for place in range(len(alternatives)))
    return Table(
        (*by.head("what"), *labels),
        (*(row(name, counted) for name in COUNTED), *(row(name, costed) for name in COSTED)),
        caption=by.say("alternative.caption"),
        numeric=frozenset(range(1, len(alternatives) + 1)),
    )


def _cost(by: Compositor, costs: tuple[Costs, ...], name: str, source: str) -> Runs:
    """In each currency; a dash where a standard cost is missing."""
    told: list[Run] = []
    for place, one in enumerate(costs):
        amount = getattr(one, name)
        said = "–" if amount is None else by.profile.say_money(amount, one.currency)
        told += [Run(by.profile.joined)] if told else []
        told.append(Run(said, f"{source}.{place}.{name}"))
    return tuple(told) or (Run(by.profile.say_number(0)),)
