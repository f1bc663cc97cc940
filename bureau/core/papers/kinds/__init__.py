"""The kinds of papers: of each the type of its value, its setting, and the formats it has."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bureau.core.papers.blocks import Paper
from bureau.core.papers.kinds.chart_poster import ChartPoster, set_chart_poster
from bureau.core.papers.kinds.committee_document import CommitteeDocument, set_committee_document
from bureau.core.papers.kinds.council_paper import CouncilPaper, set_council_paper
from bureau.core.papers.kinds.decision import Decision, set_decision
from bureau.core.papers.kinds.delegation_report import DelegationReport, set_delegation_report
from bureau.core.papers.kinds.job_description import JobDescription, set_job_description
from bureau.core.papers.kinds.letter import Letter, set_letter
from bureau.core.papers.kinds.staffing_table import StaffingTable, set_staffing_table
from bureau.core.papers.phrases import PhraseBook
from bureau.core.papers.plain import value_of

FORMATS = ("pdf", "docx", "html")
WITH_MARKUP = (*FORMATS, "akn")


@dataclass(frozen=True, slots=True)
class Kind:
    """`value` is what is said in all languages; `setting` sets it in one. What `is_to_person` is
    no paper of a case, and never public."""

    value: type[Any]
    setting: Callable[[Any, str, PhraseBook], Paper]
    formats: tuple[str, ...] = FORMATS
    is_to_person: bool = False

    def read(self, plain: Any) -> Any:
        """The canonical value from the plain data that a paper carries."""
        return value_of(self.value, plain)


KINDS: Mapping[str, Kind] = {
    "council-paper": Kind(CouncilPaper, set_council_paper, WITH_MARKUP),
    "committee-document": Kind(CommitteeDocument, set_committee_document),
    "decision": Kind(Decision, set_decision, WITH_MARKUP),
    "job-description": Kind(JobDescription, set_job_description, WITH_MARKUP),
    "delegation-report": Kind(DelegationReport, set_delegation_report),
    "letter": Kind(Letter, set_letter, is_to_person=True),
    "staffing-table": Kind(StaffingTable, set_staffing_table),
    "chart-poster": Kind(ChartPoster, set_chart_poster),
}

TO_PEOPLE = tuple(name for name, kind in KINDS.items() if kind.is_to_person)
