"""What a reorganisation cites, as its pages tell it."""

from bureau.core.actors import Actor
from bureau.core.references import Reference
from bureau.institution.governance.queries.put_forward import citations_then
from bureau.institution.governance.queries.reorganisations import KIND, Seen, submission_of
from bureau.institution.instruments.models import Citation
from bureau.institution.instruments.queries.citations import citations_open
from bureau.institution.organisation.queries.citations import CitationLine, told
from bureau.web.requests import Reading


def citations_read(seen: Seen) -> list[Citation]:
    """What it cites now or, for whoever does not draft along, as it was put forward last."""
    submission = submission_of(seen.row.pk) if seen.is_as_submitted else None
    if submission is None:
        return citations_open(Reference(KIND, seen.row.pk))
    rows = citations_then(submission)
    for row in rows:
        row.valid_until = None
    return rows


def cited_by_case(actor: Actor, seen: Seen, reading: Reading) -> list[CitationLine]:
    """The same for its pages; each mandate as it stands today."""
    return told(actor, citations_read(seen), reading.today)
