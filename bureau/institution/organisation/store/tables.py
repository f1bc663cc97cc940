"""Which table holds what: identities and version rows, kind by kind."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import models
from django.db.models import Max

from bureau.core.references import Reference
from bureau.core.structure.effects import Version
from bureau.core.structure.kinds import KINDS
from bureau.institution.organisation.models import (
    Adoption,
    AdoptionVersion,
    Block,
    BlockVersion,
    Engagement,
    EngagementVersion,
    Incumbency,
    IncumbencyVersion,
    Post,
    PostVersion,
    Reporting,
    ReportingVersion,
    Succession,
    SuccessionVersion,
    Unit,
    UnitVersion,
    Wording,
)

IDENTITIES: dict[str, type[models.Model]] = {
    "unit": Unit,
    "post": Post,
    "incumbency": Incumbency,
    "reporting": Reporting,
    "adoption": Adoption,
    "block": Block,
    "succession": Succession,
    "engagement": Engagement,
}
VERSIONS: dict[str, type[models.Model]] = {
    "unit": UnitVersion,
    "post": PostVersion,
    "incumbency": IncumbencyVersion,
    "reporting": ReportingVersion,
    "adoption": AdoptionVersion,
    "block": BlockVersion,
    "succession": SuccessionVersion,
    "engagement": EngagementVersion,
}
NUMBERED: tuple[type[models.Model], ...] = (*IDENTITIES.values(), Wording)
TIMES = ("valid_from", "valid_until", "recorded_from", "recorded_until")


def column_of(kind: str, field: str) -> str:
    """The attribute that holds a field: wordings are foreign keys, all else stands as it is."""
    return f"{field}_id" if KINDS[kind].field(field).refers_to == "wording" else field


def versions_in(kind: str, rows: models.QuerySet[Any]) -> Iterator[Version]:
    """The core values of version rows."""
    fields = list(KINDS[kind].defaults)
    names = ["subject_id", *TIMES, *(column_of(kind, field) for field in fields)]
    for (
        subject,
        valid_from,
        valid_until,
        recorded_from,
        recorded_until,
        *values,
    ) in rows.values_list(*names):
        said = dict(zip(fields, values, strict=True))
        yield Version(
            Reference(kind, subject), valid_from, valid_until, recorded_from, recorded_until, said
        )


def open_versions(subjects: Iterable[Reference]) -> list[Version]:
    """The rows of these objects as known now."""
    found: list[Version] = []
    for kind, ids in ids_by_kind(subjects).items():
        rows = VERSIONS[kind]._default_manager.filter(subject__in=ids, recorded_until__isnull=True)
        found += versions_in(kind, rows)
    return found


def rows_of(subjects: Iterable[Reference]) -> list[Version]:
    """All rows of these objects, as known at any record number."""
    found: list[Version] = []
    for kind, ids in ids_by_kind(subjects).items():
        found += versions_in(kind, VERSIONS[kind]._default_manager.filter(subject__in=ids))
    return found


def first_number_free() -> int:
    """Above every number that an identity has: for things that are only looked at, not made."""
    newest = (table._default_manager.aggregate(Max("pk"))["pk__max"] for table in NUMBERED)
    return max(number or 0 for number in newest) + 1


def ids_by_kind(subjects: Iterable[Reference]) -> dict[str, list[int]]:
    grouped: dict[str, list[int]] = {}
    for subject in sorted(set(subjects)):
        grouped.setdefault(subject.kind, []).append(subject.id)
    return grouped
