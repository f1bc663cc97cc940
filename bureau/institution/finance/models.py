"""Budgets with their lines and what was voted on each, objects of expenditure, exchange rates."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from bureau.institution.instruments.models import Instrument
from bureau.institution.organisation.models import Organisation
from bureau.institution.organisation.models.reference import Dated
from bureau.web.multilingual import MultilingualField


class Budget(models.Model):
    """The budget of an organisation for one calendar year or two, in one currency.

    `vacancy` and `delayed_recruitment` are hundredths of the time for which posts are taken to be
    without a holder, as `core.costs.Factors` has them.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    name = MultilingualField()
    first_year = models.PositiveSmallIntegerField()
    last_year = models.PositiveSmallIntegerField()
    currency = models.CharField(max_length=3)
    instrument = models.ForeignKey(Instrument, models.PROTECT, null=True, related_name="+")
    vacancy = models.PositiveSmallIntegerField(default=0)
    delayed_recruitment = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["-first_year", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(last_year=F("first_year")) | Q(last_year=F("first_year") + 1),
                name="budget_of_one_year_or_two",
            ),
            models.CheckConstraint(
                condition=Q(vacancy__lte=100, delayed_recruitment__lte=100),
                name="budget_factors_in_hundredths",
            ),
        ]

    @property
    def years(self) -> tuple[int, ...]:
        return tuple(range(self.first_year, self.last_year + 1))


class ExpenditureObject(models.Model):
    """What money is spent on: posts, travel, contracts; `pays_posts` are those that posts cost."""

    keeps_history = True

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)
    name = MultilingualField()
    pays_posts = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "code"], name="expenditure_object_code_once"
            )
        ]


class BudgetLine(models.Model):
    """Money for a unit with all below it and an object; `funding` "" pays for posts of any."""

    budget = models.ForeignKey(Budget, models.PROTECT, related_name="lines")
    code = models.CharField(max_length=40)
    unit = models.ForeignKey("organisation.Unit", models.PROTECT, related_name="+")
    object = models.ForeignKey(ExpenditureObject, models.PROTECT, related_name="+")
    funding = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering: ClassVar = ["code", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["budget", "code"], name="budget_line_code_once")
        ]


class Voted(models.Model):
    """What is voted on a line for a year, in minor units; a later row takes the place of it.

    `instrument` is the decision that voted it, None for what was kept without one.
    """

    line = models.ForeignKey(BudgetLine, models.PROTECT, related_name="voted")
    year = models.PositiveSmallIntegerField()
    amount_minor = models.BigIntegerField()
    instrument = models.ForeignKey(Instrument, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(amount_minor__gte=0), name="voted_not_below_zero")
        ]
        indexes: ClassVar = [models.Index(fields=["line", "year"], name="voted_of_line")]


class ExchangeRate(Dated):
    """What one unit of `source` is in `into`, in millionths."""

    keeps_history = True

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    source = models.CharField(max_length=3)
    into = models.CharField(max_length=3)
    millionths = models.BigIntegerField()

    class Meta(Dated.Meta):
        constraints: ClassVar = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(millionths__gt=0) & ~Q(source=F("into")),
                name="exchange_rate_between_two",
            ),
        ]
