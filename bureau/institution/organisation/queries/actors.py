"""Who acts: a person with the posts held today and the roles these carry."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, datetime
from itertools import chain

import numpy as np
from django.db.models import Q, QuerySet

from bureau.core.actors import Actor, PostRole, Role
from bureau.core.coordinates import Coordinates
from bureau.core.references import Reference
from bureau.core.spans import Day, Span, unbroken_since
from bureau.core.structure.ordering import Positions
from bureau.core.structure.snapshot import Snapshot
from bureau.institution.organisation import models
from bureau.institution.organisation.queries.lineage import known_versions
from bureau.institution.organisation.queries.remembered import remembered
from bureau.institution.organisation.queries.structure import (
    Present,
    on_one_day,
    present,
    snapshot,
)
from bureau.record.accounts.models import Person
from bureau.record.accounts.queries import grants_of
from bureau.record.journal.queries import record_number_now

TO_CONFIRM = Q(proposed_by__isnull=False, confirmed_by__isnull=True)
"""Absences that somebody else than the holder said, and no second person confirmed yet."""


def actor_of(person: Person, on: date, post: int | None = None) -> Actor:
    """The actor that a person is on the day, acting in `post` where that is theirs, else the first.

    A post is held by its holder or by whoever acts in it, and by their stand-in while they are
    away; a lien holds nothing. Where `post` is one that somebody else lets the person prepare for,
    the actor prepares, and has no power at all.
    """
    now = snapshot(Coordinates(on.toordinal(), record_number_now()))
    return actor_in(on_one_day(now), person, post)


def actor_now(person: Person, post: int | None = None) -> Actor:
    """The same at this instant: each post by the day that it is where its organisation is."""
    return actor_in(present(models.Organisation.objects.all()), person, post)


def actor_in(now: Present, person: Person, post: int | None = None) -> Actor:
    """The same, by what stands."""
    given = _given(now, [person.pk])
    own = _themselves(now, [person], given)[person.pk]
    if post is not None and post in own.prepares:
        givers = {one.post_id: one.giver_id for one in given if one.capacity == "assistant"}
        return _preparing(now, own, post, givers[post])
    acting_in = post if post in own.posts else min(own.posts, default=None)
    return _acting(own, acting_in, _organisations(now, own.posts))


def actors_in(now: Present, people: Collection[Person]) -> dict[int, Actor]:
    """The same of many by number, each in the first of their posts, in a fixed number of reads."""
    own = _themselves(now, people, _given(now, [person.pk for person in people]))
    first = {person: min(actor.posts, default=None) for person, actor in own.items()}
    organisations = _organisations(now, _all(actor.posts for actor in own.values()))
    return {person: _acting(actor, first[person], organisations) for person, actor in own.items()}


def _themselves(
    now: Present, people: Collection[Person], given: Collection[models.Delegation]
) -> dict[int, Actor]:
    """Each with all they hold and were given, not yet in any of their posts."""
    held = _held(now, [person.pk for person in people])
    roles, grants = _roles(now, _all(held.values())), grants_of(held, now.granted_on)
    found = {}
    for person in people:
        posts, to = held[person.pk], [one for one in given if one.person_id == person.pk]
        found[person.pk] = Actor(
            person=person.pk,
            name=person.name,
            posts=posts,
            roles=frozenset(one for one in roles if one.post in posts),
            grants=grants[person.pk],
            acts=any(one.capacity == "delegate" for one in to),
            prepares=frozenset(one.post_id for one in to if one.capacity == "assistant") - posts,
        )
    return _with_power(now, found)


def _with_power(now: Present, found: dict[int, Actor]) -> dict[int, Actor]:
    """Whoever has any power to act says so; offices are asked of those who have none else."""

    def acts(one: Actor) -> bool:
        has_role = any(held.role is not Role.READER for held in one.roles)
        heads = any(there.headed_by(post) for there, _ in now.days for post in one.posts)
        return one.acts or bool(one.grants) or has_role or heads

    powers = {person: acts(one) for person, one in found.items()}
    others = [one.posts for person, one in found.items() if not powers[person]]
    offices = models.Office.objects.filter(post__in=_all(others))
    in_office = set(offices.values_list("post", flat=True))
    return {
        person: replace(one, acts=powers[person] or not one.posts.isdisjoint(in_office))
        for person, one in found.items()
    }


def _all(posts: Iterable[frozenset[int]]) -> frozenset[int]:
    return frozenset(chain.from_iterable(posts))


def _acting(own: Actor, post: int | None, organisations: dict[int, int]) -> Actor:
    """The person in one of their posts: with the roles that posts of its organisation carry."""
    if post is None:
        return own
    organisation = organisations[post]
    roles = frozenset(one for one in own.roles if organisations[one.post] == organisation)
    return replace(own, post=post, organisation=organisation, roles=roles)


def working_on(actor: Actor, organisation: int) -> Actor:
    """An administrator who looks at another organisation than their own: no role goes along."""
    if actor.organisation == organisation:
        return actor
    return replace(actor, organisation=organisation, roles=frozenset())


def _preparing(now: Present, own: Actor, post: int, giver: int) -> Actor:
    """The person as an assistant: what they fill in is for the giver to put forward."""
    return replace(
        own,
        post=post,
        organisation=_organisations(now, [post])[post],
        posts=frozenset(),
        roles=frozenset(),
        grants=frozenset(),
        own=own.posts,
        prepares_for=giver,
        prepares_with=_roles(now, [post]),
    )


def _organisations(now: Present, posts: Iterable[int | None]) -> dict[int, int]:
    listed = tuple(sorted({post for post in posts if post is not None}))
    owners = _owners(now.days[0][0], listed) if listed else ()
    return dict(zip(listed, map(int, owners), strict=True))


def _of(posts: Iterable[int], now: Present, organisations: frozenset[int] | None) -> set[int]:
    """Those of the posts that belong to these organisations (None: all)."""
    if organisations is None:
        return set(posts)
    return {post for post, one in _organisations(now, posts).items() if one in organisations}


def _held(now: Present, people: Collection[int]) -> dict[int, frozenset[int]]:
    """The posts in which each person acts: held and not away from, or stood in for."""
    found = {person: set[int]() for person in people}
    for there, organisations in now.days:
        held = {person: set(posts_in_person(there, person)) for person in people}
        away = absences_on(_day(there)).filter(Q(person__in=people) | Q(stand_in__in=people))
        for row in away:
            if not has_had(there, row.post_id, row.person_id, row.valid_from):
                continue
            if row.person_id in held:
                held[row.person_id].discard(row.post_id)
            if row.stand_in_id in held:
                held[row.stand_in_id].add(row.post_id)
        for person, posts in held.items():
            found[person] |= _of(posts, now, organisations)
    return {person: frozenset(posts) for person, posts in found.items()}


def _roles(now: Present, posts: Collection[int]) -> frozenset[PostRole]:
    """The roles that these posts carry."""
    return frozenset(
        chain.from_iterable(
            roles_of(_of(posts, now, organisations), _day(there))
            for there, organisations in now.days
        )
    )


def _day(now: Snapshot) -> date:
    return date.fromordinal(now.coordinates.valid)


def posts_in_person(now: Snapshot, person: int) -> list[int]:
    """The posts a person holds or acts in themselves, away from them or not."""
    return sorted(
        incumbency.post
        for incumbency in now.incumbencies_of_person(person)
        if incumbency.manner in ("holder", "acting") and now.post(incumbency.post)
    )


def held_since(now: Snapshot, post: int, person: int) -> Day | None:
    """Since when the person has the post without a break, as holder or acting; None: not on the
    day."""
    table = now.columns.tables["incumbency"]
    ids, posts, people = (table.column(name)[: table.size] for name in ("id", "post", "person"))
    mine = sorted(set(ids[(posts == post) & (people == person)].tolist()))
    rows = chain.from_iterable(known_versions(Reference("incumbency", id), now) for id in mine)
    spans = (
        Span(row.valid_from, row.valid_until)
        for row in rows
        if (row.fields["post"], row.fields["person"]) == (post, person)
        and row.fields["manner"] != "lien"
    )
    return unbroken_since(spans, now.coordinates.valid)


def has_had(now: Snapshot, post: int, person: int, since: date) -> bool:
    """Whether the person has the post and has had it without a break since that day: what they said
    of it before a break does not hold again."""
    if post not in posts_in_person(now, person):
        return False
    first = held_since(now, post, person)
    return first is not None and first <= since.toordinal()


def in_person(actor: Actor, day: date) -> Actor:
    """The actor with the roles of the posts they hold themselves, without those of others; `posts`
    are all, those among them that they are away from."""
    now = snapshot(Coordinates(day.toordinal(), record_number_now()))
    held = frozenset(posts_in_person(now, actor.person or 0))
    roles = frozenset(each for each in actor.roles if each.post in held)
    return replace(actor, roles=roles, posts=actor.posts | held)


def as_second_person(actor: Actor, first: Collection[int | None], on: date) -> Actor:
    """The actor as they may confirm what the `first` proposed: without the roles of posts that are
    theirs. Whoever stands in for somebody is no second person beside them."""
    now = snapshot(Coordinates(on.toordinal(), record_number_now()))
    others = {person for person in first if person and person != actor.person}
    theirs = {post for person in others for post in posts_in_person(now, person)}
    return replace(actor, roles=frozenset(one for one in actor.roles if one.post not in theirs))


def _given(now: Present, people: Collection[int]) -> list[models.Delegation]:
    """What others gave these people that still holds: nobody gives what they no longer have."""
    found: list[models.Delegation] = []
    for there, organisations in now.days:
        rows = delegations_on(_day(there)).filter(person__in=people).order_by("pk")
        held = [row for row in rows if has_had(there, row.post_id, row.giver_id, row.valid_from)]
        here = _of((row.post_id for row in held), now, organisations)
        found += [row for row in held if row.post_id in here]
    return found


def delegations_on(on: date, at: datetime | None = None) -> QuerySet[models.Delegation]:
    """Those that hold on the day; of what was ended in the course of it what still held `at` an
    instant, nothing where none is given."""
    return models.Delegation.objects.filter(_until(on, at), valid_from__lte=on)


def absences_on(on: date, at: datetime | None = None) -> QuerySet[models.Absence]:
    """Likewise; what waits for a second person takes no power and gives none."""
    rows = models.Absence.objects.filter(_until(on, at), valid_from__lte=on)
    return rows.exclude(TO_CONFIRM)


@remembered
def _owners(now: Snapshot, posts: tuple[int, ...]) -> Positions:
    """The organisations of some posts, which never change."""
    owners = dict(models.Post.objects.filter(pk__in=posts).values_list("pk", "organisation_id"))
    return np.array([owners[post] for post in posts], np.int64)


def roles_of(posts: Collection[int], on: date) -> frozenset[PostRole]:
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


def roles_on(on: date, at: datetime | None = None) -> QuerySet[models.PostRole]:
    return models.PostRole.objects.filter(_until(on, at), valid_from__lte=on)


def was_ended_on(day: date) -> bool:
    """Whether anything of these was ended in the course of the day."""
    tables = (models.Delegation, models.Absence, models.PostRole)
    found = (
        each._default_manager.filter(valid_until=day, ended_at__isnull=False) for each in tables
    )
    return any(rows.exists() for rows in found)


def _until(on: date, at: datetime | None) -> Q:
    still = Q(valid_until__isnull=True) | Q(valid_until__gt=on)
    return still if at is None else still | Q(valid_until=on, ended_at__gte=at)
