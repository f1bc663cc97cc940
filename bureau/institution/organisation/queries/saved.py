"""The views that a person keeps, and those that are shared with their posts and units."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.http import QueryDict
from django.utils.translation import ngettext

from bureau.core.actors import Actor, Role
from bureau.core.references import Reference
from bureau.core.structure.snapshot import Snapshot
from bureau.institution.organisation.models import SavedView
from bureau.institution.organisation.queries.lineage import Called, called
from bureau.institution.organisation.store import IDENTITIES
from bureau.web import kinds
from bureau.web.answers import Personal
from bureau.web.saved import Kept, address_of

MOST_AT_A_GLANCE = 12
"""How many are shown beside something else; all are on the page of views."""
NO_PLAN = Reference("reorganisation", 0)


@dataclass(frozen=True, slots=True)
class ShownView:
    """A view with its address, with whom it is shared, and whether it is the reader's own."""

    row: SavedView
    address: str
    shared: Called | None
    is_own: bool
    may_unshare: bool = False


def views_at_a_glance(actor: Actor, now: Snapshot, page: str = "") -> list[ShownView]:
    """The newest that are there for the actor, their own before others', by name."""
    found = views_for(actor, now, page)
    newest = sorted(found, key=_newest_own_first)
    shown = {each.row.pk for each in newest[:MOST_AT_A_GLANCE]}
    return [each for each in found if each.row.pk in shown]


def _newest_own_first(each: ShownView) -> tuple[bool, float, int]:
    return not each.is_own, -each.row.at.timestamp(), -each.row.pk


def views_to_keep(actor: Actor, now: Snapshot) -> list[ShownView]:
    """All that are there for the actor; for an officer every one shared in the organisation."""
    return _shown(actor, now, SavedView.objects.filter(_mine(actor, now) | _shared_in(actor)))


def may_end_sharing(actor: Actor, row: SavedView) -> bool:
    """An officer of the organisation of the unit or post with which it is shared."""
    return SavedView.objects.filter(_shared_in(actor), pk=row.pk).exists()


def _shared_in(actor: Actor) -> Q:
    """Those shared with a unit or post of the organisation of which the actor is an officer."""
    if not actor.has(Role.ORGANISATION_OFFICER):
        return Q(pk__in=())
    of = {kind: IDENTITIES[kind]._default_manager for kind in ("unit", "post")}
    found = Q(pk__in=())
    for kind, rows in of.items():
        inside = rows.filter(organisation=actor.organisation).values("pk")
        found |= Q(shared_kind=kind, shared__in=inside)
    return found


def views_for(actor: Actor, now: Snapshot, page: str = "") -> list[ShownView]:
    """Own ones and those shared with the actor, by name; one of a thing or through a plan that the
    actor may not see is not there, nor one of a page that is gone."""
    if actor.person is None:
        return []
    rows = SavedView.objects.filter(_mine(actor, now))
    return _shown(actor, now, rows.filter(page=page) if page else rows)


def _shown(actor: Actor, now: Snapshot, rows: QuerySet[SavedView]) -> list[ShownView]:
    found = list(rows.order_by("name", "pk"))
    needed = {row.pk: _named(row) for row in found}
    seen = kinds.visible(actor, {thing for each in needed.values() for thing in each})
    shared = [Reference(row.shared_kind, row.shared) for row in found if row.shared]
    names = called(shared, now) if shared else {}
    others = rows.filter(_shared_in(actor)).exclude(person=actor.person)
    unshared = set(others.values_list("pk", flat=True)) if shared else set()
    return [
        ShownView(
            row,
            address,
            names.get(Reference(row.shared_kind, row.shared)) if row.shared else None,
            row.person_id == actor.person,
            row.pk in unshared,
        )
        for row in found
        if needed[row.pk] <= seen and (address := address_of(Kept(row.page, row.of, row.query)))
    ]


def _mine(actor: Actor, now: Snapshot) -> Q:
    mine = Q(person=actor.person)
    if not actor.posts:
        return mine
    units = {
        unit.id
        for number in actor.posts
        if (post := now.post(number))
        for unit in now.path(post.unit)
    }
    of_posts = Q(shared_kind="post", shared__in=actor.posts)
    return mine | of_posts | Q(shared_kind="unit", shared__in=units)


def _named(row: SavedView) -> set[Reference]:
    """The things that a view's address names, and the plans that it looks through; what cannot be
    read is a plan that nobody sees."""
    known = {kind.name for kind in kinds.kinds()}
    found = {Reference(name, int(number)) for name, number in row.of.items() if name in known}
    said = QueryDict(row.query)
    for text in (said.get("plan"), said.get("from_plan")):
        if text:
            found.add(_plan(text, known))
    return found


def _plan(text: str, known: Collection[str]) -> Reference:
    try:
        plan = Reference.parse(text)
    except ValueError:
        return NO_PLAN
    return plan if plan.kind in known else NO_PLAN


def views_personal(people: Collection[int]) -> dict[int, list[Personal]]:
    """For the wiring table: how many views each keeps."""
    rows = SavedView.objects.filter(person__in=people).order_by()
    return {
        person: [
            Personal(
                ngettext("{count} saved view", "{count} saved views", count).format(count=count),
                count,
            )
        ]
        for person, count in rows.values_list("person").annotate(Count("pk"))
    }
