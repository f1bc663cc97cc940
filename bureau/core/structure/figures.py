"""How a structure is built, in numbers: layers of posts, span of control, vacancy rate."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from bureau.core.structure.columns import NULL
from bureau.core.structure.ordering import Mask, Positions
from bureau.core.structure.roll_up import vacant_posts
from bureau.core.structure.snapshot import Snapshot

LAYERS_MOST = 200
"""Where a circle of lines is cut."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Of the posts in a unit and all below it.

    `layers`: levels of posts from the highest down, each reporting to the one above. `superiors`:
    posts to which any reports; `span_most` and `reports` count those that report to them directly.
    """

    posts: int = 0
    vacant: int = 0
    frozen: int = 0
    layers: int = 0
    superiors: int = 0
    reports: int = 0
    span_most: int = 0

    @property
    def vacancy_rate(self) -> float | None:
        """Vacant posts of each hundred that are not frozen; None where there is none."""
        open_posts = self.posts - self.frozen
        return 100 * self.vacant / open_posts if open_posts else None

    @property
    def span(self) -> float | None:
        """How many report to a superior directly, on average; None where there is none."""
        return self.reports / self.superiors if self.superiors else None


class Measured:
    """One snapshot measured as a whole: each question after the first is a slice of arrays."""

    def __init__(self, now: Snapshot) -> None:
        self._now = now
        self._posts = now.standing("post")
        self._units = now.standing("unit")

    def of(self, unit: int) -> Figures:
        """The figures of one unit with all below it."""
        below = np.array(self._now.subtree(unit), np.int32)
        chosen: Mask = np.isin(self._posts.field("unit"), below)
        if not chosen.any():
            return Figures()
        spans = self._spans[chosen]
        depths = self._depths[chosen]
        return Figures(
            posts=int(chosen.sum()),
            vacant=int(self._vacant[chosen].sum()),
            frozen=int(self._posts.field("frozen")[chosen].sum()),
            layers=int(depths.max() - depths.min() + 1),
            superiors=int((spans > 0).sum()),
            reports=int(spans.sum()),
            span_most=int(spans.max()),
        )

    @cached_property
    def superiors(self) -> Positions:
        """For each post where its superior stands among the posts, NULL for none: by a line of its
        own, else the nearest head of its unit or of one above that is not itself."""
        found = self._by_lines()
        heads = self._posts.positions(self._units.field("head"))
        parents = self._units.positions(self._units.field("parent"))
        at = self._units.positions(self._posts.field("unit"))
        own = np.arange(len(self._posts))
        for _layer in range(LAYERS_MOST):
            is_open = (found == NULL) & (at != NULL)
            if not is_open.any():
                break
            head = heads[at[is_open]]
            fits = (head != NULL) & (head != own[is_open])
            found[np.flatnonzero(is_open)[fits]] = head[fits]
            at[is_open] = parents[at[is_open]]
        return found

    def _by_lines(self) -> Positions:
        lines = self._now.standing("reporting")
        is_line = lines.field("manner") == lines.table.vocabulary.known("line")
        posts = self._posts.positions(lines.field("post")[is_line])
        superiors = self._posts.positions(lines.field("superior")[is_line])
        stands = (posts != NULL) & (superiors != NULL)
        found = np.full(len(self._posts), NULL)
        found[posts[stands][::-1]] = superiors[stands][::-1]
        return found

    @cached_property
    def _spans(self) -> Positions:
        """How many posts report to each directly."""
        above = self.superiors[self.superiors != NULL]
        return np.bincount(above, minlength=len(self._posts))

    @cached_property
    def _depths(self) -> Positions:
        """How many posts stand above each."""
        depths = np.zeros(len(self._posts), np.int64)
        at = self.superiors.copy()
        for _layer in range(LAYERS_MOST):
            is_below = at != NULL
            if not is_below.any():
                break
            depths[is_below] += 1
            at[is_below] = self.superiors[at[is_below]]
        return depths

    @cached_property
    def _vacant(self) -> Mask:
        return vacant_posts(self._posts, self._now.standing("incumbency"))
