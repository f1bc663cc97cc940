"""Keeping the papers on a case as they are written now."""

from collections.abc import Sequence

from bureau.core.papers.fitness import is_fit
from bureau.core.reasons import Reason, Refused
from bureau.core.references import Reference
from bureau.institution.governance.models import Reorganisation
from bureau.institution.governance.permissions import may_translate
from bureau.institution.governance.queries.reorganisations import KIND, seen_by
from bureau.institution.governance.queries.versions import state_seen
from bureau.institution.papers.services.kept import Written, keep_paper
from bureau.record.journal.services import Act, service


@service
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
