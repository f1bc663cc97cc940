"""Dated rules of procedure and drafts of them, the cases put through them, the acts on each."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from bureau.core.procedures.kinds import ActKind, Capacity
from bureau.institution.instruments.models import Body, Instrument, Meeting, Provision
from bureau.institution.organisation.models import Organisation
from bureau.institution.organisation.models.reference import Dated
from bureau.web.multilingual import MultilingualField


class Rule(Dated):
    """One version of a rule of one organisation; what it demands is in `definition`.

    `subject` is the kind of thing it is about, `name` what people call it, `key` what is the same
    from version to version. The source is a provision, an instrument, or (with `is_practice`) the
    paper that states a practice; `note` says how the rule follows from it.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    key = models.CharField(max_length=60)
    name = MultilingualField(null=True)
    version = models.PositiveSmallIntegerField()
    subject = models.CharField(max_length=40)
    definition = models.JSONField()
    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="+")
    provision = models.ForeignKey(Provision, models.PROTECT, null=True, related_name="+")
    is_practice = models.BooleanField(default=False)
    note = MultilingualField(null=True)

    class Meta(Dated.Meta):
        constraints: ClassVar = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "key", "version"], name="rule_version_once"
            ),
        ]


class RuleDraft(models.Model):
    """A set of rules before it takes effect on `valid_from`; `authors` all who had a hand in it.

    `reason` says why the rules should change. It ends in force or withdrawn, settled by
    `settled_by`; in force it keeps the hash of what was `tried` and seen.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    title = MultilingualField()
    reason = MultilingualField(null=True)
    valid_from = models.DateField()
    person = models.BigIntegerField()
    post = models.BigIntegerField(null=True)
    authors = models.JSONField()
    begun = models.DateTimeField()
    outcome = models.CharField(
        max_length=10, blank=True, choices=[(one, one) for one in ("in_force", "withdrawn")]
    )
    settled_by = models.BigIntegerField(null=True)
    settled = models.DateTimeField(null=True)
    tried = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering: ClassVar = ["-pk"]


class RuleDraftLine(models.Model):
    """One rule that a draft puts in force, its next version, or (without `definition`) its end."""

    draft = models.ForeignKey(RuleDraft, models.PROTECT, related_name="lines")
    key = models.CharField(max_length=60)
    subject = models.CharField(max_length=40)
    name = MultilingualField(null=True)
    definition = models.JSONField(null=True)
    instrument = models.ForeignKey(Instrument, models.PROTECT, null=True, related_name="+")
    provision = models.ForeignKey(Provision, models.PROTECT, null=True, related_name="+")
    is_practice = models.BooleanField(default=False)
    note = MultilingualField(null=True)

    class Meta:
        ordering: ClassVar = ["subject", "key"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["draft", "key"], name="rule_draft_line_once"),
            models.CheckConstraint(
                condition=Q(definition__isnull=True) | Q(instrument__isnull=False),
                name="rule_draft_line_rests_on_something",
            ),
        ]

    @property
    def is_end(self) -> bool:
        return self.definition is None


class RuleTrial(models.Model):
    """A draft as it was tried: the hash of what was tried, of what came of it, and the counts.

    Sealed.
    """

    draft = models.ForeignKey(RuleDraft, models.PROTECT, related_name="trials")
    drafted = models.CharField(max_length=64)
    found = models.CharField(max_length=64)
    cases = models.PositiveIntegerField()
    other = models.PositiveIntegerField()
    simulated = models.PositiveIntegerField()
    simulated_other = models.PositiveIntegerField()
    gaps = models.PositiveIntegerField()
    overlaps = models.PositiveIntegerField()
    person = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-pk"]


class Round(models.Model):
    """One time that a case was put forward, with all it froze; sealed but for `ended`.

    `actions` is what rules look at in each action, `hashes` what every act on it cites: of the
    actions, and of the words by part. `carried` is what stands from the rounds before.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    subject = models.BigIntegerField()
    number = models.PositiveSmallIntegerField()
    submitted = models.DateField()
    actions = models.JSONField()
    hashes = models.JSONField()
    authors = models.JSONField()
    carried = models.JSONField()
    ended = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "subject", "number"], name="round_once")
        ]
        indexes: ClassVar = [models.Index(fields=["ended"], name="round_ended")]


class Outcome(models.TextChoices):
    """How a round ended. Done: every step is closed, and none of them decided anything."""

    SETTLED = "settled"
    DONE = "done"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"
    SUPERSEDED = "superseded"


class RoundEnd(models.Model):
    """How a round ended, written once: what is over need not be read whole to know that. Sealed."""

    round = models.OneToOneField(Round, models.PROTECT, primary_key=True, related_name="end")
    outcome = models.CharField(max_length=10, choices=Outcome)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["outcome"], name="round_end_outcome")]


class RoundPost(models.Model):
    """A post that a step named when its round ended: its holder still sees the case. Sealed."""

    end = models.ForeignKey(RoundEnd, models.PROTECT, related_name="posts")
    post = models.BigIntegerField(db_index=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["end", "post"], name="round_post_once")
        ]


class ProcedureAct(models.Model):
    """One act, in one named post, on what its round froze. Sealed.

    `person` acts in `post` as `capacity`, for `on_behalf` where that is another post; nobody where
    it is the clock. `parts` are the actions it is on; `closing` is the step as it was closed, empty
    where it stays open. `conditions` are set by it, `amended` is what it changed in the set, as
    rules read it, with the steps closed along. `decided` is how the body decided by its own rule.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="acts")
    place = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in ActKind])
    step = models.CharField(max_length=160, blank=True)
    parts = models.JSONField()
    closing = models.JSONField(null=True)
    answer = models.BooleanField(null=True)
    until = models.DateField(null=True)
    hashes = models.JSONField()
    body = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+")
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, related_name="+")
    agenda_item = models.CharField(max_length=60, blank=True)
    document = models.CharField(max_length=120, blank=True)
    conditions = models.JSONField(default=list)
    amended = models.JSONField(null=True)
    decided = models.JSONField(null=True)
    day = models.DateField()
    rule = models.ForeignKey(Rule, models.PROTECT, null=True, related_name="+")
    person = models.BigIntegerField()
    post = models.BigIntegerField(null=True)
    capacity = models.CharField(
        max_length=10, blank=True, choices=[(capacity, capacity) for capacity in Capacity]
    )
    on_behalf = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "place"], name="procedure_act_place_once")
        ]
        ordering: ClassVar = ["round", "place"]


class ProcedureNote(models.Model):
    """What the person said of an act, in free words; erasable, while the act stands."""

    worded: ClassVar = {"note_{pk}": "{said}"}

    act = models.OneToOneField(ProcedureAct, models.PROTECT, primary_key=True, related_name="note")
    said = models.TextField()


class Dissent(models.Model):
    """What a member said against, or reserved, in a session. Sealed; erasable, the act stands.

    `seat` numbers who said it; what was said in a ballot stays with the vote.
    """

    worded: ClassVar = {"dissent_{pk}": "{said}"}

    act = models.ForeignKey(ProcedureAct, models.PROTECT, related_name="dissents")
    seat = models.BigIntegerField()
    said = models.TextField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["act", "seat"], name="dissent_once")
        ]
        ordering: ClassVar = ["act", "seat"]


class AuthorQuestion(models.Model):
    """A question that referring back puts to the author. Sealed; erasable, while the act stands."""

    worded: ClassVar = {"question_{pk}": "{said}"}

    act = models.ForeignKey(ProcedureAct, models.PROTECT, related_name="questions")
    place = models.PositiveSmallIntegerField()
    said = models.TextField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["act", "place"], name="author_question_place_once")
        ]
        ordering: ClassVar = ["act", "place"]


class AuthorAnswer(models.Model):
    """What the author answers; another answer takes its place until the case is put forward."""

    worded: ClassVar = {"answer_{pk}": "{said}"}

    question = models.OneToOneField(
        AuthorQuestion, models.PROTECT, primary_key=True, related_name="answer"
    )
    said = models.TextField()
    person = models.BigIntegerField()
    at = models.DateTimeField()
