"""The structure checked against what it follows from: effects, instruments, the journal.

Each finding is a line of English for whoever runs the command.
"""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import batched

from django.db.models import Exists, F, OuterRef

from bureau.core.changes.pending import effects_hash
from bureau.core.references import Reference
from bureau.core.structure.effects import Version
from bureau.core.structure.fold import overlapping, versions
from bureau.institution.instruments.models import Instrument
from bureau.institution.organisation.models import Effect, Replacement, Wording
from bureau.institution.organisation.store import (
    IDENTITIES,
    VERSIONS,
    effects_of,
    effects_recorded,
    effects_unreadable,
    rows_of,
)
from bureau.record.journal.models import Entry
from bureau.record.journal.store import details_said

AT_ONCE = 500


def differing() -> Iterator[str]:
    """Every place at which the structure is not what was decided; nothing where it is."""
    if unreadable := effects_unreadable():
        for number in unreadable:
            yield f"organisation_effect {number}: cannot be read: its role or fields are none"
    else:
        yield from _rows_that_differ()
        yield from _records_that_differ()
    yield from _effects_without_ground()
    yield from _identities_elsewhere()
    yield from _wordings_that_differ()


def effects_on_record() -> int:
    return Effect.objects.count()


def _rows_that_differ() -> Iterator[str]:
    """Version rows against a fold from nothing, object by object; and rows that overlap."""
    for kind, table in VERSIONS.items():
        decided = Effect.objects.filter(kind=kind).values_list("subject", flat=True)
        kept = table._default_manager.values_list("subject_id", flat=True)
        for ids in batched(sorted({*decided.distinct(), *kept.distinct()}), AT_ONCE):
            subjects = [Reference(kind, id) for id in ids]
            effects = effects_of(subjects)
            rows = rows_of(subjects)
            folded = versions([each for listed in effects.values() for each in listed])
            yield from _compared(folded, rows)
            for first, second in overlapping(rows):
                yield f"{_where(first)} overlaps {_where(second)}"


def _compared(folded: Iterable[Version], rows: Iterable[Version]) -> Iterator[str]:
    expected = {_key(version): version for version in folded}
    found = {_key(version): version for version in rows}
    for key in sorted(expected.keys() - found.keys()):
        yield f"{_where(expected[key])} is missing: the effects fold to it"
    for key in sorted(found.keys() - expected.keys()):
        yield f"{_where(found[key])} is there: no effect folds to it"


def _key(version: Version) -> tuple[str, ...]:
    times = (version.valid_from, version.valid_until)
    known = (version.recorded_from, version.recorded_until)
    fields = sorted((name, str(value)) for name, value in version.fields.items())
    return (str(version.subject), str(times), str(known), str(fields))


def _where(version: Version) -> str:
    return f"{version.subject}, day {version.valid_from}, record {version.recorded_from}: its row"


def _effects_without_ground() -> Iterator[str]:
    """Effects whose instrument is not there or of another organisation; replacements astray."""
    owners = dict(Instrument.objects.values_list("pk", "organisation"))
    effects = Effect.objects.order_by("pk")
    for number, organisation, instrument in effects.values_list(
        "pk", "organisation_id", "instrument_id"
    ).iterator():
        if instrument not in owners:
            yield f"effect {number}: leads to no instrument"
        elif owners[instrument] != organisation:
            yield f"effect {number}: its instrument is of another organisation"
    astray = Replacement.objects.exclude(
        effect__kind=F("replaced__kind"), effect__subject=F("replaced__subject")
    )
    for pair in astray.order_by("pk"):
        yield f"effect {pair.effect_id}: replaces effect {pair.replaced_id} of another object"


def _identities_elsewhere() -> Iterator[str]:
    """Things that stand in another organisation than what was decided of them."""
    for kind, table in IDENTITIES.items():
        effects = Effect.objects.filter(kind=kind, subject=OuterRef("pk"))
        others = Exists(effects.exclude(organisation=OuterRef("organisation")))
        for number in (
            table._base_manager.filter(others).order_by("pk").values_list("pk", flat=True)
        ):
            yield f"{table._meta.db_table} {number}: is of another organisation than its effects"


def _wordings_that_differ() -> Iterator[str]:
    """Texts that decisions fixed: the words against their hash, and against what is shown."""
    rows = Wording.objects.order_by("pk")
    told = rows.values_list("pk", "original_language", "original", "hash", "said")
    for number, language, original, promised, said in told.iterator():
        if sha256(f"{language}\n{original}".encode()).hexdigest() != promised:
            yield f"organisation_wording {number}: its original is not the one under its hash"
        elif (said.original, said.in_original) != (language, original):
            yield f"organisation_wording {number}: its original is not the one that is shown"


def _records_that_differ() -> Iterator[str]:
    """What stands under each record number against the hash in its journal entry."""
    entries = Entry.objects.filter(record_number__isnull=False)
    promised: dict[int, str] = {
        number: details_said(details).get("effects_hash", "")
        for number, details in entries.values_list("record_number", "details")
        if number is not None
    }
    recorded = Effect.objects.order_by("record").values_list("record", flat=True).distinct()
    for number in recorded:
        if number not in promised:
            yield f"record {number}: no entry of the journal carries it"
            continue
        if effects_hash(effects_recorded(number)) != promised[number]:
            yield f"record {number}: its effects are not those that the journal vouches for"
    for number in sorted(promised.keys() - set(recorded)):
        yield f"record {number}: the journal knows of effects that are not there"
