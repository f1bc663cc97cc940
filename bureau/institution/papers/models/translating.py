"""Who translates a thing into a language, until when."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from bureau.core.texts import LANGUAGES


class Translating(models.Model):
    """That a person translates the texts of a thing into a language; `until` is the last day.

    One at a time for a thing and language. Sealed but for its end: once it is done, or taken off.
    """

    organisation = models.BigIntegerField()
    subject_kind = models.CharField(max_length=40)
    subject = models.BigIntegerField()
    language = models.CharField(max_length=8, choices=[(code, code) for code in LANGUAGES])
    person = models.BigIntegerField(db_index=True)
    until = models.DateField()
    made_by = models.BigIntegerField()
    at = models.DateTimeField()
    ended = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["subject_kind", "subject", "language"],
                condition=Q(ended=None),
                name="translating_by_one",
            ),
        ]
