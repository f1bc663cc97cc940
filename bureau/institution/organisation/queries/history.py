"""What was decided of a thing, and what Bureau believed of it when: both times, told apart."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from bureau.core.references import Reference
from bureau.core.spans import Day
from bureau.core.structure.effects import Effect, Version
from bureau.institution.instruments.models import Instrument
from bureau.institution.organisation import models
from bureau.institution.organisation.store import columns_now, effects_of
from bureau.record.journal.queries import instants_of_records


@dataclass(frozen=True, slots=True)
class Turn:
    """A day on which something in view changed, and the instruments that made it so."""

    day: Day
    instruments: tuple[Instrument, ...]

    @property
    def iso(self) -> str:
        return date.fromordinal(self.day).isoformat()


def turns(days: Collection[Day], subjects: Collection[Reference], recorded: int) -> list[Turn]:
    """The instruments behind each day, newest day first, for the effects of these subjects."""
    by_kind: dict[str, list[int]] = defaultdict(list)
    for subject in subjects:
        by_kind[subject.kind].append(subject.id)
    found: dict[Day, dict[int, Instrument]] = defaultdict(dict)
    for kind, ids in by_kind.items():
        rows = models.Effect.objects.filter(
            kind=kind, subject__in=ids, day__in=days, record__lte=recorded
        )
        for row in rows.select_related("instrument").order_by("pk"):
            found[row.day][row.instrument_id] = row.instrument
    return [Turn(day, tuple(found[day].values())) for day in sorted(days, reverse=True)]


@dataclass(frozen=True, slots=True)
class Told:
    """One effect as history tells it; `replaced_by` is the record number that replaced it."""

    effect: Effect
    instrument: Instrument
    recorded_at: datetime
    replaced_by: int | None


def effects_told(subject: Reference, recorded: int) -> list[Told]:
    """What was put on record of one thing up to a record number, newest record first."""
    effects = [each for each in effects_of([subject])[subject] if each.record <= recorded]
    replaced = {id: each.record for each in effects for id in each.replaces}
    instruments = Instrument.objects.in_bulk({each.instrument for each in effects})
    instants = instants_of_records({each.record for each in effects})
    told = [
        Told(each, instruments[each.instrument], instants[each.record], replaced.get(each.id))
        for each in effects
    ]
    return sorted(told, key=lambda one: (-one.effect.record, one.effect.place))


def versions_told(subject: Reference, recorded: int) -> list[Version]:
    """Every row of one thing up to a record number: on which days it said what, believed when."""
    rows = columns_now(recorded).versions_of(subject)
    known = [row for row in rows if row.recorded_from <= recorded]
    return sorted(known, key=lambda row: (row.valid_from, row.recorded_from))


def elsewhere(subject: Reference, recorded: int) -> list[Version]:
    """The days on which a thing stands, as believed at a record number; none where never."""
    rows = versions_told(subject, recorded)
    return [row for row in rows if row.recorded_until is None or row.recorded_until > recorded]
