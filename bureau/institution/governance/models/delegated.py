"""Delegations: each use that was made of a rule which leaves it to an office, and the ceilings of
such rules for a period."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from bureau.core.procedures.ceilings import Counts
from bureau.institution.instruments.models import Instrument
from bureau.institution.organisation.models import Organisation
from bureau.institution.organisation.models.reference import Dated
from bureau.institution.pools.models import Pool
from bureau.institution.procedures.models import ProcedureAct
from bureau.record.accounts.models import Person
from bureau.web.multilingual import MultilingualField


class OfCeiling(Dated):
    """Up to how much the rule of that key may be used from day to day.

    The cap is a share of `basis_minor`, in millionths; `basis` says what that amount is and where
    it stands, `instrument` what was voted there.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    rule = models.CharField(max_length=60)
    basis_minor = models.BigIntegerField()
    share_millionths = models.PositiveIntegerField()
    currency = models.CharField(max_length=3)
    counts = models.CharField(max_length=10, choices=[(one, one) for one in Counts])
    basis = MultilingualField()
    instrument = models.ForeignKey(Instrument, models.PROTECT, null=True, related_name="+")

    class Meta(Dated.Meta):
        abstract = True


class Ceiling(OfCeiling):
    """A ceiling that limits the uses made of the rule, with the pool that they are taken from."""

    pool = models.OneToOneField(Pool, models.PROTECT, null=True, related_name="+")

    class Meta(Dated.Meta):
        ordering: ClassVar = ["rule", "valid_from"]


class CeilingProposal(OfCeiling):
    """A ceiling, or with `moves` another amount of one, that limits nothing before another person
    than who proposed it confirms it. `against` is the amount then (null: not known, or none)."""

    moves = models.ForeignKey(Ceiling, models.PROTECT, null=True, related_name="+")
    against = models.JSONField(null=True)
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    settled_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    is_confirmed = models.BooleanField(default=False)

    class Meta(Dated.Meta):
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                name="ceiling_confirmed_by_another",
                condition=Q(is_confirmed=False)
                | (Q(settled_by__isnull=False) & ~Q(settled_by=F("proposed_by"))),
            ),
        ]


class DelegatedUse(models.Model):
    """One post, or block of like posts, changed by an act that put it in force under a rule that
    leaves it to an office. Sealed.

    `rule` is its key, `day` an ordinal: that of the action, or a later one for which the action
    makes nothing of what was decided. By these it counts against ceilings, of that day and of later
    ones, be they entered before or later. `post` is the number of the block where `kind` is of one.
    `amount_minor` is what a full year of it costs more, or less below zero; None where that is not
    known.
    """

    rule = models.CharField(max_length=60, db_index=True)
    act = models.ForeignKey(ProcedureAct, models.PROTECT, related_name="+")
    reorganisation = models.BigIntegerField(db_index=True)
    action = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    post = models.BigIntegerField()
    day = models.IntegerField()
    grade_before = models.CharField(max_length=20, blank=True)
    grade_after = models.CharField(max_length=20, blank=True)
    amount_minor = models.BigIntegerField(null=True)
    currency = models.CharField(max_length=3, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
