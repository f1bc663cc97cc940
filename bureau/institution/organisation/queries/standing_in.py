"""Who acts or prepares for whom from today on: given by a person, given to them, and absences."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.urls import reverse

from bureau.core.actors import Actor
from bureau.core.coordinates import Coordinates
from bureau.core.proposals import PROPOSAL_LASTS
from bureau.core.references import Reference
from bureau.institution.organisation.models import Absence, Delegation
from bureau.institution.organisation.permissions import MAY_CONFIRM, may_confirm_stand_in
from bureau.institution.organisation.queries.actors import (
    TO_CONFIRM,
    absences_on,
    has_had,
    in_person,
    posts_in_person,
    roles_on,
)
from bureau.institution.organisation.queries.lineage import Called, called
from bureau.institution.organisation.queries.organisations import organisation_of
from bureau.institution.organisation.queries.structure import (
    in_force_where,
    not_over,
    snapshot,
    today,
)
from bureau.record.accounts.models import Person
from bureau.record.accounts.queries import people_by_id, told
from bureau.record.instants import lasting
from bureau.record.journal.queries import record_number_now
from bureau.web.answers import Telling


@dataclass(frozen=True, slots=True)
class Arranged:
    """One delegation or absence with the names it needs; `other` acts or prepares, if anybody."""

    number: int
    post: Called | None
    holder: Person
    other: Person | None
    capacity: str
    valid_from: date
    valid_until: date | None
    delegation: Delegation | None = None
    proposed: Person | None = None
    proposed_by: int | None = None
    is_to_confirm: bool = False
    end_asked: Person | None = None

    @property
    def holder_told(self) -> str:
        return told(self.holder)

    @property
    def other_told(self) -> str:
        return told(self.other)

    @property
    def end_asked_told(self) -> str:
        return told(self.end_asked)

    @property
    def proposed_told(self) -> str:
        return told(self.proposed)


@dataclass(frozen=True, slots=True)
class Arrangements:
    """`posts` are those held in person, by number and as they are called."""

    posts: tuple[Called, ...]
    given: tuple[Arranged, ...]
    received: tuple[Arranged, ...]
    absences: tuple[Arranged, ...]


NAMED = ("person_id", "stand_in_id", "proposed_id", "end_asked_by_id")
"""The people that an absence names."""


def away_from(person: int, day: date) -> list[tuple[date | None, str]]:
    """Each absence of a person on the day: until when, and the name of who stands in, if anybody;
    once where it is the same for several posts."""
    rows = absences_on(day).filter(person=person).select_related("stand_in").order_by("pk")
    now = snapshot(Coordinates(day.toordinal(), record_number_now()))
    held = (row for row in rows if has_had(now, row.post_id, person, row.valid_from))
    return list(dict.fromkeys((row.valid_until, told(row.stand_in)) for row in held))


def _waiting_in(organisation: int | None) -> Q:
    """Absences of an organisation whose start or end a second person may confirm; none of no
    organisation."""
    if organisation is None:
        return Q(pk__in=())
    return (TO_CONFIRM | _end_asked()) & Q(post__organisation=organisation)


def _end_asked() -> Q:
    return lasting("end_asked_at", PROPOSAL_LASTS)


def absences_to_confirm(rows: Q) -> list[Absence]:
    """Those among these that a second person may still confirm."""
    listed = Absence.objects.filter(
        TO_CONFIRM,
        rows,
        not_over("post__organisation"),
        lasting("proposed_at", PROPOSAL_LASTS),
    )
    return list(listed.select_related("post", "person").order_by("pk"))


def absences_waiting_for(actor: Actor) -> list[Absence]:
    """Those that the actor may confirm, and those that they may end, as another asked."""
    if actor.person is None:
        return []
    own = organisation_of(actor)
    by = in_person(actor, today(own))
    waiting = Q(person=actor.person) | _waiting_in(own.pk if own else None)
    still = not_over("post__organisation")
    ends = Absence.objects.filter(~TO_CONFIRM, still, _end_asked(), waiting)
    listed = [*absences_to_confirm(waiting), *ends.select_related("post", "person").order_by("pk")]
    return [
        row
        for row in listed
        if may_confirm_stand_in(by, row.person_id, row.post.organisation_id)
        and actor.person not in _first_of(row)
    ]


def _first_of(row: Absence) -> tuple[int | None, ...]:
    """Who asked for what waits, or is to stand in: another person confirms it."""
    if row.is_to_confirm:
        return (row.proposed_by_id, row.proposed_id)
    return (row.end_asked_by_id,)


def is_only_asked(absence: int, person: int | None) -> bool:
    """Whether this person only asks that the absence end: who is no holder, and is the first."""
    rows = Absence.objects.filter(~TO_CONFIRM, pk=absence).exclude(person=person or 0)
    return rows.exclude(_end_asked()).exists()


def absences_tell(ids: Collection[int] | None) -> list[Telling]:
    """For the wiring table: of each person said to be away, to everyone who may confirm it."""
    rows = absences_to_confirm(Q() if ids is None else Q(person__in=ids))
    keepers = defaultdict[int, set[int]](set)
    for organisation, now in in_force_where({row.post.organisation_id for row in rows}).items():
        roles = roles_on(date.fromordinal(now.coordinates.valid))
        for role in roles.filter(role__in=MAY_CONFIRM, post__organisation=organisation):
            held = now.incumbencies_of(role.post_id) if now.post(role.post_id) else ()
            keepers[organisation] |= {row.person for row in held if row.manner != "lien"}
    return [
        Telling(
            number=row.person_id,
            person=person,
            key=f"absence:{row.pk}",
            code="absence",
            address=reverse("standing-in"),
        )
        for row in rows
        for person in sorted(
            (keepers[row.post.organisation_id] | {row.person_id})
            - {row.proposed_by_id or 0, row.proposed_id or 0}
        )
    ]


def arrangements_of(person: int, day: date, confirms_in: int | None = None) -> Arrangements:
    """What a person gave and was given, and their absences, that is not over on the day.

    With `confirms_in`, an organisation, also its absences that wait to be confirmed.
    """
    open_still = Q(valid_until__isnull=True) | Q(valid_until__gt=day)
    mine = Q(giver=person) | Q(person=person)
    given = list(Delegation.objects.filter(open_still, mine).order_by("valid_from", "pk"))
    away = Q(person=person) | Q(stand_in=person) | _waiting_in(confirms_in)
    absent = list(Absence.objects.filter(open_still, away).order_by("valid_from", "pk"))
    now = snapshot(Coordinates(day.toordinal(), record_number_now()))
    held = posts_in_person(now, person)
    numbers = {*held, *(row.post_id for row in given), *(row.post_id for row in absent)}
    posts = called([Reference("post", each) for each in sorted(numbers)], now)
    ids = {each for row in given for each in (row.giver_id, row.person_id)}
    people = people_by_id(ids.union(getattr(row, one) or 0 for row in absent for one in NAMED))

    def delegation(row: Delegation) -> Arranged:
        return Arranged(
            row.pk,
            posts.get(Reference("post", row.post_id)),
            people[row.giver_id],
            people[row.person_id],
            row.capacity,
            row.valid_from,
            row.valid_until,
            row,
        )

    def absence(row: Absence) -> Arranged:
        return Arranged(
            row.pk,
            posts.get(Reference("post", row.post_id)),
            people[row.person_id],
            people[row.stand_in_id] if row.stand_in_id else None,
            "stand_in",
            row.valid_from,
            row.valid_until,
            proposed=people[row.proposed_id] if row.proposed_id and not row.stand_in_id else None,
            proposed_by=row.proposed_by_id,
            is_to_confirm=row.is_to_confirm,
            end_asked=people[row.end_asked_by_id] if row.end_asked_by_id else None,
        )

    return Arrangements(
        tuple(posts[each] for each in map(lambda one: Reference("post", one), held)),
        tuple(delegation(row) for row in given if row.giver_id == person),
        tuple(delegation(row) for row in given if row.giver_id != person),
        tuple(absence(row) for row in absent),
    )
