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
    job_descriptions_of,
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
    """What gathers the value of a paper on a thing of kind `of`: by its number, from a case that
    was read, or from such a case by each post that has one of its own. A LookupError where there is
    no such thing for that reader, or nothing to say."""

    of: str
    on_thing: Callable[[Actor, int], Any] | None = None
    on_case: Callable[[CaseRead], Any] | None = None
    by_post: Callable[[CaseRead], Mapping[int, Any]] | None = None

    @property
    def has_versions(self) -> bool:
        """Whether it is on a case."""
        return self.on_thing is None

    def value(self, actor: Actor, number: int, version: int | None = None) -> Any:
        """Of a case as it stands, or as the `version` put forward; of several the first."""
        if self.on_thing is not None:
            return self.on_thing(actor, number)
        return next(iter(self.each(CaseRead.of(actor, number, version)).values()))

    def each(self, read: CaseRead) -> Mapping[int, Any]:
        """All of the kind on a case by the post that each is of, 0 where it is of the case."""
        if self.on_case is not None:
            return {0: self.on_case(read)}
        found = self.by_post(read) if self.by_post else {}
        if not found:
            raise NoSuchPaperError(read.seen.row.pk)
        return found


GATHERED: Mapping[str, Gathering] = {
    "council-paper": Gathering(KIND, on_case=council_paper_of),
    "committee-document": Gathering(KIND, on_case=committee_document_of),
    "decision": Gathering(KIND, on_case=decision_of),
    "job-description": Gathering(KIND, by_post=job_descriptions_of),
    "delegation-report": Gathering("year", delegation_report_of),
    "letter": Gathering("affected_person", letter_of),
    "staffing-table": Gathering("unit", staffing_table_of),
    "chart-poster": Gathering("unit", chart_poster_of),
}
"""For each kind of `core.papers.kinds` what gathers its value."""
