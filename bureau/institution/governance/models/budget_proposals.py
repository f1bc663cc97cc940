"""Amounts proposed for the lines of a budget, from draft to the decision that votes them."""

from typing import ClassVar

from django.db import models

from bureau.institution.finance.models import Budget, ExpenditureObject
from bureau.institution.instruments.models import Instrument
from bureau.institution.organisation.models import Organisation
from bureau.institution.procedures.models import ProcedureAct, Round
from bureau.web.multilingual import MultilingualField


class BudgetProposal(models.Model):
    """What is proposed for one budget; `authors` are all who had a hand in it.

    `submitted` is set the first time that it is put forward; a draft may be `discarded` instead.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    budget = models.ForeignKey(Budget, models.PROTECT, related_name="+")
    title = MultilingualField()
    person = models.BigIntegerField()
    post = models.BigIntegerField(null=True)
    authors = models.JSONField()
    begun = models.DateTimeField()
    submitted = models.BooleanField(default=False)
    discarded = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-pk"]


class ProposedLine(models.Model):
    """A line as it would be voted: amounts by year in minor units.

    `before` is what was voted on it when it was written, None where the line would be new. `place`
    is its number among the actions of the case.
    """

    proposal = models.ForeignKey(BudgetProposal, models.PROTECT, related_name="lines")
    place = models.PositiveIntegerField()
    code = models.CharField(max_length=40)
    unit = models.ForeignKey("organisation.Unit", models.PROTECT, related_name="+")
    object = models.ForeignKey(ExpenditureObject, models.PROTECT, related_name="+")
    funding = models.CharField(max_length=60, blank=True)
    voted = models.JSONField()
    before = models.JSONField(null=True)

    class Meta:
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["proposal", "code"], name="proposed_line_code_once"),
            models.UniqueConstraint(fields=["proposal", "place"], name="proposed_line_place_once"),
        ]


class BudgetSubmission(models.Model):
    """The lines of a proposal as one round froze them; its hash is that of the round. Sealed."""

    proposal = models.ForeignKey(BudgetProposal, models.PROTECT, related_name="submissions")
    round = models.OneToOneField(Round, models.PROTECT, related_name="+")
    lines = models.JSONField()
    person = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]


class BudgetEntry(models.Model):
    """Lines of a submission that an act voted, by place, under its instrument. Sealed."""

    submission = models.ForeignKey(BudgetSubmission, models.PROTECT, related_name="entries")
    act = models.OneToOneField(ProcedureAct, models.PROTECT, related_name="+")
    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="+")
    places = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]
