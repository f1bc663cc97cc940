"""What a paper says, as tests look at it: every run, and blocks of one kind, however deep."""

from collections.abc import Iterable, Iterator

from bureau.core.papers.blocks import (
    Annex,
    Block,
    Box,
    Drawing,
    Heading,
    Listing,
    Paper,
    Paragraph,
    Run,
    Table,
)


def blocks_of(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        yield block
        match block:
            case Annex():
                yield from blocks_of(block.blocks)
            case Box():
                yield from (one for _, said in block.rows for one in said)
            case Drawing() if block.beside:
                yield block.beside


def runs_of(paper: Paper) -> list[Run]:
    return [run for block in blocks_of(paper.blocks) for run in _runs(block)]


def _runs(block: Block) -> Iterator[Run]:
    match block:
        case Heading() | Paragraph():
            yield from block.runs
        case Annex():
            yield from block.title
        case Listing():
            for item in block.items:
                yield from item.runs
                if item.parts:
                    yield from _runs(item.parts)
        case Table():
            for row in (block.head, *block.rows):
                yield from (run for cell in row for run in cell)
        case Box():
            yield from (run for label, _ in block.rows for run in label)


def text_of(paper: Paper) -> str:
    """All that is said, with plain spaces."""
    said = " ".join("".join(run.text for run in _runs(block)) for block in blocks_of(paper.blocks))
    return said.replace("\u00a0", " ").replace("\u202f", " ")


def annexes(paper: Paper) -> list[Annex]:
    return [block for block in paper.blocks if isinstance(block, Annex)]
