"""The fold of effects: one table a kind, rectangles of (valid, recorded) with the fields in them.

Rows are never deleted, and changed only once: `recorded_until`, from null.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from bureau.institution.organisation.models.identities import (
    Adoption,
    Block,
    Engagement,
    Incumbency,
    Post,
    Reporting,
    Succession,
    Unit,
    Wording,
)


class Version(models.Model):
    """Days are ordinals, recorded times record numbers; null where open.

    Every row written pays for each index and each constraint: nobody asks who has a wording, and
    what was recorded since a number is found by the effects of those numbers. Whether what is named
    is there, `verify references` asks.
    """

    uncommitted_because = "checked by `verify structure`"

    valid_from = models.IntegerField()
    valid_until = models.IntegerField(null=True)
    recorded_from = models.BigIntegerField()
    recorded_until = models.BigIntegerField(null=True)

    class Meta:
        abstract = True
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")),
                name="%(class)s_valid",
            ),
            models.CheckConstraint(
                condition=Q(recorded_until__isnull=True) | Q(recorded_until__gt=F("recorded_from")),
                name="%(class)s_recorded",
            ),
            models.UniqueConstraint(
                fields=["subject", "valid_from"],
                condition=Q(recorded_until__isnull=True),
                name="%(class)s_once",
            ),
        ]


class UnitVersion(Version):
    subject = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_constraint=False)
    parent = models.BigIntegerField(null=True)
    head = models.BigIntegerField(null=True)
    name = models.ForeignKey(
        Wording, models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    code = models.CharField(max_length=40)
    kind = models.CharField(max_length=20)
    order = models.IntegerField()


class PostVersion(Version):
    subject = models.ForeignKey(Post, models.PROTECT, related_name="+", db_constraint=False)
    unit = models.BigIntegerField()
    number = models.CharField(max_length=60)
    title = models.ForeignKey(
        Wording, models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    grade = models.CharField(max_length=60)
    duty_station = models.CharField(max_length=20)
    funding = models.CharField(max_length=60)
    category = models.CharField(max_length=40)
    fte = models.SmallIntegerField()
    contract = models.CharField(max_length=40)
    frozen = models.BooleanField()


class IncumbencyVersion(Version):
    subject = models.ForeignKey(Incumbency, models.PROTECT, related_name="+", db_constraint=False)
    post = models.BigIntegerField()
    person = models.BigIntegerField()
    share = models.SmallIntegerField()
    manner = models.CharField(max_length=10)


class ReportingVersion(Version):
    subject = models.ForeignKey(Reporting, models.PROTECT, related_name="+", db_constraint=False)
    post = models.BigIntegerField()
    superior = models.BigIntegerField()
    manner = models.CharField(max_length=10)


class AdoptionVersion(Version):
    subject = models.ForeignKey(Adoption, models.PROTECT, related_name="+", db_constraint=False)
    post = models.BigIntegerField()
    description = models.BigIntegerField()


class SuccessionVersion(Version):
    subject = models.ForeignKey(Succession, models.PROTECT, related_name="+", db_constraint=False)
    subject_kind = models.CharField(max_length=10)
    predecessor = models.BigIntegerField()
    successor = models.BigIntegerField()
    manner = models.CharField(max_length=10)


class BlockVersion(Version):
    subject = models.ForeignKey(Block, models.PROTECT, related_name="+", db_constraint=False)
    unit = models.BigIntegerField()
    superior = models.BigIntegerField(null=True)
    title = models.ForeignKey(
        Wording, models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    grade = models.CharField(max_length=60)
    fte = models.IntegerField()


class EngagementVersion(Version):
    subject = models.ForeignKey(Engagement, models.PROTECT, related_name="+", db_constraint=False)
    unit = models.BigIntegerField()
    person = models.BigIntegerField()
    manner = models.CharField(max_length=20)
    sender = models.CharField(max_length=120)
    supervisor = models.BigIntegerField(null=True)
