"""The versions of a case that were put forward: what each said, and which differ from today."""

from collections.abc import Iterable

from bureau.core.claims.kinds import OF_ACTS
from bureau.core.claims.verdicts import judged_from
from bureau.core.references import Reference
from bureau.institution.governance import models
from bureau.institution.governance.queries.amended import applied
from bureau.institution.governance.queries.claims import ClaimSeen
from bureau.institution.governance.queries.reorganisations import KIND, Seen
from bureau.institution.governance.store import CASE
from bureau.institution.instruments.models import Citation
from bureau.institution.instruments.queries.citations import target_of
from bureau.record.journal.queries import first_entry_about, record_number_before


def versions_before(seen: Seen) -> list[models.Submission]:
    """Those that what stands today can be held against, the first one first: not the last one where
    it stands as it was put forward."""
    rows = list(models.Submission.objects.filter(reorganisation=seen.row).order_by("version"))
    if rows and not seen.is_draft and not applied(rows[-1]):
        rows.pop()
    return rows


def known_at(submission: models.Submission) -> int:
    """The record number as of which it was put forward: of the first that is told of it, as what
    is kept of it comes later."""
    return record_number_before(first_entry_about(Reference("submission", submission.pk)))


def claims_then(submission: models.Submission, today: Iterable[ClaimSeen]) -> tuple[ClaimSeen, ...]:
    """What was claimed, as it was judged when it was put forward; claims of acts on the way are
    told as they are judged today, as the way is."""
    of_acts = {one.claim.place: one.now for one in today if one.claim.kind in OF_ACTS}
    told = []
    for then in judged_from(submission.claims or ()):
        now = of_acts.get(then.claim.place)
        is_same = now is not None and now.claim == then.claim
        told.append(ClaimSeen(then, now if is_same and now else then))
    return tuple(told)


def citations_then(row: models.Submission) -> list[Citation]:
    """What the case cited as it was put forward, in the order cited; of what was cited anew since
    it was taken back, as it stood by then."""
    made = Citation.objects.filter(
        subject_kind=KIND, subject=row.reorganisation_id, at__lte=row.at
    ).order_by("pk")
    frozen = row.words[CASE]["parts"]
    last = {target_of(one): one for one in made if f"cites.{target_of(one)}" in frozen}
    return sorted(last.values(), key=lambda one: (one.valid_from, one.pk))
