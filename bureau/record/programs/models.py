"""What lets programs in and what tells them: api tokens, webhooks and each delivery of one."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from bureau.core.scopes import Scope
from bureau.record.accounts.models import Person


class ApiToken(models.Model):
    """A person's word that a program may act for them, in some things, until a day.

    The secret is kept nowhere: `digest` is its SHA-256, `hint` its first letters. `post` is the
    one acted in where the person holds several.
    """

    uncommitted = ("name", "hint", "used_at")
    kinds_named = ("api_token", "token")

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    post = models.BigIntegerField(null=True)
    name = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    hint = models.CharField(max_length=16)
    scopes = models.JSONField(default=list)
    made_at = models.DateTimeField()
    valid_until = models.DateField()
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-pk"]

    def has(self, scope: Scope) -> bool:
        return scope in self.scopes


class Webhook(models.Model):
    """An address that is told what happens to what its person may see, from `since` on.

    `kinds` narrows to things of these kinds; empty is all. The secret follows from `nonce` and
    the installation's own key, and is kept nowhere. `token` is the token by which a program made
    it: it is told no more than that token may read, and is over with it.
    """

    uncommitted = ("name",)

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    address = models.CharField(max_length=500)
    kinds = models.JSONField(default=list)
    nonce = models.CharField(max_length=32)
    since = models.BigIntegerField()
    token = models.ForeignKey(ApiToken, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-pk"]


class DeliveryState(models.TextChoices):
    """Where a delivery stands. Dropped: nothing in it that the person may see, or the end of it."""

    QUEUED = "queued"
    CLAIMED = "claimed"
    SENT = "sent"
    FAILED = "failed"
    DROPPED = "dropped"


NOT_HEARD = "answer"
"""Why a delivery failed: the address answered, but not that it heard."""
STAYS_INSIDE, ENDED = "demonstration_stays_inside", "webhook_ended"
SHUT_OUT, TOKEN_ENDED = "account_closed", "token_ended"
"""Why a delivery was dropped: nothing leaves a demonstration; the webhook was ended; the account of
its person is closed; the token that made it holds no more."""


class Delivery(models.Model):
    """One entry of the journal on its way to one webhook; sent again under the same number.

    `answer` is the status that came back, `failure` the code of why it was not heard or not sent
    (those of `FetchFailed` and these), never what was said; empty where there was nothing to tell.
    """

    uncommitted_because = "an outbox: what is on its way, and how it went"

    webhook = models.ForeignKey(Webhook, models.PROTECT, related_name="deliveries")
    entry = models.BigIntegerField()
    state = models.CharField(max_length=10, choices=DeliveryState, default=DeliveryState.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField()
    claim = models.CharField(max_length=32, blank=True)
    claimed_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    answer = models.PositiveSmallIntegerField(null=True)
    failure = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering: ClassVar = ["entry"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["webhook", "entry"], name="delivery_once_an_entry"),
            models.CheckConstraint(
                condition=Q(state__in=DeliveryState.values), name="delivery_state_is_known"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["state", "not_before"], name="delivery_next")]
