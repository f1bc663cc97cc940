"""The people whom what was put forward affects: matched by rule, confirmed by a person, kept."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from bureau.core.changes.people import How
from bureau.institution.governance.models.frozen import Submission
from bureau.institution.procedures.models import ProcedureAct
from bureau.record.accounts.models import Person

HOWS = [(one, one) for one in How]


class AffectedPerson(models.Model):
    """One person on one post, as the rule matched it and as a person confirmed it.

    `to` is the post they come to. `matched` is empty where somebody added the line by hand; `how`
    is empty until it is confirmed; `reason` says why it is not what the rule said, and can be
    erased. `day` is the first on which it is so. `is_past`: what affected them is not of the set
    any more, as acts have left it. `confirmed_in` is the list in which it was confirmed as it
    stands; empty once an act changed it. `changed_by` is the last act that did.
    """

    worded: ClassVar = {"affected_person_{pk}": "{reason}"}
    worded_before: ClassVar = {"affected_person_{pk}": "reason_{pk}"}

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="people")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    post = models.BigIntegerField()
    to = models.BigIntegerField(null=True)
    day = models.DateField()
    matched = models.CharField(max_length=12, choices=HOWS, blank=True)
    how = models.CharField(max_length=12, choices=HOWS, blank=True)
    reason = models.TextField(blank=True)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    by_post = models.BigIntegerField(null=True)
    at = models.DateTimeField(null=True)
    is_past = models.BooleanField(default=False)
    confirmed_in = models.ForeignKey(
        "governance.AffectedList", models.PROTECT, null=True, related_name="+"
    )
    changed_by = models.ForeignKey(ProcedureAct, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["submission", "person", "post"], name="affected_once_a_post"
            ),
            models.CheckConstraint(
                condition=Q(how="") | Q(by__isnull=False, at__isnull=False),
                name="affected_confirmed_by_somebody",
            ),
        ]


class AffectedList(models.Model):
    """The list of one round as it was confirmed, whole, under its hash; and once more each time
    that an amendment had changed lines of it. Sealed."""

    committed_texts = ("lines",)

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="people_confirmed")
    lines = models.TextField()
    lines_hash = models.CharField(max_length=64)
    person = models.BigIntegerField()
    post = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]
