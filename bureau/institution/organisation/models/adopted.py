"""Staffing tables as a body adopted them, to be laid beside the posts as they stand."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from bureau.institution.instruments.models import Instrument
from bureau.institution.organisation.models.reference import Dated, Organisation


class AdoptedTable(Dated):
    """The staffing table of a unit and all below it, adopted by an instrument for a period.

    Either a reading of the structure, frozen at a day (`read_valid`, an ordinal) and a record
    number, or, where both are null, counts by unit and grade.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="+")
    unit = models.BigIntegerField()
    read_valid = models.IntegerField(null=True)
    read_recorded = models.BigIntegerField(null=True)

    class Meta(Dated.Meta):
        constraints: ClassVar = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(read_valid__isnull=True, read_recorded__isnull=True)
                | Q(read_valid__isnull=False, read_recorded__isnull=False),
                name="adopted_table_reads_once",
            ),
        ]


class AdoptedCount(models.Model):
    """How many posts of a grade a table has in one unit itself."""

    table = models.ForeignKey(AdoptedTable, models.PROTECT, related_name="counts")
    unit = models.BigIntegerField()
    grade = models.CharField(max_length=20)
    count = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["table", "unit", "grade"], name="adopted_count_once")
        ]
