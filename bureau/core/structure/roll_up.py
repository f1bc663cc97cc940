"""Posts counted for every unit and all below it, by differences of prefix sums."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from bureau.core.structure.columns import NULL, Vocabulary
from bureau.core.structure.objects import Objects
from bureau.core.structure.ordering import Integers, Mask, Positions
from bureau.core.structure.tree import Placed, Tree
from bureau.core.structure.views import Block, Incumbency, Post, Unit


@dataclass(frozen=True, slots=True)
class Count:
    """Posts of one unit, or of a unit with all below it; `fte` in hundredths.

    `block_fte` is what staffing blocks count besides, in hundredths; it is in none of the others.
    """

    posts: int
    vacant: int
    frozen: int
    fte: int
    by_grade: Mapping[str, int]
    block_fte: int = 0


@dataclass(frozen=True, slots=True)
class RollUp:
    """What a unit has itself, and with all below it."""

    unit: int
    own: Count
    subtree: Count


def vacant_posts(posts: Objects[Post], incumbencies: Objects[Incumbency]) -> Mask:
    """Posts that nobody holds or acts in and that are not frozen; a lien holds no post."""
    lien = incumbencies.table.vocabulary.known("lien")
    held = incumbencies.field("post")[incumbencies.field("manner") != lien]
    vacant: Mask = ~np.isin(posts.ids, held) & (posts.field("frozen") == 0)
    return vacant


class BlockSums:
    """What staffing blocks count, so that any part of the tree is one difference."""

    def __init__(self, blocks: Objects[Block], placed: Placed) -> None:
        self._starts = placed.starts
        self._fte = _prefix_sums(blocks.field("fte")[placed.order])

    def between(self, place: int, end_place: int) -> int:
        """The hundredths of the blocks on the nodes at these places of the tree's order."""
        return int(self._fte[self._starts[end_place]] - self._fte[self._starts[place]])


class RollUps(Mapping[int, RollUp]):
    """The roll-up of each standing unit by its id, in chart order; written out when asked for."""

    def __init__(
        self,
        units: Objects[Unit],
        tree: Tree,
        posts: Objects[Post],
        placed: Placed,
        vacant: Mask,
        blocks: BlockSums,
    ) -> None:
        self._blocks = blocks
        self._units = units
        self._tree = tree
        self._starts = placed.starts
        self._grades: Integers = posts.field("grade")[placed.order]
        self._vocabulary: Vocabulary = posts.table.vocabulary
        self._vacant = _prefix_sums(vacant[placed.order])
        self._frozen = _prefix_sums(posts.field("frozen")[placed.order])
        self._fte = _prefix_sums(posts.field("fte")[placed.order])

    def __len__(self) -> int:
        return len(self._units)

    def __iter__(self) -> Iterator[int]:
        return iter(self._units.ids[self._tree.order].tolist())

    def __getitem__(self, unit: int) -> RollUp:
        node = self._units.position(unit)
        if node == NULL:
            raise KeyError(unit)
        place, size = self._tree.place[node], self._tree.size[node]
        return RollUp(unit, self._count(place, place + 1), self._count(place, place + size))

    def size_in_bytes(self) -> int:
        held = (self._grades, self._vacant, self._frozen, self._fte)
        return sum(array.nbytes for array in held)

    def _count(self, place: int, end_place: int) -> Count:
        start, end = self._starts[place], self._starts[end_place]
        grades, counts = np.unique(self._grades[start:end], return_counts=True)
        by_grade = {
            self._vocabulary.word(grade): count
            for grade, count in zip(grades.tolist(), counts.tolist(), strict=True)
        }
        return Count(
            posts=int(end - start),
            vacant=int(self._vacant[end] - self._vacant[start]),
            frozen=int(self._frozen[end] - self._frozen[start]),
            fte=int(self._fte[end] - self._fte[start]),
            by_grade=dict(sorted(by_grade.items())),
            block_fte=self._blocks.between(place, end_place),
        )


def _prefix_sums(values: Integers | Positions | Mask) -> Positions:
    return np.concatenate([[0], np.cumsum(values, dtype=np.int64)])
