"""Drafts that were left: their author no longer holds the post in which they were begun."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from bureau.core.actors import Actor
from bureau.core.structure.snapshot import Snapshot
from bureau.institution.governance.models import Handover, Preparer, Reorganisation
from bureau.institution.governance.permissions import may_take_over_reorganisation
from bureau.institution.governance.queries.people_named import people_and_posts
from bureau.institution.governance.queries.reorganisations import KIND, Seen
from bureau.institution.organisation.queries.structure import in_force_where
from bureau.institution.procedures.queries.cases import cases_of


@dataclass(frozen=True, slots=True)
class Left:
    """What whoever may take a draft over is told of it: not what it is for."""

    reorganisation: int
    reference: str
    author: str
    post: str
    begun: datetime


def drafts_left(actor: Actor) -> list[Left]:
    """The drafts that the actor may take over, oldest first; in a few reads."""
    if actor.post is None:
        return []
    rows = _that_may_be_taken_over(actor)
    names = people_and_posts((row.author_id for row in rows), (row.author_post for row in rows))
    return [
        Left(
            row.pk,
            row.reference,
            names.person(row.author_id),
            names.post(row.author_post),
            row.created_at,
        )
        for row in rows
    ]


def is_left(row: Reorganisation) -> bool:
    """Whether it is a draft that its author has left."""
    return bool(_left([row]))


def authors_of(row: Reorganisation) -> list[int]:
    """Everyone who had a hand in the draft, so that none of them acts on it: its author, who had
    it before, and assistants who prepared it.
    """
    return sorted(authors_of_each([row])[row.pk])


def authors_of_each(rows: Collection[Reorganisation]) -> dict[int, set[int]]:
    """The same for many, by number, in two reads."""
    found = {row.pk: {row.author_id} for row in rows}
    before = Handover.objects.filter(reorganisation__in=found)
    prepared = Preparer.objects.filter(reorganisation__in=found)
    for pairs in (
        before.values_list("reorganisation", "author_before"),
        prepared.values_list("reorganisation", "person"),
    ):
        for number, person in pairs:
            found[number].add(person)
    return found


def with_a_hand_of(person: int) -> Q:
    """The drafts, seen or not, of whose authors that person is one."""
    before = Handover.objects.filter(author_before=person).values("reorganisation")
    prepared = Preparer.objects.filter(person=person).values("reorganisation")
    return Q(author=person) | Q(pk__in=before) | Q(pk__in=prepared)


def _that_may_be_taken_over(actor: Actor) -> list[Reorganisation]:
    rows = Reorganisation.objects.filter(discarded__isnull=True).order_by("pk")
    mine = [row for row in rows if may_take_over_reorganisation(actor, row, is_left=True)]
    return _left(mine)


def _left(rows: Collection[Reorganisation]) -> list[Reorganisation]:
    cases = cases_of(KIND, [row.pk for row in rows if row.submitted])
    there = in_force_where(row.organisation_id for row in rows)
    return [
        row
        for row in rows
        if Seen(row, cases.get(row.pk)).is_draft
        and row.author_id not in _holding(there[row.organisation_id], row)
    ]


def _holding(now: Snapshot, row: Reorganisation) -> set[int]:
    """Who holds or acts in the post in which the draft was begun."""
    held = now.incumbencies_of(row.author_post)
    return {one.person for one in held if one.manner != "lien"}
