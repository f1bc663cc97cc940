"""Staffing tables as adopted: put on the register under their instrument, for their period."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import pgettext_lazy

from bureau.core.coordinates import Coordinates
from bureau.core.reasons import Reason, Refused
from bureau.institution.instruments.models import Instrument
from bureau.institution.organisation.models import AdoptedCount, AdoptedTable
from bureau.institution.organisation.permissions import may_keep_reference_data
from bureau.institution.organisation.queries.structure import belonging, snapshot
from bureau.record.journal.queries import record_number_now
from bureau.record.journal.services import Act, service, takes

COUNTS_MOST = 5_000
"""How many counts one table has, which are written in one statement."""


@service(
    "organisation.adopt_staffing_table",
    pgettext_lazy("act in the journal", "Put an adopted staffing table on the register"),
)
@takes(COUNTS_MOST)
def adopt_staffing_table(
    act: Act,
    *,
    organisation: int,
    instrument: int,
    unit: int,
    valid_from: date,
    valid_until: date | None = None,
    read_on: date | None = None,
    read_recorded: int | None = None,
    counts: Sequence[tuple[int, str, int]] = (),
) -> int:
    """Put a table on the register: the structure as it is read on `read_on` (at a record number,
    unless given the newest), or the `counts` by unit and grade."""
    if not may_keep_reference_data(act.actor, organisation):
        raise Refused(Reason("not_yours_to_do"))
    if valid_until and valid_until <= valid_from:
        raise Refused(Reason("ends_before_it_begins"))
    if not Instrument.objects.filter(pk=instrument, organisation=organisation).exists():
        raise Refused(Reason("instrument_of_another_organisation"))
    if bool(read_on) == bool(counts):
        raise Refused(Reason("table_reads_or_counts"))
    units = {unit, *(each for each, _grade, _count in counts)}
    if len(belonging("unit", units, organisation)) != len(units):
        raise Refused(Reason("no_such_unit"))
    recorded = record_number_now() if read_recorded is None else read_recorded
    if read_on and snapshot(Coordinates(read_on.toordinal(), recorded)).unit(unit) is None:
        raise Refused(Reason("no_such_unit"))
    row = AdoptedTable.objects.create(
        organisation_id=organisation,
        instrument_id=instrument,
        unit=unit,
        valid_from=valid_from,
        valid_until=valid_until,
        read_valid=read_on.toordinal() if read_on else None,
        read_recorded=recorded if read_on else None,
    )
    AdoptedCount.objects.bulk_create(
        AdoptedCount(table=row, unit=each, grade=grade, count=count)
        for each, grade, count in counts
    )
    act.touch("instrument", instrument)
    act.touch("unit", *units)
    act.details.update(adopted_table=row.pk, posts=sum(count for *_, count in counts))
    return row.pk
