"""The structure as it stands at one valid day, one record number and under one plan."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from threading import RLock
from typing import Any

import numpy as np

from bureau.core.coordinates import Coordinates
from bureau.core.references import Reference
from bureau.core.structure.by_grade import ByGrade, by_grade
from bureau.core.structure.columns import NULL, Columns
from bureau.core.structure.objects import Objects
from bureau.core.structure.ordering import Mask, Positions, Rows
from bureau.core.structure.overlay import Plan
from bureau.core.structure.roll_up import BlockSums, RollUp, RollUps, vacant_posts
from bureau.core.structure.tree import Placed, Tree
from bureau.core.structure.views import (
    Adoption,
    Block,
    Engagement,
    Incumbency,
    Post,
    Reporting,
    Succession,
    Unit,
    View,
)

VIEWS: dict[str, type[View]] = {
    "unit": Unit,
    "post": Post,
    "incumbency": Incumbency,
    "reporting": Reporting,
    "adoption": Adoption,
    "block": Block,
    "succession": Succession,
    "engagement": Engagement,
}


class Snapshot:
    """Reads of one moment. Ids go in, plain values come out; what is not asked for is not read.

    A unit whose parent does not stand counts as a root; a circle (which only a draft may have)
    is cut above the unit with the lowest id, so that every walk ends.
    """

    def __init__(
        self, columns: Columns, coordinates: Coordinates, overlay: Plan | None = None
    ) -> None:
        self.columns = columns
        self.coordinates = coordinates
        self.overlay = overlay
        self._standing: dict[str, Objects[Any]] = {}
        self._made: dict[str, Any] = {}
        self._making = RLock()

    def on(self, coordinates: Coordinates) -> Snapshot:
        """The same for another day on which nothing is different; what was made serves both."""
        if coordinates == self.coordinates:
            return self
        other = copy(self)
        other.coordinates = coordinates
        return other

    def size_in_bytes(self) -> int:
        """What the arrays made so far take."""
        made = (getattr(made, "size_in_bytes", None) for made in list(self._made.values()))
        standing = (one.size_in_bytes() for one in list(self._standing.values()))
        return sum(standing) + sum(int(size()) for size in made if size)

    def standing(self, kind: str) -> Objects[Any]:
        """The arrays of one kind: for reads of the whole, as differences and benches make."""
        if kind not in self._standing:
            with self._making:
                if kind not in self._standing:
                    self._standing[kind] = self._stand(kind)
        return self._standing[kind]

    def _stand(self, kind: str) -> Objects[Any]:
        return Objects(
            VIEWS[kind],
            self.columns.tables[kind],
            self.coordinates,
            self._laid.tables[kind] if self._laid else None,
            self.overlay.touched_ids(kind) if self.overlay else None,
        )

    @property
    def _laid(self) -> Columns | None:
        overlay = self.overlay
        return self._once("laid", lambda: overlay.laid_over(self.columns)) if overlay else None

    def _once[Made](self, name: str, make: Callable[[], Made]) -> Made:
        """Made when first asked for, then kept with the snapshot: by one thread, others wait."""
        if name not in self._made:
            with self._making:
                if name not in self._made:
                    self._made[name] = make()
        made: Made = self._made[name]
        return made

    # one object

    def view(self, reference: Reference) -> View | None:
        """The object as it stands, of whatever kind; None when it does not."""
        return self.standing(reference.kind).view(reference.id)

    def stands(self, reference: Reference) -> bool:
        return self.standing(reference.kind).position(reference.id) != NULL

    def unit(self, id: int) -> Unit | None:
        return self._units.view(id)

    def post(self, id: int) -> Post | None:
        return self._posts.view(id)

    # the tree of units

    def units(self) -> tuple[Unit, ...]:
        """All units in pre-order."""
        return self._units.views(self._tree.order)

    def roots(self) -> tuple[Unit, ...]:
        return self._units.views(self._tree.roots())

    def children(self, unit: int) -> tuple[Unit, ...]:
        """The units right below, in their order."""
        children = self._units.where("parent", unit)
        return self._units.views(sorted(children, key=lambda node: self._tree.place[node]))

    def subtree(self, unit: int) -> tuple[int, ...]:
        """The ids of the unit and of all below it, in pre-order; empty when it does not stand."""
        node = self._units.position(unit)
        if node == NULL:
            return ()
        return tuple(self._units.ids[self._tree.subtree(node)].tolist())

    def size(self, unit: int) -> int:
        """How many units the subtree has; 0 when the unit does not stand."""
        node = self._units.position(unit)
        return 0 if node == NULL else int(self._tree.size[node])

    def places_of_units(self) -> Positions:
        """The place in pre-order of each unit, in order of id."""
        return self._tree.place

    def path(self, unit: int) -> tuple[Unit, ...]:
        """From the root down to the unit; empty when it does not stand."""
        node = self._units.position(unit)
        return () if node == NULL else self._units.views(self._tree.path(node))

    def ids_down_to(self, unit: int) -> tuple[int, ...]:
        """The same as ids only."""
        node = self._units.position(unit)
        return () if node == NULL else tuple(self._units.ids[self._tree.path(node)].tolist())

    def too_deep(self) -> tuple[int, ...]:
        """The ids of units on the first level below the deepest that is permitted."""
        return tuple(self._units.ids[self._tree.too_deep].tolist())

    def circles(self) -> tuple[tuple[int, ...], ...]:
        """The ids of units each of which stands below the next, and the last below the first."""
        ids = self._units.ids
        return tuple(tuple(int(ids[node]) for node in circle) for circle in self._tree.circles)

    # posts and who is in them

    def posts(self) -> tuple[Post, ...]:
        """All posts in order of id, also those whose unit does not stand."""
        return self._posts.all_views()

    def posts_of(self, unit: int) -> tuple[Post, ...]:
        """The posts of the unit itself, in order of id."""
        return self._posts.views(self._posts.where("unit", unit))

    def posts_under(self, unit: int) -> tuple[Post, ...]:
        """The posts of the unit and of all below it, in chart order."""
        return self._posts.shown(self.rows_of_posts_under(unit))

    def rows_of_posts_under(self, unit: int) -> Rows:
        """The same as rows of `standing("post")`: for reads of many."""
        node = self._units.position(unit)
        positions = () if node == NULL else self._placed.under(node)
        return self._posts.rows[np.asarray(positions, np.int64)]

    def incumbencies_of(self, post: int) -> tuple[Incumbency, ...]:
        incumbencies = self._incumbencies
        return incumbencies.views(incumbencies.where("post", post))

    def incumbencies_of_person(self, person: int) -> tuple[Incumbency, ...]:
        incumbencies = self._incumbencies
        return incumbencies.views(incumbencies.where("person", person))

    def is_vacant(self, post: int) -> bool:
        """Nobody holds it or acts in it, and it is not frozen; False when it does not stand."""
        position = self._posts.position(post)
        return position != NULL and bool(self._vacant[position])

    def headed_by(self, post: int) -> tuple[Unit, ...]:
        """The units whose head the post is, in order of id."""
        return self._units.views(self._units.where("head", post))

    def adoption_of(self, post: int) -> Adoption | None:
        """The description in force for the post; the latest where several stand."""
        adoptions: Objects[Adoption] = self.standing("adoption")
        found = adoptions.views(adoptions.where("post", post))
        return max(found, key=lambda adoption: (adoption.valid_from, adoption.id), default=None)

    # staffing blocks: like posts that are only counted

    def blocks_of(self, unit: int) -> tuple[Block, ...]:
        """The staffing blocks of the unit itself, in order of id."""
        return self._blocks.views(self._blocks.where("unit", unit))

    def blocks_under(self, unit: int) -> tuple[Block, ...]:
        """The staffing blocks of the unit and of all below it, in chart order."""
        node = self._units.position(unit)
        return () if node == NULL else self._blocks.views(self._placed_blocks.under(node))

    def blocks_below_post(self, post: int) -> tuple[Block, ...]:
        """The staffing blocks whose superior the post is, in order of id."""
        return self._blocks.views(self._blocks.where("superior", post))

    # who works beside the posts

    def engagements_of(self, unit: int) -> tuple[Engagement, ...]:
        """Those who work in the unit itself without a post, in order of id."""
        engagements: Objects[Engagement] = self.standing("engagement")
        return engagements.views(engagements.where("unit", unit))

    # whom a post reports to

    def reportings_of(self, post: int) -> tuple[Reporting, ...]:
        """The reporting lines that go up from the post."""
        reportings: Objects[Reporting] = self.standing("reporting")
        return reportings.views(reportings.where("post", post))

    def superiors(self, post: int, manner: str = "line") -> tuple[Post, ...]:
        """The standing posts to which the post reports by a line of its own of that manner."""
        lines = (line for line in self.reportings_of(post) if line.manner == manner)
        found = (self.post(line.superior) for line in lines)
        return tuple(superior for superior in found if superior)

    def superior(self, post: int) -> Post | None:
        """The post above: by a line of its own, else the nearest head of its unit or of one above.

        The head of a unit looks past it; a head that does not stand is passed over.
        """
        own = self.superiors(post)
        if own:
            return own[0]
        found = self.post(post)
        for unit in reversed(self.path(found.unit) if found else ()):
            head = self.post(unit.head) if unit.head is not None else None
            if head and head.id != post:
                return head
        return None

    def chain(self, post: int) -> tuple[Post, ...]:
        """The post itself, then each post above it, up to the top; stops where it would circle."""
        chain: dict[int, Post] = {}
        above = self.post(post)
        while above and above.id not in chain:
            chain[above.id] = above
            above = self.superior(above.id)
        return tuple(chain.values())

    # what things became

    def successors(self, reference: Reference) -> tuple[Succession, ...]:
        """What the thing became, one step on."""
        return self._successions("predecessor", reference)

    def predecessors(self, reference: Reference) -> tuple[Succession, ...]:
        """What became the thing, one step back."""
        return self._successions("successor", reference)

    def _successions(self, field: str, reference: Reference) -> tuple[Succession, ...]:
        successions: Objects[Succession] = self.standing("succession")
        found = successions.views(successions.where(field, reference.id))
        return tuple(step for step in found if step.subject_kind == reference.kind)

    # counts

    def roll_up(self, unit: int) -> RollUp | None:
        """The counts of one unit, own and with all below it; None when it does not stand."""
        return self._roll_ups.get(unit)

    def roll_up_all(self) -> RollUps:
        """The counts of each unit by its id."""
        return self._roll_ups

    def by_grade(self) -> ByGrade:
        """The posts of every unit by grade, own and with all below it."""
        return by_grade(self._units, self._tree, self._posts)

    @property
    def _roll_ups(self) -> RollUps:
        return self._once("roll_ups", self._rolled_up)

    def _rolled_up(self) -> RollUps:
        blocks = BlockSums(self._blocks, self._placed_blocks)
        return RollUps(self._units, self._tree, self._posts, self._placed, self._vacant, blocks)

    @property
    def _placed_blocks(self) -> Placed:
        return self._once(
            "placed_blocks",
            lambda: Placed(self._tree, self._units.positions(self._blocks.field("unit"))),
        )

    @property
    def _blocks(self) -> Objects[Block]:
        return self.standing("block")

    @property
    def _vacant(self) -> Mask:
        return self._once("vacant", lambda: vacant_posts(self._posts, self._incumbencies))

    @property
    def _tree(self) -> Tree:
        units = self._units
        return self._once(
            "tree", lambda: Tree(units.positions(units.field("parent")), units.field("order"))
        )

    @property
    def _placed(self) -> Placed:
        return self._once(
            "placed", lambda: Placed(self._tree, self._units.positions(self._posts.field("unit")))
        )

    @property
    def _units(self) -> Objects[Unit]:
        return self.standing("unit")

    @property
    def _posts(self) -> Objects[Post]:
        return self.standing("post")

    @property
    def _incumbencies(self) -> Objects[Incumbency]:
        return self.standing("incumbency")
