"""What a paper says of its canonical value: each thing of the value, and where it is said."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, is_dataclass
from typing import Any

from bureau.core.papers.blocks import (
    Annex,
    Block,
    Box,
    Drawing,
    Heading,
    Listing,
    Paper,
    Paragraph,
    Runs,
    Table,
)
from bureau.core.papers.kinds.parts import Chart
from bureau.core.papers.profiles import PROFILES
from bureau.core.texts import Text

TITLE = "title"


@dataclass(frozen=True, slots=True)
class Told:
    """`place` names the thing in the value ("case.changes.3"), `thing` is what stands there, and
    `above` what holds the list that it is in. A chart is one thing, however many boxes it has."""

    place: str
    thing: Any
    above: Any


def told_in(paper: Paper, value: Any) -> tuple[Told, ...]:
    """Everything of the value that the paper says, each once, in the order in which it is said."""
    places = dict.fromkeys(place_of(value, source) for source in sources_of(paper))
    titled = [TITLE] if is_titled(paper, value) else []
    return tuple(_told(value, place) for place in dict.fromkeys([*titled, *places]))


def tied(paper: Paper, value: Any) -> dict[str, str]:
    """By each source of the paper the place of the thing that it says."""
    found = {source: place_of(value, source) for source in sources_of(paper)}
    return found | ({TITLE: TITLE} if is_titled(paper, value) else {})


def is_titled(paper: Paper, value: Any) -> bool:
    """Whether the title of the paper says that of the value."""
    title = getattr(value, TITLE, None)
    if not isinstance(title, Text):
        return False
    words = " ".join(title.in_language(paper.language).split())
    return PROFILES[paper.language].dress(words) in paper.title


def place_of(value: Any, source: str) -> str:
    """The innermost thing that a source is in: a field of the value, or a line of a list."""
    found, steps, place = value, source.split("."), ""
    for count, step in enumerate(steps, 1):
        found = _at(found, step)
        is_thing = is_dataclass(found) and not isinstance(found, Text)
        if count == 1 or step.isdigit() or is_thing:
            place = ".".join(steps[:count])
        if isinstance(found, Chart):
            break
    return place


def sources_of(paper: Paper) -> list[str]:
    """Each once, in the order of the paper."""
    every = (run.source for runs in _said(paper.blocks) for run in runs if run.source)
    return list(dict.fromkeys(every))


def _told(value: Any, place: str) -> Told:
    above = found = value
    for step in place.split("."):
        above = found if is_dataclass(found) else above
        found = _at(found, step)
    return Told(place, found, above)


def _at(found: Any, step: str) -> Any:
    return found[int(step)] if isinstance(found, tuple) else getattr(found, step)


def _said(blocks: Iterable[Block]) -> Iterator[Runs]:
    for block in blocks:
        match block:
            case Heading() | Paragraph():
                yield block.runs
            case Listing():
                yield from _of_list(block)
            case Table():
                yield from _of_table(block)
            case Box():
                yield from (one.runs for _label, said in block.rows for one in said)
            case Drawing():
                yield from _of_table(block.beside) if block.beside else ()
            case Annex():
                yield from (block.title, *_said(block.blocks))


def _of_list(listing: Listing) -> Iterator[Runs]:
    for item in listing.items:
        yield item.runs
        yield from _of_list(item.parts) if item.parts else ()


def _of_table(table: Table) -> Iterator[Runs]:
    for row in table.rows:
        yield from row
