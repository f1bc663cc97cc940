"""Reporting lines as tables: what a chart draws, for those who read; and those of many posts."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bureau.core.actors import Actor
from bureau.core.structure.columns import NULL
from bureau.core.structure.objects import Objects
from bureau.core.structure.snapshot import Snapshot
from bureau.core.structure.views import Post, Reporting, Unit
from bureau.institution.organisation.queries.names import holders, names_for


@dataclass(frozen=True, slots=True)
class ReportingLine:
    """One unit: who heads it and to whom that head reports; `level` counts from the top, 0."""

    unit: Unit
    name: str
    head: Post | None
    head_title: str
    head_holders: tuple[str, ...]
    above: Post | None
    above_title: str
    posts: int
    vacant: int
    level: int


def reporting_lines(
    actor: Actor, now: Snapshot, unit: int, listed: Sequence[int] | None = None
) -> list[ReportingLine]:
    """The unit and all below it in chart order, or those of them that are `listed`; own counts."""
    wanted = now.subtree(unit) if listed is None else listed
    units = [found for id in wanted if (found := now.unit(id))]
    heads = {each.id: now.post(each.head) if each.head else None for each in units}
    above = {each.id: _above(now, each, heads[each.id]) for each in units}
    names = names_for(actor, now, units, [post for post in above.values() if post])
    held = holders(now, names, [head.id for head in heads.values() if head])
    depth = len(now.path(unit))
    counts = now.roll_up_all()
    return [
        ReportingLine(
            unit=each,
            name=names.unit(each),
            head=head,
            head_title=names.post(head) if head else "",
            head_holders=tuple(held[head.id]) if head else (),
            above=superior,
            above_title=names.post(superior) if superior else "",
            posts=counts[each.id].own.posts,
            vacant=counts[each.id].own.vacant,
            level=len(now.path(each.id)) - depth,
        )
        for each in units
        for head, superior in [(heads[each.id], above[each.id])]
    ]


def lines_of(now: Snapshot, posts: Sequence[int]) -> dict[int, dict[str, str]]:
    """The lines that posts have of their own, in two reads: by manner, the number of the post
    above; the first where there are several."""
    lines: Objects[Reporting] = now.standing("reporting")
    own = lines.views(lines.among("post", np.array(posts, np.int32)))
    standing: Objects[Post] = now.standing("post")
    places = standing.positions(np.array(sorted({line.superior for line in own}), np.int32))
    numbers = {post.id: post.number for post in standing.views(places[places != NULL])}
    found: dict[int, dict[str, str]] = {post: {} for post in posts}
    for line in own:
        if line.superior in numbers:
            found[line.post].setdefault(line.manner, numbers[line.superior])
    return found


def _above(now: Snapshot, unit: Unit, head: Post | None) -> Post | None:
    """Whom the head reports to; where a unit has no head, who heads the unit above."""
    if head:
        return now.superior(head.id)
    for upper in reversed(now.path(unit.id)[:-1]):
        if upper.head and (post := now.post(upper.head)):
            return post
    return None
