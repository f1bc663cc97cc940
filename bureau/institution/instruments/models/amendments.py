"""What one instrument does to another, from a day on."""

from typing import ClassVar

from django.db import models

from bureau.core.instruments.amendments import AmendmentKind
from bureau.institution.instruments.models.register import Instrument, Provision


class Amendment(models.Model):
    """`by` adds, modifies, suppresses or supersedes `on`; each is a whole, or a provision of it.

    One that was recorded by mistake is `withdrawn` and counts no more; the row stays.
    """

    kind = models.CharField(max_length=12, choices=[(kind, kind) for kind in AmendmentKind])
    by = models.ForeignKey(Instrument, models.PROTECT, related_name="+")
    by_provision = models.ForeignKey(Provision, models.PROTECT, null=True, related_name="+")
    on = models.ForeignKey(Instrument, models.PROTECT, related_name="+")
    on_provision = models.ForeignKey(Provision, models.PROTECT, null=True, related_name="+")
    day = models.DateField()
    withdrawn = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["day", "pk"]
