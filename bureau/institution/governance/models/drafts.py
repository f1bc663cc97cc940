"""A reorganisation while it is drafted: its actions, who may read it, answers, and its edits."""

from functools import cached_property
from typing import ClassVar

from django.db import models
from django.db.models import Q

from bureau.core.changes.actions import ActionKind
from bureau.core.texts import Text
from bureau.institution.organisation.models import Organisation
from bureau.record.accounts.models import Person
from bureau.web.multilingual import MultilingualField


class Reorganisation(models.Model):
    """The case: what it is called and for, and why. Nobody but its author and readers knows of a
    draft.

    `submitted` is set by the first submission; until then a reference may be taken twice, because
    to refuse it would tell of a draft. `discarded` is the instant at which its author gave it up:
    nobody sees it from then on, and the row stays for the entries that name it.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    reference = models.CharField(max_length=40)
    title = MultilingualField()
    purpose = MultilingualField(null=True)
    background = MultilingualField(null=True)
    author = models.ForeignKey(Person, models.PROTECT, related_name="+")
    author_post = models.BigIntegerField()
    created_at = models.DateTimeField()
    submitted = models.BooleanField(default=False)
    discarded = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(discarded__isnull=True) | Q(submitted=False),
                name="what_is_submitted_is_not_discarded",
            ),
            models.UniqueConstraint(
                fields=["organisation", "reference"],
                condition=Q(submitted=True),
                name="reorganisation_reference_once",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["author"], name="reorganisation_author")]

    @cached_property
    def notes(self) -> dict[str, Text]:
        """The notes on it that are translated, by their words; read when first asked for."""
        texts = self.translated_notes.values_list("said", flat=True)
        return {text.in_original: text for text in texts}


class TranslatedNote(models.Model):
    """A note on a case in other languages: why an action, a citation, an answer, an act.

    The note stays where it was written, in its one language, and `said` has it as the original.
    """

    reorganisation = models.ForeignKey(
        Reorganisation, models.CASCADE, related_name="translated_notes"
    )
    hash = models.CharField(max_length=64)
    said = MultilingualField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["reorganisation", "hash"], name="note_translated_once")
        ]


class Handover(models.Model):
    """A draft whose author left, taken over by another; whoever drafted at it stays an author."""

    reorganisation = models.ForeignKey(Reorganisation, models.CASCADE, related_name="handovers")
    author_before = models.ForeignKey(Person, models.PROTECT, related_name="+")
    post_before = models.BigIntegerField()
    author = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()


class NamedReader(models.Model):
    """A person whom the author lets read a draft."""

    reorganisation = models.ForeignKey(Reorganisation, models.CASCADE, related_name="readers")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["reorganisation", "person"], name="reader_named_once")
        ]


class Preparer(models.Model):
    """An assistant who had a hand in a draft; compared as an author where four eyes are asked."""

    reorganisation = models.ForeignKey(Reorganisation, models.CASCADE, related_name="preparers")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["reorganisation", "person"], name="preparer_once")
        ]


class DraftAction(models.Model):
    """One action of a draft. `place` is its number in the set, which it keeps when others go.

    `day` is an ordinal; `expects` what the action found when it was last settled.
    """

    committed_texts = ("reason",)

    reorganisation = models.ForeignKey(Reorganisation, models.CASCADE, related_name="actions")
    place = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in ActionKind])
    subject = models.BigIntegerField()
    day = models.IntegerField()
    values = models.JSONField(default=dict)
    expects = models.JSONField(default=dict)
    reason = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["place"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["reorganisation", "place"], name="draft_place_once")
        ]


class DraftEdit(models.Model):
    """The actions as they were before one edit, so that it can be undone.

    `scenario` is the number of the one that was worked on before, where the edit chose another.
    """

    committed_texts = ("before",)

    reorganisation = models.ForeignKey(Reorganisation, models.CASCADE, related_name="edits")
    before = models.TextField()
    at = models.DateTimeField()
    scenario = models.PositiveIntegerField(null=True)

    class Meta:
        ordering: ClassVar = ["pk"]


class FindingAnswer(models.Model):
    """ "Left on purpose": the author's answer to a finding that asks, with the reason."""

    committed_texts = ("reason",)

    reorganisation = models.ForeignKey(Reorganisation, models.CASCADE, related_name="answers")
    code = models.CharField(max_length=40)
    subject_kind = models.CharField(max_length=40)
    subject = models.BigIntegerField()
    reason = models.TextField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["reorganisation", "code", "subject_kind", "subject"],
                name="finding_answered_once",
            )
        ]
