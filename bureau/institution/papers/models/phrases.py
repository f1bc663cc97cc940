"""What an organisation says in its papers in place of what ships, version by version."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from bureau.core.texts import LANGUAGES, Status
from bureau.institution.instruments.models import Body
from bureau.institution.instruments.models.register import KINDS

REVIEWED = (Status.REVISED, Status.OFFICIAL)
STATUSES = (Status.DRAFT, *REVIEWED)


class Phrase(models.Model):
    """One version of a formal phrase in one language: the last one of its key counts. Sealed.

    The key is `concept`, as the catalogue names it, and where only one body or one kind of its
    instruments says it so, that `body` and `instrument_kind`. Without a status it was taken back:
    what ships counts again. A reviewed version repeats the words of its draft; `person` wrote it.
    """

    worded: ClassVar = {"words.{pk}": "{words}"}

    organisation = models.BigIntegerField()
    concept = models.CharField(max_length=120)
    body = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+")
    instrument_kind = models.CharField(
        max_length=20, blank=True, choices=[(kind, kind) for kind in KINDS]
    )
    language = models.CharField(max_length=8, choices=[(code, code) for code in LANGUAGES])
    words = models.TextField(blank=True)
    status = models.CharField(
        max_length=10, blank=True, choices=[(status, status) for status in STATUSES]
    )
    source = models.CharField(max_length=300, blank=True)
    person = models.BigIntegerField()
    post = models.BigIntegerField(null=True)
    reviewer = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [models.Index(fields=["organisation", "concept", "language"])]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(status="", words="") | (~Q(status="") & ~Q(words="")),
                name="phrase_has_words",
            ),
            models.CheckConstraint(
                condition=Q(reviewer__isnull=True, status__in=["", Status.DRAFT])
                | Q(reviewer__isnull=False, status__in=REVIEWED),
                name="phrase_is_reviewed",
            ),
            models.CheckConstraint(
                condition=Q(reviewer__isnull=True) | ~Q(reviewer=models.F("person")),
                name="phrase_by_two_persons",
            ),
            models.CheckConstraint(
                condition=Q(instrument_kind="") | Q(body__isnull=False),
                name="phrase_of_a_kind_of_a_body",
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.OFFICIAL) | ~Q(source=""),
                name="phrase_official_has_a_source",
            ),
        ]
