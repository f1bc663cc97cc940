"""Units that may only have changed their name: found by shared posts, proposed, never assumed."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bureau.core.imports.moments import Moment
from bureau.core.spans import Day


@dataclass(frozen=True, slots=True)
class Rename:
    """From `day` the unit `after` may be what `before` was; `shared` of their posts are the same.

    `had` and `has` count the posts of each; keys name the units, names are as files have them.
    """

    before: str
    after: str
    before_name: str
    after_name: str
    day: Day
    shared: int
    had: int
    has: int

    @property
    def pair(self) -> tuple[str, str]:
        return self.before, self.after


def proposed(told: Sequence[Moment]) -> list[Rename]:
    """Each unit that ended, or is named no more, beside one that began with half or more of the
    same posts, by day."""
    return [one for before, after in pairwise(told) for one in _between(before, after)]


def _between(before: Moment, after: Moment) -> list[Rename]:
    """The likeliest first, each unit in one pair at most."""
    had = Counter(post.unit for post in before.posts.values())
    has = Counter(post.unit for post in after.posts.values())
    shared = Counter(
        (post.unit, after.posts[key].unit)
        for key, post in before.posts.items()
        if key in after.posts
    )
    found: list[Rename] = []
    taken: set[str] = set()
    for (old, new), count in sorted(shared.items(), key=lambda one: (-one[1], one[0])):
        is_gone = old not in after.units or old in after.carried
        is_new = is_gone and new not in before.units
        if not is_new or 2 * count < max(had[old], has[new]) or taken & {old, new}:
            continue
        taken |= {old, new}
        names = before.units[old].name, after.units[new].name
        found.append(Rename(old, new, *names, after.day, count, had[old], has[new]))
    return found


def lasting_keys(
    told: Sequence[Moment], accepted: Collection[tuple[str, str]]
) -> Mapping[str, str]:
    """For each unit the key under which it lasts: that of its earliest name.

    A rename that would make one unit of two that files name on the same day counts for nothing.
    """
    lasting: dict[str, str] = {}
    names: defaultdict[str, set[str]] = defaultdict(set)
    first = {key: place for place, one in reversed(list(enumerate(told))) for key in one.units}
    for key in first:
        lasting[key] = key
        names[key] = {key}
    pairs = [pair for pair in accepted if set(pair) <= first.keys()]
    for old, new in sorted(pairs, key=lambda pair: (first[pair[1]], pair)):
        one, other = lasting[old], lasting[new]
        together = names[one] | names[other]
        if one == other or _stand_at_once(told, together):
            continue
        kept = min(together, key=lambda key: (first[key], key))
        names[kept] = together
        lasting |= dict.fromkeys(together, kept)
    return lasting


def _stand_at_once(told: Iterable[Moment], keys: set[str]) -> bool:
    return any(len(keys & (one.units.keys() - one.carried)) > 1 for one in told)
