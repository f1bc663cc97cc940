"""One strand a post, from the unit it was in to the unit it is in; in groups, few crossings."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Fate(StrEnum):
    """What becomes of a post between two pictures."""

    STAYS = "stays"
    MOVES = "moves"
    NEW = "new"
    GONE = "gone"


class Strand(NamedTuple):
    """A post in unit `before` and unit `after` (None: not there); `number` is its place in the list
    of changes."""

    before: int | None
    after: int | None
    grade: str
    vacant: bool = False
    number: int | None = None

    @property
    def fate(self) -> Fate:
        return fate_of(self.before, self.after)


def fate_of(before: int | None, after: int | None) -> Fate:
    """What becomes of a post of unit `before` that is in unit `after` (None: not there)."""
    if before is None:
        return Fate.NEW
    if after is None:
        return Fate.GONE
    return Fate.STAYS if before == after else Fate.MOVES


@dataclass(frozen=True, slots=True)
class StrandGroup:
    """Posts that go the same way: one label in the drawing, one row of the table beside it."""

    before: int | None
    after: int | None
    fate: Fate
    vacant: bool
    number: int | None
    grades: tuple[tuple[str, int], ...]

    @property
    def posts(self) -> int:
        return sum(count for _, count in self.grades)


type GroupKey = tuple[int | None, int | None, bool, int | None]


def key_of(strand: Strand) -> GroupKey:
    """What strands of one group have in common. Vacant posts that stay are not told apart."""
    vacant = strand.vacant and strand.before != strand.after
    return strand.before, strand.after, vacant, strand.number


def ranks(ids: Iterable[int]) -> dict[int | None, int]:
    """Place of each unit in its column; None, which is in none, comes last."""
    order: dict[int | None, int] = {unit: place for place, unit in enumerate(ids)}
    order[None] = len(order)
    return order


def grouped(
    strands: Counter[Strand], before: Mapping[int | None, int], after: Mapping[int | None, int]
) -> list[StrandGroup]:
    """Groups from the top down, as the left column and then the right one have their units."""
    counts: dict[GroupKey, Counter[str]] = defaultdict(Counter)
    for strand, posts in strands.items():
        counts[key_of(strand)][strand.grade] += posts
    keys = sorted(counts, key=lambda key: (before[key[0]], after[key[1]], key[2], key[3] or 0))
    return [
        StrandGroup(key[0], key[1], fate_of(*key[:2]), key[2], key[3], tuple(counts[key].items()))
        for key in keys
    ]


def ports(
    strands: Sequence[Strand],
    before: Mapping[int | None, int],
    after: Mapping[int | None, int],
    *,
    at_end: bool,
) -> dict[int, list[int]]:
    """For each unit of one column the strands that touch it, by index, in the order in which they
    leave (or arrive) so that strands of one unit do not cross each other."""
    near, far = (after, before) if at_end else (before, after)
    touching: dict[int, list[int]] = defaultdict(list)
    for index, strand in enumerate(strands):
        unit = strand.after if at_end else strand.before
        if unit is not None and unit in near:
            touching[unit].append(index)
    for indexes in touching.values():
        indexes.sort(key=lambda index: _port_order(strands[index], index, far, at_end))
    return dict(touching)


def _port_order(
    strand: Strand, index: int, far: Mapping[int | None, int], at_end: bool
) -> tuple[int, bool, int, int]:
    _, _, vacant, number = key_of(strand)
    other = strand.before if at_end else strand.after
    return far[other], vacant, number or 0, index
