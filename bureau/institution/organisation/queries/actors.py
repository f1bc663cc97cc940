"""Who acts: a person with the posts held today and the roles these carry."""

from dataclasses import replace
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
    """The actor that a person is on the day, acting in `post` where that is theirs, else the first.

    A post is held by its holder or by whoever acts in it, and by their stand-in while they are
    away; a lien holds nothing. Where `post` is one that somebody else lets the person prepare for,
    the actor prepares, and has no power at all.
    """
    return actor_in(snapshot(Coordinates(on.toordinal(), record_number_now())), person, post)


def actor_in(now: Snapshot, person: Person, post: int | None = None) -> Actor:
    """The same, by the structure of the day."""
    on = date.fromordinal(now.coordinates.valid)
    held = _held(now, person.pk, on)
    given = _given(now, person.pk, on)
    prepares = {one.post_id: one.giver_id for one in given if one.capacity == "assistant"}
    roles, grants = roles_of(held, on), grants_of(person.pk, on)
    acts = bool(grants) or any(one.role is not Role.READER for one in roles)
    acts = acts or any(one.capacity == "delegate" for one in given)
    acts = acts or any(now.headed_by(each) for each in held)
    acts = acts or models.Office.objects.filter(post__in=held).exists()
    own = Actor(
        person=person.pk,
        name=person.name,
        posts=frozenset(held),
        roles=roles,
        grants=grants,
        acts=acts,
        prepares=frozenset(prepares.keys() - set(held)),
    )
    if post is not None and post in own.prepares:
        return _preparing(now, own, post, prepares[post])
    acting_in = post if post in held else next(iter(held), None)
    return replace(own, post=acting_in, organisation=_organisation_of(now, acting_in))


def _preparing(now: Snapshot, own: Actor, post: int, giver: int) -> Actor:
    """The person as an assistant: what they fill in is for the giver to put forward."""
    return replace(
        own,
        post=post,
        organisation=_organisation_of(now, post),
        posts=frozenset(),
        roles=frozenset(),
        grants=frozenset(),
        own=own.posts,
        prepares_for=giver,
        prepares_with=roles_of([post], date.fromordinal(now.coordinates.valid)),
    )


def _organisation_of(now: Snapshot, post: int | None) -> int | None:
    return None if post is None else int(_owners(now, (post,))[0])


def _held(now: Snapshot, person: int, on: date) -> list[int]:
    """The posts in which a person acts: held and not away from, or stood in for."""
    mine = set(posts_in_person(now, person))
    for row in absences_on(on).filter(Q(person=person) | Q(stand_in=person)):
        if row.person_id == person:
            mine.discard(row.post_id)
        elif row.post_id in posts_in_person(now, row.person_id):
            mine.add(row.post_id)
    return sorted(mine)


def posts_in_person(now: Snapshot, person: int) -> list[int]:
    """The posts a person holds or acts in themselves, away from them or not."""
    return sorted(
        incumbency.post
        for incumbency in now.incumbencies_of_person(person)
        if incumbency.manner in ("holder", "acting") and now.post(incumbency.post)
    )


def _given(now: Snapshot, person: int, on: date) -> list[models.Delegation]:
    """What others gave the person that still holds: nobody gives what they no longer have."""
    rows = delegations_on(on).filter(person=person).order_by("pk")
    return [row for row in rows if row.post_id in posts_in_person(now, row.giver_id)]


def delegations_on(on: date) -> QuerySet[models.Delegation]:
    return models.Delegation.objects.filter(_until(on), valid_from__lte=on)


def absences_on(on: date) -> QuerySet[models.Absence]:
    return models.Absence.objects.filter(_until(on), valid_from__lte=on)


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
    return models.PostRole.objects.filter(_until(on), valid_from__lte=on)


def _until(on: date) -> Q:
    return Q(valid_until__isnull=True) | Q(valid_until__gt=on)
