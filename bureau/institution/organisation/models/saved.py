"""Views that a person keeps: a page with its filters and order, under a name."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from bureau.record.accounts.models import Person


class SavedView(models.Model):
    """`page` and `of` make the address, `query` follows it; with `is_fixed` it has coordinates.

    It may be shared with a post or with a unit and all below it; rights are those of who opens it.
    """

    worded: ClassVar = {"name_{pk}": "{name}", "query_{pk}": "{query}"}

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    page = models.CharField(max_length=60)
    of = models.JSONField(default=dict)
    query = models.TextField(blank=True)
    is_fixed = models.BooleanField(default=False)
    shared_kind = models.CharField(max_length=10, blank=True)
    shared = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["person", "page"], name="saved_view_of_person")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "name"], name="saved_view_name_once"),
            models.CheckConstraint(
                condition=Q(shared_kind="", shared__isnull=True)
                | Q(shared_kind__in=("post", "unit"), shared__isnull=False),
                name="saved_view_shared_with_one",
            ),
        ]
