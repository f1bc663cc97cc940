"""What waits for whom, the mail that says so, how each wants to be told, and their calendars."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from bureau.core.telling import Manner
from bureau.record.accounts.models import Person


class Notice(models.Model):
    """One thing waits for one person, on one occasion (`key`); closed when it waits no longer.

    `code` and `facts` are a `Reason`: its sentence is made when it is read. Facts are ids, codes
    and days. The day it is due keeps its zone and the hour at which it closes ("": its end). News
    ask for nothing: they are told for a while, and do not wait.
    `letter` is the mail of a day or week that it is gathered into.
    """

    uncommitted_because = "derived: written by a follower of the journal"

    kind = models.CharField(max_length=40)
    number = models.BigIntegerField()
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    key = models.CharField(max_length=80)
    code = models.CharField(max_length=80)
    facts = models.JSONField(default=dict)
    address = models.CharField(max_length=300, blank=True)
    is_news = models.BooleanField(default=False)
    due = models.DateField(null=True)
    zone = models.CharField(max_length=60, blank=True)
    closes = models.CharField(max_length=5, blank=True)
    letter = models.ForeignKey(
        "OutboxMail", models.SET_NULL, null=True, blank=True, related_name="gathered"
    )
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
    One without a notice is the letter of a day or week: what is gathered into it points here.
    """

    uncommitted_because = "an outbox: what is on its way, and how it went"
    kinds_named = ("outbox_mail", "mail")

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    notice = models.ForeignKey(Notice, models.PROTECT, null=True, blank=True, related_name="+")
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


class TellingChoice(models.Model):
    """How a person wants to be told; who has none is told at once.

    `hour` and `weekday` (Monday is 0) are of `zone`.
    """

    person = models.OneToOneField(Person, models.PROTECT, primary_key=True, related_name="+")
    manner = models.CharField(max_length=10, choices=[(one, one) for one in Manner])
    hour = models.PositiveSmallIntegerField(default=8)
    weekday = models.PositiveSmallIntegerField(default=0)
    zone = models.CharField(max_length=60, default="UTC")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(hour__lt=24) & Q(weekday__lt=7), name="telling_hour_and_weekday"
            )
        ]


class CalendarFeed(models.Model):
    """A private address that gives one person's days to a calendar program, until a day.

    The secret in it is kept nowhere: `digest` is its SHA-256. Whoever has the address reads what
    the person may see at that moment, and can do nothing else.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    valid_until = models.DateField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-pk"]
