"""Who is in a post, for a page: by name where names may be seen, and whether anybody is."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from django.db.models import Q

from bureau.core.actors import Actor
from bureau.core.layout.boxes import PostState
from bureau.core.references import Reference
from bureau.core.spans import Day
from bureau.core.structure.objects import Objects
from bureau.core.structure.snapshot import Snapshot
from bureau.core.structure.views import Incumbency, Post
from bureau.institution.organisation.models import IncumbencyVersion
from bureau.institution.organisation.permissions import may_see_names
from bureau.institution.organisation.queries.lineage import known_versions
from bureau.institution.organisation.queries.lines import lines_of
from bureau.institution.organisation.queries.names import Names
from bureau.institution.organisation.queries.tallies import states
from bureau.record.accounts.queries import people_written, told_in_latin_too

_STATES = (PostState.ENCUMBERED, PostState.VACANT, PostState.FROZEN)


@dataclass(frozen=True, slots=True)
class Holder:
    """One person in one post; `share` in hundredths, `manner` holder, acting or lien."""

    person: int
    name: str
    share: int
    manner: str
    since: Day
    latin: str = ""

    @property
    def told(self) -> str:
        """The name for a list on a page: as it is written, and in Latin letters."""
        return told_in_latin_too(self.name, self.latin)


@dataclass(frozen=True, slots=True)
class PostLine:
    """One post as a list shows it; `unit` is the code of its unit, `lines` are its own lines of
    reporting: by manner, the number of the post above."""

    post: Post
    title: str
    unit: str
    state: PostState
    holders: tuple[Holder, ...]
    lines: Mapping[str, str]


def holders_told(now: Snapshot, names: Names, post: int) -> tuple[Holder, ...]:
    """Those in the post, holders first; none where their names may not be seen."""
    return _told(now.incumbencies_of(post), names)


def holders_to_come(actor: Actor, now: Snapshot, post: int) -> tuple[Holder, ...]:
    """Those whose hold of the post begins after the day, soonest first; none where names may not
    be seen."""
    if not may_see_names(actor):
        return ()
    found = incumbencies_to_come(now, [post])
    names = people_written(one.person for one in found)
    return tuple(
        Holder(one.person, name, one.share, one.manner, one.valid_from, latin)
        for one in found
        if one.person in names
        for name, latin in [names[one.person]]
    )


def incumbencies_to_come(now: Snapshot, posts: Collection[int]) -> list[Incumbency]:
    """Those that begin on any of the posts after the day, as known and planned, soonest first."""
    table, day = now.columns.tables["incumbency"], now.coordinates.valid
    ids, on, begins = (table.column(name)[: table.size] for name in ("id", "post", "valid_from"))
    found = set(ids[np.isin(on, list(posts)) & (begins > day)].tolist())
    if now.overlay:
        found |= {each.id for each in now.overlay.touched if each.kind == "incumbency"}
    known = {id: known_versions(Reference("incumbency", id), now) for id in found}
    first = [min(rows, key=lambda row: row.valid_from) for rows in known.values() if rows]
    to_come = [
        Incumbency.of(row) for row in first if row.valid_from > day and row.fields["post"] in posts
    ]
    return sorted(to_come, key=lambda one: (one.valid_from, one.id))


def _told(incumbencies: Iterable[Incumbency], names: Names) -> tuple[Holder, ...]:
    order = ("holder", "acting", "lien")
    found = [
        Holder(
            each.person,
            names.people[each.person],
            each.share,
            each.manner,
            each.valid_from,
            names.latin.get(each.person, ""),
        )
        for each in incumbencies
        if each.person in names.people
    ]
    return tuple(sorted(found, key=lambda one: (order.index(one.manner), one.since)))


def post_lines(now: Snapshot, names: Names, posts: Sequence[Post]) -> tuple[PostLine, ...]:
    """The lines of many posts, worked out at once."""
    standing = now.standing("post")
    ids = [post.id for post in posts]
    found = states(now)[standing.positions(np.array(ids, np.int32))].tolist()
    held, lines = incumbencies_of(now, ids), lines_of(now, ids)
    codes = {unit: now.unit(unit) for unit in {post.unit for post in posts}}
    return tuple(
        PostLine(
            post,
            names.post(post),
            unit.code if (unit := codes[post.unit]) else "",
            _STATES[state],
            _told(held[post.id], names),
            lines[post.id],
        )
        for post, state in zip(posts, found, strict=True)
    )


def people_holding(posts: Collection[int], day: date) -> dict[int, set[int]]:
    """Who holds each of these posts on the day or later, acts in it or may return to it, as known
    now."""
    still = Q(valid_until__isnull=True) | Q(valid_until__gt=day.toordinal())
    rows = IncumbencyVersion.objects.filter(still, recorded_until__isnull=True, post__in=posts)
    found: dict[int, set[int]] = {}
    for post, person in rows.values_list("post", "person") if posts else ():
        found.setdefault(post, set()).add(person)
    return found


def incumbencies_of(now: Snapshot, posts: Sequence[int]) -> dict[int, list[Incumbency]]:
    """Those on each of many posts, in one read of the arrays."""
    standing: Objects[Incumbency] = now.standing("incumbency")
    positions = standing.among("post", np.array(posts, np.int32))
    found: dict[int, list[Incumbency]] = {post: [] for post in posts}
    for incumbency in standing.views(positions):
        found[incumbency.post].append(incumbency)
    return found
