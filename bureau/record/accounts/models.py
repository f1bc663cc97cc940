"""People, how they sign in, and the few powers that are granted to a person directly."""

import secrets
from datetime import datetime
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.hashers import check_password
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from bureau.core.actors import Grant
from bureau.core.proposals import has_lapsed
from bureau.core.texts import LANGUAGES
from bureau.record.instants import SKEW


class Person(models.Model):
    """A human being; users, holders, applicants and contacts are rows elsewhere that point here."""

    uncommitted = ("name", "transliteration")
    salted = ("name", "transliteration", "email")

    name = models.CharField(max_length=200)
    transliteration = models.CharField(max_length=200, blank=True)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=8, default="en")
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(language__in=LANGUAGES), name="person_language_is_official"
            )
        ]

    def __str__(self) -> str:
        return self.name


class UserManager(BaseUserManager["User"]):
    """A user is read with the person: no page asks for one without the other."""

    def get_queryset(self) -> "models.QuerySet[User]":
        return super().get_queryset().select_related("person")

    def get_by_natural_key(self, username: str | None) -> "User":
        user = self.called(username or "")
        if user is None:
            raise self.model.DoesNotExist
        return user

    def called(self, login: str) -> "User | None":
        """The user of a login, in whichever case it is typed; None where there is none.

        PostgreSQL compares capitals, so that it finds `ı` as `i` and `ſ` as `s`: these are others.
        """
        rows = self.filter(login__iexact=login.strip())
        return next((user for user in rows if folded(user.login) == folded(login)), None)


def folded(login: str) -> str:
    """A login in one case: equal for two that are one, here and where guesses are counted."""
    return login.strip().lower()


class User(AbstractBaseUser):
    """A way to sign in, of one person."""

    uncommitted = ("login", "last_login")
    salted = ("login",)
    salted_by = "person_id"

    login = models.CharField(max_length=150, unique=True)
    person = models.OneToOneField(Person, models.PROTECT, related_name="+")
    is_active = models.BooleanField(default=True)

    objects: ClassVar[UserManager] = UserManager()
    USERNAME_FIELD = "login"

    def check_password(self, raw_password: str | None) -> bool:
        """Whether it is the password. Its hash is not made anew with that, as Django does where the
        way of hashing has changed: no act would have written it."""
        return check_password(raw_password, self.password)


class GrantProposal(models.Model):
    """A direct grant, or (`ends`) its early end, that one administrator proposes, another settles.

    Of an end, `valid_from` is the first day without the grant. A row from before proposals lapsed
    does not say when it was proposed, and has lapsed.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    grant = models.CharField(max_length=20, choices=[(grant, grant) for grant in Grant])
    valid_from = models.DateField()
    valid_until = models.DateField()
    ends = models.ForeignKey("accounts.DirectGrant", models.PROTECT, null=True, related_name="+")
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    is_confirmed = models.BooleanField(default=False)

    def is_over(self, at: datetime) -> bool:
        return has_lapsed(self.proposed_at, at)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(valid_until__gt=F("valid_from")), name="grant_proposal_has_an_end"
            ),
            models.CheckConstraint(
                condition=Q(is_confirmed=False) | Q(settled_by__isnull=False),
                name="grant_proposal_confirmed_by_somebody",
            ),
        ]


class NameProposal(models.Model):
    """Another name for whoever the record names, for a second administrator to confirm.

    It is there until somebody settles it, or the person is called otherwise or erased: one that is
    there was made against the name of now.
    """

    uncommitted = ("name", "transliteration")
    salted = ("name", "transliteration")
    salted_by = "person_id"

    person = models.OneToOneField(Person, models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    transliteration = models.CharField(max_length=200, blank=True)
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()


class DirectGrant(models.Model):
    """Auditor or administrator: given to a person by two administrators, until an end day.

    `ended_at` is when an early end was said: on that day, be it the first, it held until then.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    grant = models.CharField(max_length=20, choices=[(grant, grant) for grant in Grant])
    valid_from = models.DateField()
    valid_until = models.DateField()
    given_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    confirmed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(valid_until__gt=F("valid_from"))
                | Q(ended_at__isnull=False, valid_until=F("valid_from")),
                name="direct_grant_has_an_end",
            ),
            models.CheckConstraint(
                condition=Q(given_by__isnull=True) | ~Q(given_by=F("confirmed_by")),
                name="direct_grant_by_two_persons",
            ),
        ]


SIGN_IN_CHANGES = (
    *("passkey_added", "passkey_removed", "codes_added", "codes_removed"),
    *("recovery_made", "recovery_used", "password_changed", "password_chosen"),
    *("factors_removed", "identity_joined", "account_closed", "account_opened"),
    "identity_untied",
)


def _nonce() -> str:
    return secrets.token_hex(16)


class SignInLink(models.Model):
    """A link sent by mail that lets one person choose a password, once, until an instant.

    Its secret is made from `nonce` and the installation's key; only `hash` of it is kept.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    purpose = models.CharField(
        max_length=10, choices=[(word, word) for word in ("reset", "invitation")]
    )
    nonce = models.CharField(max_length=32, default=_nonce)
    hash = models.CharField(max_length=64, db_index=True)
    made_at = models.DateTimeField()
    valid_until = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(valid_until__gt=F("made_at")), name="sign_in_link_has_an_end"
            )
        ]

    def is_open(self, at: datetime) -> bool:
        """One that is made later than now, a wrong clock made: it would be open for too long."""
        return self.used_at is None and self.made_at - SKEW <= at < self.valid_until


class SignInChange(models.Model):
    """Something that changed how a person signs in: they are told by mail, whoever did it."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    what = models.CharField(max_length=20)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(what__in=SIGN_IN_CHANGES), name="sign_in_change_is_known"
            )
        ]


class Sitting(models.Model):
    """Which session is whose, so that its owner can see it and end it; `agent` is the browser."""

    uncommitted_because = "sessions: rows of sign-in, gone with it"

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    session_key = models.CharField(max_length=40, unique=True)
    agent = models.CharField(max_length=120, blank=True)
    begun_at = models.DateTimeField(default=timezone.now)


class Tries(models.Model):
    """How often something that may be guessed was tried since `begun`; `key` is a keyed hash."""

    uncommitted_because = "counts of guesses: gone within hours"

    key = models.CharField(max_length=64, primary_key=True)
    begun = models.DateTimeField(db_index=True)
    count = models.PositiveIntegerField(default=0)
