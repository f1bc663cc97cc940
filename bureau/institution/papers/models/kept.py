"""Papers as they were written, each kept for ever under the hash of its content."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from bureau.core.texts import LANGUAGES
from bureau.record.files.models import StoredFile


class Paper(models.Model):
    """One paper in one language and format, of a thing named by kind and number. Sealed.

    Kept again after another it is a row of its own, and `again` counts how often the same was kept
    before: so the newest row is what was kept last.

    `manifest` says what it was made from: hashes of its value, phrases and fonts, versions of
    libraries; `drafts` how many of its texts and phrases were drafts. A final one has none.
    `submission` is the hash of what was put forward as it stood, with its words and as amended;
    empty where it was written from a draft. `version` is that of what was put forward, where the
    paper was kept by putting it forward; then `person`, `post` and `at` say by whom and when that
    was done. It is 0 where somebody kept it. `of_post` is the post that it is of, where its thing
    may have several of the kind; else 0.
    """

    organisation = models.BigIntegerField(db_index=True)
    subject_kind = models.CharField(max_length=40)
    subject = models.BigIntegerField()
    kind = models.CharField(max_length=40)
    of_post = models.BigIntegerField(default=0)
    language = models.CharField(max_length=8, choices=[(code, code) for code in LANGUAGES])
    format = models.CharField(max_length=8)
    content = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    manifest = models.JSONField()
    submission = models.CharField(max_length=64, blank=True)
    drafts = models.PositiveIntegerField(default=0)
    is_final = models.BooleanField(default=False)
    again = models.PositiveIntegerField(default=0)
    version = models.PositiveSmallIntegerField(default=0)
    person = models.BigIntegerField()
    post = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-pk"]
        indexes: ClassVar = [models.Index(fields=["subject_kind", "subject"])]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=[
                    *("subject_kind", "subject", "kind", "of_post", "language", "format"),
                    *("content", "submission", "is_final", "again"),
                ],
                name="paper_kept_once",
            ),
            models.CheckConstraint(
                condition=Q(is_final=False) | (Q(drafts=0) & ~Q(submission="")),
                name="paper_final_has_no_drafts",
            ),
            models.CheckConstraint(
                condition=Q(version=0) | ~Q(submission=""),
                name="paper_of_a_version_was_put_forward",
            ),
        ]
