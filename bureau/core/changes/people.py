"""How a set affects each person who holds a post: their posts before and after, by one rule."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bureau.core.changes.affected import Affected
from bureau.core.changes.progress import Progress
from bureau.core.changes.world import snapshot
from bureau.core.spans import Day
from bureau.core.structure.snapshot import Snapshot

NEW_DUTIES_ASPECTS = frozenset({"duties", "grade", "title", "heads", "appointed"})
MOVED_ASPECTS = frozenset({"unit", "duty_station"})
LEFT_ASPECTS = frozenset({"released", "ended"})


class How(StrEnum):
    """What becomes of a person on a post; `SAME`: only something around it is different."""

    SAME = "same"
    MOVED = "moved"
    NEW_DUTIES = "new_duties"
    DISPLACED = "displaced"
    ACTING_ENDS = "acting_ends"


@dataclass(frozen=True, slots=True, order=True)
class Match:
    """A person on `post`, who is affected so from `day` on: somebody who moves, from the day of the
    move, whatever changes around the post before. `to` is the other post that they come to."""

    person: int
    post: int
    how: How
    day: Day
    to: int | None = None


def matched(found: Iterable[Affected], progress: Progress) -> tuple[Match, ...]:
    """Everyone whom a set affects, by person and post; `progress` has all of its actions done.

    A lien is no hold. Who loses a post and gains another is moved; who loses one and has none left
    of it is displaced, or, where they only acted in it, acts no more.
    """
    by_person: defaultdict[int, list[Affected]] = defaultdict(list)
    for one in found:
        if one.subject.kind == "person":
            by_person[one.subject.id].append(one)
    days = sorted({effect.day for effect in progress.pending})
    if not by_person or not days:
        return ()
    before = progress.snapshot_before(days[0])
    after = snapshot(progress.world, days[-1], progress.overlay())
    return tuple(
        sorted(
            match
            for person, touched in by_person.items()
            for match in _of_person(person, touched, _held(before, person), _held(after, person))
        )
    )


def returns_ended(found: Iterable[Affected], progress: Progress) -> frozenset[int]:
    """The people who keep a lien before the set and no more with all of it: no right of return to
    that post is left to them."""
    people = {one.subject.id for one in found if one.subject.kind == "person"}
    days = sorted({effect.day for effect in progress.pending})
    if not people or not days:
        return frozenset()
    before = progress.snapshot_before(days[0])
    after = snapshot(progress.world, days[-1], progress.overlay())
    return frozenset(
        person
        for person in people
        if _posts(before, person, "lien").keys() - _posts(after, person, "lien", "holder").keys()
    )


def _held(seen: Snapshot, person: int) -> dict[int, str]:
    """The posts that somebody holds or acts in, with how."""
    return _posts(seen, person, "holder", "acting")


def _posts(seen: Snapshot, person: int, *manners: str) -> dict[int, str]:
    """The posts that somebody is on in one of these manners; posts that ended are not held."""
    return {
        one.post: one.manner
        for one in seen.incumbencies_of_person(person)
        if one.manner in manners and seen.post(one.post) is not None
    }


def _of_person(
    person: int, touched: list[Affected], was: Mapping[int, str], now: Mapping[int, str]
) -> Iterator[Match]:
    gained = [post for post in sorted(now) if post not in was and now[post] == "holder"]
    of_post = {one.post: one for one in touched}
    taken: set[int] = set()
    for post in sorted(of_post.keys() & was.keys()):
        ends = _first_day(of_post[post], LEFT_ASPECTS)
        if post in now:
            yield Match(person, post, *_stays(of_post[post]))
        elif was[post] == "acting":
            yield Match(person, post, How.ACTING_ENDS, ends)
        elif left := [each for each in gained if each not in taken]:
            taken.add(left[0])
            yield Match(person, post, How.MOVED, ends, left[0])
        else:
            yield Match(person, post, How.DISPLACED, ends)
    for post in sorted((of_post.keys() & now.keys()) - was.keys() - taken):
        yield Match(person, post, How.NEW_DUTIES, _first_day(of_post[post], NEW_DUTIES_ASPECTS))


def _stays(one: Affected) -> tuple[How, Day]:
    """Of somebody who keeps the post: how, and from when."""
    if one.aspects & MOVED_ASPECTS:
        return How.MOVED, _first_day(one, MOVED_ASPECTS)
    if one.aspects & NEW_DUTIES_ASPECTS:
        return How.NEW_DUTIES, _first_day(one, NEW_DUTIES_ASPECTS)
    return How.SAME, _first_day(one, one.aspects)


def _first_day(one: Affected, aspects: frozenset[str]) -> Day:
    """The first on which one of these changes; where none does, on which anything does."""
    days = [change.day for change in one.changes if change.aspect in aspects]
    return min(days or [change.day for change in one.changes])
