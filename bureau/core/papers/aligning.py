"""What of two sequences stands in the place of one another: nothing is paired out of order."""

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

PAIRS_MOST = 10_000
"""That are weighed one by one; in longer stretches only what has an equal key is paired."""

type Pairs[T] = list[tuple[T | None, T | None]]


@dataclass(frozen=True, slots=True)
class Likeness[T]:
    """How parts are found to be the same: by equal keys, the strictest first; else by the words
    that they share, where they may be paired at all and share as much as `least` asks."""

    keys: tuple[Callable[[T], Hashable], ...]
    words: Callable[[T], Counter[str]]
    fits: Callable[[T, T], bool]
    least: Callable[[T], float]


def aligned[T](
    earlier: Sequence[T], later: Sequence[T], by: Likeness[T], stage: int = 0
) -> Pairs[T]:
    """Every part once, in order; where nothing stands for it on the other side, None does."""
    if not earlier or not later:
        return _apart(earlier, later)
    if stage == len(by.keys):
        return _weighed(earlier, later, by)
    key = by.keys[stage]
    matcher = SequenceMatcher(None, [*map(key, earlier)], [*map(key, later)], autojunk=False)
    found: Pairs[T] = []
    for what, from_, to, at, until in matcher.get_opcodes():
        one, other = earlier[from_:to], later[at:until]
        if what == "equal":
            found += zip(one, other, strict=True)
        else:
            within = aligned(one, other, by, stage + 1)
            found += within
    return found


def _apart[T](earlier: Sequence[T], later: Sequence[T]) -> Pairs[T]:
    return [*((one, None) for one in earlier), *((None, one) for one in later)]


def _weighed[T](earlier: Sequence[T], later: Sequence[T], by: Likeness[T]) -> Pairs[T]:
    """The pairs in order that together share most."""
    if len(earlier) * len(later) > PAIRS_MOST:
        return _apart(earlier, later)
    weights = _weights(earlier, later, by)
    best = [[0.0] * (len(later) + 1) for _ in range(len(earlier) + 1)]
    for i in reversed(range(len(earlier))):
        for j in reversed(range(len(later))):
            paired = weights[i][j] + best[i + 1][j + 1] if weights[i][j] else 0.0
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    found: Pairs[T] = []
    i = j = 0
    while i < len(earlier) and j < len(later):
        if weights[i][j] and best[i][j] == weights[i][j] + best[i + 1][j + 1]:
            found.append((earlier[i], later[j]))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            found.append((earlier[i], None))
            i += 1
        else:
            found.append((None, later[j]))
            j += 1
    return found + _apart(earlier[i:], later[j:])


def _weights[T](earlier: Sequence[T], later: Sequence[T], by: Likeness[T]) -> list[list[float]]:
    told = [by.words(one) for one in later]
    rows = []
    for one in earlier:
        words, least = by.words(one), by.least(one)
        shared = (
            _shared(words, other) if by.fits(one, each) else 0.0
            for other, each in zip(told, later, strict=True)
        )
        rows.append([each if each >= least else 0.0 for each in shared])
    return rows


def _shared(one: Counter[str], other: Counter[str]) -> float:
    """From 0 to 1; what says nothing at all is like what says nothing."""
    whole = one.total() + other.total()
    return 2 * (one & other).total() / whole if whole else 1.0
