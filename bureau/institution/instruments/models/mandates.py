"""What became of mandates, and what cites a provision or an element of a plan as its ground."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from bureau.core.instruments.mandates import MandateState
from bureau.institution.instruments.models.plans import PlanElement
from bureau.institution.instruments.models.register import Instrument, Provision


class Settlement(models.Model):
    """A dated word on a mandate: answered, superseded, spent, or open again; by whom and why.

    `instrument` is the one that settled it, where one did.
    """

    worded: ClassVar = {"settlement_{pk}": "{reason}"}
    worded_before: ClassVar = {"settlement_{pk}": "reason"}

    provision = models.ForeignKey(Provision, models.PROTECT, related_name="settlements")
    state = models.CharField(max_length=12, choices=[(state, state) for state in MandateState])
    day = models.DateField()
    reason = models.TextField()
    instrument = models.ForeignKey(Instrument, models.PROTECT, null=True, related_name="+")
    person = models.BigIntegerField()
    post = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["day", "pk"]


class Citation(models.Model):
    """What `subject` (a reorganisation, unit, post, duty, ...) says that it serves, day by day.

    It cites either a provision or an element of a strategic plan. From `valid_until` on it does no
    more; one that was taken back before it ever held has both days the same. One that `is_drafted`
    is read on the pages of its subject alone, until that is put forward.
    """

    worded: ClassVar = {"citation_{pk}": "{reason}", "end_of_citation_{pk}": "{reason_of_end}"}
    worded_before: ClassVar = {"citation_{pk}": "reason", "end_of_citation_{pk}": "reason"}

    organisation = models.BigIntegerField(db_index=True)
    subject_kind = models.CharField(max_length=40)
    subject = models.BigIntegerField()
    provision = models.ForeignKey(
        Provision, models.PROTECT, null=True, related_name="+", db_index=True
    )
    element = models.ForeignKey(
        PlanElement, models.PROTECT, null=True, related_name="+", db_index=True
    )
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)
    reason = models.TextField(blank=True)
    person = models.BigIntegerField()
    post = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    is_drafted = models.BooleanField(default=False)
    reason_of_end = models.TextField(blank=True)
    ended_by = models.BigIntegerField(null=True)

    class Meta:
        ordering: ClassVar = ["valid_from", "pk"]
        indexes: ClassVar = [
            models.Index(fields=["subject_kind", "subject"], name="citation_subject")
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(provision__isnull=False, element__isnull=True)
                | Q(provision__isnull=True, element__isnull=False),
                name="citation_of_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="citation_does_not_end_before_it_begins",
            ),
            models.UniqueConstraint(
                fields=["subject_kind", "subject", "provision"],
                condition=Q(valid_until__isnull=True, provision__isnull=False),
                name="provision_cited_once",
            ),
            models.UniqueConstraint(
                fields=["subject_kind", "subject", "element"],
                condition=Q(valid_until__isnull=True, element__isnull=False),
                name="element_cited_once",
            ),
        ]
