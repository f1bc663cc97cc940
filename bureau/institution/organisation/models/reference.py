"""Reference data of a root organisation: dated, with no recorded axis."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from bureau.core.actors import Role
from bureau.record.accounts.models import Person
from bureau.web.multilingual import MultilingualField


class Dated(models.Model):
    """Holds from `valid_from` up to, not including, `valid_until` (null: no end is known)."""

    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")),
                name="%(app_label)s_%(class)s_span",
            )
        ]


class Revocable(Dated):
    """Holds likewise, and may be ended early; `ended_at` is when that was said: on that day, be it
    the first, it held until then."""

    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta(Dated.Meta):
        abstract = True
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True)
                | Q(valid_until__gt=F("valid_from"))
                | Q(ended_at__isnull=False, valid_until=F("valid_from")),
                name="%(app_label)s_%(class)s_span",
            )
        ]


class Organisation(models.Model):
    """A root organisation; every rule, grade, calendar, zone and currency belongs to one."""

    kinds_named = ("organisation", "settings")

    code = models.CharField(max_length=40, unique=True)
    name = MultilingualField()
    zone = models.CharField(max_length=60, default="UTC")
    currency = models.CharField(max_length=3, default="CHF")
    number_pattern = models.CharField(max_length=120, blank=True)
    chart_is_public = models.BooleanField(default=False)
    opens_at = models.BigIntegerField(null=True, blank=True)


class Grade(Dated):
    """A grade with its class and its place in the order, lowest first."""

    keeps_history = True

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    code = models.CharField(max_length=20)
    grade_class = models.CharField(max_length=30)
    order = models.PositiveSmallIntegerField()


class Place(Dated):
    """A duty station."""

    keeps_history = True

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    code = models.CharField(max_length=20)
    name = MultilingualField()


class OfStandardCost(Dated):
    """What a post of a grade at a place costs a year, in minor units of its currency."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    grade = models.CharField(max_length=20)
    place = models.CharField(max_length=20)
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    source = MultilingualField()

    class Meta(Dated.Meta):
        abstract = True


class StandardCost(OfStandardCost):
    """A standard cost that posts are reckoned with.

    `set_by` proposed it, or put it on record (null: not known). `also_by` are the numbers of the
    other persons who had a hand in it or in its last day.
    """

    set_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    also_by = models.JSONField(default=list, blank=True)

    def people(self) -> set[int]:
        """The numbers of all who had a hand in it."""
        return {*self.also_by, *([self.set_by_id] if self.set_by_id else [])}

    class Meta(Dated.Meta):
        constraints: ClassVar = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(amount_minor__gt=0), name="standard_cost_above_zero"
            ),
        ]


class StandardCostProposal(OfStandardCost):
    """A standard cost that nothing is reckoned with before a second person confirms it.

    Where `keeps` is the number of a standard cost, only its last day changes; `against` is a list
    with the end that it had then.
    """

    keeps = models.BigIntegerField(null=True, blank=True)
    against = models.JSONField(null=True, blank=True)
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    settled_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    is_confirmed = models.BooleanField(default=False)

    class Meta(Dated.Meta):
        constraints: ClassVar = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(is_confirmed=False) | Q(settled_by__isnull=False),
                name="cost_proposal_confirmed_by_somebody",
            ),
        ]


class Office(models.Model):
    """An office that rules name (Secretary-General, Director) and the post that bears it.

    From `valid_until` on nobody bears it any more (null: no end is known).
    """

    keeps_history = True

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)
    name = MultilingualField()
    post = models.ForeignKey("organisation.Post", models.PROTECT, related_name="+")
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "code"], name="office_code_once")
        ]


class OfficeProposal(models.Model):
    """Another name or post for an office, or another end of it; a second person settles.

    `name` is null where it was not asked for. `against` is the post, end and name that the office
    had then (null: not known).
    """

    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    name = MultilingualField(null=True)
    post = models.ForeignKey("organisation.Post", models.PROTECT, related_name="+")
    valid_until = models.DateField(null=True, blank=True)
    against = models.JSONField(null=True)
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    settled_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    is_confirmed = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(is_confirmed=False) | Q(settled_by__isnull=False),
                name="office_proposal_confirmed_by_somebody",
            )
        ]


class PostRole(Revocable):
    """A role that a post carries over a unit, a body or the whole; given by two administrators."""

    post = models.ForeignKey("organisation.Post", models.PROTECT, related_name="+")
    role = models.CharField(max_length=30, choices=[(role, role) for role in Role])
    scope_kind = models.CharField(max_length=20, blank=True)
    scope = models.BigIntegerField(null=True, blank=True)
    given_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    confirmed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta(Revocable.Meta):
        constraints: ClassVar = [
            *Revocable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(given_by__isnull=True) | ~Q(given_by=F("confirmed_by")),
                name="post_role_by_two_persons",
            ),
        ]


class RoleProposal(Dated):
    """A role to give or (`ends`) to take from `valid_from` on; another administrator settles."""

    post = models.ForeignKey("organisation.Post", models.PROTECT, related_name="+")
    role = models.CharField(max_length=30, choices=[(role, role) for role in Role])
    scope_kind = models.CharField(max_length=20, blank=True)
    scope = models.BigIntegerField(null=True, blank=True)
    ends = models.ForeignKey(PostRole, models.PROTECT, null=True, related_name="+")
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    settled_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    is_confirmed = models.BooleanField(default=False)

    class Meta(Dated.Meta):
        constraints: ClassVar = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(is_confirmed=False) | Q(settled_by__isnull=False),
                name="role_proposal_confirmed_by_somebody",
            ),
        ]


class Delegation(Revocable):
    """A holder's word that another person acts for a post (delegate) or prepares (assistant).

    `acts` are the acts a delegate may do for it, `subjects` the kinds of case on which, all of them
    where null; `ceiling_minor` is up to how much, in minor units of `currency`.
    """

    post = models.ForeignKey("organisation.Post", models.PROTECT, related_name="+")
    giver = models.ForeignKey(Person, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    capacity = models.CharField(
        max_length=10, choices=[(word, word) for word in ("delegate", "assistant")]
    )
    acts = models.JSONField(null=True)
    subjects = models.JSONField(null=True)
    ceiling_minor = models.BigIntegerField(null=True)
    currency = models.CharField(max_length=3, blank=True)

    class Meta(Revocable.Meta):
        constraints: ClassVar = [
            *Revocable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(ceiling_minor__isnull=True)
                | (Q(ceiling_minor__gte=0) & ~Q(currency="")),
                name="delegation_ceiling_in_a_currency",
            ),
        ]


class Absence(Revocable):
    """A holder is away from a post; `stand_in` has its powers meanwhile, nobody where null.

    Somebody else than the holder only proposes it, with or without a stand-in (`proposed`): nothing
    changes until a second person (`confirmed_by`) confirms it. Nor does somebody else end it alone:
    `end_asked_by` asks for that, and a second person ends it.
    """

    post = models.ForeignKey("organisation.Post", models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    stand_in = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    proposed = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    proposed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    proposed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    end_asked_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    end_asked_at = models.DateTimeField(null=True)

    @property
    def is_to_confirm(self) -> bool:
        return self.proposed_by_id is not None and self.confirmed_by_id is None

    class Meta(Revocable.Meta):
        constraints: ClassVar = [
            *Revocable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(stand_in__isnull=True) | ~Q(stand_in=F("person")),
                name="absence_stood_in_by_another",
            ),
            models.CheckConstraint(
                condition=Q(proposed_by__isnull=True)
                | Q(confirmed_by__isnull=True, stand_in__isnull=True)
                | (Q(confirmed_by__isnull=False) & ~Q(confirmed_by=F("proposed_by"))),
                name="absence_by_two_persons",
            ),
        ]


class Remark(models.Model):
    """What a page must say of a unit or post: what is demonstration, what a source leaves open."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    subject = models.BigIntegerField()
    said = MultilingualField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["kind", "subject"])]
