"""Corrections of the record: proposed by one person, confirmed by another."""

from typing import ClassVar

from django.db import models

from bureau.core.structure.effects import Manner, Role
from bureau.institution.instruments.models import Instrument
from bureau.institution.organisation.models import Effect, Organisation
from bureau.web.multilingual import MultilingualField

MANNERS = (Manner.CORRECTION, Manner.RESCISSION)


class Correction(models.Model):
    """What should be on record in place of `effect`, whole; for a rescission, nothing.

    `document` is the title of what shows what was decided. Sealed.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    effect = models.ForeignKey(Effect, models.PROTECT, related_name="+")
    manner = models.CharField(max_length=10, choices=[(one, one) for one in MANNERS])
    role = models.CharField(max_length=10, choices=[(role, role) for role in Role])
    day = models.IntegerField()
    fields = models.JSONField(default=dict)
    document = MultilingualField()
    person = models.BigIntegerField()
    post = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]

    @property
    def is_open(self) -> bool:
        """Neither on record nor withdrawn."""
        return not (hasattr(self, "confirmation") or hasattr(self, "withdrawal"))


class CorrectionReason(models.Model):
    """Why, in free words; erasable, while the correction stands."""

    worded: ClassVar = {"correction_{pk}": "{said}"}
    worded_before: ClassVar = {"correction_{pk}": "reason_{pk}"}

    correction = models.OneToOneField(
        Correction, models.PROTECT, primary_key=True, related_name="reason"
    )
    said = models.TextField()


class Confirmation(models.Model):
    """The second person's word: from here the correction is on record. Sealed."""

    correction = models.OneToOneField(Correction, models.PROTECT, related_name="confirmation")
    person = models.BigIntegerField()
    post = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    instrument = models.OneToOneField(Instrument, models.PROTECT, related_name="+")
    effects_hash = models.CharField(max_length=64)
    record = models.BigIntegerField(unique=True)


class Withdrawal(models.Model):
    """The proposer's word that the correction is not to be confirmed any more. Sealed."""

    correction = models.OneToOneField(Correction, models.PROTECT, related_name="withdrawal")
    person = models.BigIntegerField()
    post = models.BigIntegerField(null=True)
    at = models.DateTimeField()


class WithdrawalReason(models.Model):
    """Why, in free words; erasable, while the withdrawal stands."""

    worded: ClassVar = {"withdrawal_{pk}": "{said}"}

    withdrawal = models.OneToOneField(
        Withdrawal, models.PROTECT, primary_key=True, related_name="reason"
    )
    said = models.TextField()
