"""Papers that were kept and then released: read by anybody under one address, until withdrawn."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from bureau.institution.papers.models.kept import Paper


class Release(models.Model):
    """One kind of paper of a thing, made public in some languages under the address of `code`.

    Sealed but for its withdrawal: from then on the address says when, and shows nothing.
    """

    organisation = models.BigIntegerField(db_index=True)
    subject_kind = models.CharField(max_length=40)
    subject = models.BigIntegerField()
    kind = models.CharField(max_length=40)
    code = models.CharField(max_length=24, unique=True)
    person = models.BigIntegerField()
    post = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    withdrawn = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-pk"]
        indexes: ClassVar = [models.Index(fields=["subject_kind", "subject"])]


class ReleasedPaper(models.Model):
    """A kept file of a release. Whoever kept it is not who released it. Sealed."""

    release = models.ForeignKey(Release, models.PROTECT, related_name="papers")
    paper = models.ForeignKey(Paper, models.PROTECT, related_name="+")
    kept_by = models.BigIntegerField()
    released_by = models.BigIntegerField()

    class Meta:
        ordering: ClassVar = ["paper__language", "paper__format"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["release", "paper"], name="released_once"),
            models.CheckConstraint(
                condition=~Q(kept_by=F("released_by")), name="released_by_two_persons"
            ),
        ]
