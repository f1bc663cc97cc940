"""What was put forward and what came of it. Every row here is sealed."""

from typing import ClassVar

from django.db import models

from bureau.institution.governance.models.drafts import Reorganisation
from bureau.institution.instruments.models import Instrument
from bureau.institution.organisation.models import Organisation
from bureau.institution.procedures.models import ProcedureAct, Round


class Submission(models.Model):
    """A reorganisation as it was put forward: actions and words, each under its own hash.

    `actions` is the core's canonical text; `words` has a part "case" (title, purpose, background)
    and one for each action that words something, in their original languages, and what is claimed
    as a part "claims"; `answers` are the findings left on purpose; `claims` the same claims with
    their verdicts as they were then.
    """

    kinds_named = ("submission", "people_list")
    committed_texts = ("actions",)

    reorganisation = models.ForeignKey(Reorganisation, models.PROTECT, related_name="submissions")
    version = models.PositiveSmallIntegerField()
    round = models.OneToOneField(Round, models.PROTECT, related_name="+")
    actions = models.TextField()
    actions_hash = models.CharField(max_length=64)
    words = models.JSONField()
    words_hashes = models.JSONField()
    answers = models.JSONField()
    claims = models.JSONField(null=True)
    person = models.BigIntegerField()
    post = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["version"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["reorganisation", "version"], name="submission_version_once"
            )
        ]


class EntryIntoForce(models.Model):
    """Actions of a submission in force: gated by `act`, under `instrument`, at `record`.

    `actions_hash` is of the whole submission, equal to what the act cites, and `amended_hash` of it
    as amended, empty where it was not; `effects_hash` of what was written. `valid_from` is the
    first day on which anything changes; `not_before` gives the actions, by place, that could not
    take effect before a day, because a condition was met on it.
    """

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="entries")
    act = models.OneToOneField(ProcedureAct, models.PROTECT, related_name="+")
    actions = models.JSONField()
    actions_hash = models.CharField(max_length=64)
    amended_hash = models.CharField(max_length=64, blank=True)
    effects_hash = models.CharField(max_length=64)
    record = models.BigIntegerField(unique=True)
    not_before = models.JSONField(default=dict)
    valid_from = models.DateField()
    instrument = models.OneToOneField(Instrument, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["record"]


class PersonnelAction(models.Model):
    """An appointment, an engagement, or the end of one, done under a rule that needs no body.

    `subject` is the incumbency or engagement; the action says which it is.
    """

    committed_texts = ("action",)

    instrument = models.OneToOneField(
        Instrument, models.PROTECT, primary_key=True, related_name="+"
    )
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    subject = models.BigIntegerField(db_index=True)
    action = models.TextField()
    act = models.OneToOneField(ProcedureAct, models.PROTECT, related_name="+")
    effects_hash = models.CharField(max_length=64)
    record = models.BigIntegerField(unique=True)
