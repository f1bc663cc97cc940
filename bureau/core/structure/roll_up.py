"""Posts counted for every unit and all below it, by differences of prefix sums."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from bureau.core.structure.columns import NULL, Vocabulary
from bureau.core.structure.objects import Objects
from bureau.core.structure.ordering import Integers, Mask, Positions, order_of
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


@dataclass(frozen=True, slots=True)
class ByGrade:
    """Posts and their time by unit and grade, only where there are any, in chart order.

    `own` are those of the unit itself, `below` those with all below it; `fte` in hundredths.
    """

    units: Integers
    grades: Integers
    own_posts: Positions
    own_fte: Positions
    below_posts: Positions
    below_fte: Positions

    def tuples(self, vocabulary: Vocabulary) -> list[tuple[int, str, int, int, int, int]]:
        counts = (self.own_posts, self.own_fte, self.below_posts, self.below_fte)
        columns = [self.units.tolist(), vocabulary.words(self.grades)]
        return list(zip(*columns, *(count.tolist() for count in counts), strict=True))


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

    def by_grade(self) -> ByGrade:
        """The counts of every unit by grade at once."""
        places, tree = len(self._units), self._tree
        order = order_of(self._grades)
        sorted_grades = self._grades[order]
        grades = np.unique(sorted_grades)
        bounds = sorted_grades.searchsorted(grades, side="right")
        starts = np.arange(places)
        ends = starts + tree.size[tree.order]
        node = np.repeat(starts, np.diff(self._starts))[order]
        fte = np.diff(self._fte)[order]
        found = [
            _of_grade(of_node, of_fte, starts, ends)
            for of_node, of_fte in zip(
                np.split(node, bounds[:-1]), np.split(fte, bounds[:-1]), strict=True
            )
        ]
        place = np.concatenate([one[0] for one in found])
        grade = np.repeat(grades, [len(one[0]) for one in found])
        order = order_of(place)
        counts = [np.concatenate([one[n] for one in found])[order] for n in range(1, 5)]
        units = self._units.ids[tree.order[place[order]]]
        return ByGrade(units, grade[order], *counts)

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


def _of_grade(
    node: Positions, fte: Positions, starts: Positions, ends: Positions
) -> tuple[Positions, ...]:
    """Of the posts of one grade: the places with any at or below, own and below counts and time."""
    own, own_fte = (np.bincount(node, weights, len(starts)) for weights in (None, fte))
    own, own_fte = own.astype(np.int64), own_fte.astype(np.int64)
    below, below_fte = _prefix_sums(own), _prefix_sums(own_fte)
    below, below_fte = below[ends] - below[starts], below_fte[ends] - below_fte[starts]
    some = np.flatnonzero(below)
    return some, own[some], own_fte[some], below[some], below_fte[some]


def _prefix_sums(values: Integers | Positions | Mask) -> Positions:
    return np.concatenate([[0], np.cumsum(values, dtype=np.int64)])
