"""Where two rows of pieces differ: what stands in place of what, what is gone or was added."""

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from bureau.core.papers.aligning import Likeness, aligned
from bureau.core.papers.alike import LEAST, words_of
from bureau.core.papers.blocks import Run
from bureau.core.papers.pieces import Piece, plainly

type Pair = tuple[Piece | None, Piece | None]

PIECES_MOST = 4_000
"""Where more lie between the first and the last difference, frequent ones lead no match."""
_LIKE: Likeness[Piece] = Likeness(
    (),
    lambda piece: words_of((Run(piece.words),)),
    lambda one, other: one.kind == other.kind,
    lambda piece: LEAST,
)


def differing(pairs: Iterable[Pair]) -> Iterator[Pair]:
    """Those that say something else."""
    for was, now in pairs:
        if was is None or now is None or plainly(was.words) != plainly(now.words):
            yield was, now


def side_by_side(expected: Sequence[Piece], found: Sequence[Piece]) -> Iterator[Pair]:
    """Every piece once, in order. What is alike at both ends is left out first: it is nearly all of
    it, and long tables have thousands of equal cells, among which looking for the longest match
    takes long."""
    sides = [[plainly(piece.words) for piece in each] for each in (expected, found)]
    first = _alike(*sides)
    last = _alike(*(side[first:][::-1] for side in sides))
    middle = [side[first : len(side) - last] for side in sides]
    matcher = SequenceMatcher(
        a=middle[0], b=middle[1], autojunk=max(map(len, middle)) > PIECES_MOST
    )
    yield from zip(expected[:first], found[:first], strict=True)
    for kind, start, end, from_, until in matcher.get_opcodes():
        was, now = expected[first + start : first + end], found[first + from_ : first + until]
        yield from zip(was, now, strict=True) if kind == "equal" else _paired(was, now)
    yield from zip(expected[len(expected) - last :], found[len(found) - last :], strict=True)


def _paired(was: Sequence[Piece], now: Sequence[Piece]) -> Iterator[Pair]:
    """As many on both sides stand for each other in order; else what shares most words does."""
    if len(was) == len(now):
        yield from zip(was, now, strict=True)
    else:
        yield from aligned(was, now, _LIKE)


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """How many are equal from the beginning."""
    both = enumerate(zip(one, other, strict=False))
    return next((at for at, (was, now) in both if was != now), min(len(one), len(other)))
