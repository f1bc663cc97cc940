"""What somebody changed in a paper that we wrote: each change by what in its value says it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from bureau.core.papers.blocks import Paper, Run
from bureau.core.papers.differing import Pair, side_by_side
from bureau.core.papers.gaps import in_gaps
from bureau.core.papers.pieces import Piece, pieces_of, plainly


@dataclass(frozen=True, slots=True)
class Edit:
    """`source` is what in the value said it, empty where a phrase did; `before` is empty for what
    was added, `after` for what is gone. `kind` and `annex` are those of its piece.

    `whole` is the piece as it was, where the change is of a part of it.
    """

    kind: str
    source: str
    before: str
    after: str
    annex: str | None = None
    whole: str = ""


def edits(paper: Paper, found: Sequence[Piece]) -> tuple[Edit, ...]:
    """In the order of the paper, each once; `found` are the pieces as they stand in the file."""
    pairs = side_by_side(pieces_of(paper), found)
    told: list[Edit] = []
    for source, group in groupby(pairs, key=_Text().of):
        listed = list(group)
        told += _of_text(source, listed) if source else _each(listed)
    return tuple(dict.fromkeys(told))


class _Text:
    """Paragraphs of a box that one text says; what was put in behind them is of it too."""

    last = ""

    def of(self, pair: Pair) -> str:
        was, now = pair
        if was is None:
            is_within = now is not None and now.kind == "box"
            return self.last if is_within else ""
        self.last = was.source if was.kind == "box" and _is_one(was.runs) else ""
        return self.last


def _is_one(runs: Iterable[Run]) -> bool:
    return len({run.source for run in runs}) == 1


def _of_text(source: str, pairs: Sequence[Pair]) -> Iterator[Edit]:
    before = "\n".join(plainly(was.words) for was, _ in pairs if was)
    after = "\n".join(plainly(now.words).strip() for _, now in pairs if now)
    first = next(was for was, _ in pairs if was)
    if before != after:
        yield Edit(first.kind, source, before, after, first.annex)


def _each(pairs: Iterable[Pair]) -> Iterator[Edit]:
    for was, now in pairs:
        if now and not was:
            yield Edit(now.kind, "", "", plainly(now.words), now.annex)
        elif was and not now:
            yield Edit(was.kind, was.source, plainly(was.words), "", was.annex)
        elif was and now and plainly(was.words) != plainly(now.words):
            yield from _of_piece(was, plainly(now.words))


def _of_piece(was: Piece, after: str) -> Iterator[Edit]:
    """Which of the facts in it was changed; all of it where a phrase was."""
    parts = [
        (source, plainly("".join(run.text for run in runs)))
        for source, runs in groupby(was.runs, key=lambda run: run.source)
    ]
    whole = plainly(was.words)
    fixed = [""]
    for source, words in parts:
        if source:
            fixed.append("")
        else:
            fixed[-1] += words
    found = in_gaps(fixed, after)
    facts = [(source, words) for source, words in parts if source]
    if found is None or not facts:
        yield Edit(was.kind, "" if len(parts) > 1 else was.source, whole, after, was.annex)
        return
    for (source, before), now in zip(facts, found, strict=True):
        if before != now:
            yield Edit(
                was.kind, source, before, now.strip(), was.annex, whole if len(parts) > 1 else ""
            )
