"""What a reorganisation cites, as its pages tell it."""

from bureau.core.actors import Actor
from bureau.core.references import Reference
from bureau.institution.governance.queries.reorganisations import KIND, Seen
from bureau.institution.instruments.queries.citations import citations_open
from bureau.institution.organisation.queries.citations import CitationLine, told
from bureau.web.requests import Reading


def cited_by_case(actor: Actor, seen: Seen, reading: Reading) -> list[CitationLine]:
    """What it cites now; each mandate as it stands today."""
    rows = citations_open(Reference(KIND, seen.row.pk))
    return told(actor, rows, reading.today)
