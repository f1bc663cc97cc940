"""Initiatives of a department with their pillars and editions."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from bureau.core.work import EDITION, INITIATIVE, Span
from bureau.institution.organisation.models import Owned
from bureau.web.multilingual import MultilingualField


class Initiative(Owned):
    """Work that goes on for years; `valid_until` is the day after its last one."""

    keeps_history = True

    code = models.CharField(max_length=20)
    name = MultilingualField()
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=12, default=INITIATIVE.first)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "code"], name="initiative_code"),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")),
                name="initiative_span",
            ),
            models.CheckConstraint(
                condition=Q(state__in=INITIATIVE.states), name="initiative_state"
            ),
        ]

    @property
    def span(self) -> Span:
        return Span(self.valid_from, self.valid_until)


class Pillar(models.Model):
    """A part of an initiative that lasts: what it consists of."""

    keeps_history = True

    initiative = models.ForeignKey(Initiative, models.PROTECT, related_name="pillars")
    code = models.CharField(max_length=20)
    name = MultilingualField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["initiative", "code"], name="pillar_code")
        ]


class Edition(models.Model):
    """One year of an initiative: where and on which days it is held."""

    keeps_history = True

    initiative = models.ForeignKey(Initiative, models.PROTECT, related_name="editions")
    year = models.PositiveSmallIntegerField()
    place = models.CharField(max_length=120, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=12, default=EDITION.first)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["initiative", "year"], name="edition_year"),
            models.CheckConstraint(condition=Q(state__in=EDITION.states), name="edition_state"),
        ]
