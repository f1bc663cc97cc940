"""What is to be done once a decision is in force: each an assignment with an owner and a day."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from bureau.core.changes.following_up import What
from bureau.institution.governance.models.drafts import Reorganisation
from bureau.institution.governance.models.frozen import EntryIntoForce


class Assignment(models.Model):
    """One thing to do, by whoever holds the post that owns it, by a day.

    Of what a rule proposed, `entry` and the subject say what it follows from; an officer's own
    has words instead. It is open until it is done, or dropped for a reason.
    """

    worded: ClassVar = {"words_{pk}": "{words}", "settled_{pk}": "{reason}"}
    worded_before: ClassVar = {"settled_{pk}": "reason_{pk}"}

    class State(models.TextChoices):
        OPEN = "open"
        DONE = "done"
        DROPPED = "dropped"

    reorganisation = models.ForeignKey(Reorganisation, models.PROTECT, related_name="assignments")
    entry = models.ForeignKey(EntryIntoForce, models.PROTECT, null=True, related_name="+")
    what = models.CharField(max_length=20, choices=[(one, one) for one in What])
    subject_kind = models.CharField(max_length=12, blank=True)
    subject = models.BigIntegerField(null=True)
    words = models.TextField(blank=True)
    owner = models.BigIntegerField(null=True, db_index=True)
    due = models.DateField(null=True)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    person = models.BigIntegerField()
    post = models.BigIntegerField()
    at = models.DateTimeField()
    settled_by = models.BigIntegerField(null=True)
    settled_post = models.BigIntegerField(null=True)
    settled_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["due", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["entry", "what", "subject_kind", "subject"],
                name="assignment_once_an_entry",
            ),
            models.CheckConstraint(
                condition=~Q(state="open") | Q(owner__isnull=False, due__isnull=False),
                name="assignment_open_has_owner_and_day",
            ),
            models.CheckConstraint(
                condition=~Q(state="dropped") | ~Q(reason=""),
                name="assignment_dropped_for_a_reason",
            ),
        ]
