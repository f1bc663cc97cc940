"""A draft that is cleared inside the house before it goes forward."""

from typing import ClassVar

from django.db import models

from bureau.institution.governance.models.drafts import Reorganisation


class Clearance(models.Model):
    """One time that an author asked for a draft to be cleared; its round holds what was frozen.

    The hashes are those of the draft as it was then. It holds while the draft is the same. Sealed.
    """

    reorganisation = models.ForeignKey(Reorganisation, models.PROTECT, related_name="clearances")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=64)
    person = models.BigIntegerField()
    post = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["reorganisation", "number"], name="clearance_once")
        ]
