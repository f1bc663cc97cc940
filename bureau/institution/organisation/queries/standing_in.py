"""Who acts or prepares for whom from today on: given by a person, given to them, and absences."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from bureau.core.coordinates import Coordinates
from bureau.core.references import Reference
from bureau.institution.organisation.models import Absence, Delegation
from bureau.institution.organisation.queries.actors import absences_on, posts_in_person
from bureau.institution.organisation.queries.lineage import Called, called
from bureau.institution.organisation.queries.structure import snapshot
from bureau.record.accounts.models import Person
from bureau.record.accounts.queries import people_by_id, told
from bureau.record.journal.queries import record_number_now


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

    @property
    def holder_told(self) -> str:
        return told(self.holder)

    @property
    def other_told(self) -> str:
        return told(self.other)

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


def away_from(person: int, day: date) -> list[tuple[date | None, str]]:
    """Each absence of a person on the day: until when, and the name of who stands in, if anybody;
    once where it is the same for several posts."""
    rows = absences_on(day).filter(person=person).select_related("stand_in").order_by("pk")
    return list(dict.fromkeys((row.valid_until, told(row.stand_in)) for row in rows))


def _waiting_in(organisation: int | None) -> Q:
    """Absences of an organisation whose stand-in waits to be confirmed; none of no organisation."""
    if organisation is None:
        return Q(pk__in=())
    return Q(proposed__isnull=False, stand_in__isnull=True, post__organisation=organisation)


def arrangements_of(person: int, day: date, confirms_in: int | None = None) -> Arrangements:
    """What a person gave and was given, and their absences, that is not over on the day.

    With `confirms_in`, an organisation, also its absences whose stand-in waits to be confirmed.
    """
    open_still = Q(valid_until__isnull=True) | Q(valid_until__gt=day)
    mine = Q(giver=person) | Q(person=person)
    given = list(Delegation.objects.filter(open_still, mine).order_by("valid_from", "pk"))
    away = Q(person=person) | Q(stand_in=person) | _waiting_in(confirms_in)
    absent = list(Absence.objects.filter(open_still, away).order_by("valid_from", "pk"))
    now = snapshot(Coordinates(day.toordinal(), record_number_now()))
    held = posts_in_person(now, person)
    numbers = {*held, *(row.post_id for row in given)} | {row.post_id for row in absent}
    posts = called([Reference("post", each) for each in sorted(numbers)], now)
    ids = {each for row in given for each in (row.giver_id, row.person_id)}
    named = [each for row in absent for each in (row.person_id, row.stand_in_id, row.proposed_id)]
    people = people_by_id(ids | {each for each in named if each})

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
        )

    return Arrangements(
        tuple(posts[each] for each in map(lambda one: Reference("post", one), held)),
        tuple(delegation(row) for row in given if row.giver_id == person),
        tuple(delegation(row) for row in given if row.giver_id != person),
        tuple(absence(row) for row in absent),
    )
