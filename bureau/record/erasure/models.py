"""Requests to erase a person, settled by another, and legal holds, which win over them."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from bureau.record.accounts.models import Person


class ErasureRequest(models.Model):
    """One request; `is_confirmed` once it is settled by another person and carried out."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    requested_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    requested_at = models.DateTimeField()
    settled_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)
    is_confirmed = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(settled_by__isnull=True),
                name="erasure_open_once",
            ),
            models.CheckConstraint(
                condition=Q(is_confirmed=False) | ~Q(settled_by=F("requested_by")),
                name="erasure_by_two_persons",
            ),
        ]


class LegalHold(models.Model):
    """While it stands nothing of the person is erased; `ground` says where it was ordered.

    One person asks to lift it, another lifts it; of holds lifted before, nobody asked.
    """

    worded: ClassVar = {"ground_{pk}": "{ground}"}

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    ground = models.CharField(max_length=200)
    placed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    placed_at = models.DateTimeField()
    lifted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    lifted_at = models.DateTimeField(null=True)
    lift_asked_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    lift_asked_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(lifted_by__isnull=True), name="legal_hold_once"
            ),
            models.CheckConstraint(
                condition=Q(lifted_by__isnull=True)
                | Q(lift_asked_by__isnull=True)
                | ~Q(lifted_by=F("lift_asked_by")),
                name="legal_hold_lifted_by_two_persons",
            ),
        ]
