"""What waits for a person, what they own, and the days ahead: asked of every kind there is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bureau.core.actors import Actor
from bureau.web import kinds
from bureau.web.kinds import Label, Owned, Waiting

DAYS_AHEAD = 60


@dataclass(frozen=True, slots=True)
class Due:
    """A line of what waits, with how many days there are left; below 0 it is late."""

    line: Waiting
    days_left: int | None

    @property
    def is_late(self) -> bool:
        return self.days_left is not None and self.days_left < 0


@dataclass(frozen=True, slots=True)
class DayAhead:
    day: date
    labels: Sequence[Label]


def due_for(actor: Actor, today: date) -> list[Due]:
    """What waits for the actor: what is due first, what has no day last."""
    return [
        Due(line, (line.when - today).days if line.when else None) for line in kinds.waiting(actor)
    ]


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
