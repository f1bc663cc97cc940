"""Several ways to do one case: kept side by side, one of them worked on; and what was put aside."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from bureau.institution.governance.models.drafts import Reorganisation
from bureau.institution.governance.models.frozen import Submission
from bureau.web.multilingual import MultilingualField


class Scenario(models.Model):
    """One way to do a case. Of the current one the actions are those of the draft.

    `actions` is the core's canonical text, as the set was when it was put aside. `reason` says why
    it is proposed, or why not. `given_up` is the instant at which it was taken out; the row stays.
    """

    committed_texts = ("actions",)

    reorganisation = models.ForeignKey(Reorganisation, models.CASCADE, related_name="scenarios")
    number = models.PositiveIntegerField()
    name = MultilingualField()
    purpose = MultilingualField(null=True)
    reason = MultilingualField(null=True)
    actions = models.TextField(default="[]")
    is_current = models.BooleanField(default=False)
    given_up = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["reorganisation", "number"], name="scenario_number_once"
            ),
            models.UniqueConstraint(
                fields=["reorganisation"],
                condition=Q(is_current=True),
                name="one_scenario_is_worked_on",
            ),
            models.CheckConstraint(
                condition=Q(is_current=False) | Q(given_up__isnull=True),
                name="what_is_worked_on_is_not_given_up",
            ),
        ]


class Alternative(models.Model):
    """A scenario as it was considered and not proposed, frozen with a submission. Sealed.

    Its name, purpose, reason and `actions_hash` are a part of the submission's words, which are
    originals: translations are of the scenario. `languages` gives the language of each that is not
    in that of the title of the case.
    """

    committed_texts = ("purpose", "reason", "actions")

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="alternatives")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=120)
    purpose = models.TextField(blank=True)
    reason = models.TextField()
    languages = models.JSONField(null=True)
    actions = models.TextField()
    actions_hash = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["submission", "number"], name="alternative_number_once")
        ]
