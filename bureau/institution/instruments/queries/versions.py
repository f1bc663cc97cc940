"""What an instrument said when: since which record it is known, and what it said before."""

from collections.abc import Collection
from copy import copy

from django.db.models import Min, QuerySet

from bureau.core.references import Reference
from bureau.institution.instruments.models import Instrument, InstrumentVersion
from bureau.record.journal.queries import on_record_at

FIELDS = ("kind", "number", "title", "day", "body_id", "meeting_id", "source", "note")
"""What is said of an instrument, by the attributes of its row."""


def as_known(rows: Collection[Instrument], recorded: int) -> dict[int, Instrument]:
    """Each of these instruments as it was known at a record number; none that was not on record."""
    known = on_record_at([Reference("instrument", row.pk) for row in rows], recorded)
    otherwise = said_otherwise(recorded).filter(instrument__in=[each.id for each in known])
    first = {one.instrument_id: one for one in otherwise.select_related("body", "meeting")}
    return {
        row.pk: _said(row, first[row.pk]) if row.pk in first else row
        for row in rows
        if Reference("instrument", row.pk) in known
    }


def said_otherwise(recorded: int) -> QuerySet[InstrumentVersion]:
    """Of each instrument that said something else at a record number, what it said."""
    later = InstrumentVersion.objects.filter(recorded_until__gt=recorded)
    first = later.order_by().values("instrument").annotate(first=Min("pk"))
    return InstrumentVersion.objects.filter(pk__in=first.values("first"))


def versions_until(instrument: int, recorded: int) -> list[InstrumentVersion]:
    """What an instrument said before each change up to a record number, the oldest first."""
    rows = InstrumentVersion.objects.filter(instrument=instrument, recorded_until__lte=recorded)
    return list(rows.select_related("body", "meeting"))


def _said(row: Instrument, version: InstrumentVersion) -> Instrument:
    """The instrument with what it said then."""
    then = copy(row)
    for name in (*FIELDS, "body", "meeting"):
        setattr(then, name, getattr(version, name))
    return then
