"""Reviewers from outside: invited by the author for some days, commenting by a link that opens one
case and nothing else. The secret of the link never comes here, only its digest.
"""

from datetime import date, timedelta

from django.db.models import Q
from django.utils.translation import pgettext_lazy

from bureau.core.comments import About, AboutKind, CommentKind
from bureau.core.lookalikes import is_seen
from bureau.core.reasons import Reason, Refused
from bureau.institution.governance import models
from bureau.institution.governance.permissions import may_put_forward
from bureau.institution.governance.queries.left import is_left
from bureau.institution.governance.queries.reorganisations import (
    KIND,
    Seen,
    actions_before,
    reference_of,
)
from bureau.institution.governance.queries.reviewing import invitation_by_digest
from bureau.institution.governance.services.comments import say
from bureau.institution.organisation.queries.structure import today
from bureau.institution.procedures.queries.cases import case_on_record
from bureau.record.accounts.queries import is_closed
from bureau.record.journal.services import Act, service

LONGEST = timedelta(days=90)
COMMENTS_MOST = 100


@service(
    "governance.invite_reviewer",
    pgettext_lazy("act in the journal", "Invite a reviewer from outside"),
)
def invite_reviewer(
    act: Act, *, reorganisation: int, name: str, email: str, valid_until: date, digest: str
) -> int:
    """Let somebody from outside read and comment on one case until a day; by its author.

    `valid_until` is the first day on which the link opens nothing.
    """
    (row,) = act.lock(models.Reorganisation, reorganisation)
    if not may_put_forward(act.actor, row):
        raise Refused(Reason("not_yours_to_do"))
    day, reasons = today(row.organisation), []
    if not day < valid_until <= day + LONGEST:
        reasons.append(Reason("invitation_days_wrong"))
    if not is_seen(name):
        reasons.append(Reason("reviewer_unnamed"))
    if Seen(row, case_on_record(reference_of(row.pk)) if row.submitted else None).is_over:
        reasons.append(Reason("case_ended"))
    if reasons:
        raise Refused(*reasons)
    made = models.Invitation.objects.create(
        reorganisation=row,
        name=name.strip(),
        email=email.strip(),
        digest=digest,
        made_by=act.actor.person or 0,
        made_at=act.at,
        valid_until=valid_until,
    )
    act.touch(KIND, row.pk)
    act.details.update(invitation=made.pk, valid_until=valid_until.isoformat())
    return made.pk


@service(
    "governance.revoke_invitation",
    pgettext_lazy("act in the journal", "Revoke the invitation of a reviewer"),
)
def revoke_invitation(act: Act, *, invitation: int, forget: bool = False) -> None:
    """The link opens nothing from the next request on; `forget` empties name, address and words.

    Raises Refused for words that went into the record with a submission, until the case is over:
    those who decide read them.
    """
    (row,) = act.lock(models.Invitation, invitation)
    if not may_put_forward(act.actor, row.reorganisation):
        raise Refused(Reason("not_yours_to_do"))
    if row.revoked_at is not None and not forget:
        raise Refused(Reason("invitation_over"))
    if forget and _has_carried(row):
        raise Refused(Reason("words_on_record"))
    rows = models.Invitation.objects.filter(pk=row.pk)
    if row.revoked_at is None:
        rows.update(revoked_at=act.at)
    if forget:
        rows.update(name="", email="")
        models.CommentWords.objects.filter(comment__invitation=row).update(said="")
    act.touch(KIND, row.reorganisation_id)
    act.details.update(invitation=row.pk, forgotten=forget)


def _has_carried(row: models.Invitation) -> bool:
    """Whether a thread with words of this reviewer is on record in a case that is not over."""
    carried = models.CarriedThread.objects.filter(submission__reorganisation=row.reorganisation)
    own = Q(thread__invitation=row) | Q(thread__replies__invitation=row)
    seen = Seen(row.reorganisation, case_on_record(reference_of(row.reorganisation_id)))
    return carried.filter(own).exists() and not seen.is_over


@service(
    "governance.comment_from_outside", pgettext_lazy("act in the journal", "Comment from outside")
)
def comment_from_outside(
    act: Act, *, digest: str, about: str, said: str, kind: str = CommentKind.COMMENT.value
) -> int:
    """Say or ask something by a link; it is recorded under the name that was invited."""
    found = models.Invitation.objects.filter(digest=digest).select_related(
        "reorganisation__organisation"
    )
    row = found.first()
    if row is None:
        raise Refused(Reason("invitation_over"))
    act.lock(models.Reorganisation, row.reorganisation_id)
    act.lock(models.Invitation, row.pk)
    # Read behind the locks: it may have been revoked while this waited for them.
    invitation = invitation_by_digest(digest, today(row.reorganisation.organisation))
    seen = opened_by(invitation) if invitation else None
    if invitation is None or seen is None or invitation.comments.count() >= COMMENTS_MOST:
        raise Refused(Reason("invitation_over"))
    if kind not in (CommentKind.COMMENT, CommentKind.QUESTION):
        raise Refused(Reason("comment_of_no_kind"))
    comment = say(act, seen, CommentKind(kind), _about(seen, about), said, invitation=invitation)
    act.details.update(invitation=invitation.pk)
    return comment.pk


def opened_by(invitation: models.Invitation) -> Seen | None:
    """The case as its reviewer sees it; None once it is over or given up, and while whoever invited
    them has a closed account or has left the draft."""
    row = invitation.reorganisation
    if row.discarded is not None or is_closed(invitation.made_by):
        return None
    if not row.submitted and is_left(row):
        return None
    seen = Seen(row, case_on_record(reference_of(row.pk)) if row.submitted else None)
    return None if seen.is_over else seen


def _about(seen: Seen, said: str) -> About:
    """The case or one of its actions: no more of it is opened to them."""
    try:
        about = About.parse(said)
    except ValueError:
        raise Refused(Reason("about_nothing")) from None
    places = {action.id for action in actions_before(seen)}
    is_action = about.kind is AboutKind.ACTION and about.number in places
    if about.kind is not AboutKind.CASE and not is_action:
        raise Refused(Reason("about_nothing"))
    return about
