"""Job descriptions: ordered choices of duties that last, with qualifications and competencies."""

from typing import ClassVar

from django.db import models

from bureau.institution.organisation.models.identities import Post, Wording
from bureau.institution.organisation.models.reference import Organisation


class Duty(models.Model):
    """A duty of its own, with a number that lasts; work serves it. Its text has versions."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")


class JobDescription(models.Model):
    """One version of a post's description; never changed once an action names it."""

    kinds_named = ("job_description", "description", "description_version")

    post = models.ForeignKey(Post, models.PROTECT, related_name="+")
    version = models.PositiveSmallIntegerField()
    title = models.ForeignKey(Wording, models.PROTECT, related_name="+")
    direction = models.ForeignKey(Wording, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["post", "version"], name="description_version_once")
        ]


class DescriptionDuty(models.Model):
    """A duty as one description words and places it; a sub-duty names the duty it stands under."""

    description = models.ForeignKey(JobDescription, models.PROTECT, related_name="duties")
    duty = models.ForeignKey(Duty, models.PROTECT, related_name="+")
    wording = models.ForeignKey(Wording, models.PROTECT, related_name="+")
    under = models.ForeignKey("self", models.PROTECT, null=True, related_name="parts")
    place = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar = ["place"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["description", "duty"], name="duty_once_a_description")
        ]


class DescriptionLine(models.Model):
    """A qualification or competency of one description, in its place."""

    SECTIONS = ("education", "experience", "languages", "competency")

    description = models.ForeignKey(JobDescription, models.PROTECT, related_name="lines")
    section = models.CharField(max_length=12, choices=[(name, name) for name in SECTIONS])
    wording = models.ForeignKey(Wording, models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar = ["place"]
