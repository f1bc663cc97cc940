"""People, how they sign in, and the few powers that are granted to a person directly."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from bureau.core.actors import Grant
from bureau.core.texts import LANGUAGES


class Person(models.Model):
    """A human being; users, holders, applicants and contacts are rows elsewhere that point here."""

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
        return self.get(login__iexact=username or "")


class User(AbstractBaseUser):
    """A way to sign in, of one person."""

    login = models.CharField(max_length=150, unique=True)
    person = models.OneToOneField(Person, models.PROTECT, related_name="+")
    is_active = models.BooleanField(default=True)

    objects: ClassVar[UserManager] = UserManager()
    USERNAME_FIELD = "login"


class GrantProposal(models.Model):
    """A direct grant that one administrator proposes and another settles."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    grant = models.CharField(max_length=20, choices=[(grant, grant) for grant in Grant])
    valid_from = models.DateField()
    valid_until = models.DateField()
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    settled_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    is_confirmed = models.BooleanField(default=False)

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


class DirectGrant(models.Model):
    """Auditor or administrator: given to a person by two administrators, until an end day."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    grant = models.CharField(max_length=20, choices=[(grant, grant) for grant in Grant])
    valid_from = models.DateField()
    valid_until = models.DateField()
    given_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    confirmed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(valid_until__gt=F("valid_from")), name="direct_grant_has_an_end"
            ),
            models.CheckConstraint(
                condition=Q(given_by__isnull=True) | ~Q(given_by=F("confirmed_by")),
                name="direct_grant_by_two_persons",
            ),
        ]
