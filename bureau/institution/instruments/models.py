"""What decides: instruments with their provisions, and the bodies and meetings they come from."""

from typing import ClassVar

from django.db import models

from bureau.web.multilingual import MultilingualField

KINDS = (
    *("convention", "resolution", "decision", "paper", "approval", "personnel_action"),
    *("correction", "opening_record", "practice"),
)


class Body(models.Model):
    """A body that acts by decision of several: a council, a coordinating committee.

    From `valid_until` on it decides nothing any more (null: no end is known).
    """

    organisation = models.BigIntegerField(db_index=True)
    code = models.CharField(max_length=40)
    name = MultilingualField()
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "code"], name="body_code_once")
        ]


class Meeting(models.Model):
    """One meeting or session of a body, by name and days."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="meetings")
    name = MultilingualField()
    valid_from = models.DateField()
    valid_until = models.DateField()


class Instrument(models.Model):
    """What makes something so: a convention, a decision, an approval, a correction, an opening."""

    organisation = models.BigIntegerField(db_index=True)
    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in KINDS])
    body = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+")
    number = models.CharField(max_length=60, blank=True)
    title = MultilingualField()
    day = models.DateField(null=True)
    note = MultilingualField(null=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["organisation", "kind"])]


class Provision(models.Model):
    """One part of an instrument that can be cited by itself, told in our own words."""

    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="provisions")
    label = models.CharField(max_length=60)
    gist = MultilingualField()
    is_mandate = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["instrument", "label"], name="provision_label_once")
        ]
