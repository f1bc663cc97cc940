"""Effects read and written; writing them refolds the objects they touch, and those alone."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from operator import itemgetter

from bureau.core.changes.appended import Followed, Row, plainly_following
from bureau.core.changes.pending import PendingEffect
from bureau.core.references import Reference
from bureau.core.structure import effects as core
from bureau.core.structure.effects import Manner, Role, Version
from bureau.core.structure.fold import refold
from bureau.core.structure.kinds import KINDS
from bureau.institution.organisation.models import Effect, Replacement
from bureau.institution.organisation.store.columns import columns_now
from bureau.institution.organisation.store.tables import (
    TIMES,
    VERSIONS,
    ids_by_kind,
    open_versions,
)
from bureau.institution.organisation.store.writing import close
from bureau.record.journal.store import insert_rows

_EFFECT = (
    "organisation",
    "kind",
    "subject",
    "day",
    "role",
    "fields",
    "record",
    "place",
    "manner",
    "instrument",
)


def effects_of(subjects: Collection[Reference]) -> Mapping[Reference, Sequence[core.Effect]]:
    """All effects of each object, in one read for each kind."""
    found: dict[Reference, list[core.Effect]] = {subject: [] for subject in subjects}
    for kind, ids in ids_by_kind(subjects).items():
        for effect in effects_in(Effect.objects.filter(kind=kind, subject__in=ids)):
            found[effect.subject].append(effect)
    return found


def effects_under(
    instruments: Collection[int], recorded: int, most: int, without: Collection[str] = ()
) -> list[core.Effect]:
    """What was recorded under these instruments up to a record number, in the order of acts.

    Effects of the kinds in `without` are left out.
    """
    rows = Effect.objects.filter(instrument__in=instruments, record__lte=recorded)
    rows = rows.exclude(kind__in=without)
    return effects_in(rows.order_by("record", "place")[:most])


def effects_recorded(record: int) -> list[core.Effect]:
    """What was written under one record number, in its order."""
    return effects_in(Effect.objects.filter(record=record).order_by("place"))


def effects_unreadable() -> list[int]:
    """The numbers of effects that no act wrote: their role, manner or fields are none."""
    rows = Effect.objects.order_by("pk").values_list("pk", "role", "manner", "fields")
    return [
        number
        for number, role, manner, fields in rows.iterator()
        if role not in set(Role) or manner not in set(Manner) or not isinstance(fields, dict)
    ]


def effects_in(rows: Iterable[Effect]) -> list[core.Effect]:
    """Core values of effect rows, each with the effects that it replaces."""
    listed = list(rows)
    replaced: dict[int, list[int]] = {}
    pairs = Replacement.objects.filter(effect__in=[row.pk for row in listed])
    for effect, earlier in pairs.values_list("effect_id", "replaced_id"):
        replaced.setdefault(effect, []).append(earlier)
    return [_core(row, tuple(sorted(replaced.get(row.pk, ())))) for row in listed]


def _core(row: Effect, replaces: tuple[int, ...]) -> core.Effect:
    return core.Effect(
        id=row.pk,
        subject=Reference(row.kind, row.subject),
        day=row.day,
        role=Role(row.role),
        fields=row.fields,
        record=row.record,
        place=row.place,
        replaces=replaces,
        instrument=row.instrument_id,
        manner=Manner(row.manner),
    )


def write_effects(
    organisation: int,
    effects: Sequence[PendingEffect],
    *,
    record: int,
    instruments: Sequence[int],
) -> None:
    """Put effects on record at `record`, each under its instrument, and bring the version rows of
    their objects up to it."""
    rows = [
        (
            organisation,
            effect.subject.kind,
            effect.subject.id,
            effect.day,
            str(effect.role),
            json.dumps(dict(effect.fields)),
            record,
            effect.place,
            str(effect.manner),
            instrument,
        )
        for effect, instrument in zip(effects, instruments, strict=True)
    ]
    is_first = not Effect.objects.filter(record=record).exists()
    insert_rows(Effect, _EFFECT, rows)
    _replace([effect for effect in effects if effect.replaces], record)
    _refold(effects, record, is_first=is_first)


def _replace(effects: Sequence[PendingEffect], record: int) -> None:
    if not effects:
        return
    written = dict(Effect.objects.filter(record=record).values_list("place", "pk"))
    Replacement.objects.bulk_create(
        Replacement(effect_id=written[effect.place], replaced_id=earlier)
        for effect in effects
        for earlier in effect.replaces
    )


def _refold(effects: Sequence[PendingEffect], record: int, *, is_first: bool) -> None:
    """Bring the rows of all subjects up to the record; those with nothing decided later at once.

    Unless these are the first effects of the record: the columns know nothing of the earlier ones.
    """
    plain: Mapping[str, Followed] = {}
    others = list(effects)
    if is_first:
        plain, others = plainly_following(effects, columns_now(record - 1), record)
    subjects = {effect.subject for effect in others}
    known = [effect for listed in effects_of(subjects).values() for effect in listed]
    closed, written = refold(known, open_versions(subjects), record)
    ended, begun = _by_kind(closed), _by_kind(written)
    for kind in KINDS:
        found = plain.get(kind, Followed())
        named = [(row.subject.id, row.valid_from) for row in ended.get(kind, ())]
        close(VERSIONS[kind], sorted([*found.closed, *named]), record)
        names = ("subject", *TIMES, *KINDS[kind].defaults)
        rows = [*found.written, *map(_row, begun.get(kind, ()))]
        insert_rows(VERSIONS[kind], names, sorted(rows, key=itemgetter(0, 1)))


def _row(version: Version) -> Row:
    times = (version.valid_from, version.valid_until, version.recorded_from, version.recorded_until)
    fields = version.fields
    return (
        version.subject.id,
        *times,
        *(fields[name] for name in KINDS[version.subject.kind].defaults),
    )


def _by_kind(versions: Iterable[Version]) -> dict[str, list[Version]]:
    grouped: dict[str, list[Version]] = {}
    for version in versions:
        grouped.setdefault(version.subject.kind, []).append(version)
    return grouped
