"""Papers: the canonical value of each kind, gathered for a reader who may see what it says.

They are gathered here and not among queries because they hold sentences.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bureau.institution.governance.queries.reorganisations import KIND
from bureau.institution.governance.texts.papers.before import NoSuchPaperError
from bureau.institution.governance.texts.papers.committee import committee_document_of
from bureau.institution.governance.texts.papers.council import (
    council_paper_of,
    decision_of,
    job_description_of,
)
from bureau.institution.governance.texts.papers.delegations import delegation_report_of
from bureau.institution.governance.texts.papers.letters import letter_of
from bureau.institution.governance.texts.papers.structure import (
    chart_poster_of,
    staffing_table_of,
)

__all__ = ["GATHERED", "Gathering", "NoSuchPaperError"]


@dataclass(frozen=True, slots=True)
class Gathering:
    """`value` takes who asks and the number of the thing that the paper is on, of kind `of`; it
    raises a LookupError where there is no such thing for that reader. Of a case it takes also the
    `version` that was put forward."""

    of: str
    value: Callable[..., Any]

    @property
    def has_versions(self) -> bool:
        return self.of == KIND


GATHERED: Mapping[str, Gathering] = {
    "council-paper": Gathering(KIND, council_paper_of),
    "committee-document": Gathering(KIND, committee_document_of),
    "decision": Gathering(KIND, decision_of),
    "job-description": Gathering(KIND, job_description_of),
    "delegation-report": Gathering("year", delegation_report_of),
    "letter": Gathering("affected_person", letter_of),
    "staffing-table": Gathering("unit", staffing_table_of),
    "chart-poster": Gathering("unit", chart_poster_of),
}
"""For each kind of `core.papers.kinds` what gathers its value."""
