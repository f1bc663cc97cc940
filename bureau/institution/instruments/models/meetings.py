"""What a session treats, and what becomes of what it decided."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from bureau.core.meetings.decisions import FollowUpState
from bureau.institution.instruments.models.register import Body, Instrument, Meeting
from bureau.web.multilingual import MultilingualField

ITEM_STATES = ("to_come", "under_way", "concluded", "deferred", "withdrawn")


class AgendaItem(models.Model):
    """One item of a session's agenda, `under` another or at the top.

    It is treated by the plenary, or by the body it is `allocated` to; at a sitting, for so many
    minutes, where that is planned. `subject` is what it is about, where that is in Bureau.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="items")
    under = models.ForeignKey("self", models.PROTECT, null=True, related_name="parts")
    number = models.CharField(max_length=20)
    title = MultilingualField()
    allocated = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+")
    sitting = models.ForeignKey(Meeting, models.PROTECT, null=True, related_name="planned")
    minutes = models.PositiveSmallIntegerField(null=True)
    state = models.CharField(
        max_length=12, default="to_come", choices=[(one, one) for one in ITEM_STATES]
    )
    subject_kind = models.CharField(max_length=40, blank=True)
    subject = models.BigIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "number"], name="agenda_number_once"),
            models.CheckConstraint(
                condition=Q(subject__isnull=True, subject_kind="")
                | (Q(subject__isnull=False) & ~Q(subject_kind="")),
                name="agenda_subject_has_a_kind",
            ),
        ]


class FollowUp(models.Model):
    """A dated word on what became of a decision: its state, which post sees to it, by when. Sealed.

    `reason` is a free word; it is erasable, as that of a settlement.
    """

    worded: ClassVar = {"follow_up_{pk}": "{reason}"}
    worded_before: ClassVar = {"follow_up_{pk}": "reason"}

    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="words")
    state = models.CharField(max_length=12, choices=[(state, state) for state in FollowUpState])
    day = models.DateField()
    owner = models.BigIntegerField(null=True, db_index=True)
    due = models.DateField(null=True)
    reason = models.TextField(blank=True)
    person = models.BigIntegerField()
    post = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["day", "pk"]
