"""Who acts: a person with the posts held today and the roles these carry."""

from datetime import date

import numpy as np
from django.db.models import Q, QuerySet

from bureau.core.actors import Actor, PostRole, Role
from bureau.core.coordinates import Coordinates
from bureau.core.references import Reference
from bureau.core.structure.ordering import Positions
from bureau.core.structure.snapshot import Snapshot
from bureau.institution.organisation import models
from bureau.institution.organisation.queries.remembered import remembered
from bureau.institution.organisation.queries.structure import snapshot
from bureau.record.accounts.models import Person
from bureau.record.accounts.queries import grants_of
from bureau.record.journal.queries import record_number_now


def actor_of(person: Person, on: date, post: int | None = None) -> Actor:
    """The actor that a person is on the day, acting in `post` where that is held, else the first.

    A post is held by its holder or by whoever acts in it; a lien holds nothing.
    """
    return actor_in(snapshot(Coordinates(on.toordinal(), record_number_now())), person, post)


def actor_in(now: Snapshot, person: Person, post: int | None = None) -> Actor:
    """The same, by the structure of the day."""
    on = date.fromordinal(now.coordinates.valid)
    held = sorted(
        incumbency.post
        for incumbency in now.incumbencies_of_person(person.pk)
        if incumbency.manner in ("holder", "acting") and now.post(incumbency.post)
    )
    acting_in = post if post in held else next(iter(held), None)
    return Actor(
        person=person.pk,
        name=person.name,
        post=acting_in,
        organisation=int(_owners(now, (acting_in,))[0]) if acting_in else None,
        posts=frozenset(held),
        roles=roles_of(held, on),
        grants=grants_of(person.pk, on),
    )


@remembered
def _owners(now: Snapshot, posts: tuple[int, ...]) -> Positions:
    """The organisations of some posts, which never change."""
    owners = dict(models.Post.objects.filter(pk__in=posts).values_list("pk", "organisation_id"))
    return np.array([owners[post] for post in posts], np.int64)


def roles_of(posts: list[int], on: date) -> frozenset[PostRole]:
    """The roles that these posts carry on the day."""
    rows = roles_on(on).filter(post__in=posts)
    return frozenset(
        PostRole(
            Role(row.role),
            row.post_id,
            Reference(row.scope_kind, row.scope) if row.scope is not None else None,
        )
        for row in rows
    )


def roles_on(on: date) -> QuerySet[models.PostRole]:
    until = Q(valid_until__isnull=True) | Q(valid_until__gt=on)
    return models.PostRole.objects.filter(until, valid_from__lte=on)
