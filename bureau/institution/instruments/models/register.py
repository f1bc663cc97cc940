"""What decides: instruments with their provisions, and the bodies and meetings they come from."""

from typing import ClassVar, Literal, get_args

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce, Lower

from bureau.record.accounts.models import Person
from bureau.web.multilingual import MultilingualField, here

ByHand = Literal["convention", "resolution", "decision", "rules", "paper", "approval", "practice"]
BY_HAND: tuple[str, ...] = get_args(ByHand)
"""What people enter; the other kinds are of instruments that acts make, and of these alone."""
KINDS = (*BY_HAND[:-1], "personnel_action", "correction", "opening_record", BY_HAND[-1])

MEETING_KINDS = ("session", "meeting")


class Body(models.Model):
    """A body that acts by decision of several: a council, a coordinating committee.

    From `valid_until` on it decides nothing any more (null: no end is known).
    """

    organisation = models.BigIntegerField(db_index=True)
    code = models.CharField(max_length=40)
    name = MultilingualField()
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "code"], name="body_code_once")
        ]


class BodyNameProposal(models.Model):
    """Another name of a body, for a second person to confirm; `against` is the one it had then."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    name = MultilingualField()
    against = models.JSONField()
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    settled_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    is_confirmed = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(is_confirmed=False) | Q(settled_by__isnull=False),
                name="body_name_confirmed_by_somebody",
            )
        ]


class Meeting(models.Model):
    """A session or meeting of a body, by name and days; or a sitting `under` one, on one day.

    `code` is what document numbers call a session (24, N). `zone` is empty where that of the
    organisation counts. Only a sitting has hours, in that zone.
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="meetings")
    name = MultilingualField()
    valid_from = models.DateField()
    valid_until = models.DateField()
    kind = models.CharField(
        max_length=10, default="session", choices=[(kind, kind) for kind in MEETING_KINDS]
    )
    under = models.ForeignKey("self", models.PROTECT, null=True, related_name="sittings")
    code = models.CharField(max_length=20, blank=True)
    place = models.CharField(max_length=200, blank=True)
    zone = models.CharField(max_length=60, blank=True)
    opens = models.TimeField(null=True)
    closes = models.TimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(under__isnull=False) | Q(opens__isnull=True, closes__isnull=True),
                name="only_a_sitting_has_hours",
            ),
            models.CheckConstraint(
                condition=Q(opens__isnull=True, closes__isnull=True)
                | Q(opens__isnull=False, closes__isnull=False, closes__gt=F("opens")),
                name="sitting_closes_after_it_opens",
            ),
        ]


class InstrumentSaid(models.Model):
    """What is said of an instrument: by which body and session, its kind, number, title, day."""

    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in KINDS])
    body = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+")
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, related_name="+")
    number = models.CharField(max_length=60, blank=True)
    title = MultilingualField()
    day = models.DateField(null=True)
    note = MultilingualField(null=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True


class Instrument(InstrumentSaid):
    """What makes something so: a convention, a decision, an approval, a correction, an opening.

    It is known by its body, kind, number and session (`meeting`). `is_registered` says that it was
    put on the register by hand, and may be said anew; one that an act made says what the act said.
    """

    organisation = models.BigIntegerField(db_index=True)
    is_registered = models.BooleanField(default=False)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["organisation", "kind"])]
        constraints: ClassVar = [
            models.UniqueConstraint(
                F("organisation"),
                F("kind"),
                Coalesce(F("body_id"), 0),
                Lower("number"),
                Coalesce(F("meeting_id"), 0),
                condition=Q(is_registered=True) & ~Q(number=""),
                name="instrument_once",
            )
        ]


class InstrumentVersion(InstrumentSaid):
    """What an instrument on the register said until it was said anew, at `until`: as known before
    record number `recorded_until`, the newest there was then. Sealed."""

    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="versions")
    recorded_until = models.BigIntegerField()
    until = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]


class Provision(models.Model):
    """One part of an instrument that can be cited by itself, `under` another part or the whole.

    `label` is how it is cited in any language; where that is words, `name` says it in each. `gist`
    tells in our own words what it says; `words` is the text itself, where it is kept here.
    One that asks for something is a mandate: of whom, and until which last day.
    """

    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="provisions")
    under = models.ForeignKey("self", models.PROTECT, null=True, related_name="parts")
    place = models.PositiveIntegerField(default=0)
    label = models.CharField(max_length=60)
    name = MultilingualField(null=True)
    gist = MultilingualField()
    words = MultilingualField(null=True)
    is_mandate = models.BooleanField(default=False)
    addressee_kind = models.CharField(max_length=40, blank=True)
    addressee = models.BigIntegerField(null=True)
    due = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["place", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                F("instrument"), Coalesce(F("under_id"), 0), F("label"), name="provision_label_once"
            ),
            models.CheckConstraint(
                condition=Q(addressee__isnull=True, addressee_kind="")
                | (Q(addressee__isnull=False) & ~Q(addressee_kind="")),
                name="addressee_has_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(is_mandate=True) | Q(addressee__isnull=True, due__isnull=True),
                name="only_a_mandate_is_addressed",
            ),
        ]

    @property
    def called(self) -> str:
        """In the language of the page where it has a name, else by its label."""
        return here(self.name) if self.name else self.label
