"""A forest in pre-order: each subtree is a slice, from nothing but the parent of each node."""

import numpy as np

from bureau.core.structure.columns import NULL
from bureau.core.structure.ordering import Integers, Positions, order_of, spread, starts_of

LEVELS_MOST = 64
"""How many units may stand below one another; a walk up that passes more may be in a circle."""


class Tree:
    """Nodes are numbered from 0; `parents` holds the parent of each, NULL for a root.

    A circle, which no valid structure has but a draft may, is cut above its lowest node and
    kept in `circles`. Siblings stand by `rank`, then by number.

    `order` lists the nodes in pre-order, `place` says where each stands in it, and `size` counts
    each with all below it: so a subtree is `order[place : place + size]`. `too_deep` lists the
    nodes on the first level below `LEVELS_MOST`.
    """

    def __init__(self, parents: Positions, rank: Integers) -> None:
        self.parents = parents.copy()
        self.circles: list[list[int]] = []
        levels, lost = _levels(self.parents)
        if len(lost):
            self._cut(lost)
            levels, _ = _levels(self.parents)
        self.too_deep = levels[LEVELS_MOST] if len(levels) > LEVELS_MOST else levels[0][:0]
        count = len(parents)
        self.size: Positions = np.ones(count, np.int64)
        for level in levels[:0:-1]:
            added = np.bincount(self.parents[level], self.size[level], count)
            self.size += added.astype(np.int64)
        siblings = _by_parent(self.parents, rank)
        before = np.cumsum(self.size[siblings]) - self.size[siblings]
        starts = starts_of(self.parents[siblings])
        first = np.maximum.accumulate(np.where(starts, before, 0))
        self.place: Positions = np.empty(count, np.int64)
        self.place[siblings] = before - first
        for level in levels[1:]:
            self.place[level] += self.place[self.parents[level]] + 1
        self.order: Positions = np.empty(count, np.int64)
        self.order[self.place] = np.arange(count)

    def subtree(self, node: int) -> Positions:
        """The node and all below it, in pre-order."""
        start, size = int(self.place[node]), int(self.size[node])
        return self.order[start : start + size]

    def roots(self) -> Positions:
        roots: Positions = self.order[self.parents[self.order] == NULL]
        return roots

    def path(self, node: int) -> list[int]:
        """From the root down to the node."""
        path = [node]
        while (node := int(self.parents[node])) != NULL:
            path.append(node)
        return path[::-1]

    def size_in_bytes(self) -> int:
        return sum(one.nbytes for one in (self.parents, self.size, self.place, self.order))

    def _cut(self, lost: Positions) -> None:
        seen: set[int] = set()
        for start in lost.tolist():
            walk: dict[int, None] = {}
            node = start
            while node not in seen and node not in walk:
                walk[node] = None
                node = int(self.parents[node])
            if node in walk:
                steps = list(walk)
                circle = steps[steps.index(node) :]
                self.circles.append(circle)
            seen.update(walk)
        for circle in self.circles:
            self.parents[min(circle)] = NULL


class Placed:
    """Things that hang on the nodes of a tree (`nodes` says on which, NULL: on none), in its order.

    `order` lists them; those of a subtree lie together.
    """

    def __init__(self, tree: Tree, nodes: Positions) -> None:
        self._tree = tree
        hung = np.flatnonzero(nodes != NULL)
        places = tree.place[nodes[hung]]
        self.order: Integers = hung[order_of(places)].astype(np.int32)
        counts = np.bincount(places, minlength=len(tree.order))
        self.starts: Positions = np.concatenate([[0], np.cumsum(counts)])

    def size_in_bytes(self) -> int:
        return self.order.nbytes + self.starts.nbytes

    def on(self, node: int) -> Integers:
        """What hangs on the node itself."""
        place = self._tree.place[node]
        return self.order[self.starts[place] : self.starts[place + 1]]

    def under(self, node: int) -> Integers:
        """What hangs on the node or on any below it."""
        place, size = self._tree.place[node], self._tree.size[node]
        return self.order[self.starts[place] : self.starts[place + size]]


def _by_parent(parents: Positions, rank: Integers) -> Positions:
    """Siblings together, each set of them by rank and then by number."""
    by_rank = order_of(rank) if len(rank) and rank.min() != rank.max() else np.arange(len(rank))
    return by_rank[order_of(parents[by_rank])]


def _levels(parents: Positions) -> tuple[list[Positions], Positions]:
    """The nodes by their depth, and those that no root leads to."""
    children = order_of(parents)
    sorted_parents = parents[children]
    counts = np.bincount(sorted_parents + 1, minlength=len(parents) + 1)
    ends = np.cumsum(counts)
    starts = ends - counts
    levels = [children[: ends[0]]]
    while len(levels[-1]):
        above = levels[-1] + 1
        _, found = spread(starts[above], ends[above])
        levels.append(children[found])
    lost = np.ones(len(parents), np.bool_)
    lost[np.concatenate(levels)] = False
    return levels[:-1] or levels, np.flatnonzero(lost)
