"""What a body amends: while it is put together, and as it was adopted; and what undoes an entry."""

from typing import ClassVar

from django.db import models

from bureau.core.changes.amendments import Amending
from bureau.institution.governance.models.drafts import Reorganisation
from bureau.institution.governance.models.frozen import EntryIntoForce, Submission
from bureau.institution.procedures.models import ProcedureAct


class DraftAmendment(models.Model):
    """One place of a set as somebody is about to record that a body amended it, on one step.

    `action` is the core's canonical text, empty where the action is left out.
    """

    committed_texts = ("action",)

    reorganisation = models.ForeignKey(
        Reorganisation, models.CASCADE, related_name="draft_amendments"
    )
    step = models.CharField(max_length=160)
    manner = models.CharField(max_length=10, choices=[(one, one) for one in Amending])
    place = models.PositiveIntegerField()
    action = models.TextField(blank=True)
    person = models.BigIntegerField()

    class Meta:
        ordering: ClassVar = ["place"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["reorganisation", "step", "place"], name="draft_amendment_place_once"
            )
        ]


class Amendment(models.Model):
    """What an act changed in a submission, under its own hash. Sealed.

    `difference` is the core's canonical text, `actions_hash` of the set as amended; `words` are
    those of what was changed and added. `answers` are findings that the body left on purpose.
    Where it does not apply, the set goes back to its author, who may accept it.
    """

    committed_texts = ("difference",)

    act = models.OneToOneField(ProcedureAct, models.PROTECT, primary_key=True, related_name="+")
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="amendments")
    difference = models.TextField()
    difference_hash = models.CharField(max_length=64)
    actions_hash = models.CharField(max_length=64)
    words = models.JSONField()
    words_hashes = models.JSONField()
    answers = models.JSONField()
    applies = models.BooleanField()

    class Meta:
        ordering: ClassVar = ["act"]


class Rescission(models.Model):
    """A reorganisation that is to undo an entry into force, from a day on."""

    reorganisation = models.OneToOneField(
        Reorganisation, models.PROTECT, primary_key=True, related_name="rescission"
    )
    entry = models.ForeignKey(EntryIntoForce, models.PROTECT, related_name="rescissions")
    from_day = models.DateField()
