"""What waits for a person, what they own, and the days ahead: asked of every kind there is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q

from bureau.core.actors import Actor
from bureau.core.procedures.deadlines import Deadline
from bureau.core.references import Reference
from bureau.record.accounts.models import Person
from bureau.record.accounts.queries import people_by_id
from bureau.record.journal.models import Entry, Subject
from bureau.record.journal.queries.told import touched_by, what_is_told
from bureau.web import kinds
from bureau.web.answers import Label, Owned, Waiting

DAYS_AHEAD = 60
ACTS_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Due:
    """A line of what waits, with how many days there are left, and whether its hour is past."""

    line: Waiting
    days_left: int | None
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class DayAhead:
    day: date
    labels: Sequence[Label]


def due_for(actor: Actor, today: date, now: datetime) -> list[Due]:
    """What waits for the actor: what is due first, what has no day last."""
    return [
        Due(line, (line.when - today).days if line.when else None, _is_late(line, now))
        for line in kinds.waiting(actor)
    ]


def _is_late(line: Waiting, now: datetime) -> bool:
    if line.when is None:
        return False
    return Deadline(line.when, line.zone or "UTC", line.closes).is_late(now)


def owned_by(actor: Actor) -> list[Owned]:
    return kinds.owned(actor)


def days_ahead(actor: Actor, today: date) -> list[DayAhead]:
    """The next days on which something of any kind falls, with what falls on each."""
    until = today + timedelta(days=DAYS_AHEAD)
    found = kinds.calendar(actor, today, until)
    labels = kinds.describe(actor, {reference for _, reference in found})
    by_day: dict[date, list[Label]] = {}
    for day, reference in found:
        if reference in labels:
            by_day.setdefault(day, []).append(labels[reference])
    return [DayAhead(day, by_day[day]) for day in sorted(by_day)]


@dataclass(frozen=True, slots=True)
class Trace:
    """One act by a person or about them: `by` names who did it, "" oneself; what it touched."""

    entry: Entry
    by: str
    prepared_for: str
    things: tuple[Label, ...]


def trail_of(actor: Actor, before: int | None = None) -> tuple[list[Trace], int | None]:
    """All acts by the actor and about them, newest first; the key of the following page, if any.

    What others did is told as far as a webhook would tell it.
    """
    person = actor.person or 0
    about = Subject.objects.filter(entry=OuterRef("pk"), kind="person", number=person)
    mine = Q(person=person) | Q(details__prepared_for=person) | Q(Exists(about))
    rows = Entry.objects.filter(mine).order_by("-sequence").prefetch_related("subjects")
    if before is not None:
        rows = rows.filter(sequence__lt=before)
    listed = list(rows[: ACTS_A_PAGE + 1])
    entries = listed[:ACTS_A_PAGE]
    touched = {entry.pk: touched_by(entry) - {Reference("person", person)} for entry in entries}
    every = {each for found in touched.values() for each in found}
    seen = kinds.visible(actor, every)
    labels = kinds.describe(actor, every)
    things = {
        one.pk: touched[one.pk] if one.person == person else what_is_told(actor, one, seen)
        for one in entries
    }
    told = [one for one in entries if things[one.pk] is not None]
    names = people_by_id(
        {one.person or 0 for one in told} | {one.details.get("prepared_for", 0) for one in told}
    )
    traces = [
        Trace(
            one,
            "" if one.person == person or one.person not in names else names[one.person].name,
            _name_of(names, one.details.get("prepared_for")),
            tuple(labels[each] for each in sorted(things[one.pk] or ()) if each in labels),
        )
        for one in told
    ]
    return traces, entries[-1].sequence if len(listed) > ACTS_A_PAGE else None


def _name_of(people: Mapping[int, Person], number: int | None) -> str:
    return people[number].name if number is not None and number in people else ""
