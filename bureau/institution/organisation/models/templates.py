"""Templates of units: what a unit of a sort is made of, kept under a name to be made again."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from bureau.institution.organisation.models.descriptions import JobDescription
from bureau.institution.organisation.models.identities import Wording
from bureau.institution.organisation.models.reference import Organisation
from bureau.web.multilingual import MultilingualField


class UnitTemplate(models.Model):
    """A named template; `source` is the unit that it was made from, as it stood on `source_day`."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    name = MultilingualField()
    unit_kind = models.CharField(max_length=20)
    source = models.BigIntegerField(null=True)
    source_day = models.DateField(null=True)
    retired = models.BooleanField(default=False)


class TemplatePost(models.Model):
    """A post of a template, `count` times alike, in its place from 1.

    `superior` is the place of the post it reports to (null: whoever heads the unit); a description
    is a skeleton: what it says is written anew for each post that is made.
    """

    template = models.ForeignKey(UnitTemplate, models.PROTECT, related_name="posts")
    place = models.PositiveSmallIntegerField()
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
                fields=["template"], condition=Q(is_head=True), name="template_head_once"
            ),
            models.CheckConstraint(
                condition=Q(is_head=False) | Q(count=1), name="template_head_is_one"
            ),
        ]
