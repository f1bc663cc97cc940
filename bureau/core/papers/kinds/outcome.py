"""What an adopted decision covers where that is not the whole as it was put forward."""

from collections.abc import Iterator

from bureau.core.papers.blocks import Block, Item, Listing, Marker, Paragraph, Run, Runs, Table
from bureau.core.papers.kinds.parts import AmendmentSaid, ChangeSaid
from bureau.core.papers.setting import Compositor


def blocks_of_outcome(
    by: Compositor,
    adopted: tuple[ChangeSaid, ...],
    amendments: tuple[AmendmentSaid, ...],
    source: str,
) -> Iterator[Block]:
    """The changes that were adopted, where they are a part; and what was amended in them."""
    if adopted:
        yield Paragraph(by.phrase("decision.in_part"))
        changes = (_change(by, one, f"{source}adopted.{at}") for at, one in enumerate(adopted))
        yield Listing(tuple(map(Item, changes)), Marker.LETTERS)
    if amendments:
        yield Paragraph(by.phrase("decision.amended"))
        yield _table(by, amendments, f"{source}amendments")


def _table(by: Compositor, amendments: tuple[AmendmentSaid, ...], source: str) -> Table:
    return Table(
        by.head("put_forward", "adopted"),
        tuple(_row(by, one, f"{source}.{at}") for at, one in enumerate(amendments)),
    )


def _row(by: Compositor, one: AmendmentSaid, source: str) -> tuple[Runs, Runs]:
    """What says the same of both is worded otherwise in what it names: a description."""
    before = _changes(by, one.before, f"{source}.before") or by.phrase("amendment.nothing")
    after = _changes(by, one.after, f"{source}.after") or by.phrase("amendment.left_out")
    if one.before == one.after:
        after += by.in_brackets(by.phrase("amendment.worded"))
    return before, after


def _changes(by: Compositor, changes: tuple[ChangeSaid, ...], source: str) -> Runs:
    said: list[Run] = []
    for at, one in enumerate(changes):
        said += [Run(by.profile.space)] if said and by.profile.space else []
        said += _change(by, one, f"{source}.{at}")
    return tuple(said)


def _change(by: Compositor, one: ChangeSaid, source: str) -> Runs:
    gap = (Run(by.profile.space),) if by.profile.space else ()
    day = by.phrase("case.changes_on", day=by.day(one.day))
    return (*day, *gap, *by.words(one.said, f"{source}.said"))
