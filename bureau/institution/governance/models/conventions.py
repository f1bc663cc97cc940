"""How bodies count their last days, and after how many days of delay others are told."""

from typing import ClassVar

from django.db import models

from bureau.institution.instruments.models import Body
from bureau.institution.organisation.models import Organisation
from bureau.institution.organisation.models.reference import Dated
from bureau.web.multilingual import MultilingualField


class DeadlineConvention(Dated):
    """Of one body, or (no body) of every step that has none of its own.

    The last day is that of `zone` and is over at `closes` there ("17:30"; "": at its end). A
    deadline keeps what was the convention when it was set. `source` says where it stands.
    """

    keeps_history = True

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    body = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+")
    zone = models.CharField(max_length=60)
    closes = models.CharField(max_length=5, blank=True)
    stand_in_after = models.PositiveSmallIntegerField(default=3)
    superior_after = models.PositiveSmallIntegerField(default=7)
    source = MultilingualField()

    class Meta(Dated.Meta):
        ordering: ClassVar = ["-valid_from", "pk"]
