"""The posts that a person held, over time; nothing else of the person."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Q

from bureau.core.actors import Actor
from bureau.core.references import Reference
from bureau.core.spans import Day
from bureau.core.structure.snapshot import Snapshot
from bureau.institution.organisation.models import Organisation
from bureau.institution.organisation.permissions import may_see_chart
from bureau.institution.organisation.queries.lineage import Called, called, known_versions
from bureau.institution.organisation.queries.organisations import (
    all_organisations,
    organisation_of,
)
from bureau.institution.organisation.queries.structure import today
from bureau.institution.organisation.store import IDENTITIES, VERSIONS, columns_now


@dataclass(frozen=True, slots=True)
class Held:
    """One post held from day to day; `share` in hundredths."""

    incumbency: int
    post: Called
    unit: Called | None
    share: int
    manner: str
    valid_from: Day
    valid_until: Day | None


def posts_held(actor: Actor, now: Snapshot, person: int) -> list[Held]:
    """Every span in which the person was on a post that the actor may see, latest first, as known
    and planned."""
    pairs = [
        (each.id, row)
        for each in _in_charts_seen(actor, person, _incumbencies(now, person))
        for row in known_versions(each, now)
    ]
    pairs = [(id, row) for id, row in pairs if row.fields["person"] == person]
    posts = called([Reference("post", int(row.fields["post"] or 0)) for _, row in pairs], now)
    standing = {each.id: now.post(each.id) for each in posts}
    units = called([Reference("unit", post.unit) for post in standing.values() if post], now)
    found = []
    for id, row in pairs:
        post = Reference("post", int(row.fields["post"] or 0))
        view = standing.get(post.id)
        if post in posts:
            unit = units.get(Reference("unit", view.unit)) if view else None
            share, manner = int(row.fields["share"] or 0), str(row.fields["manner"])
            span = row.valid_from, row.valid_until
            found.append(Held(id, posts[post], unit, share, manner, *span))
    return sorted(found, key=lambda held: (-held.valid_from, held.post.short))


def ever_held(now: Snapshot, people: set[int]) -> set[int]:
    """Those of these people who were ever on a post, or engaged beside posts, as known at the
    record number."""
    found: set[int] = set()
    for kind in ("incumbency", "engagement"):
        table = now.columns.tables[kind]
        known = table.column("recorded_from")[: table.size] <= now.coordinates.recorded
        found |= people & set(table.column("person")[: table.size][known].tolist())
    return found


def held_where_seen(actor: Actor, now: Snapshot, people: set[int]) -> set[int]:
    """Those of these people who were ever on a post, or engaged, in an organisation whose chart the
    actor may see."""
    seen = charts_seen(actor)
    within = people_within(people)
    return {each for each in ever_held(now, people) if within.get(each, set()) & seen}


def charts_seen(actor: Actor) -> set[int]:
    """The organisations whose charts the actor may see."""
    own = organisation_of(actor)
    return {
        row.pk
        for row in Organisation.objects.all()
        if may_see_chart(actor, row.chart_is_public, is_own=row == own)
    }


def people_elsewhere(actor: Actor) -> Q:
    """Who is on a post or engaged, today or later, and only where the actor may not see the chart.
    Nobody to administrators and auditors, who see everybody."""
    seen = charts_seen(actor)
    hidden = {row.pk for row in all_organisations()} - seen
    if not hidden or actor.is_administrator() or actor.is_auditor():
        return Q(pk__in=())
    day = today(organisation_of(actor)).toordinal()
    return _standing_in(hidden, day) & ~_standing_in(seen, day)


def _standing_in(organisations: Collection[int], day: Day) -> Q:
    still = Q(valid_until__isnull=True) | Q(valid_until__gt=day)
    found = Q()
    for kind in ("incumbency", "engagement"):
        known = VERSIONS[kind]._default_manager.filter(still, recorded_until__isnull=True)
        found |= Q(pk__in=known.filter(subject__organisation__in=organisations).values("person"))
    return found


def people_within(ids: Collection[int]) -> dict[int, set[int]]:
    """The organisations in which each was ever on a post, or engaged beside posts."""
    found: dict[int, set[int]] = {}
    for kind in ("incumbency", "engagement"):
        rows = VERSIONS[kind]._default_manager.filter(person__in=ids)
        for person, own in rows.values_list("person", "subject__organisation").distinct():
            found.setdefault(person, set()).add(own)
    return found


def _in_charts_seen(actor: Actor, person: int, things: Iterable[Reference]) -> list[Reference]:
    """Without what is of an organisation whose chart the actor may not see; all, where it is about
    the actor."""
    listed = list(things)
    if actor.person == person:
        return listed
    seen, hidden = charts_seen(actor), set[Reference]()
    for kind in {each.kind for each in listed}:
        ids = [each.id for each in listed if each.kind == kind]
        rows = IDENTITIES[kind]._default_manager.filter(pk__in=ids).exclude(organisation__in=seen)
        hidden |= {Reference(kind, pk) for pk in rows.values_list("pk", flat=True)}
    return [each for each in listed if each not in hidden]


def may_see_person(actor: Actor, now: Snapshot, person: int) -> bool:
    """Whoever is signed in sees who is or was on a post in a chart they may see; oneself always,
    an administrator all."""
    if actor.person is None:
        return False
    if actor.person == person or actor.is_administrator():
        return True
    return person in held_where_seen(actor, now, {person})


def things_of_person(actor: Actor, person: int, recorded: int) -> list[Reference]:
    """What ever put the person on a post, or engaged them, as known up to a record number; also
    what was found since to be somebody else's. Only what the actor may see."""
    found: list[Reference] = []
    for kind in ("incumbency", "engagement"):
        table = columns_now(recorded).tables[kind]
        ids, persons, known = (
            table.column(name)[: table.size] for name in ("id", "person", "recorded_from")
        )
        mine = ids[(persons == person) & (known <= recorded)]
        found += [Reference(kind, id) for id in sorted(set(mine.tolist()))]
    return _in_charts_seen(actor, person, found)


def _incumbencies(now: Snapshot, person: int) -> list[Reference]:
    table = now.columns.tables["incumbency"]
    mine = table.column("person")[: table.size] == person
    found = {Reference("incumbency", id) for id in table.column("id")[: table.size][mine].tolist()}
    if now.overlay:
        found |= {each for each in now.overlay.touched if each.kind == "incumbency"}
    return sorted(found)
