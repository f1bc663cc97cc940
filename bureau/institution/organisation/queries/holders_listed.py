"""People who are on a post below some units, in order of their number, with what they hold."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bureau.core.references import ID_MAX
from bureau.core.structure.objects import Objects
from bureau.core.structure.snapshot import Snapshot
from bureau.core.structure.views import Incumbency, Post
from bureau.institution.organisation.queries.names import wordings
from bureau.institution.organisation.queries.tallies import within
from bureau.record.accounts.queries import people_by_id


@dataclass(frozen=True, slots=True)
class HeldPost:
    """One hold of one post, as it stands; `title` in the reader's language."""

    incumbency: Incumbency
    post: Post
    title: str


@dataclass(frozen=True, slots=True)
class HolderLine:
    """One person with the posts held."""

    person: int
    name: str
    transliteration: str
    held: tuple[HeldPost, ...]


def holder_line(now: Snapshot, roots: Sequence[int], person: int) -> HolderLine | None:
    """One person, where they are on a post below these units."""
    found = holders_listed(now, roots, person - 1, 1)
    return found[0] if found and found[0].person == person else None


def holders_counted(now: Snapshot, roots: Sequence[int]) -> int:
    """How many people are on a post below some units."""
    holds, mine = _holds(now, roots)
    return len(np.unique(holds.field("person")[mine]))


def holders_listed(
    now: Snapshot, roots: Sequence[int], after: int, most: int | None
) -> list[HolderLine]:
    """Up to `most` people whose number is above `after`; two reads, however many."""
    holds, mine = _holds(now, roots)
    persons = np.unique(holds.field("person")[mine])
    chosen = persons[persons > min(after, ID_MAX)][:most].tolist()
    held: dict[int, list[tuple[Incumbency, Post]]] = {}
    places = np.flatnonzero(mine & np.isin(holds.field("person"), chosen))
    for hold in holds.views(places.tolist()):
        if post := now.post(hold.post):
            held.setdefault(hold.person, []).append((hold, post))
    people = people_by_id(chosen)
    titles = wordings({post.title for each in held.values() for _, post in each})
    return [
        HolderLine(
            person,
            people[person].name,
            people[person].transliteration,
            tuple(
                HeldPost(hold, post, titles.get(post.title, post.number))
                for hold, post in held.get(person, ())
            ),
        )
        for person in chosen
        if person in people
    ]


def _holds(now: Snapshot, roots: Sequence[int]) -> tuple[Objects[Incumbency], NDArray[np.bool_]]:
    """All who hold anything, and which of these hold it below some units."""
    holds = now.standing("incumbency")
    return holds, np.isin(holds.field("post"), now.standing("post").ids[within(now, roots)])
