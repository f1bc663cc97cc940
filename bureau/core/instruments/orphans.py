"""What no mandate asks for: units, posts and duties that nothing cites, nor what they stand under.

A unit is asked for with the unit above it; a post with its unit, or for one of its duties; a duty
with the duty it is part of, or with its post.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from bureau.core.references import Reference


@dataclass(frozen=True, slots=True)
class Held:
    """A duty that a post's description names, as part of another (None: by itself)."""

    duty: int
    post: int
    under: int | None = None


@dataclass(frozen=True, slots=True)
class Unasked:
    """The numbers of what nothing asks for, each in ascending order."""

    units: tuple[int, ...]
    posts: tuple[int, ...]
    duties: tuple[int, ...]


def unasked(
    units: Mapping[int, int | None],
    posts: Mapping[int, int],
    duties: Iterable[Held],
    cited: Collection[Reference],
) -> Unasked:
    """`units` by the unit above, `posts` by their unit; `cited` is what some mandate asks for."""
    held = list(duties)
    asked_units = _with_all_below(units, {one.id for one in cited if one.kind == "unit"})
    own_duties = {one.id for one in cited if one.kind == "duty"}
    asked_posts = {one.id for one in cited if one.kind == "post"}
    asked_posts |= {post for post, unit in posts.items() if unit in asked_units}
    over = {one.duty: one.under for one in held}
    asked_duties = _with_all_below(over, own_duties)
    asked_duties |= {one.duty for one in held if one.post in asked_posts}
    asked_posts |= {one.post for one in held if one.duty in own_duties}
    return Unasked(
        tuple(sorted(units.keys() - asked_units)),
        tuple(sorted(posts.keys() - asked_posts)),
        tuple(sorted({one.duty for one in held} - asked_duties)),
    )


def _with_all_below(above: Mapping[int, int | None], chosen: Collection[int]) -> set[int]:
    """Those chosen and all that stand under one of them; a circle is walked once."""
    answered: dict[int, bool] = {}
    for each in above:
        way: list[int] = []
        now: int | None = each
        while now is not None and now not in answered and now not in way:
            way.append(now)
            if now in chosen:
                break
            now = above.get(now)
        is_below = now is not None and (now in chosen or answered.get(now, False))
        answered |= dict.fromkeys(way, is_below)
    return {each for each, is_below in answered.items() if is_below}
