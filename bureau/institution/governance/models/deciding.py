"""Seats of bodies, the rules by which bodies decide, ballots by correspondence, reports owed."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from bureau.core.procedures.deciding import Base, Choice, Majority, Outcome, SeatRole
from bureau.core.procedures.kinds import ActKind
from bureau.institution.governance.models.drafts import Reorganisation
from bureau.institution.instruments.models import Body, Instrument, Provision
from bureau.institution.organisation.models.reference import Dated
from bureau.institution.procedures.models import ProcedureAct, Round
from bureau.record.accounts.models import Person
from bureau.web.multilingual import MultilingualField


class Shown(models.TextChoices):
    """Who voted how: told at once, once the ballot is closed, or in numbers alone."""

    AT_ONCE = "at_once"
    AFTERWARDS = "afterwards"
    NUMBERS = "numbers"


class Seat(Dated):
    """A seat of a body from day to day: borne by a post, or of a member who is no post."""

    worded: ClassVar = {"seat_{pk}": "{name}"}

    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    role = models.CharField(max_length=10, choices=[(one, one) for one in SeatRole])
    post = models.BigIntegerField(null=True, db_index=True)
    name = MultilingualField(null=True)

    class Meta(Dated.Meta):
        constraints: ClassVar = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(post__isnull=True) ^ Q(name__isnull=True), name="seat_post_or_name"
            ),
        ]
        ordering: ClassVar = ["body", "pk"]


class Proposal(models.Model):
    """What somebody proposed for a body; a second person confirms it or turns it down.

    `against` is what stood then (null: not known, or nothing that a newer proposal would change).
    """

    against = models.JSONField(null=True)
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    settled_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    is_confirmed = models.BooleanField(default=False)

    class Meta:
        abstract = True


class ChairProposal(Proposal):
    """A chair to be seated from `valid_from` on, or (`ends`) to leave with `valid_until`."""

    worded: ClassVar = {"chair_proposal_{pk}": "{name}"}

    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    post = models.BigIntegerField(null=True)
    name = MultilingualField(null=True)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    ends = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(is_confirmed=False) | Q(settled_by__isnull=False),
                name="chair_proposal_confirmed_by_somebody",
            )
        ]


class OfDeciding(Dated):
    """How a body decides from day to day, with its source.

    `quorum_share` is a fraction of the seats that vote, as in 2/3. What the chair decides alone is
    reported to `reports_to` within `report_days`. `note` says how the rule follows from its source.
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    ways = models.JSONField()
    majority = models.CharField(max_length=12, choices=[(one, one) for one in Majority])
    base = models.CharField(max_length=6, choices=[(one, one) for one in Base])
    quorum_number = models.PositiveSmallIntegerField(default=0)
    quorum_share = models.CharField(max_length=12, blank=True)
    days = models.PositiveSmallIntegerField(default=0)
    shown = models.CharField(max_length=10, choices=Shown)
    reports_to = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+")
    report_days = models.PositiveSmallIntegerField(null=True)
    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="+")
    provision = models.ForeignKey(Provision, models.PROTECT, null=True, related_name="+")
    note = MultilingualField(null=True)

    class Meta(Dated.Meta):
        abstract = True


class DecisionRule(OfDeciding):
    """A rule by which a body decides; only its end may be set later."""

    class Meta(Dated.Meta):
        ordering: ClassVar = ["body", "valid_from"]


class DecisionRuleProposal(OfDeciding, Proposal):
    """A rule to decide by from `valid_from` on, or (`ends`) one that is to end: a copy of it with
    that day in `valid_until`."""

    ends = models.ForeignKey(DecisionRule, models.PROTECT, null=True, related_name="+")

    class Meta(Dated.Meta):
        constraints: ClassVar = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(is_confirmed=False) | Q(settled_by__isnull=False),
                name="decision_rule_proposal_confirmed",
            ),
        ]


class Ballot(models.Model):
    """An act on a step of a case put to the members of a body by correspondence. Sealed.

    On the `parts` of what `seen`, a hash, was then; `cut_off` is its last instant, as the zone has
    it. `rule` is the one it was opened under, `opened` the day on which whoever sat has a vote.
    """

    reorganisation = models.ForeignKey(Reorganisation, models.PROTECT, related_name="ballots")
    round = models.ForeignKey(Round, models.PROTECT, related_name="+")
    step = models.CharField(max_length=160)
    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in ActKind])
    parts = models.JSONField()
    seen = models.CharField(max_length=64)
    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    rule = models.ForeignKey(DecisionRule, models.PROTECT, related_name="+")
    opened = models.DateField()
    cut_off = models.DateTimeField()
    zone = models.CharField(max_length=60)
    person = models.BigIntegerField()
    post = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]


class BallotSeat(models.Model):
    """A seat that has a vote in a ballot, as it was when that was opened. Sealed."""

    ballot = models.ForeignKey(Ballot, models.PROTECT, related_name="seats")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["seat"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["ballot", "seat"], name="ballot_seat_once")
        ]


class BallotAmendment(models.Model):
    """What a ballot would adopt in other words, as it was put to the vote. Sealed.

    `difference` is the core's canonical text, `actions_hash` of the set as amended.
    """

    committed_texts = ("difference",)

    ballot = models.OneToOneField(
        Ballot, models.PROTECT, primary_key=True, related_name="amendment"
    )
    difference = models.TextField()
    difference_hash = models.CharField(max_length=64)
    actions_hash = models.CharField(max_length=64)


class BallotEnd(models.Model):
    """How a ballot ended, counted once or called off. Sealed.

    By its secretary, or by nobody where it was the clock. `left_out` are votes, by number, that do
    not count: of who got a hand in the matter after voting. What is not yet so has no row.
    """

    ballot = models.OneToOneField(Ballot, models.PROTECT, primary_key=True, related_name="end")
    outcome = models.CharField(max_length=20, choices=[(one, one) for one in Outcome])
    tally = models.JSONField()
    left_out = models.JSONField(null=True)
    day = models.DateField()
    person = models.BigIntegerField()
    at = models.DateTimeField()


class CalledOff(models.Model):
    """Why a ballot was called off, in words; erasable, while its end stands."""

    worded: ClassVar = {"called_off_{pk}": "{said}"}

    end = models.OneToOneField(
        BallotEnd, models.PROTECT, primary_key=True, related_name="called_off"
    )
    said = models.TextField()


class Vote(models.Model):
    """How a seat votes; a later row takes its place until the cut-off. Sealed.

    `person` voted in `post`; where that is the secretary's, `document` is what shows the vote.
    """

    ballot = models.ForeignKey(Ballot, models.PROTECT, related_name="votes")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    choice = models.CharField(max_length=10, choices=[(one, one) for one in Choice])
    document = models.CharField(max_length=120, blank=True)
    person = models.BigIntegerField()
    post = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]


class VoteWords(models.Model):
    """What a member keeps open or holds against it, in words; erasable, while the vote stands."""

    worded: ClassVar = {"vote_words_{pk}": "{said}"}

    vote = models.OneToOneField(Vote, models.PROTECT, primary_key=True, related_name="words")
    said = models.TextField()


class ReportOwed(models.Model):
    """What a chair decided alone is to be reported to another body by a day. Sealed."""

    act = models.OneToOneField(ProcedureAct, models.PROTECT, related_name="+")
    reorganisation = models.ForeignKey(
        Reorganisation, models.PROTECT, null=True, related_name="reports_owed"
    )
    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    to = models.ForeignKey(Body, models.PROTECT, related_name="+")
    due = models.DateField()

    class Meta:
        ordering: ClassVar = ["due", "pk"]


class ReportMade(models.Model):
    """That it was reported: by an instrument, a document or an act. Sealed."""

    owed = models.OneToOneField(ReportOwed, models.PROTECT, primary_key=True, related_name="made")
    instrument = models.ForeignKey(Instrument, models.PROTECT, null=True, related_name="+")
    act = models.ForeignKey(ProcedureAct, models.PROTECT, null=True, related_name="+")
    document = models.CharField(max_length=120, blank=True)
    day = models.DateField()
    person = models.BigIntegerField()
    post = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(instrument__isnull=False) | Q(act__isnull=False) | ~Q(document=""),
                name="report_by_something",
            )
        ]
