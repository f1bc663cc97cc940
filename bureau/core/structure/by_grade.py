"""Posts and their time by grade, of every unit and of each with all below it, at once."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bureau.core.structure.columns import NULL, Vocabulary
from bureau.core.structure.objects import Objects
from bureau.core.structure.ordering import Integers, Positions, distinct_of, order_of
from bureau.core.structure.rows import zipped
from bureau.core.structure.tree import Tree
from bureau.core.structure.views import Post, Unit

CELLS = 1 << 22
"""How many counts are laid out at once: units times grades, so that many grades go in parts."""


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
        return zipped(*columns, *(count.tolist() for count in counts))


def by_grade(units: Objects[Unit], tree: Tree, posts: Objects[Post]) -> ByGrade:
    """The counts of posts that are in a standing unit."""
    nodes = units.positions(posts.field("unit"))
    hung = nodes != NULL
    places, fte = tree.place[nodes[hung]], posts.field("fte")[hung]
    grades, which = distinct_of(posts.field("grade")[hung])
    ends = np.arange(1, len(tree.order) + 1)
    ends += tree.size[tree.order] - 1
    width = max(min(len(grades), CELLS // max(len(ends), 1)), 1)
    found = []
    for first in range(0, len(grades), width):
        chosen = slice(None) if width == len(grades) else which // width == first // width
        cells = (which[chosen] - first) * len(ends) + places[chosen]
        place, grade, *counts = _counted(cells, fte[chosen], ends, width)
        found.append([place, grades[first + grade], *counts])
    joined = [np.concatenate(parts) for parts in zip(*found, strict=True)]
    if not joined:
        nothing = np.empty(0, np.int64)
        return ByGrade(units.ids[:0], units.ids[:0], *[nothing] * 4)
    if len(found) > 1:
        order = order_of(joined[0])
        joined = [part[order] for part in joined]
    return ByGrade(units.ids[tree.order[joined[0]]], *joined[1:])


def _counted(cells: Positions, fte: Integers, ends: Positions, width: int) -> tuple[Positions, ...]:
    """Place and grade of each count that is not nothing, then posts and time, own and below.

    `cells` says of each post in which it is counted: the places of each of `width` grades.
    """
    shape = width, len(ends)
    own = np.bincount(cells, minlength=width * len(ends)).reshape(shape)
    own_fte = np.bincount(cells, fte, width * len(ends)).astype(np.int64).reshape(shape)
    below, below_fte = _below(own, ends), _below(own_fte, ends)
    some = np.flatnonzero((below != 0).T)
    place = some // width
    grade = some - place * width
    cell = grade * len(ends) + place
    return place, grade, *(each.ravel()[cell] for each in (own, own_fte, below, below_fte))


def _below(own: NDArray[np.int64], ends: Positions) -> NDArray[np.int64]:
    """With all below it, for each place: what is counted until its end, less all before it."""
    sums = np.zeros((len(own), len(ends) + 1), np.int64)
    np.cumsum(own, axis=1, out=sums[:, 1:])
    below: NDArray[np.int64] = sums.take(ends, axis=1)
    below -= sums[:, :-1]
    return below
