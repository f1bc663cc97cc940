"""One index over every kind of thing: rows derived from the wiring, rebuilt from the journal."""

from typing import ClassVar

from django.db import models

from bureau.web.answers import Audience


class Document(models.Model):
    """What one thing is found by.

    `written_on` is the day as of which it was read, by the clock of the worker that wrote it.
    `said` is a `web.answers.Searchable` as JSON. Its tokens are in the table `search_tokens`, which
    each database keeps in its own way (see `store.index`).
    """

    worded: ClassVar = {"submitter_{pk}": "{submitter_name}"}

    uncommitted_because = "derived: written by a follower of the journal"
    kinds_named = ()

    kind = models.CharField(max_length=40)
    number = models.BigIntegerField()
    audience = models.CharField(max_length=10, choices=[(name, name) for name in Audience])
    weight = models.IntegerField(default=0)
    stands_until = models.DateField(null=True, db_index=True)
    written_on = models.DateField(db_index=True)
    said = models.JSONField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "number"], name="document_once_a_thing")
        ]


class Source(models.Model):
    """Another thing that a document's words are taken from: touched, the document is read anew."""

    uncommitted_because = "derived: written by a follower of the journal"

    document = models.ForeignKey(Document, models.CASCADE, related_name="sources")
    kind = models.CharField(max_length=40)
    number = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "number", "document"], name="source_once_a_document"
            )
        ]
