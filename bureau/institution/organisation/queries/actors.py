"""Who acts: a person with the posts held today and the roles these carry."""

from datetime import date

from django.db.models import Q, QuerySet

from bureau.core.actors import Actor, PostRole, Role
from bureau.core.coordinates import Coordinates
from bureau.core.references import Reference
from bureau.institution.organisation import models
from bureau.institution.organisation.queries.structure import snapshot
from bureau.record.accounts.models import Person
from bureau.record.accounts.queries import grants_of
from bureau.record.journal.queries import record_number_now


def actor_of(
    person: Person, on: date, post: int | None = None, recorded: int | None = None
) -> Actor:
    """The actor that a person is on the day, acting in `post` where that is held, else the first.

    A post is held by its holder or by whoever acts in it; a lien holds nothing. `recorded` is the
    newest record number, where that was read before.
    """
    number = record_number_now() if recorded is None else recorded
    now = snapshot(Coordinates(on.toordinal(), number))
    held = sorted(
        incumbency.post
        for incumbency in now.incumbencies_of_person(person.pk)
        if incumbency.manner in ("holder", "acting") and now.post(incumbency.post)
    )
    acting_in = post if post in held else next(iter(held), None)
    posts = models.Post.objects.filter(pk__in=held).values_list("pk", "organisation_id")
    organisation = dict(posts).get(acting_in) if acting_in else None
    return Actor(
        person=person.pk,
        name=person.name,
        post=acting_in,
        organisation=organisation,
        posts=frozenset(held),
        roles=roles_of(held, on),
        grants=grants_of(person.pk, on),
    )


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
