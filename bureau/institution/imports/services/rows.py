"""What files said is written here alone, so that each act commits to what it writes of it."""

from collections.abc import Collection, Mapping, Sequence

from bureau.core.imports.halves import Fault
from bureau.core.imports.plan import Named
from bureau.core.reasons import Refused
from bureau.institution.imports.models import ImportedThing, StagedFault, StagedRow, new_salt
from bureau.institution.imports.queries.pages import edited_reason
from bureau.institution.imports.store import (
    batches_of,
    faults_of,
    thing_key,
    things_known,
)
from bureau.record.journal.queries import head
from bureau.record.journal.queries.rows import rows_otherwise
from bureau.record.journal.services import Act


def add_rows(act: Act, rows: Sequence[StagedRow]) -> None:
    _commit_to(act, rows)
    StagedRow.objects.bulk_create(rows)


def update_rows(act: Act, rows: Sequence[StagedRow]) -> None:
    """Write what rows say anew. Nobody learns from earlier entries what they said before."""
    _commit_to(act, rows)
    for row in rows:
        row.salt = new_salt()
    StagedRow.objects.bulk_update(rows, ["reading", "salt"], batch_size=500)


def _commit_to(act: Act, rows: Sequence[StagedRow]) -> None:
    act.commit_as_found(StagedRow, sorted({row.batch for row in rows}), None)


def add_faults(act: Act, file: int, faults: Sequence[Fault]) -> None:
    if faults:
        act.commit_to_rows(StagedFault, file)
        StagedFault.objects.bulk_create(faults_of(file, faults))


def remember_things(act: Act, department: int, things: Mapping[Named, int]) -> None:
    """From now on these keys name these things."""
    known = things_known(department, things)
    for thing in sorted(known.keys()):
        if known[thing] != things[thing]:
            _point_elsewhere(act, department, thing, things[thing])
    if not (new := things.keys() - known.keys()):
        return
    batch = head().sequence + 1
    act.commit_to_rows(ImportedThing, batch)
    ImportedThing.objects.bulk_create(
        ImportedThing(
            department_id=department,
            kind=thing.kind,
            key=thing_key(thing.key),
            batch=batch,
            subject=things[thing],
        )
        for thing in sorted(new)
    )


def _point_elsewhere(act: Act, department: int, thing: Named, subject: int) -> None:
    """A key names another thing than before, as where a standard cost is replaced."""
    rows = ImportedThing.objects.filter(
        department=department, kind=thing.kind, key=thing_key(thing.key)
    )
    act.commit_as_found(ImportedThing, list(rows.values_list("batch", flat=True)), None)
    rows.update(subject=subject)


def batches_edited(files: Collection[int]) -> list[int]:
    """The batches of rows of these files that are not as the last entry about them says."""
    return rows_otherwise(StagedRow, batches_of(files))


def refuse_edited(files: Collection[int]) -> None:
    """Refuse where a row of these files is not as the last entry about it says."""
    if edited := batches_edited(files):
        raise Refused(edited_reason(edited))
