"""What was decided of a thing, and what Bureau believed of it when: both times, told apart."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Min

from bureau.core.actors import Actor
from bureau.core.references import Reference
from bureau.core.spans import Day
from bureau.core.structure.effects import Effect, Version
from bureau.institution.instruments.models import Instrument
from bureau.institution.organisation import models
from bureau.institution.organisation.permissions import may_see_names
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
    found: dict[Day, dict[int, None]] = defaultdict(dict)
    for kind, ids in _by_kind(subjects).items():
        rows = models.Effect.objects.filter(
            kind=kind, subject__in=ids, day__in=days, record__lte=recorded
        )
        pairs = rows.values_list("day", "instrument").annotate(first=Min("pk")).order_by("first")
        for day, instrument, _first in pairs:
            found[day][instrument] = None
    known = Instrument.objects.in_bulk({each for listed in found.values() for each in listed})
    return [
        Turn(day, tuple(known[each] for each in found[day])) for day in sorted(days, reverse=True)
    ]


@dataclass(frozen=True, slots=True)
class Told:
    """One effect as history tells it; `replaced_by` is the record number that replaced it."""

    effect: Effect
    instrument: Instrument
    recorded_at: datetime
    replaced_by: int | None


def effects_told(subjects: Collection[Reference], recorded: int) -> list[Told]:
    """What was put on record of some things up to a record number, newest record first."""
    effects = [
        each
        for listed in effects_of(subjects).values()
        for each in listed
        if each.record <= recorded
    ]
    replaced = {id: each.record for each in effects for id in each.replaces}
    told = told_of(effects, replaced)
    return sorted(told, key=lambda one: (-one.effect.record, one.effect.day, one.effect.place))


def told_of(effects: Sequence[Effect], replaced: Mapping[int, int] | None = None) -> list[Told]:
    """Effects with their instruments and instants; `replaced` has the record that replaced one."""
    instruments = Instrument.objects.in_bulk({each.instrument for each in effects})
    instants = instants_of_records({each.record for each in effects})
    later = replaced or {}
    return [
        Told(each, instruments[each.instrument], instants[each.record], later.get(each.id))
        for each in effects
    ]


def instruments_behind(subjects: Collection[Reference], recorded: int) -> list[Instrument]:
    """The instruments under which anything of these things was recorded, latest day first."""
    found: set[int] = set()
    for kind, ids in _by_kind(subjects).items():
        rows = models.Effect.objects.filter(kind=kind, subject__in=ids, record__lte=recorded)
        found.update(rows.values_list("instrument_id", flat=True))
    instruments = Instrument.objects.filter(pk__in=found)
    return sorted(instruments, key=lambda one: (one.day or date.min, one.pk), reverse=True)


def on_post(actor: Actor, post: int, recorded: int) -> list[Reference]:
    """What several of may be on one post: lines, descriptions in force and, where people may be
    seen, incumbencies."""
    found: list[Reference] = []
    for kind in ("incumbency", "reporting", "adoption"):
        if kind in hidden_kinds(actor):
            continue
        table = columns_now(recorded).tables[kind]
        posts, ids = table.column("post")[: table.size], table.column("id")[: table.size]
        found += [Reference(kind, number) for number in sorted(set(ids[posts == post].tolist()))]
    return found


def in_unit(actor: Actor, unit: int, recorded: int) -> list[Reference]:
    """Who works or worked in one unit beside its posts, where people may be seen."""
    if "engagement" in hidden_kinds(actor):
        return []
    table = columns_now(recorded).tables["engagement"]
    units, ids = table.column("unit")[: table.size], table.column("id")[: table.size]
    return [Reference("engagement", id) for id in sorted(set(ids[units == unit].tolist()))]


def hidden_kinds(actor: Actor) -> frozenset[str]:
    """The kinds whose effects tell of people, for a reader who may not see these."""
    return frozenset() if may_see_names(actor) else frozenset({"incumbency", "engagement"})


def _by_kind(subjects: Collection[Reference]) -> dict[str, list[int]]:
    grouped: dict[str, list[int]] = defaultdict(list)
    for subject in subjects:
        grouped[subject.kind].append(subject.id)
    return grouped


def versions_told(subject: Reference, recorded: int) -> list[Version]:
    """Every row of one thing up to a record number: on which days it said what, believed when.

    A row that a later record closed is open still.
    """
    known = [
        row
        if row.recorded_until is None or row.recorded_until <= recorded
        else replace(row, recorded_until=None)
        for row in columns_now(recorded).versions_of(subject)
        if row.recorded_from <= recorded
    ]
    return sorted(known, key=lambda row: (row.valid_from, row.recorded_from))


def elsewhere(subject: Reference, recorded: int) -> list[Version]:
    """The days on which a thing stands, as believed at a record number; none where never."""
    return [row for row in versions_told(subject, recorded) if row.recorded_until is None]
