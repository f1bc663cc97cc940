"""Templates of units: what a unit of a sort is made of, kept under a name to be made again."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from bureau.institution.organisation.models.descriptions import JobDescription
from bureau.institution.organisation.models.identities import Wording
from bureau.institution.organisation.models.reference import Organisation
from bureau.web.multilingual import MultilingualField


class UnitTemplate(models.Model):
    """A named template of a unit, with units below it or none; `source` is the unit that it was
    made from, as it stood on `source_day`."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    name = MultilingualField()
    unit_kind = models.CharField(max_length=20)
    source = models.BigIntegerField(null=True)
    source_day = models.DateField(null=True)
    retired = models.BooleanField(default=False)


class TemplateUnit(models.Model):
    """A unit below that of the template, in its place from 1; `under` is the place of the one above
    it (null: the unit itself). Its code follows that of the unit when one is made."""

    template = models.ForeignKey(UnitTemplate, models.PROTECT, related_name="units")
    place = models.PositiveSmallIntegerField()
    name = models.ForeignKey(Wording, models.PROTECT, related_name="+")
    code = models.CharField(max_length=20)
    kind = models.CharField(max_length=20)
    under = models.PositiveSmallIntegerField(null=True)

    class Meta:
        ordering: ClassVar = ["place"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["template", "place"], name="template_unit_once"),
            models.CheckConstraint(
                condition=Q(under__isnull=True) | Q(under__lt=F("place")),
                name="template_unit_under_an_earlier_one",
            ),
        ]


class TemplatePost(models.Model):
    """A post of a template, `count` times alike, in its place from 1; `unit` is the place of the
    unit below that it is in (null: in the unit itself).

    `superior` is the place of the post it reports to (null: whoever heads the unit); a description
    is a skeleton: what it says is written anew for each post that is made.
    """

    template = models.ForeignKey(UnitTemplate, models.PROTECT, related_name="posts")
    place = models.PositiveSmallIntegerField()
    unit = models.PositiveSmallIntegerField(null=True)
    title = models.ForeignKey(Wording, models.PROTECT, related_name="+")
    grade = models.CharField(max_length=20)
    duty_station = models.CharField(max_length=20, blank=True)
    funding = models.CharField(max_length=60, blank=True)
    category = models.CharField(max_length=40, blank=True)
    contract = models.CharField(max_length=40, blank=True)
    fte = models.PositiveSmallIntegerField(default=100)
    count = models.PositiveSmallIntegerField(default=1)
    is_head = models.BooleanField(default=False)
    superior = models.PositiveSmallIntegerField(null=True)
    description = models.ForeignKey(JobDescription, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["place"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["template", "place"], name="template_place_once"),
            models.UniqueConstraint(
                fields=["template"],
                condition=Q(is_head=True, unit__isnull=True),
                name="template_head_once",
            ),
            models.UniqueConstraint(
                fields=["template", "unit"],
                condition=Q(is_head=True, unit__isnull=False),
                name="template_unit_head_once",
            ),
            models.CheckConstraint(
                condition=Q(is_head=False) | Q(count=1), name="template_head_is_one"
            ),
        ]
