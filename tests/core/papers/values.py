"""Random values of the kinds, for Hypothesis."""

from typing import Any

from hypothesis import strategies as st

from bureau.core.papers.kinds.case import CaseSaid
from bureau.core.papers.kinds.chart_poster import ChartPoster
from bureau.core.papers.kinds.committee_document import CommitteeDocument
from bureau.core.papers.kinds.council_paper import CouncilPaper
from bureau.core.papers.kinds.decision import Decision, Operative, Preamble
from bureau.core.papers.kinds.delegation_report import DelegationReport
from bureau.core.papers.kinds.job_description import Duty, JobDescription
from bureau.core.papers.kinds.letter import Letter
from bureau.core.papers.kinds.parts import (
    AlternativeSaid,
    Chart,
    Citation,
    Costs,
    StepTaken,
    UnitBox,
)
from bureau.core.papers.kinds.staffing_table import StaffingTable
from bureau.core.texts import LANGUAGES, Status, Text

words = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), max_size=12)
codes = st.sampled_from(["", "NEW", "AB01/D1/234", "70"])


@st.composite
def texts(draw: st.DrawFn) -> Text:
    original = draw(st.sampled_from(LANGUAGES))
    others = draw(st.sets(st.sampled_from(LANGUAGES), max_size=3)) - {original}
    statuses = st.sampled_from([Status.DRAFT, Status.REVISED])
    told = {one: (draw(words), draw(statuses)) for one in sorted(others)}
    return Text(original, {original: (draw(words), Status.ORIGINAL), **told})


languages = st.sampled_from(LANGUAGES)
kinds = st.sampled_from(["convention", "resolution", "decision", "paper"])
st.register_type_strategy(Text, texts())
duties = st.builds(Duty, texts(), st.lists(st.builds(Duty, texts()), max_size=2).map(tuple))
st.register_type_strategy(Duty, duties)
citations = st.builds(
    Citation, kinds, st.lists(codes, max_size=3).map(tuple), st.sampled_from(["", "council"])
)


def several[T](each: st.SearchStrategy[T]) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(each, max_size=2).map(tuple)


descriptions = st.builds(
    JobDescription,
    post=codes,
    grade=codes,
    original=languages,
    unit_code=codes,
    unit=st.none() | texts(),
    direction=st.none() | texts(),
    duties=several(duties),
    education=several(texts()),
    competency=several(texts()),
)
decisions = st.builds(
    Decision,
    body=st.sampled_from(["council", "assembly"]),
    original=languages,
    title=st.none() | texts(),
    preamble=several(st.builds(Preamble, citations=several(citations))),
    operative=several(st.builds(Operative, said=texts(), post=codes)),
    descriptions=several(descriptions),
)
charts = st.builds(Chart, boxes=several(st.builds(UnitBox, key=codes, code=codes, parent=codes)))
cases = st.builds(
    CaseSaid,
    background=several(texts()),
    alternatives=several(
        st.builds(
            AlternativeSaid,
            name=texts(),
            reason=st.none() | texts(),
            purpose=st.none() | texts(),
            costs=several(st.builds(Costs, currency=st.just("CHF"), posts=st.just(()))),
        )
    ),
    costs=several(st.builds(Costs, currency=st.just("CHF"), posts=st.just(()))),
    steps=several(st.builds(StepTaken, document=codes)),
    former=st.none() | charts,
    new=st.none() | charts,
    descriptions=several(descriptions),
    decision=st.none() | decisions,
)


def council_papers() -> st.SearchStrategy[CouncilPaper]:
    return st.builds(
        CouncilPaper,
        body=st.sampled_from(["council", "committee", "assembly"]),
        original=languages,
        number=codes,
        case=cases,
        references=several(citations),
        purpose=st.none() | texts(),
        strategic=several(texts()),
    )


VALUES: dict[str, st.SearchStrategy[Any]] = {
    "council-paper": council_papers(),
    "committee-document": st.builds(
        CommitteeDocument,
        body=st.sampled_from(["committee", "board"]),
        original=languages,
        case=cases,
    ),
    "decision": decisions,
    "job-description": descriptions,
    "delegation-report": st.builds(DelegationReport, original=languages),
    "letter": st.builds(Letter, original=languages),
    "staffing-table": st.builds(StaffingTable, original=languages),
    "chart-poster": st.builds(
        ChartPoster, chart=charts, original=languages, size=st.sampled_from(["a3", "a1"])
    ),
}
