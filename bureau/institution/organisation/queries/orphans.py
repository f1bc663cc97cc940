"""Orphans in both directions: mandates that nothing serves, and what no mandate asks for."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from bureau.core.instruments.orphans import Held, Unasked, unasked
from bureau.core.references import Reference
from bureau.core.structure.snapshot import Snapshot
from bureau.core.structure.views import Unit
from bureau.institution.instruments.queries.citations import (
    SERVING,
    citations_on,
    subject_of,
)
from bureau.institution.instruments.queries.mandates import Mandate
from bureau.institution.organisation.queries.duties import duties_called, duties_held
from bureau.institution.organisation.queries.lineage import called
from bureau.institution.organisation.queries.names import wordings
from bureau.institution.organisation.queries.structure import roots_of
from bureau.web.formats import as_date


@dataclass(frozen=True, slots=True)
class Orphan:
    """One thing that nothing asks for: short and full name, its page, and the unit it is in (of a
    unit, the one above)."""

    reference: Reference
    short: str
    name: str
    address: str
    unit: int | None
    unit_code: str


def standing_of_subjects(now: Snapshot, subjects: Iterable[Reference]) -> set[Reference]:
    """Of what cites, what stands: units and posts, and duties that a description in force names."""
    listed = set(subjects)
    found = {each for each in listed if each.kind in ("unit", "post") and now.stands(each)}
    duties = {each.id for each in listed if each.kind == "duty"}
    if duties:
        named = duties_called(duties, now)
        found |= {Reference("duty", one.duty) for one in named.values() if one.is_in_force}
    return found


def unserved(now: Snapshot, mandates: Collection[Mandate]) -> list[Mandate]:
    """Those open that no standing unit, post or duty serves."""
    subjects = {each for one in mandates for each in one.cited_by}
    standing = standing_of_subjects(now, subjects)
    return [one for one in mandates if one.is_open and standing.isdisjoint(one.cited_by)]


def unasked_of(now: Snapshot, organisation: int, unit: int | None = None) -> Unasked:
    """What stands in an organisation and no provision asks for; of one unit and all below it."""
    roots = roots_of(now, organisation)
    mine = {id for root in roots for id in now.subtree(root)}
    units, posts = now.standing("unit"), now.standing("post")
    parents = units.field("parent").tolist()
    by_parent = {
        id: parent if parent in mine else None
        for id, parent in zip(units.ids.tolist(), parents, strict=True)
        if id in mine
    }
    by_unit = {
        id: of
        for id, of in zip(posts.ids.tolist(), posts.field("unit").tolist(), strict=True)
        if of in mine
    }
    duties = [each for each in duties_held(now) if each.post in by_unit]
    found = unasked(by_parent, by_unit, duties, cited_subjects(now, organisation))
    return found if unit is None else _within(found, now, unit, by_unit, duties)


def cited_subjects(now: Snapshot, organisation: int) -> set[Reference]:
    """The units, posts and duties that cite a provision in the snapshot's day."""
    rows = citations_on(as_date(now.coordinates.valid)).filter(
        organisation=organisation, provision__isnull=False, subject_kind__in=SERVING
    )
    return {subject_of(row) for row in rows}


def _within(
    found: Unasked,
    now: Snapshot,
    unit: int,
    by_unit: dict[int, int],
    duties: Iterable[Held],
) -> Unasked:
    below = set(now.subtree(unit))
    posts = {post for post, of in by_unit.items() if of in below}
    held = {each.duty for each in duties if each.post in posts}
    return Unasked(
        tuple(id for id in found.units if id in below),
        tuple(id for id in found.posts if id in posts),
        tuple(id for id in found.duties if id in held),
    )


def named(now: Snapshot, kind: str, ids: Collection[int]) -> list[Orphan]:
    """These as they are called, in their order, in a constant number of reads."""
    if kind == "duty":
        return _duties(now, ids)
    found = called([Reference(kind, id) for id in ids], now)
    lines = []
    for id in ids:
        one = found[Reference(kind, id)]
        unit = _unit_above(now, id) if kind == "unit" else _unit_of_post(now, id)
        code = unit.code if unit else ""
        number = unit.id if unit else None
        lines.append(Orphan(one.reference, one.short, one.name, one.address, number, code))
    return lines


def _duties(now: Snapshot, ids: Collection[int]) -> list[Orphan]:
    found = duties_called(ids, now)
    posts = {one.post: post for one in found.values() if (post := now.post(one.post))}
    titles = wordings(post.title for post in posts.values())
    lines = []
    for duty in ids:
        one = found[duty]
        post = posts.get(one.post)
        unit = now.unit(post.unit) if post else None
        short = f"{post.number} · {titles.get(post.title, '')}" if post else ""
        address = f"/posts/{one.post}/"
        lines.append(
            Orphan(
                Reference("duty", duty),
                short,
                one.said,
                f"{address}#duty-{duty}",
                unit.id if unit else None,
                unit.code if unit else "",
            )
        )
    return lines


def _unit_above(now: Snapshot, id: int) -> Unit | None:
    unit = now.unit(id)
    return now.unit(unit.parent) if unit and unit.parent else None


def _unit_of_post(now: Snapshot, id: int) -> Unit | None:
    post = now.post(id)
    return now.unit(post.unit) if post else None
