"""Documents to a body: their classes with patterns of numbers, the documents, their languages."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from bureau.core.meetings.deadlines import Counting, SlotState
from bureau.core.texts import LANGUAGES
from bureau.institution.instruments.models.meetings import AgendaItem
from bureau.institution.instruments.models.register import Body, Meeting
from bureau.record.files.models import StoredFile
from bureau.web.multilingual import MultilingualField

VARIANTS = ("", "revision", "addendum")


def all_languages() -> list[str]:
    return list(LANGUAGES)


class DocumentClass(models.Model):
    """A class of documents of a body, with how it numbers them and when they are due.

    Documents are due so many days before the opening, counted by the convention, by the end of
    that day where the session is; translations by theirs, which `language_days` sets apart for one
    language. None: there is no such deadline. Papers of the conference room come in the language in
    which they are handed in.
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="document_classes")
    code = models.CharField(max_length=20)
    name = MultilingualField()
    pattern = models.CharField(max_length=60)
    revisions = models.CharField(max_length=60, default="{number} (Rev.{n})")
    addenda = models.CharField(max_length=60, default="{number} (Add.{n})")
    languages = models.JSONField(default=all_languages)
    due_days = models.PositiveSmallIntegerField(null=True)
    translation_days = models.PositiveSmallIntegerField(null=True)
    language_days = models.JSONField(default=dict)
    convention = models.CharField(
        max_length=10, default=Counting.CALENDAR, choices=[(one, one) for one in Counting]
    )
    is_room_paper = models.BooleanField(default=False)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["code", "valid_from"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["body", "code", "valid_from"], name="document_class_once"
            ),
            models.UniqueConstraint(
                fields=["body", "code"],
                condition=Q(valid_until__isnull=True),
                name="document_class_open_once",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")),
                name="document_class_ends_after_it_begins",
            ),
        ]


class Document(models.Model):
    """A document to a session: its number, given once and never again, and who submits it.

    `running` counts within the session and class; a revision or addendum has that of what it is
    `of`, and counts by itself. `received` is the day on which it came; one that is withdrawn keeps
    its number. Its text lies where `source` says.
    """

    worded: ClassVar = {"submitter_{pk}": "{submitter_name}"}

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="documents")
    document_class = models.ForeignKey(DocumentClass, models.PROTECT, related_name="documents")
    running = models.PositiveIntegerField()
    variant = models.CharField(
        max_length=10, blank=True, choices=[(variant, variant) for variant in VARIANTS]
    )
    variant_running = models.PositiveSmallIntegerField(default=0)
    of = models.ForeignKey("self", models.PROTECT, null=True, related_name="variants")
    number = models.CharField(max_length=120)
    title = MultilingualField()
    original = models.CharField(max_length=10, choices=[(code, code) for code in LANGUAGES])
    submitter_post = models.BigIntegerField(null=True, db_index=True)
    submitter_name = MultilingualField(null=True)
    received = models.DateField(null=True)
    withdrawn = models.DateField(null=True)
    source = models.CharField(max_length=300, blank=True)
    items = models.ManyToManyField(AgendaItem, related_name="documents")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["meeting", "document_class", "running", "variant", "variant_running"],
                name="document_counted_once",
            ),
            models.UniqueConstraint(
                F("meeting"), Lower("number"), name="document_number_once_a_session"
            ),
            models.CheckConstraint(
                condition=Q(variant="", variant_running=0, of__isnull=True)
                | (~Q(variant="") & Q(variant_running__gt=0, of__isnull=False)),
                name="variant_is_of_a_document",
            ),
            models.CheckConstraint(
                condition=Q(submitter_post__isnull=True) | Q(submitter_name__isnull=True),
                name="submitted_by_post_or_by_name",
            ),
        ]


class DocumentSlot(models.Model):
    """How far a translation of a document has come; `day` is when it was there."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="slots")
    language = models.CharField(max_length=10, choices=[(code, code) for code in LANGUAGES])
    state = models.CharField(
        max_length=10, default=SlotState.AWAITED, choices=[(one, one) for one in SlotState]
    )
    day = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "language"], name="document_slot_once"),
            models.CheckConstraint(
                condition=Q(state=SlotState.THERE, day__isnull=False)
                | (~Q(state=SlotState.THERE) & Q(day__isnull=True)),
                name="slot_is_there_since_a_day",
            ),
        ]


class DocumentFile(models.Model):
    """The file of a document in one language, until another takes its place or it is taken off.

    What stood before stays on record. `person` handed it in, in `post`.
    """

    document = models.ForeignKey(Document, models.PROTECT, related_name="files")
    language = models.CharField(max_length=10, choices=[(code, code) for code in LANGUAGES])
    content = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    person = models.BigIntegerField()
    post = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["document", "language"],
                condition=Q(replaced_at__isnull=True),
                name="document_file_once_a_language",
            )
        ]
