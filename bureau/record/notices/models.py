"""What waits for whom, and the mail that says so: rows derived from the wiring, made once each."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from bureau.record.accounts.models import Person


class Notice(models.Model):
    """One thing waits for one person, on one occasion (`key`); closed when it waits no longer.

    `code` and `facts` are a `Reason`: its sentence is made when it is read. Facts are ids, codes
    and days.
    """

    kind = models.CharField(max_length=40)
    number = models.BigIntegerField()
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    key = models.CharField(max_length=80)
    code = models.CharField(max_length=80)
    facts = models.JSONField(default=dict)
    address = models.CharField(max_length=300, blank=True)
    due = models.DateField(null=True)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "number", "person", "key"], name="notice_once_an_occasion"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["kind"], condition=Q(until__isnull=True), name="notice_open")
        ]


class MailState(models.TextChoices):
    """Where a mail stands.

    A crash between claim and mark leaves it uncertain, and a person settles that. Kept: written,
    but nothing leaves this installation. Dropped: no longer true when it was to be sent.
    """

    QUEUED = "queued"
    CLAIMED = "claimed"
    SENT = "sent"
    UNCERTAIN = "uncertain"
    FAILED = "failed"
    KEPT = "kept"
    DROPPED = "dropped"
    LEFT = "left"


class OutboxMail(models.Model):
    """One mail to one person; `key` says what it is about, so that it is never sent twice.

    Address, subject and body are written when it is claimed. `claim` is the mark of the attempt
    that may say how it went. `identity` names the mail to mail servers, the same at each attempt.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    notice = models.ForeignKey(Notice, models.PROTECT, related_name="+")
    key = models.CharField(max_length=120, unique=True)
    identity = models.UUIDField(default=uuid.uuid4)
    state = models.CharField(max_length=10, choices=MailState, default=MailState.QUEUED)
    address = models.CharField(max_length=254, blank=True)
    subject = models.CharField(max_length=200, blank=True)
    body = models.TextField(blank=True)
    queued_at = models.DateTimeField()
    not_before = models.DateTimeField()
    claim = models.CharField(max_length=32, blank=True)
    claimed_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    failure = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=MailState.values), name="mail_state_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(state=MailState.CLAIMED) | Q(claimed_at__isnull=False),
                name="mail_claimed_has_its_instant",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["state", "not_before"], name="mail_next")]
