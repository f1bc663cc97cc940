"""The views that a person keeps, and those that are shared with their posts and units."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Q
from django.http import QueryDict
from django.utils.translation import ngettext

from bureau.core.actors import Actor
from bureau.core.references import Reference
from bureau.core.structure.snapshot import Snapshot
from bureau.institution.organisation.models import SavedView
from bureau.institution.organisation.queries.lineage import Called, called
from bureau.web import kinds
from bureau.web.answers import Personal
from bureau.web.saved import Kept, address_of

NO_PLAN = Reference("reorganisation", 0)


@dataclass(frozen=True, slots=True)
class ShownView:
    """A view with its address, with whom it is shared, and whether it is the reader's own."""

    row: SavedView
    address: str
    shared: Called | None
    is_own: bool


def views_for(actor: Actor, now: Snapshot, page: str = "") -> list[ShownView]:
    """Own ones and those shared with the actor, by name; one of a thing or through a plan that the
    actor may not see is not there, nor one of a page that is gone."""
    if actor.person is None:
        return []
    rows = SavedView.objects.filter(_mine(actor, now)).order_by("name", "pk")
    found = list(rows.filter(page=page) if page else rows)
    needed = {row.pk: _named(row) for row in found}
    seen = kinds.visible(actor, {thing for each in needed.values() for thing in each})
    shared = [Reference(row.shared_kind, row.shared) for row in found if row.shared]
    names = called(shared, now) if shared else {}
    return [
        ShownView(
            row,
            address,
            names.get(Reference(row.shared_kind, row.shared)) if row.shared else None,
            row.person_id == actor.person,
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
