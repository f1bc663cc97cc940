"""Caps, what is held of each, and every move of a hold."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from bureau.core.pools import HoldState

STATES = [(state, state) for state in HoldState]


class Pool(models.Model):
    """A cap on something: `taken` of it is held. `what` says by reference what it is a cap on."""

    organisation = models.BigIntegerField(db_index=True)
    what = models.CharField(max_length=60, unique=True)
    unit = models.CharField(max_length=10)
    cap = models.BigIntegerField()
    taken = models.BigIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(taken__lte=F("cap")), name="pool_within_cap")
        ]


class Hold(models.Model):
    """What one thing holds of a pool; `on` is that thing, by reference."""

    pool = models.ForeignKey(Pool, models.PROTECT, related_name="holds")
    on = models.CharField(max_length=60)
    amount = models.BigIntegerField()
    state = models.CharField(max_length=10, choices=STATES)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["pool", "on"], name="hold_once")]


class PoolEntry(models.Model):
    """One move of a hold, or of the cap where there is none. Sealed."""

    pool = models.ForeignKey(Pool, models.PROTECT, related_name="entries")
    hold = models.ForeignKey(Hold, models.PROTECT, null=True, related_name="entries")
    state = models.CharField(max_length=10, choices=STATES, blank=True)
    cap = models.BigIntegerField()
    taken = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]
