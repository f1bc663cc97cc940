"""Numbers of posts: how an organisation writes them, and those that are kept for a post to come."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from bureau.institution.organisation.models.reference import Dated, Organisation
from bureau.record.accounts.models import Person


class NumberPattern(Dated):
    """How numbers of posts are written: at one place or of one class of grades, or (empty) all."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    place = models.CharField(max_length=20, blank=True)
    grade_class = models.CharField(max_length=30, blank=True)
    pattern = models.CharField(max_length=60)
    first_serial = models.PositiveIntegerField(default=1)


class ReservedNumber(models.Model):
    """A number kept for a post to come, up to a day; released, or used once a post has it.

    `record` is the newest record number when it was reserved. `reuses` says that it was said aloud
    that a former number is given again. One number is kept once at a time. `plan_kind` and `plan`
    name the plan that keeps it: whoever may not see the plan is not told of the row.
    """

    worded: ClassVar = {"reserved_number_{pk}": "{reason}"}
    worded_before: ClassVar = {"reserved_number_{pk}": "reason_{pk}"}

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    number = models.CharField(max_length=60)
    reserved_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    post = models.BigIntegerField(null=True)
    reason = models.TextField()
    reuses = models.BooleanField(default=False)
    plan_kind = models.CharField(max_length=40, blank=True)
    plan = models.BigIntegerField(null=True)
    record = models.BigIntegerField()
    valid_from = models.DateField()
    valid_until = models.DateField()
    released = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "number"],
                condition=Q(released__isnull=True),
                name="number_reserved_once",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__gt=F("valid_from")), name="reserved_number_has_an_end"
            ),
        ]
