"""Whom a set touches: the posts and the people, and what changes for each of them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from bureau.core.changes.actions import Action, ActionKind
from bureau.core.changes.progress import Progress
from bureau.core.changes.world import snapshot
from bureau.core.references import Reference
from bureau.core.spans import Day
from bureau.core.structure.columns import NULL
from bureau.core.structure.ordering import Integers
from bureau.core.structure.snapshot import Snapshot
from bureau.core.structure.views import Post, Unit

type Told = int | str | bool | tuple[int, ...] | None

_FIELDS = ("title", "number", "grade", "duty_station", "frozen")


@dataclass(frozen=True, slots=True)
class Touched:
    """One thing that changes from `day`.

    `aspect`: established, ended, unit, unit_renamed (codes), superior, functional (the posts that
    functional lines lead to), heads (units), title, number, grade, duty_station, frozen, duties
    (description versions); for people also appointed
    and released. `is_carried`: only because the unit was merged.
    """

    aspect: str
    day: Day
    before: Told
    after: Told
    is_carried: bool = False


@dataclass(frozen=True, slots=True)
class Affected:
    """`subject` is a post, or a person (then `post` is the one that it happens on)."""

    subject: Reference
    post: int
    changes: tuple[Touched, ...]

    @property
    def aspects(self) -> frozenset[str]:
        return frozenset(change.aspect for change in self.changes)


def affected(actions: Iterable[Action], progress: Progress) -> tuple[Affected, ...]:
    """Posts, then people, each for every post of theirs, in order of id; only who is touched.

    `progress` has all of the actions done.
    """
    mergers = {action.id for action in actions if action.kind is ActionKind.MERGE_UNIT}
    carried = {
        effect.subject.id
        for effect in progress.pending
        if effect.subject.kind == "post" and effect.action in mergers
    }
    overlay = progress.overlay()
    found: dict[tuple[Reference, int], dict[tuple[str, Told], Touched]] = {}
    for day in sorted({effect.day for effect in progress.pending}):
        seen = progress.snapshot_before(day), snapshot(progress.world, day, overlay)
        posts = sorted(_concerned(progress, seen))
        before, after = (Side(one, posts) for one in seen)
        for post in posts:
            changes = list(_of_post(before, after, post, day, is_carried=post in carried))
            told = [(Reference("post", post), changes), *_of_people(before, after, post, changes)]
            for subject, of_one in told:
                known = found.setdefault((subject, post), {})
                for change in of_one:
                    known.setdefault((change.aspect, change.after), change)
    return tuple(
        Affected(subject, post, tuple(changes.values()))
        for (subject, post), changes in sorted(found.items(), key=_order)
        if changes
    )


def _order(item: tuple[tuple[Reference, int], object]) -> tuple[bool, Reference, int]:
    (subject, post), _ = item
    return subject.kind != "post", subject, post


def _concerned(progress: Progress, seen: Iterable[Snapshot]) -> set[int]:
    """The posts in reach of anything touched."""
    posts = {subject.id for subject in progress.touched if subject.kind == "post"}
    for subject in progress.touched:
        for one in seen if subject.kind != "post" else ():
            if subject.kind == "unit":
                posts |= {post.id for post in one.posts_under(subject.id)}
            elif isinstance(post := getattr(one.view(subject), "post", None), int):
                posts.add(post)
    return posts


class Side:
    """One moment: what is compared of some posts, each kind of thing read at once."""

    def __init__(self, seen: Snapshot, posts: Sequence[int]) -> None:
        asked = np.array(posts, np.int32)
        self.day = seen.coordinates.valid
        self._seen = seen
        self._paths: dict[int, tuple[Unit, ...]] = {}
        standing = seen.standing("post")
        places = standing.positions(asked)
        views = standing.views(places[places != NULL])
        self.posts: dict[int, Post] = {post.id: post for post in views}
        self.holders: dict[int, dict[int, int]] = {}
        for held in _of(seen, "incumbency", "post", asked):
            self.holders.setdefault(held.post, {})[held.person] = held.share
        self.descriptions: dict[int, int] = {}
        adoptions = _of(seen, "adoption", "post", asked)
        for one in sorted(adoptions, key=lambda one: (one.valid_from, one.id)):
            self.descriptions[one.post] = one.description
        self._lines: set[int] = set()
        self._functional: dict[int, tuple[int, ...]] = {}
        for line in _of(seen, "reporting", "post", asked):
            if line.manner == "line":
                self._lines.add(line.post)
            elif self._is(line.superior):
                self._functional[line.post] = (*self.functional(line.post), line.superior)
        self._headed: dict[int, tuple[int, ...]] = {}
        for unit in _of(seen, "unit", "head", asked):
            self._headed[unit.head] = (*self._headed.get(unit.head, ()), unit.id)

    def heads(self, post: int) -> tuple[int, ...]:
        return self._headed.get(post, ())

    def functional(self, post: int) -> tuple[int, ...]:
        return self._functional.get(post, ())

    def path(self, unit: int) -> tuple[Unit, ...]:
        if unit not in self._paths:
            self._paths[unit] = self._seen.path(unit)
        return self._paths[unit]

    def superior(self, post: Post) -> int | None:
        """As the snapshot says it; the units above are read once for all posts in them."""
        if post.id in self._lines and (above := self._seen.superiors(post.id)):
            return above[0].id
        heads = (unit.head for unit in reversed(self.path(post.unit)))
        return next((head for head in heads if head and head != post.id and self._is(head)), None)

    def _is(self, post: int) -> bool:
        return post in self.posts or self._seen.stands(Reference("post", post))


def _of(seen: Snapshot, kind: str, name: str, ids: Integers) -> tuple[Any, ...]:
    """The objects of a kind whose field is one of these."""
    standing = seen.standing(kind)
    found: tuple[Any, ...] = standing.views(np.flatnonzero(np.isin(standing.field(name), ids)))
    return found


def _of_post(
    before: Side, after: Side, id: int, day: Day, *, is_carried: bool
) -> Iterator[Touched]:
    was, now = before.posts.get(id), after.posts.get(id)
    if was is None or now is None:
        if now:
            yield Touched("established", day, None, now.unit)
        elif was:
            yield Touched("ended", day, was.unit, None)
        return
    if was.unit != now.unit:
        yield Touched("unit", day, was.unit, now.unit, is_carried)
    elif renamed := _renamed(before, after, now.unit):
        yield Touched("unit_renamed", day, *renamed)
    yield from _compared(before, after, was, now, day)


def _compared(before: Side, after: Side, was: Post, now: Post, day: Day) -> Iterator[Touched]:
    pairs: dict[str, tuple[Told, Told]] = {
        "superior": (before.superior(was), after.superior(now)),
        "functional": (before.functional(was.id), after.functional(now.id)),
        "heads": (before.heads(was.id), after.heads(now.id)),
        **{name: (getattr(was, name), getattr(now, name)) for name in _FIELDS},
        "duties": (before.descriptions.get(was.id), after.descriptions.get(now.id)),
    }
    for aspect, (earlier, later) in pairs.items():
        if earlier != later:
            yield Touched(aspect, day, earlier, later)


def _of_people(
    before: Side, after: Side, post: int, changes: list[Touched]
) -> Iterator[tuple[Reference, list[Touched]]]:
    """Whoever is on the post: what changes for it, and whether they came or went."""
    was, now = before.holders.get(post, {}), after.holders.get(post, {})
    for person in sorted(was.keys() | now.keys()):
        subject = Reference("person", person)
        if person not in was:
            yield subject, [Touched("appointed", after.day, None, now[person])]
        elif person not in now:
            yield subject, [Touched("released", after.day, was[person], None)]
        else:
            yield subject, changes


def _renamed(before: Side, after: Side, unit: int) -> tuple[str, str] | None:
    """The codes, then and now, of the nearest unit above whose name or code is another."""
    was = {one.id: one for one in before.path(unit)}
    for now in reversed(after.path(unit)):
        then = was.get(now.id)
        if then and (then.name, then.code) != (now.name, now.code):
            return then.code, now.code
    return None
