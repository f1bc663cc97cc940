"""What differs between two coordinates within one unit: told in items, each with its number."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from bureau.core.actors import Actor
from bureau.core.references import Reference
from bureau.core.structure.columns import NULL
from bureau.core.structure.difference import Change, Difference, Within, difference
from bureau.core.structure.ordering import Integers, order_of
from bureau.core.structure.snapshot import Snapshot
from bureau.core.structure.views import Block, Engagement, Incumbency, Post, Unit
from bureau.core.texts import Text
from bureau.institution.organisation import models
from bureau.institution.organisation.models import JobDescription, Wording
from bureau.institution.organisation.permissions import may_see_names
from bureau.institution.organisation.queries.codes import last_code
from bureau.record.accounts.queries import people_by_id
from bureau.web.multilingual import here

ENDINGS = frozenset({"abolished", "merged", "split", "replaced"})
OF_PEOPLE = frozenset({"engaged", "released"})
"""Changes told of a unit that leave the unit itself as it was."""
_TOGETHER = frozenset({"frozen", "unfrozen"})
_UNITS_FIRST = ("established", "renamed", "moved", *sorted(ENDINGS))
_POSTS_NEXT = ("established", "moved", "abolished", "frozen", "unfrozen")


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the list of changes: what happened to one thing, or the same to several posts.

    `number` ties the list to the drawing and to the table.
    """

    number: int
    changes: tuple[Change, ...]
    is_carried: bool

    @property
    def first(self) -> Change:
        return self.changes[0]

    @property
    def is_of_several(self) -> bool:
        """Whether the changes are one thing told of several subjects."""
        return len({change.subject for change in self.changes}) > 1


@dataclass(frozen=True)
class Compared:
    """Two snapshots of one unit, with what lies between them but for the kinds that are hidden
    from who reads."""

    before: Snapshot
    after: Snapshot
    unit: int
    hidden: frozenset[str] = frozenset()

    @cached_property
    def difference(self) -> Difference:
        """What happened within the unit, or to what came into it or left it."""
        ids = (sorted(self.units), sorted(self._posts_concerned))
        within = Within(*(np.array(each, np.int32) for each in ids))
        found = difference(self.before, self.after, within)
        return Difference(
            tuple(change for change in found.changes if self._is_told(change)),
            tuple(change for change in found.carried if self._is_told(change)),
        )

    @cached_property
    def units(self) -> frozenset[int]:
        """The unit and all that stands below it on either side."""
        return frozenset(self.before.subtree(self.unit)) | frozenset(self.after.subtree(self.unit))

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Changes first, units before posts; what was only carried along comes last."""
        changes, carried = self.difference.changes, self.difference.carried
        groups = [(group, False) for group in self._grouped(changes)]
        groups += [(group, True) for group in self._grouped(carried)]
        return tuple(
            Item(number, tuple(group), is_carried)
            for number, (group, is_carried) in enumerate(groups, start=1)
        )

    @cached_property
    def post_units(self) -> Mapping[int, tuple[int | None, int | None]]:
        """Each post under the unit on either side: its unit before and after, None where not
        under it."""
        was, now = (_homes(side, side.subtree(self.unit)) for side in (self.before, self.after))
        return {id: (was.get(id), now.get(id)) for id in dict.fromkeys([*was, *now])}

    @cached_property
    def _posts_concerned(self) -> frozenset[int]:
        """Those that are, on either side, in what stands under the unit on any of the two."""
        return frozenset(self._homes_then[0]) | frozenset(self._homes_then[1])

    @cached_property
    def _homes_then(self) -> tuple[dict[int, int], dict[int, int]]:
        """The unit of each post in what stands under the unit on any side: before and after."""
        units = sorted(self.units)
        return _homes(self.before, units), _homes(self.after, units)

    @cached_property
    def _homes_anywhere(self) -> tuple[dict[int, int], dict[int, int]]:
        """The unit of each of these posts on either side, wherever: before and after."""
        posts = self._posts_concerned
        return _units_of(self.before, posts), _units_of(self.after, posts)

    def _home(self, place: int, post: int) -> int:
        """The unit of a post concerned on one side (0: before, 1: after); NULL for none."""
        return self._homes_anywhere[place].get(post, NULL)

    def unit_of(self, id: int) -> Unit | None:
        """The unit as it was, else as it is."""
        return self.before.unit(id) or self.after.unit(id)

    def post_of(self, id: int) -> Post | None:
        """The post as it was, else as it is."""
        return self.before.post(id) or self.after.post(id)

    def block_of(self, id: int) -> Block | None:
        """The staffing block as it was, else as it is."""
        found = (side.view(Reference("block", id)) for side in (self.before, self.after))
        return next((each for each in found if isinstance(each, Block)), None)

    def post_of_change(self, change: Change) -> int | None:
        """The post that a change is told of; None for a change of a unit."""
        if change.subject.kind == "post":
            return change.subject.id
        if change.subject.kind != "incumbency":
            return None
        for side in (self.after, self.before):
            held = side.standing("incumbency").number("post", change.subject.id)
            if held != NULL:
                return held
        return None

    @cached_property
    def numbers_of_posts(self) -> dict[int, int]:
        """The item that tells where a post went, came from or ended, by post."""
        placed = {"established", "moved", *ENDINGS}
        return {
            change.subject.id: item.number
            for item in self.items
            for change in item.changes
            if change.subject.kind == "post" and change.change in placed
        }

    @cached_property
    def numbers_of_units(self) -> dict[int, list[int]]:
        """The items that tell what happened to a unit itself, by unit."""
        found: dict[int, list[int]] = {}
        for item in self.items:
            units = (each.subject.id for each in item.changes if each.subject.kind == "unit")
            for unit in dict.fromkeys(units):
                found.setdefault(unit, []).append(item.number)
        return found

    @cached_property
    def unchanged(self) -> tuple[int, ...]:
        """Units of the after side to which, and to whose own posts, nothing happened."""
        touched = {
            change.subject.id
            for change in self._all()
            if change.subject.kind == "unit" and change.change not in OF_PEOPLE
        }
        for change in self._all():
            if change.subject.kind == "block" and (block := self.block_of(change.subject.id)):
                touched.add(block.unit)
        posts = {post for change in self._all() if (post := self.post_of_change(change))}
        for side in (self.before, self.after):
            touched |= set(_units_of(side, posts).values())
        return tuple(id for id in self.after.subtree(self.unit) if id not in touched)

    def units_as_they_were(self, most: int | None = None) -> list[Unit]:
        """The first `most` of the unchanged units, or all of them."""
        return [unit for id in self.unchanged[:most] if (unit := self.after.unit(id))]

    def _all(self) -> Iterator[Change]:
        yield from self.difference.changes
        yield from self.difference.carried

    def _is_told(self, change: Change) -> bool:
        kind = "engagement" if change.change in OF_PEOPLE else change.subject.kind
        if kind in self.hidden:
            return False
        return change.subject.kind in ("unit", "post") or self._is_within(change)

    def _is_within(self, change: Change) -> bool:
        """Of what hangs on units and posts: what was there before may be elsewhere now."""
        if change.subject.kind == "block":
            block = self.block_of(change.subject.id)
            return block is not None and block.unit in self.units
        if change.subject.kind == "engagement":
            return not self.units.isdisjoint(self._engaged_in(change))
        return self.post_of_change(change) in self._posts_concerned

    def _engaged_in(self, change: Change) -> set[int]:
        """The units in which somebody is engaged on either side."""
        views = (side.view(change.subject) for side in (self.before, self.after))
        return {view.unit for view in views if isinstance(view, Engagement)}

    def _grouped(self, changes: Iterable[Change]) -> list[list[Change]]:
        groups: dict[tuple[object, ...], list[Change]] = {}
        for change in changes:
            groups.setdefault(self._key(change), []).append(change)
        return sorted(groups.values(), key=self._place)

    def _key(self, change: Change) -> tuple[object, ...]:
        """What changes that are told in one item have in common."""
        if change.subject.kind == "engagement":
            return ("engagement", change.subject.id)
        if change.subject.kind == "unit":
            return (change.change in OF_PEOPLE, "unit", change.subject.id)
        if change.subject.kind == "block":
            block = self.block_of(change.subject.id)
            return ("block", block.unit if block else None)
        if change.subject.kind == "post" and change.change == "moved":
            return ("moved", change.before, change.after)
        if change.subject.kind == "post" and change.change in ("established", *_TOGETHER):
            return (change.change, self._home(1, change.subject.id))
        if change.subject.kind == "post" and change.change == "abolished":
            return ("abolished", self._home(0, change.subject.id))
        return ("post", self.post_of_change(change))

    def _place(self, group: Sequence[Change]) -> tuple[int, int, int]:
        first = group[0]
        if first.subject.kind == "engagement" or first.change in OF_PEOPLE:
            units = self._engaged_in(first) | {first.subject.id}
            return (2, 0, min(self._chart_order.get(unit, 0) for unit in units))
        if first.subject.kind == "unit":
            kinds = {change.change for change in group}
            place = next((i for i, kind in enumerate(_UNITS_FIRST) if kind in kinds), 99)
            return (0, place, self._chart_order.get(first.subject.id, 0))
        if first.subject.kind == "block":
            block = self.block_of(first.subject.id)
            return (2, 0, self._chart_order.get(block.unit, 0) if block else 0)
        place = _POSTS_NEXT.index(first.change) if first.change in _POSTS_NEXT else 99
        post = self.post_of_change(first) or 0
        home = self._home(0, post)
        if home == NULL:
            home = self._home(1, post)
        return (1, place, self._chart_order.get(home, 0))

    @cached_property
    def _chart_order(self) -> dict[int, int]:
        listed = [*self.after.subtree(self.unit), *self.before.subtree(self.unit)]
        return {unit: place for place, unit in enumerate(dict.fromkeys(listed))}


def _homes(side: Snapshot, units: Sequence[int]) -> dict[int, int]:
    """The unit of each post in one of `units`, in their order."""
    below = np.array(units, np.int32)
    posts = side.standing("post")
    homes = posts.field("unit")
    place = np.full(max(int(below.max(initial=0)), int(homes.max(initial=0))) + 2, -1)
    place[below] = np.arange(len(below))
    under = np.flatnonzero(place[homes] >= 0)
    under = under[order_of(place[homes[under]])]
    return dict(zip(posts.ids[under].tolist(), homes[under].tolist(), strict=True))


def _units_of(side: Snapshot, posts: Collection[int]) -> dict[int, int]:
    """The unit of each of these posts that stands."""
    standing = side.standing("post")
    ids = np.array(sorted(posts), np.int32)
    found = standing.positions(ids)
    stands = found != NULL
    homes = standing.field("unit", found[stands])
    return dict(zip(ids[stands].tolist(), homes.tolist(), strict=True))


def ever_within(side: Snapshot, unit: int) -> dict[str, Integers]:
    """The unit and all units, posts and blocks that stood below it on any day, by kind: whose days
    of change are days of change of the unit."""
    units = np.array([unit, *side.subtree(unit)], np.int32)
    table, posts = side.columns.tables["unit"], side.columns.tables["post"]
    while True:
        below = table.column("id")[np.isin(table.column("parent"), units)]
        found = np.union1d(units, below)
        if len(found) == len(units):
            break
        units = found
    held = np.unique(posts.column("id")[np.isin(posts.column("unit"), units)])
    blocks = side.columns.tables["block"]
    counted = np.unique(blocks.column("id")[np.isin(blocks.column("unit"), units)])
    return {"unit": units, "post": held, "block": counted}


@dataclass(frozen=True, slots=True)
class Called:
    """What the things of a comparison are called, read once; words in all their languages, people
    only where the reader may see them. `grades` is their order, highest first."""

    compared: Compared
    words: Mapping[int, Text]
    people: Mapping[int, str]
    versions: Mapping[int, int]
    grades: Sequence[str] = ()
    places: Mapping[str, Text] = field(default_factory=dict)

    def code(self, unit: int, side: Snapshot | None = None) -> str:
        """The unit's code on a side; where it does not stand there, as it was, else as it is."""
        found = (side.unit(unit) if side else None) or self.compared.unit_of(unit)
        return found.code if found else last_code(self.compared.after, unit)

    def number(self, post: int, side: Snapshot | None = None) -> str:
        """The post's number, likewise."""
        found = (side.post(post) if side else None) or self.compared.post_of(post)
        return found.number if found else str(post)

    def name(self, unit: int, side: Snapshot | None = None) -> str:
        found = (side.unit(unit) if side else None) or self.compared.unit_of(unit)
        return self.wording(found.name) if found else ""

    def title(self, post: int) -> str:
        found = self.compared.post_of(post)
        return self.wording(found.title) if found else ""

    def place(self, code: str) -> str:
        """What a duty station is called; its code where it is called nothing."""
        return here(self.places[code]) if code in self.places else code

    def wording(self, id: int) -> str:
        """The words in the language of the page, or of the moment a sentence is written."""
        return here(self.words[id]) if id in self.words else ""


def called(
    actor: Actor,
    compared: Compared,
    grades: Sequence[str] = (),
    items: Sequence[Item] | None = None,
) -> Called:
    """The names that the items of a comparison need (None: all of them), in three reads, and one
    where a duty station is among them."""
    words: set[int] = set()
    people: set[int] = set()
    versions: set[int] = set()
    places: set[str] = set()
    listed = compared.items if items is None else items
    for change in (change for item in listed for change in item.changes):
        for side in (compared.before, compared.after):
            words |= _words_of(side, change.subject)
            words |= {id for ref in _refers_to(change) for id in _words_of(side, ref)}
        values = {value for value in (change.before, change.after) if isinstance(value, int)}
        if change.field == "duty_station":
            places |= {str(change.before), str(change.after)}
        elif change.field in ("name", "title"):
            words |= values
        elif change.change in ("adopted", "adoption_ended"):
            versions |= values
        elif change.change in ("appointed", "ended", "person_changed", *OF_PEOPLE):
            people |= values
        elif change.subject.kind == "incumbency":
            held = compared.after.view(change.subject)
            people |= {held.person} if isinstance(held, Incumbency) else set()
        elif change.subject.kind == "engagement":
            engaged = compared.after.view(change.subject)
            people |= {engaged.person} if isinstance(engaged, Engagement) else set()
    seen = people_by_id(people) if people and may_see_names(actor) else {}
    return Called(
        compared,
        {row.pk: row.said for row in Wording.objects.filter(pk__in=words)},
        {number: person.name for number, person in seen.items()},
        dict(JobDescription.objects.filter(pk__in=versions).values_list("pk", "version")),
        grades,
        _places(compared.unit, places) if places else {},
    )


def _places(unit: int, codes: Collection[str]) -> dict[str, Text]:
    """What these duty stations of the unit's organisation are called, by code."""
    organisation = models.Unit.objects.filter(pk=unit).values("organisation")
    rows = models.Place.objects.filter(organisation__in=organisation, code__in=codes)
    return {row.code: row.name for row in rows.order_by("valid_from")}


def _words_of(side: Snapshot, reference: Reference) -> set[int]:
    found = side.view(reference)
    if isinstance(found, Unit):
        return {found.name}
    return {found.title} if isinstance(found, Post | Block) else set()


def _refers_to(change: Change) -> list[Reference]:
    """The heads that a change names; their titles are said with them."""
    values = (change.before, change.after) if change.change == "headed" else ()
    return [Reference("post", value) for value in values if isinstance(value, int)]
