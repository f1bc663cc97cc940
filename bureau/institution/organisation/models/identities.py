"""Things that stand in time, as bare numbers: all that is true of them is in effects."""

from typing import ClassVar

from django.db import models

from bureau.institution.organisation.models.reference import Organisation
from bureau.web.multilingual import MultilingualField


class Identity(models.Model):
    """A number that lasts; a row without an effect is nowhere in the structure."""

    uncommitted_because = "checked by `verify structure`"

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class Unit(Identity):
    """An organisational unit."""


class Post(Identity):
    """An authorisation to employ; stands until abolished."""

    kinds_named = ("post", "late_step")


class Incumbency(Identity):
    """One person's hold of one post."""


class Reporting(Identity):
    """One line from a post to its superior."""


class Adoption(Identity):
    """One job description in force for one post."""


class Block(Identity):
    """A counted number of like posts: a staffing block."""


class Succession(Identity):
    """What one ended unit or post became."""


class Engagement(Identity):
    """One person's work in one unit beside its posts."""


class Wording(models.Model):
    """A text that a decision fixes: its original never changes; translations are editorial."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    original_language = models.CharField(max_length=8)
    original = models.TextField()
    hash = models.CharField(max_length=64)
    said = MultilingualField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["organisation", "hash"])]
