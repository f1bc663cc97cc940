"""Numbers of posts: the pattern of a day, what was ever given, what is free, what is reserved."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from django.db.models import Q, QuerySet

from bureau.core.actors import Actor
from bureau.core.numbers import PARTS, Pattern, next_serial, pattern, plain_grade
from bureau.core.references import Reference
from bureau.core.structure.snapshot import Snapshot
from bureau.institution.organisation.models import (
    Grade,
    NumberPattern,
    Organisation,
    Post,
    ReservedNumber,
)
from bureau.institution.organisation.queries.structure import today_in_force
from bureau.web import kinds


@dataclass(frozen=True, slots=True)
class Reservation:
    """A reserved number and how it stands: open, used, lapsed or released."""

    row: ReservedNumber
    state: str

    @property
    def is_open(self) -> bool:
        return self.state == "open"


def pattern_on(
    organisation: int, day: date, place: str = "", grade: str = ""
) -> tuple[Pattern, int] | None:
    """The pattern for a place and grade on a day, the narrowest that is in force; its first serial.

    A pattern of the place goes before one of the class of the grade.
    """
    of_class = Grade.objects.filter(organisation=organisation, code=grade)
    grade_class = of_class.values_list("grade_class", flat=True).first() or ""
    in_force = Q(valid_until__isnull=True) | Q(valid_until__gt=day)
    rows = NumberPattern.objects.filter(in_force, organisation=organisation, valid_from__lte=day)
    fitting = [
        row
        for row in rows.order_by("pk")
        if row.place in ("", place) and row.grade_class in ("", grade_class)
    ]
    best = max(
        fitting, key=lambda row: (bool(row.place), bool(row.grade_class), row.pk), default=None
    )
    return (pattern(best.pattern), best.first_serial) if best else None


def has_pattern(organisation: int, day: date) -> bool:
    """Whether any pattern is in force on the day."""
    in_force = Q(valid_until__isnull=True) | Q(valid_until__gt=day)
    rows = NumberPattern.objects.filter(in_force, organisation=organisation)
    return rows.filter(valid_from__lte=day).exists()


def numbers_given(now: Snapshot, organisation: int) -> set[str]:
    """Every number that a post of the organisation ever had on any record."""
    table = now.columns.tables["post"]
    own = Post.objects.filter(organisation=organisation).values_list("pk", flat=True)
    mine = np.isin(table.column("id"), np.array(list(own), np.int32))
    words = np.unique(table.column("number")[mine])
    return {table.vocabulary.word(word) for word in words.tolist()} - {""}


def numbers_planned(actor: Actor) -> set[str]:
    """The numbers that plans would give which the actor may see."""
    overlays = (kinds.overlay(actor, plan) for plan, _label in kinds.plans(actor))
    return {
        str(version.fields["number"])
        for overlay in overlays
        if overlay is not None
        for version in overlay.versions
        if version.subject.kind == "post"
    }


def former_bearers(now: Snapshot, number: str, day: int) -> set[int]:
    """Posts that had the number before the day, where none has it on that day or later."""
    table = now.columns.tables["post"]
    known = table.known_at(now.coordinates.recorded)
    size = len(known)
    had = known & (table.column("number")[:size] == table.vocabulary.known(number))
    if not had.any() or (table.column("valid_until")[:size][had] > day).any():
        return set()
    return set(np.unique(table.column("id")[:size][had]).tolist())


def with_states(rows: Sequence[ReservedNumber], on: date) -> list[Reservation]:
    """Each with how it stands on the day."""
    used = _used(rows)
    return [Reservation(row, _state(row, used, on)) for row in rows]


def _state(row: ReservedNumber, used: Collection[int], on: date) -> str:
    if row.pk in used:
        return "used"
    if row.released:
        return "released"
    return "open" if row.valid_from <= on < row.valid_until else "lapsed"


def _used(rows: Sequence[ReservedNumber]) -> set[int]:
    """Those of which a post has the number since they were reserved."""
    table = today_in_force().columns.tables["post"]
    numbers, recorded = table.column("number"), table.column("recorded_from")
    wanted = {table.vocabulary.known(row.number) for row in rows} - {-1}
    places = np.flatnonzero(np.isin(numbers, np.array(sorted(wanted), np.int32)))
    newest: dict[int, int] = {}
    for place in places.tolist():
        word = int(numbers[place])
        newest[word] = max(newest.get(word, 0), int(recorded[place]))
    return {
        row.pk for row in rows if newest.get(table.vocabulary.known(row.number), 0) > row.record
    }


def open_reservations(organisation: int, on: date) -> dict[str, ReservedNumber]:
    """The numbers that are kept on the day, each with its reservation."""
    rows = ReservedNumber.objects.filter(
        organisation=organisation, released__isnull=True, valid_until__gt=on
    )
    found = with_states(list(rows), on)
    return {one.row.number: one.row for one in found if one.is_open}


def reservations_seen(actor: Actor, organisation: int) -> QuerySet[ReservedNumber]:
    """All of the organisation, but what plans keep that the actor neither may see nor reserved."""
    rows = ReservedNumber.objects.filter(organisation=organisation)
    named = rows.filter(plan__isnull=False).values_list("plan_kind", "plan").distinct()
    seen = Q(plan__isnull=True) | Q(reserved_by=actor.person)
    for kind, number in kinds.visible(
        actor, [Reference(kind, number or 0) for kind, number in named]
    ):
        seen |= Q(plan_kind=kind, plan=number)
    return rows.filter(seen)


def may_use(actor: Actor, row: ReservedNumber) -> bool:
    """Whoever reserved it, and whoever holds the post in which it was reserved."""
    return actor.person == row.reserved_by_id or row.post in actor.posts


def free_numbers(
    actor: Actor, organisation: Organisation, on: date, asked: Sequence[Mapping[str, str]]
) -> list[str]:
    """The next numbers never given, reserved or planned as far as the actor may see, one an asking.

    Each asking has the parts, with the grade as its code. Empty where for any of them no pattern is
    in force or a part of it is not given.
    """
    taken = numbers_given(today_in_force(), organisation.pk)
    taken |= numbers_planned(actor)
    taken |= set(_reserved_ever(organisation.pk))
    counters: dict[str, int] = {}
    found = []
    for given in asked:
        grade = given.get("grade", "")
        of_day = pattern_on(organisation.pk, on, given.get("place", ""), grade)
        if of_day is None or any(not given.get(part) for part in of_day[0].parts):
            return []
        written, first = of_day
        if written.text not in counters:
            counters[written.text] = next_serial(written, taken, first)
        parts = {**given, "grade": plain_grade(grade)}
        found.append(written.number(parts, counters[written.text]))
        counters[written.text] += 1
    return found


def _reserved_ever(organisation: int) -> list[str]:
    rows = ReservedNumber.objects.filter(organisation=organisation)
    return list(rows.values_list("number", flat=True))


def usual_parts(now: Snapshot, unit: int, found: Pattern) -> dict[str, str]:
    """The parts that the numbers of a unit's posts have most often, so that they may be offered."""
    read = [found.parts_of(post.number) for post in now.posts_of(unit)]
    usual = {}
    for part in PARTS:
        counted = Counter(one[part] for one in read if part in one)
        if counted and part in found.parts:
            usual[part] = counted.most_common(1)[0][0]
    return usual


def reservations_that_end(
    actor: Actor, organisation: int, first: date, until: date
) -> list[ReservedNumber]:
    """Numbers that the actor sees kept still and that lapse within the half-open span."""
    rows = reservations_seen(actor, organisation).filter(
        released__isnull=True, valid_until__gte=first, valid_until__lt=until
    )
    listed = list(rows.order_by("valid_until", "number"))
    return [one.row for one in with_states(listed, first) if one.state != "used"]
