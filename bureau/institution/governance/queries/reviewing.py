"""Invitations of reviewers from outside, and what was said by their links."""

from datetime import date

from bureau.institution.governance import models


def invitations_of(reorganisation: int) -> list[models.Invitation]:
    return list(models.Invitation.objects.filter(reorganisation=reorganisation).order_by("-pk"))


def invitation_by_digest(digest: str, day: date) -> models.Invitation | None:
    """The invitation that a secret opens on that day."""
    rows = models.Invitation.objects.filter(digest=digest, revoked_at__isnull=True)
    return rows.filter(valid_until__gt=day).select_related("reorganisation").first()


def said_by_link(invitation: models.Invitation) -> list[models.Comment]:
    """What a reviewer from outside said, with its words and what was replied: no more is theirs to
    read."""
    rows = models.Comment.objects.filter(invitation=invitation, thread__isnull=True)
    return list(rows.prefetch_related("words", "replies__words").order_by("pk"))
