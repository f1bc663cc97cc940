"""Who has an interest of their own in a case: persons, and whoever holds a post now or later."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stake:
    """Whose interest an action touches: `people` by name, and whoever holds one of `posts` from
    today on."""

    people: frozenset[int] = frozenset()
    posts: frozenset[int] = frozenset()

    def held_by(self, holders: Mapping[int, Iterable[int]]) -> frozenset[int]:
        """Everyone with the interest; `holders` gives the persons of each post."""
        return self.people.union(*(holders.get(post, ()) for post in self.posts))
