"""What the author of a draft claims of it, each with the verdict of the day it was claimed."""

from typing import ClassVar

from django.db import models

from bureau.institution.governance.models.drafts import Reorganisation


class DraftClaim(models.Model):
    """One claim of a draft. `place` is its number in the set, which it keeps when others go.

    `said` is the claim as it was judged when it was made, with what the verdict rests on.
    """

    reorganisation = models.ForeignKey(Reorganisation, models.CASCADE, related_name="claims")
    place = models.PositiveIntegerField()
    said = models.JSONField()

    class Meta:
        ordering: ClassVar = ["place"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["reorganisation", "place"], name="claim_place_once")
        ]
