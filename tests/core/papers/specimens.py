"""Values to set in tests: a small case whose every part is there, said in all six languages."""

from dataclasses import replace
from datetime import date
from typing import Any

from bureau.core.changes.people import How
from bureau.core.claims.kinds import ClaimKind
from bureau.core.claims.verdicts import Verdict
from bureau.core.layout.boxes import Change, PostState
from bureau.core.papers.kinds.case import CaseSaid
from bureau.core.papers.kinds.chart_poster import ChartPoster
from bureau.core.papers.kinds.committee_document import CommitteeDocument
from bureau.core.papers.kinds.council_paper import About, CouncilPaper, Request
from bureau.core.papers.kinds.decision import (
    Clause,
    Decision,
    Formula,
    Operative,
    Preamble,
    Verb,
)
from bureau.core.papers.kinds.delegation_report import Delegated, DelegationReport, Used
from bureau.core.papers.kinds.job_description import Duty, JobDescription
from bureau.core.papers.kinds.letter import Letter, Place
from bureau.core.papers.kinds.parts import (
    AlternativeSaid,
    ChangeSaid,
    Chart,
    Citation,
    Claimed,
    Costs,
    GradeCount,
    PostCost,
    StepTaken,
    UnitBox,
)
from bureau.core.papers.kinds.staffing_table import PostRow, StaffingTable
from bureau.core.procedures.kinds import ActKind, StepState
from bureau.core.texts import LANGUAGES, Status, Text

POST = "AB01/D1/234"


SCRIPTS = {"ar": "كلمة {}", "ru": "Слово {}", "zh-hans": "词{}"}


def said(words: str) -> Text:
    """The words, in the script of each language, with the language after them."""
    first = words.split()[0]
    told = {one: SCRIPTS.get(one, words).format(first) + f" [{one}]" for one in LANGUAGES}
    statuses = {one: Status.ORIGINAL if one == "en" else Status.REVISED for one in LANGUAGES}
    return Text("en", {one: (told[one], statuses[one]) for one in LANGUAGES})


BODY = said("Council")
REFERENCES = (Citation("convention", ("70", "71")), Citation("resolution", ("1108",), "council"))
HOUSE = said("Institute")
DESCRIPTION = JobDescription(
    post=POST,
    title=said("Chief"),
    grade="D.1",
    original="en",
    issuer=HOUSE,
    unit=said("New department"),
    unit_code="NEW",
    reports_to=said("Director"),
    direction=said("Under the direction of the Director."),
    duties=(Duty(said("Leads"), (Duty(said("the staff")), Duty(said("the money")))),),
    education=(said("Degree"),),
    experience=(said("Fifteen years"),),
    competency=(said("Listens"),),
)
DECISION = Decision(
    body="council",
    body_name=BODY,
    original="en",
    issuer=HOUSE,
    title=said("Description of a post"),
    preamble=(Preamble(Formula.CONSIDERING, REFERENCES),),
    operative=(Operative(Verb.DECIDES, Clause.APPROVE_DESCRIPTION, post=POST),),
)


def chart(*changes: Change) -> Chart:
    boxes = (
        UnitBox("1", said("Bureau"), "BUR", posts=(GradeCount("D.1", 1),)),
        UnitBox(
            "2",
            said("New department"),
            "NEW",
            "1",
            said("Chief"),
            "D.1",
            PostState.VACANT,
            (GradeCount("D.1", 0, 1),),
            changes,
        ),
    )
    return Chart(said("Bureau"), date(2024, 7, 1), boxes)


CASE = CaseSaid(
    prompted=(said("What asks for it."),),
    background=(said("Why it is asked."),),
    changes=(
        ChangeSaid(date(2024, 7, 1), said("NEW is established.")),
        ChangeSaid(date(2024, 7, 1), said(f"{POST} moves to NEW.")),
    ),
    claims=(
        Claimed(ClaimKind.UNIT_UNCHANGED, said("OPD is unchanged."), Verdict.TRUE),
        Claimed(ClaimKind.POST_FUNDED, said("The cost is in the budget."), Verdict.UNKNOWN),
    ),
    costs=(Costs("CHF", 14_000_000, 28_200_000, (PostCost(POST, 14_000_000, 28_200_000),)),),
    alternatives=(
        AlternativeSaid(
            name=said("A section"),
            reason=said("It would be too small."),
            purpose=said("Cheaper."),
            actions=2,
            moved=1,
            costs=(Costs("CHF", 0, -1_000_000),),
        ),
        AlternativeSaid(said("Nothing"), costs=(Costs(first_year=None, full_year=None),)),
    ),
    steps=(
        StepTaken(
            said("Committee"), ActKind.RECOMMEND, StepState.DONE, date(2024, 4, 29), document="X/1"
        ),
        StepTaken(said("Council"), ActKind.DECIDE, StepState.HERE),
    ),
    former=chart(),
    new=chart(Change.ADDED),
    descriptions=(DESCRIPTION,),
    decision=DECISION,
    reference="NEW-2024",
)
PAPER = CouncilPaper(
    number="C24/15",
    body="council",
    issuer=HOUSE,
    body_name=BODY,
    original="en",
    case=CASE,
    title=said("Paper on the reorganisation"),
    day=date(2024, 5, 3),
    session=said("Session of 2024"),
    author=said("Secretary-General"),
    purpose=said("To put the reorganisation forward."),
    requests=(
        Request(ActKind.TAKE_NOTE, About.STRUCTURE),
        Request(ActKind.APPROVE, About.DESCRIPTION, POST),
    ),
    strategic=(said("Excellence"),),
    references=REFERENCES,
)
COMMITTEE = CommitteeDocument(
    number="4/3",
    body="committee",
    issuer=HOUSE,
    body_name=said("Committee"),
    original="en",
    case=replace(CASE, decision=None),
    title=said("Draft recommendation"),
    item="3",
    author=said("Director"),
    purpose=said("To have it recommended."),
    requests=(
        Request(ActKind.RECOMMEND, About.STRUCTURE),
        Request(ActKind.RECOMMEND, About.DESCRIPTION, POST),
    ),
)
LETTER = Letter(
    recipient="Ana Ejemplo",
    how=How.MOVED,
    issuer=HOUSE,
    original="en",
    effective=date(2024, 7, 1),
    title=said("Reorganisation"),
    before=Place(POST, said("Chief"), "D.1", said("Old department"), "OLD"),
    after=Place(POST, said("Chief of Department"), "D.1", said("New department"), "NEW"),
    signed=said("Head of Human Resources"),
    listed=date(2024, 6, 3),
    replaces=date(2024, 6, 1),
)
STAFFING = StaffingTable(
    unit=said("Bureau"),
    day=date(2024, 7, 1),
    issuer=HOUSE,
    original="en",
    grades=(GradeCount("D.1", 1, 1, 0), GradeCount("elected", 1)),
    posts=(PostRow(POST, said("Chief"), "D.1", "NEW", "GVA", PostState.VACANT),),
)
USED = Used(
    date(2024, 5, 3),
    "NEW-2024",
    said("Reclassify a post"),
    POST,
    "P.4",
    "P.5",
    3_400_000,
    5_400_000,
    date(2024, 7, 1),
)
REPORT = DelegationReport(
    issuer=HOUSE,
    original="en",
    since=date(2024, 1, 1),
    until=date(2024, 12, 31),
    delegations=(
        Delegated(
            said("Classification"),
            "CHF",
            15_000_000,
            2_000_000,
            (USED,),
            Citation("resolution", ("1107",), "council"),
            date(2024, 1, 1),
            date(2025, 12, 31),
        ),
        Delegated(said("Management"), "CHF", 120_000_000),
        Delegated(said("Management"), "CHF", None, 0, (replace(USED, cost=None, so_far=0),)),
    ),
)
POSTER = ChartPoster(chart(Change.ADDED), HOUSE, "en")
SPECIMENS: dict[str, Any] = {
    "council-paper": PAPER,
    "committee-document": COMMITTEE,
    "decision": replace(DECISION, number="612", descriptions=(DESCRIPTION,)),
    "job-description": DESCRIPTION,
    "delegation-report": REPORT,
    "letter": LETTER,
    "staffing-table": STAFFING,
    "chart-poster": POSTER,
}
