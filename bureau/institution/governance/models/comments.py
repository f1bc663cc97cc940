"""Comments on a case and its things, who saw which state of it, and reviewers from outside."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from bureau.core.comments import CommentKind
from bureau.institution.governance.models.drafts import Reorganisation
from bureau.institution.governance.models.frozen import Submission
from bureau.record.accounts.models import Person


class Invitation(models.Model):
    """A link by which one reviewer from outside comments on one case; `digest` is of its secret.

    `valid_until` is the first day on which it opens nothing. Name and address are erasable: both
    are emptied when the reviewer is forgotten.
    """

    worded: ClassVar = {"reviewer_{pk}": "{name} <{email}>"}

    reorganisation = models.ForeignKey(Reorganisation, models.PROTECT, related_name="invitations")
    name = models.CharField(max_length=120, blank=True)
    email = models.CharField(max_length=254, blank=True)
    digest = models.CharField(max_length=64, unique=True)
    made_by = models.BigIntegerField()
    made_at = models.DateTimeField()
    valid_until = models.DateField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["pk"]


class Comment(models.Model):
    """A comment or question on a thing of a case, or a reply in its `thread`.

    `about` is the core's name of the thing, `state` the hash of the case as it stood then,
    `version` how often it had been put forward, `in_draft` whether it was with its author. By a
    person, or by the reviewer of an invitation. Its words are rows of their own.
    """

    reorganisation = models.ForeignKey(Reorganisation, models.PROTECT, related_name="comments")
    thread = models.ForeignKey("self", models.PROTECT, null=True, related_name="replies")
    kind = models.CharField(max_length=10, choices=[(one, one) for one in CommentKind])
    about = models.CharField(max_length=120)
    person = models.BigIntegerField(null=True, db_index=True)
    invitation = models.ForeignKey(Invitation, models.PROTECT, null=True, related_name="comments")
    state = models.CharField(max_length=64)
    version = models.PositiveSmallIntegerField()
    in_draft = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(person__isnull=True) ^ Q(invitation__isnull=True),
                name="comment_by_one",
            ),
            models.CheckConstraint(
                condition=Q(thread__isnull=True) ^ Q(kind=CommentKind.REPLY),
                name="comment_reply_in_thread",
            ),
        ]


class CommentWords(models.Model):
    """What a comment says, each version of it; erasable, while the comment stands."""

    worded: ClassVar = {"comment_{comment_id}_{version}": "{said}"}

    comment = models.ForeignKey(Comment, models.PROTECT, related_name="words")
    version = models.PositiveSmallIntegerField()
    said = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["comment", "version"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["comment", "version"], name="comment_version_once")
        ]


class Mention(models.Model):
    """A person whom a comment names, so that they are told of it."""

    comment = models.ForeignKey(Comment, models.PROTECT, related_name="mentions")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["comment", "person"], name="mention_once")
        ]


class Resolution(models.Model):
    """That a thread is settled, with a word; taken back, it becomes a former one."""

    worded: ClassVar = {"resolution_{pk}": "{said}"}

    thread = models.OneToOneField(
        Comment, models.PROTECT, primary_key=True, related_name="resolution"
    )
    said = models.TextField()
    person = models.BigIntegerField()
    at = models.DateTimeField()


class FormerResolution(models.Model):
    """What a thread was settled with before `reopened_by` opened it again; `said` is erasable."""

    worded: ClassVar = {"former_resolution_{pk}": "{said}"}

    thread = models.ForeignKey(Comment, models.PROTECT, related_name="former_resolutions")
    said = models.TextField()
    person = models.BigIntegerField(db_index=True)
    at = models.DateTimeField()
    reopened_by = models.BigIntegerField()
    reopened_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["thread", "pk"]


class CarriedThread(models.Model):
    """A thread that went into the record, open, with a submission: it is frozen there. Sealed."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="carried")
    thread = models.OneToOneField(Comment, models.PROTECT, related_name="carried")

    class Meta:
        ordering: ClassVar = ["thread"]


class StateSeen(models.Model):
    """That a person had a state of a case before them: when they commented on it, or said so.

    `first` and `last` are when; looking at a page alone leaves nothing.
    """

    reorganisation = models.ForeignKey(Reorganisation, models.PROTECT, related_name="states_seen")
    person = models.BigIntegerField(db_index=True)
    state = models.CharField(max_length=64)
    version = models.PositiveSmallIntegerField()
    first = models.DateTimeField()
    last = models.DateTimeField()
    is_read = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["first", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["reorganisation", "person", "state"], name="state_seen_once"
            ),
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="state_seen_in_order"),
        ]
