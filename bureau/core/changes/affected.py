"""Whom a set touches: the posts and the people, and what changes for each of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bureau.core.changes.actions import Action, ActionKind
from bureau.core.changes.expand import progress_of
from bureau.core.changes.progress import Progress
from bureau.core.changes.world import World, snapshot
from bureau.core.references import Reference
from bureau.core.spans import Day
from bureau.core.structure.snapshot import Snapshot
from bureau.core.structure.views import Post

type Told = int | str | bool | tuple[int, ...] | None

_FIELDS = ("title", "number", "grade", "duty_station", "frozen")


@dataclass(frozen=True, slots=True)
class Touched:
    """One thing that changes from `day`.

    `aspect`: established, ended, unit, unit_renamed (codes), superior, heads (units), title,
    number, grade, duty_station, frozen, duties (description versions); for people also appointed
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

    @property
    def is_renamed_only(self) -> bool:
        """The unit has another name or code, and nothing else is different."""
        return self.aspects == {"unit_renamed"}


def affected(actions: Iterable[Action], world: World) -> tuple[Affected, ...]:
    """Posts, then people, each for every post of theirs, in order of id; only who is touched."""
    listed = list(actions)
    progress = progress_of(listed, world)
    mergers = {action.id for action in listed if action.kind is ActionKind.MERGE_UNIT}
    carried = {
        effect.subject.id
        for effect in progress.pending
        if effect.subject.kind == "post" and effect.action in mergers
    }
    overlay = progress.overlay()
    found: dict[tuple[Reference, int], dict[tuple[str, Told], Touched]] = {}
    for day in sorted({effect.day for effect in progress.pending}):
        before, after = snapshot(world, day), snapshot(world, day, overlay)
        for post in sorted(_concerned(progress, before, after)):
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


def _concerned(progress: Progress, before: Snapshot, after: Snapshot) -> set[int]:
    """The posts in reach of anything touched."""
    posts: set[int] = set()
    for subject in progress.touched:
        for seen in (before, after):
            view = seen.view(subject)
            if subject.kind == "unit":
                posts |= {post.id for post in seen.posts_under(subject.id)}
            elif subject.kind == "post":
                posts.add(subject.id)
            elif isinstance(post := getattr(view, "post", None), int):
                posts.add(post)
    return posts


def _of_post(
    before: Snapshot, after: Snapshot, id: int, day: Day, *, is_carried: bool
) -> Iterator[Touched]:
    was, now = before.post(id), after.post(id)
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


def _compared(
    before: Snapshot, after: Snapshot, was: Post, now: Post, day: Day
) -> Iterator[Touched]:
    pairs: dict[str, tuple[Told, Told]] = {
        "superior": (_superior(before, was.id), _superior(after, now.id)),
        "heads": (_heads(before, was.id), _heads(after, now.id)),
        **{name: (getattr(was, name), getattr(now, name)) for name in _FIELDS},
        "duties": (_description(before, was.id), _description(after, now.id)),
    }
    for aspect, (earlier, later) in pairs.items():
        if earlier != later:
            yield Touched(aspect, day, earlier, later)


def _of_people(
    before: Snapshot, after: Snapshot, post: int, changes: list[Touched]
) -> Iterator[tuple[Reference, list[Touched]]]:
    """Whoever is on the post: what changes for it, and whether they came or went."""
    was = {one.person: one.share for one in before.incumbencies_of(post)}
    now = {one.person: one.share for one in after.incumbencies_of(post)}
    day = after.coordinates.valid
    for person in sorted(was.keys() | now.keys()):
        subject = Reference("person", person)
        if person not in was:
            yield subject, [Touched("appointed", day, None, now[person])]
        elif person not in now:
            yield subject, [Touched("released", day, was[person], None)]
        else:
            yield subject, changes


def _renamed(before: Snapshot, after: Snapshot, unit: int) -> tuple[str, str] | None:
    """The codes, then and now, of the nearest unit above whose name or code is another."""
    was = {one.id: one for one in before.path(unit)}
    for now in reversed(after.path(unit)):
        then = was.get(now.id)
        if then and (then.name, then.code) != (now.name, now.code):
            return then.code, now.code
    return None


def _superior(seen: Snapshot, post: int) -> int | None:
    above = seen.superior(post)
    return above.id if above else None


def _heads(seen: Snapshot, post: int) -> tuple[int, ...]:
    return tuple(unit.id for unit in seen.headed_by(post))


def _description(seen: Snapshot, post: int) -> int | None:
    adoption = seen.adoption_of(post)
    return adoption.description if adoption else None
