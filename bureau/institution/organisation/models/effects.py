"""What was decided, fact by fact. Append-only; every row leads to its instrument."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from bureau.core.structure.effects import Manner, Role
from bureau.institution.instruments.models import Instrument
from bureau.institution.organisation.models.reference import Organisation


class Effect(models.Model):
    """One decided fact: from `day` (ordinal), the subject has `fields`, all else as it was.

    What is left out here is under the hash of effects in the entry that carries their record.
    """

    batched_by = "record"
    uncommitted: ClassVar = ("kind", "subject", "day", "role", "fields", "manner")

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12)
    subject = models.BigIntegerField()
    day = models.IntegerField()
    role = models.CharField(max_length=10, choices=[(role, role) for role in Role])
    fields = models.JSONField(default=dict)
    record = models.BigIntegerField()
    place = models.PositiveIntegerField()
    manner = models.CharField(max_length=10, choices=[(name, name) for name in Manner])
    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="+")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["kind", "subject"], name="effect_subject"),
            models.Index(fields=["organisation", "day"], name="effect_day"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["record", "place"], name="effect_place_once"),
            models.CheckConstraint(condition=Q(record__gt=0), name="effect_is_recorded"),
        ]


class Replacement(models.Model):
    """An effect and an earlier one that it replaces; replaced stays replaced."""

    uncommitted_because = "checked by `verify structure`"

    effect = models.ForeignKey(Effect, models.PROTECT, related_name="replacements")
    replaced = models.ForeignKey(Effect, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["effect", "replaced"], name="replacement_once")
        ]
