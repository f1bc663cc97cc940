"""The page of a unit: who heads it, what it has, what stands behind it."""

from dataclasses import dataclass

from bureau.core.actors import Actor
from bureau.core.structure.snapshot import Snapshot
from bureau.core.structure.views import Post, Unit
from bureau.institution.organisation.queries.blocks import (
    BlockLine,
    block_lines,
    largest_first,
)
from bureau.institution.organisation.queries.charts import grade_order
from bureau.institution.organisation.queries.holders import (
    Holder,
    PostLine,
    holders_told,
    post_lines,
)
from bureau.institution.organisation.queries.lineage import Step, became, came_from
from bureau.institution.organisation.queries.names import names_for
from bureau.institution.organisation.queries.tallies import (
    Tally,
    counts_within,
    tallies_by_grade,
    tallies_by_unit,
    tally,
)

POSTS_MOST = 40
BLOCKS_MOST = 40


@dataclass(frozen=True, slots=True)
class Below:
    """A unit right below, with the posts in it and below it."""

    unit: Unit
    name: str
    head: Post | None
    head_title: str
    counts: Tally


@dataclass(frozen=True, slots=True)
class UnitPage:
    """Everything one page says of a unit as it stands."""

    unit: Unit
    name: str
    path: tuple[Unit, ...]
    head: Post | None
    head_title: str
    head_holders: tuple[Holder, ...]
    also_heads: tuple[Unit, ...]
    above: Post | None
    above_title: str
    below: tuple[Below, ...]
    posts: tuple[PostLine, ...]
    posts_own: int
    blocks: tuple[BlockLine, ...]
    blocks_more: int
    counts: Tally
    by_grade: tuple[tuple[str, Tally], ...]
    was: tuple[Step, ...]
    became: tuple[Step, ...]


def unit_page(actor: Actor, now: Snapshot, unit: Unit, organisation: int) -> UnitPage:
    children = now.children(unit.id)
    own = now.posts_of(unit.id)
    grades = grade_order(organisation)
    shown = _in_order(own, grades)[:POSTS_MOST]
    head = now.post(unit.head) if unit.head else None
    above = now.superior(head.id) if head else None
    names = names_for(actor, now, [unit, *children], [*shown, *([above] if above else [])])
    below = []
    for child, child_counts in tallies_by_unit(now, children):
        chief = now.post(child.head) if child.head else None
        title = names.post(chief) if chief else ""
        below.append(Below(child, names.unit(child), chief, title, child_counts))
    counts = counts_within(now, [unit.id])
    blocks = largest_first(now.blocks_of(unit.id))
    return UnitPage(
        unit=unit,
        name=names.unit(unit),
        path=now.path(unit.id),
        head=head,
        head_title=names.post(head) if head else "",
        head_holders=holders_told(now, names, head.id) if head else (),
        also_heads=tuple(u for u in now.headed_by(head.id) if u.id != unit.id) if head else (),
        above=above,
        above_title=names.post(above) if above else "",
        below=tuple(below),
        posts=post_lines(now, names, shown),
        posts_own=len(own),
        blocks=block_lines(now, blocks[:BLOCKS_MOST]),
        blocks_more=max(0, len(blocks) - BLOCKS_MOST),
        counts=tally(counts),
        by_grade=tuple(tallies_by_grade(now, grades, counts)),
        was=tuple(came_from(now, unit.reference)),
        became=tuple(became(now, unit.reference)),
    )


def _in_order(posts: tuple[Post, ...], grades: list[str]) -> list[Post]:
    """Highest grade first, then by number."""
    place = {grade: order for order, grade in enumerate(grades)}
    return sorted(posts, key=lambda post: (place.get(post.grade, len(place)), post.number))
