"""Effects read and written; writing them refolds the objects they touch, and those alone."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import batched

from bureau.core.changes.pending import PendingEffect
from bureau.core.references import Reference
from bureau.core.structure import effects as core
from bureau.core.structure.effects import Manner, Role, Version
from bureau.core.structure.fold import refold
from bureau.institution.organisation.models import Effect, Replacement
from bureau.institution.organisation.store.tables import (
    VERSIONS,
    ids_by_kind,
    open_versions,
    row_of,
)

AT_ONCE = 500


def effects_of(subjects: Collection[Reference]) -> Mapping[Reference, Sequence[core.Effect]]:
    """All effects of each object, in one read for each kind."""
    found: dict[Reference, list[core.Effect]] = {subject: [] for subject in subjects}
    for kind, ids in ids_by_kind(subjects).items():
        for effect in effects_in(Effect.objects.filter(kind=kind, subject__in=ids)):
            found[effect.subject].append(effect)
    return found


def effects_under(
    instrument: int, recorded: int, most: int, without: Collection[str] = ()
) -> list[core.Effect]:
    """What was recorded under one instrument up to a record number, in the order of its acts.

    Effects of the kinds in `without` are left out.
    """
    rows = Effect.objects.filter(instrument=instrument, record__lte=recorded)
    rows = rows.exclude(kind__in=without)
    return effects_in(rows.order_by("record", "place")[:most])


def effects_recorded(record: int) -> list[core.Effect]:
    """What was written under one record number, in its order."""
    return effects_in(Effect.objects.filter(record=record).order_by("place"))


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
    rows = Effect.objects.bulk_create(
        Effect(
            organisation_id=organisation,
            kind=effect.subject.kind,
            subject=effect.subject.id,
            day=effect.day,
            role=effect.role,
            fields=dict(effect.fields),
            record=record,
            place=effect.place,
            manner=effect.manner,
            instrument_id=instrument,
        )
        for effect, instrument in zip(effects, instruments, strict=True)
    )
    Replacement.objects.bulk_create(
        Replacement(effect=row, replaced_id=earlier)
        for row, effect in zip(rows, effects, strict=True)
        for earlier in effect.replaces
    )
    _refold({effect.subject for effect in effects}, record)


def _refold(subjects: Collection[Reference], record: int) -> None:
    known = [effect for listed in effects_of(subjects).values() for effect in listed]
    closed, written = refold(known, open_versions(subjects), record)
    for kind, versions in _by_kind(closed).items():
        _close(kind, versions, record)
    for kind, versions in _by_kind(written).items():
        VERSIONS[kind]._default_manager.bulk_create(row_of(version) for version in versions)


def _close(kind: str, versions: Sequence[Version], record: int) -> None:
    """End the open rows of these versions, in a few statements however many they are."""
    shut = {(version.subject.id, version.valid_from) for version in versions}
    rows = VERSIONS[kind]._default_manager
    standing = rows.filter(subject__in={id for id, _ in shut}, recorded_until__isnull=True)
    keys = standing.values_list("pk", "subject_id", "valid_from")
    closing = [pk for pk, subject, valid_from in keys if (subject, valid_from) in shut]
    for some in batched(closing, AT_ONCE):
        rows.filter(pk__in=some).update(recorded_until=record)


def _by_kind(versions: Iterable[Version]) -> dict[str, list[Version]]:
    grouped: dict[str, list[Version]] = {}
    for version in versions:
        grouped.setdefault(version.subject.kind, []).append(version)
    return grouped
