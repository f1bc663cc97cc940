"""Values to set in tests: a small case whose every part is there, said in all six languages."""

from datetime import date

from bureau.core.claims.kinds import ClaimKind
from bureau.core.claims.verdicts import Verdict
from bureau.core.layout.boxes import Change, PostState
from bureau.core.papers.kinds.case import CaseSaid
from bureau.core.papers.kinds.council_paper import About, CouncilPaper, Request
from bureau.core.papers.kinds.decision import (
    Clause,
    Decision,
    Formula,
    Operative,
    Preamble,
    Verb,
)
from bureau.core.papers.kinds.job_description import Duty, JobDescription
from bureau.core.papers.kinds.parts import (
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
from bureau.core.procedures.kinds import ActKind, StepState
from bureau.core.texts import LANGUAGES, Status, Text

POST = "AB01/D1/234"


def said(words: str) -> Text:
    """The words with the language after them, so that what falls back shows."""
    told = {
        one: (f"{words} [{one}]", Status.ORIGINAL if one == "en" else Status.REVISED)
        for one in LANGUAGES
    }
    return Text("en", told)


BODY = said("Council")
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
    preamble=(Preamble(Formula.CONSIDERING, (Citation("convention", ("70", "71")),)),),
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
    background=(said("Why it is asked."),),
    changes=(
        ChangeSaid(date(2024, 7, 1), said("NEW is established.")),
        ChangeSaid(date(2024, 7, 1), said(f"{POST} moves to NEW.")),
    ),
    claims=(
        Claimed(ClaimKind.UNIT_UNCHANGED, said("OPD is unchanged."), Verdict.TRUE),
        Claimed(ClaimKind.POST_FUNDED, said("The cost is in the budget."), Verdict.UNKNOWN),
    ),
    costs=Costs("CHF", 14_000_000, 28_200_000, (PostCost(POST, 14_000_000, 28_200_000),)),
    steps=(
        StepTaken(
            said("Committee"), ActKind.RECOMMEND, StepState.DONE, date(2024, 4, 29), document="X/1"
        ),
        StepTaken(said("Council"), ActKind.DECIDE, StepState.HERE),
    ),
    former=chart(),
    new=chart(Change.ADDED),
    description=DESCRIPTION,
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
    references=(Citation("convention", ("70", "71")), Citation("resolution", ("1108",), "council")),
)
