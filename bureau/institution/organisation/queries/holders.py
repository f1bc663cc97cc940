"""Who is in a post, for a page: by name where names may be seen, and whether anybody is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from bureau.core.layout.boxes import PostState
from bureau.core.spans import Day
from bureau.core.structure.objects import Objects
from bureau.core.structure.snapshot import Snapshot
from bureau.core.structure.views import Incumbency, Post
from bureau.institution.organisation.queries.names import Names
from bureau.institution.organisation.queries.tallies import states

_STATES = (PostState.ENCUMBERED, PostState.VACANT, PostState.FROZEN)


@dataclass(frozen=True, slots=True)
class Holder:
    """One person in one post; `share` in hundredths, `manner` holder, acting or lien."""

    person: int
    name: str
    share: int
    manner: str
    since: Day


@dataclass(frozen=True, slots=True)
class PostLine:
    """One post as a list shows it; `unit` is the code of its unit."""

    post: Post
    title: str
    unit: str
    state: PostState
    holders: tuple[Holder, ...]


def holders_told(now: Snapshot, names: Names, post: int) -> tuple[Holder, ...]:
    """Those in the post, holders first; none where their names may not be seen."""
    return _told(now.incumbencies_of(post), names)


def _told(incumbencies: Iterable[Incumbency], names: Names) -> tuple[Holder, ...]:
    order = ("holder", "acting", "lien")
    found = [
        Holder(each.person, names.people[each.person], each.share, each.manner, each.valid_from)
        for each in incumbencies
        if each.person in names.people
    ]
    return tuple(sorted(found, key=lambda one: (order.index(one.manner), one.since)))


def post_lines(now: Snapshot, names: Names, posts: Sequence[Post]) -> tuple[PostLine, ...]:
    """The lines of many posts, worked out at once."""
    standing = now.standing("post")
    ids = [post.id for post in posts]
    found = states(now)[standing.positions(np.array(ids, np.int32))].tolist()
    held = incumbencies_of(now, ids)
    codes = {unit: now.unit(unit) for unit in {post.unit for post in posts}}
    return tuple(
        PostLine(
            post,
            names.post(post),
            unit.code if (unit := codes[post.unit]) else "",
            _STATES[state],
            _told(held[post.id], names),
        )
        for post, state in zip(posts, found, strict=True)
    )


def incumbencies_of(now: Snapshot, posts: Sequence[int]) -> dict[int, list[Incumbency]]:
    """Those on each of many posts, in one read of the arrays."""
    standing: Objects[Incumbency] = now.standing("incumbency")
    positions = standing.among("post", np.array(posts, np.int32))
    found: dict[int, list[Incumbency]] = {post: [] for post in posts}
    for incumbency in standing.views(positions):
        found[incumbency.post].append(incumbency)
    return found
