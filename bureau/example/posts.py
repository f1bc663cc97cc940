"""The units and posts that stand from the opening record on, each with who holds it."""

from dataclasses import dataclass

from bureau.core.texts import Text
from bureau.example.figures import CHIEF_NUMBER, REGULAR
from bureau.example.words import titles, units


@dataclass(frozen=True, slots=True)
class OpeningUnit:
    """A unit under `parent`; `head` is the number of the post that heads it."""

    code: str
    name: Text
    kind: str
    parent: str | None
    head: str | None = None


@dataclass(frozen=True, slots=True)
class OpeningPost:
    """A post in the unit of code `unit`; `holder` is a key of the cast, None where vacant."""

    number: str
    title: Text
    grade: str
    unit: str
    holder: str | None
    frozen: bool = False
    funding: str = REGULAR


SECRETARY_GENERAL = "DEMO/GS/EL/01"
COMMITTEE_SECRETARY = "DEMO/GS/P5/01"
COUNCIL_SECRETARY = "DEMO/GS/P5/02"
BUDGET_OFFICER = "DEMO/GS/P4/01"
HUMAN_RESOURCES_OFFICER = "DEMO/GS/P4/02"
COMMUNICATIONS_OFFICER = "DEMO/GS/P4/03"
DIRECTOR = "DEMO/TSB/EL/01"
ORGANISATION_OFFICER = "DEMO/TSB/P4/01"
POST_OFFICER = "DEMO/TSB/P3/01"
CHIEF_OF_ENGAGEMENT = CHIEF_NUMBER
CHIEF_OF_STUDY_GROUPS = "DEMO/SGD/P5/01"
DEPUTY = "DEMO/TSP/D2/01"
CHIEF_OF_OPERATIONS = "DEMO/OPD/D1/01"
VACATED = "DEMO/SGD/P4/01"
CORRECTED = "DEMO/SGD/P4/02"

UNITS = (
    OpeningUnit("ITU", units.ITU, "organisation", None, SECRETARY_GENERAL),
    OpeningUnit("GS", units.GENERAL_SECRETARIAT, "secretariat", "ITU", SECRETARY_GENERAL),
    OpeningUnit("BR", units.RADIOCOMMUNICATION_BUREAU, "bureau", "ITU"),
    OpeningUnit("TSB", units.STANDARDIZATION_BUREAU, "bureau", "ITU", DIRECTOR),
    OpeningUnit("BDT", units.DEVELOPMENT_BUREAU, "bureau", "ITU"),
    OpeningUnit("SGD", units.STUDY_GROUPS, "department", "TSB", CHIEF_OF_STUDY_GROUPS),
    OpeningUnit("TSP", units.STANDARDIZATION_POLICY, "department", "TSB", DEPUTY),
    OpeningUnit("OPD", units.OPERATIONS_AND_PLANNING, "department", "TSB", CHIEF_OF_OPERATIONS),
)


def _posts(unit: str, *rows: tuple[str, Text, str | None]) -> tuple[OpeningPost, ...]:
    """Demonstration posts of one unit: grade and serial, title, holder."""
    return tuple(
        OpeningPost(
            f"DEMO/{unit}/{serial}",
            title,
            "elected" if serial[0] == "E" else f"{serial[0]}.{serial[1]}",
            unit,
            holder,
        )
        for serial, title, holder in rows
    )


SECRETARIAT_POSTS = _posts(
    "GS",
    ("EL/01", titles.SECRETARY_GENERAL, "secretary_general"),
    ("P5/01", titles.COMMITTEE_SECRETARY, "committee_secretary"),
    ("P5/02", titles.COUNCIL_SECRETARY, "council_secretary"),
    ("P4/01", titles.BUDGET_OFFICER, "budget_officer"),
    ("P4/02", titles.HUMAN_RESOURCES_OFFICER, "human_resources_officer"),
    ("P4/03", titles.CORPORATE_COMMUNICATIONS_OFFICER, "communications_officer"),
)
DIRECTORS_POSTS = (
    *_posts(
        "TSB",
        ("EL/01", titles.DIRECTOR, "director"),
        ("P4/01", titles.ORGANISATION_OFFICER, "organisation_officer"),
        ("P3/01", titles.POST_MANAGEMENT_OFFICER, "post_officer"),
    ),
    OpeningPost(CHIEF_NUMBER, titles.CHIEF_OF_DEPARTMENT, "D.1", "TSB", None),
)
STUDY_GROUPS_POSTS = _posts(
    "SGD",
    ("P5/01", titles.CHIEF_OF_STUDY_GROUPS, "chief_of_study_groups"),
    ("P5/02", titles.STUDY_GROUP_COUNSELLOR, "seo_yeon"),
    ("P5/03", titles.STUDY_GROUP_COUNSELLOR, "fatoumata"),
    ("P5/04", titles.STUDY_GROUP_COUNSELLOR, "anil"),
    ("P5/05", titles.STUDY_GROUP_COUNSELLOR, "oksana"),
    ("P5/06", titles.STUDY_GROUP_COUNSELLOR, "matteo"),
    ("P4/01", titles.EMERGING_TECHNOLOGIES_OFFICER, "wanjiru"),
    ("P4/02", titles.STUDY_GROUP_OFFICER, "ha"),
    ("P4/03", titles.STUDY_GROUP_OFFICER, "ahmet"),
    ("P4/04", titles.STUDY_GROUP_OFFICER, "leila"),
    ("G6/01", titles.STUDY_GROUP_ASSISTANT, "claire"),
    ("G6/02", titles.STUDY_GROUP_ASSISTANT, "tsegaye"),
    ("G6/03", titles.STUDY_GROUP_ASSISTANT, "maria"),
)
POLICY_POSTS = _posts(
    "TSP",
    ("D2/01", titles.DEPUTY, "deputy"),
    ("P5/01", titles.SENIOR_POLICY_ADVISER, "siobhan"),
    ("P5/02", titles.PROCEDURES_ADVISER, "yutong"),
    ("P5/03", titles.MEMBERSHIP_ADVISER, "noor"),
    ("P4/01", titles.POLICY_OFFICER, "eleni"),
    ("P4/02", titles.COMMUNICATIONS_OFFICER, "petra"),
    ("P3/01", titles.WEB_OFFICER, "sara"),
    ("P3/02", titles.OUTREACH_OFFICER, "lindiwe"),
    ("G6/01", titles.POLICY_ASSISTANT, "joao"),
    ("G6/02", titles.POLICY_ASSISTANT, "mialy"),
    ("G6/03", titles.EVENTS_ASSISTANT, "nattaphon"),
)
OPERATIONS_POSTS = (
    *_posts(
        "OPD",
        ("D1/01", titles.CHIEF_OF_OPERATIONS, "chief_of_operations"),
        ("P5/01", titles.HEAD_OF_OPERATIONS, "giulia"),
        ("P5/02", titles.HEAD_OF_PLANNING, "sergei"),
        ("P4/01", titles.PLANNING_OFFICER, "aroha"),
        ("P4/02", titles.MEETINGS_OFFICER, "reza"),
        ("P4/03", titles.PUBLICATIONS_OFFICER, "ana"),
        ("P4/04", titles.DIGITAL_SERVICES_OFFICER, "ron"),
        ("G6/01", titles.OPERATIONS_ASSISTANT, "sofia"),
        ("G6/02", titles.OPERATIONS_ASSISTANT, "thabo"),
        ("G6/03", titles.OPERATIONS_ASSISTANT, "yuki"),
        ("G6/04", titles.OPERATIONS_ASSISTANT, "pavel"),
    ),
    OpeningPost("DEMO/OPD/G6/05", titles.OPERATIONS_ASSISTANT, "G.6", "OPD", None, frozen=True),
)
POSTS = (
    *SECRETARIAT_POSTS,
    *DIRECTORS_POSTS,
    *STUDY_GROUPS_POSTS,
    *POLICY_POSTS,
    *OPERATIONS_POSTS,
)

# What the second draft moves to SED: five posts that were in TSP, and the vacant one of SGD.
TO_ENGAGEMENT = (
    "DEMO/TSP/P5/03",
    "DEMO/TSP/P4/02",
    "DEMO/TSP/P3/01",
    "DEMO/TSP/P3/02",
    "DEMO/TSP/G6/03",
    VACATED,
)
