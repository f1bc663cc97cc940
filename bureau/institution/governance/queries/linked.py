"""What entered into force of reorganisations, with the units it was done to and that came of it."""

from collections import defaultdict
from collections.abc import Collection, Iterator

from bureau.core.structure.effects import Role
from bureau.documents.linked_cases import Entry
from bureau.institution.governance import models
from bureau.institution.organisation.models import Effect

type Touch = tuple[int, bool]
"""A unit, and whether it is one that came of it, or one that was there."""


def entries_with_units(reorganisations: Collection[int]) -> dict[int, list[Entry]]:
    """By reorganisation, in the order of the record, in two reads."""
    rows = models.EntryIntoForce.objects.filter(submission__reorganisation__in=reorganisations)
    listed = list(rows.select_related("submission").order_by("record"))
    touched = _touched([row.record for row in listed])
    found: dict[int, list[Entry]] = defaultdict(list)
    for row in listed:
        original, resulting = (
            sorted({unit for unit, came in touched[row.record] if came is side})
            for side in (False, True)
        )
        entry = Entry(row.pk, row.valid_from, row.record, original, resulting)
        found[row.submission.reorganisation_id].append(entry)
    return found


def _touched(records: Collection[int]) -> dict[int, set[Touch]]:
    rows = Effect.objects.filter(record__in=records, kind__in=("unit", "succession"))
    found: dict[int, set[Touch]] = defaultdict(set)
    for row in rows:
        found[row.record].update(_of(row))
    return found


def _of(effect: Effect) -> Iterator[Touch]:
    if effect.kind == "unit":
        if effect.role != Role.ESTABLISH:
            yield effect.subject, False
        if effect.role != Role.END:
            yield effect.subject, True
    elif effect.fields.get("subject_kind") == "unit":
        yield effect.fields["predecessor"], False
        yield effect.fields["successor"], True
