"""Papers: the canonical value of each kind, gathered for a reader who may see what it says.

They are gathered here and not among queries because they hold sentences.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bureau.core.actors import Actor
from bureau.institution.governance.queries.reorganisations import KIND
from bureau.institution.governance.texts.papers.before import NoSuchPaperError
from bureau.institution.governance.texts.papers.case import CaseRead
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
    """What gathers the value of a paper on a thing of kind `of`: from a case that was read, or by
    its number. A LookupError where there is no such thing for that reader, or nothing to say."""

    of: str
    on_thing: Callable[[Actor, int], Any] | None = None
    on_case: Callable[[CaseRead], Any] | None = None

    @property
    def has_versions(self) -> bool:
        return self.on_case is not None

    def value(self, actor: Actor, number: int, version: int | None = None) -> Any:
        """Of a case as it stands, or as the `version` that was put forward."""
        if self.on_case is not None:
            return self.on_case(CaseRead.of(actor, number, version))
        assert self.on_thing is not None
        return self.on_thing(actor, number)


GATHERED: Mapping[str, Gathering] = {
    "council-paper": Gathering(KIND, on_case=council_paper_of),
    "committee-document": Gathering(KIND, on_case=committee_document_of),
    "decision": Gathering(KIND, on_case=decision_of),
    "job-description": Gathering(KIND, on_case=job_description_of),
    "delegation-report": Gathering("year", delegation_report_of),
    "letter": Gathering("affected_person", letter_of),
    "staffing-table": Gathering("unit", staffing_table_of),
    "chart-poster": Gathering("unit", chart_poster_of),
}
"""For each kind of `core.papers.kinds` what gathers its value."""
