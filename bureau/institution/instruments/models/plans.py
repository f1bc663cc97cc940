"""Strategic plans: versions of goals, objectives and enablers, each adopted by an instrument."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from bureau.institution.instruments.models.register import Instrument
from bureau.web.multilingual import MultilingualField

ELEMENTS = ("goal", "objective", "enabler")


class StrategicPlan(models.Model):
    """A plan of an organisation, whatever its version."""

    organisation = models.BigIntegerField(db_index=True)
    name = MultilingualField()


class PlanVersion(models.Model):
    """One version: a draft until an instrument adopts it, then never changed.

    Of those adopted, the one with the latest `valid_from` is in force, until the next or until its
    own `valid_until`.
    """

    plan = models.ForeignKey(StrategicPlan, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    instrument = models.ForeignKey(Instrument, models.PROTECT, null=True, related_name="+")
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "number"], name="plan_version_once"),
            models.CheckConstraint(
                condition=Q(instrument__isnull=True, valid_from__isnull=True)
                | Q(instrument__isnull=False, valid_from__isnull=False),
                name="plan_version_adopted_from_a_day",
            ),
        ]


class PlanElement(models.Model):
    """An element of a plan, which lasts from version to version; what it is called may change."""

    plan = models.ForeignKey(StrategicPlan, models.PROTECT, related_name="elements")


class PlanLine(models.Model):
    """An element as one version places and words it, `under` another line of that version."""

    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="lines")
    element = models.ForeignKey(PlanElement, models.PROTECT, related_name="lines")
    kind = models.CharField(max_length=12, choices=[(kind, kind) for kind in ELEMENTS])
    under = models.ForeignKey("self", models.CASCADE, null=True, related_name="parts")
    place = models.PositiveIntegerField(default=0)
    code = models.CharField(max_length=20, blank=True)
    name = MultilingualField()
    says = MultilingualField(null=True)

    class Meta:
        ordering: ClassVar = ["place", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "element"], name="element_once_a_version")
        ]
