"""Keeping the papers on a case: as they are written now, and by themselves as it was submitted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.tasks import task
from django.utils.module_loading import import_string
from django.utils.translation import pgettext_lazy

from bureau.core.actors import CLOCK
from bureau.core.papers.fitness import is_fit
from bureau.core.reasons import Reason, Refused
from bureau.core.references import Reference
from bureau.institution.governance.models import Reorganisation, Submission
from bureau.institution.governance.permissions import may_translate
from bureau.institution.governance.queries.reorganisations import KIND, seen_by
from bureau.institution.governance.queries.versions import state_seen, state_submitted
from bureau.institution.papers.queries.kept import papers_of
from bureau.institution.papers.services.kept import PutForward, Written, keep_paper
from bureau.record.journal.services import Act, Asked, service

AFTER = timedelta(seconds=30)
"""When papers are written that were submitted: what there is to tell of it goes out first."""


@dataclass(frozen=True, slots=True)
class Put:
    """Papers that were written into the folder of files, and the names of those that cannot be set:
    kind, language and format."""

    written: Sequence[Written]
    left_out: Sequence[str] = ()


@service(
    "governance.keep_papers",
    pgettext_lazy("act in the journal", "Keep the papers on a case as written"),
)
def keep_papers(act: Act, *, reorganisation: int, seen: str, written: Sequence[Written]) -> int:
    """Keep them for ever, for whoever may translate the case. Answers with how many are kept.

    Refused where the case has changed since it was `seen` and they were written. Of what was put
    forward, one is final in its language whose face says nothing that keeps it from being sent.
    """
    act.lock(Reorganisation, reorganisation)
    found = seen_by(act.actor, [reorganisation]).get(reorganisation)
    if found is None or not may_translate(act.actor, found.row):
        raise Refused(Reason("not_yours"))
    if seen != state_seen(found):
        raise Refused(Reason("changed_since_seen"))
    submission = "" if found.is_draft else seen
    for one in written:
        keep_paper(
            act,
            organisation=found.row.organisation_id,
            subject=Reference(KIND, reorganisation),
            written=one,
            submission=submission,
            is_final=bool(submission) and is_fit(one.warnings),
        )
    return len(written)


def keep_submitted_later(act: Act, submission: int) -> None:
    """Ask the worker for it, in the act of submitting."""
    keep_submitted.using(run_after=act.at + AFTER).enqueue(submission)


@task(queue_name="long")
def keep_submitted(submission: int) -> None:
    """Write and keep the papers on a case as it was submitted; those that were kept stay.

    The writer is named in the settings: papers hold sentences, which stand above services.
    """
    row = Submission.objects.get(pk=submission)
    of = papers_of(Reference(KIND, row.reorganisation_id))
    if of.filter(version=row.version).exists():
        return
    put: Put = import_string(settings.BUREAU_PAPERS)(row)
    if put.written:
        asked = Asked(CLOCK, f"papers-submitted-{submission}")
        keep_submitted_papers(asked, submission=submission, put=put)


@service(
    "governance.keep_submitted_papers",
    pgettext_lazy("act in the journal", "Keep the papers on a case as submitted"),
)
def keep_submitted_papers(act: Act, *, submission: int, put: Put) -> int:
    """Keep them for ever as those of what was submitted, by the clock alone: whoever put it forward
    kept them. Answers with how many are kept; what is left out is told in the journal."""
    if act.actor != CLOCK:
        raise Refused(Reason("not_yours"))
    row = Submission.objects.select_related("reorganisation").get(pk=submission)
    act.lock(Reorganisation, row.reorganisation_id)
    state = state_submitted(row)
    for one in put.written:
        keep_paper(
            act,
            organisation=row.reorganisation.organisation_id,
            subject=Reference(KIND, row.reorganisation_id),
            written=one,
            submission=state,
            is_final=is_fit(one.warnings),
            put_forward=PutForward(row.version, row.person, row.post, row.at),
        )
    act.touch("submission", row.pk)
    act.details.update(version=row.version, left_out=list(put.left_out))
    return len(put.written)
