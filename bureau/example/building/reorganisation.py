"""The reorganisation of TSB: drafted, recommended, approved, in force; the description waits."""

from bureau.core.changes.actions import ActionKind
from bureau.core.procedures.deciding import Manner, Way
from bureau.core.procedures.kinds import ActKind
from bureau.core.references import Reference
from bureau.core.structure.kinds import Value
from bureau.core.texts import Text
from bureau.example import descriptions, figures, posts
from bureau.example.building.cast import Made
from bureau.example.building.claims import claim_what_the_paper_says
from bureau.example.building.considered import ask_and_answer, consider_another_way
from bureau.example.building.mandates import cite_in_case
from bureau.example.building.translating import translate_notes
from bureau.example.people import ADMINISTRATORS
from bureau.example.words import cases, notes, units
from bureau.institution.governance.queries.reorganisations import KIND
from bureau.institution.governance.services import actions, answers, drafts, steps, submissions
from bureau.institution.organisation.services.identities import make_identity
from bureau.institution.procedures.queries.cases import case_on_record

AUTHOR = "organisation_officer"
DAY = figures.REORGANISATION.toordinal()
BETWEEN_POLICY_AND_OPERATIONS = 75


def reorganise(made: Made) -> int:
    """Take the case as far as the paper does: the Council has noted, and is yet to decide."""
    case = _draft(made)
    cite_in_case(made, case)
    submissions.submit_reorganisation(
        made.actor(AUTHOR), reorganisation=case, day=figures.PUT_FORWARD
    )
    ask_and_answer(made, case)
    steps.determine(
        made.actor("secretary_general"),
        reorganisation=case,
        step=_step(case, ActKind.DETERMINE),
        day=figures.DETERMINED,
        answer=False,
        note=notes.NOT_MAJOR.in_original,
    )
    steps.recommend(
        made.actor("committee_secretary"),
        reorganisation=case,
        step=_step(case, ActKind.RECOMMEND),
        day=figures.RECOMMENDED,
        meeting=made.meetings["committee"],
        manner=Manner(Way.IN_SESSION, figures.COMMITTEE_AGREED),
    )
    steps.approve(
        made.actor("secretary_general"),
        reorganisation=case,
        step=_step(case, ActKind.APPROVE),
        day=figures.APPROVED,
        document=figures.REFERENCE,
    )
    steps.take_note(
        made.actor("council_secretary"),
        reorganisation=case,
        step=_step(case, ActKind.TAKE_NOTE),
        day=figures.NOTED,
        meeting=made.meetings["council"],
    )
    translate_notes(made, case, notes.OF_REORGANISATION)
    return case


def _step(case: int, act: ActKind) -> str:
    """The key of the open step that this kind of act closes."""
    on_record = case_on_record(Reference(KIND, case))
    here = on_record.route.here() if on_record else ()
    return next(step.key for step in here if step.act is act)


def _draft(made: Made) -> int:
    """With the first administrator as a reader: for them the shell asks where nobody is named."""
    by = made.actor(AUTHOR)
    case = drafts.start_reorganisation(
        by,
        organisation=made.organisation,
        reference=figures.REFERENCE,
        title=cases.REORGANISATION,
        purpose=cases.REORGANISATION_PURPOSE,
        background=cases.REORGANISATION_BACKGROUND,
    )
    made.units["SED"] = make_identity(by, organisation=made.organisation, kind="unit")
    consider_another_way(made, case)
    for kind, subject, values, words, reason in _actions(made):
        actions.add_action(
            by,
            reorganisation=case,
            kind=kind,
            day=DAY,
            subject=subject,
            values=values,
            words=words,
            reason=reason,
        )
    chief = made.posts[posts.CHIEF_OF_ENGAGEMENT]
    actions.add_description(
        by,
        reorganisation=case,
        post=chief,
        description=descriptions.CHIEF_OF_ENGAGEMENT,
        day=DAY,
        reason=notes.ACTION_PLANS.in_original,
    )
    answers.answer_finding(
        by,
        reorganisation=case,
        code="head_of_ended_unit",
        subject=Reference("post", made.posts[posts.CHIEF_OF_STUDY_GROUPS]),
        reason=notes.LEFT_OPEN.in_original,
    )
    claim_what_the_paper_says(made, AUTHOR, case)
    drafts.name_reader(by, reorganisation=case, person=made.people[ADMINISTRATORS[0]])
    return case


type Drafted = tuple[ActionKind, int, dict[str, Value], dict[str, Text], str]


def _actions(made: Made) -> tuple[Drafted, ...]:
    """Kind, subject, values, words and reason of each, in the order of the paper."""
    engagement, policy = made.units["SED"], made.units["TSP"]
    chief = made.posts[posts.CHIEF_OF_ENGAGEMENT]
    established: dict[str, Value] = {
        "parent": made.units["TSB"],
        "code": "SED",
        "kind": "department",
        "order": BETWEEN_POLICY_AND_OPERATIONS,
    }
    named = {"name": units.STRATEGIC_ENGAGEMENT}
    renamed = {"name": units.STUDY_GROUPS_AND_POLICY}
    plans, moved = notes.ACTION_PLANS.in_original, notes.MOVED_INTO.in_original
    return (
        (ActionKind.ESTABLISH_UNIT, engagement, established, named, plans),
        (ActionKind.MERGE_UNIT, made.units["SGD"], {"into": policy}, {}, moved),
        (ActionKind.RENAME_UNIT, policy, {"code": "SPD"}, renamed, plans),
        (ActionKind.MOVE_POST, chief, {"unit": engagement}, {}, plans),
        (ActionKind.ASSIGN_HEAD, engagement, {"head": chief}, {}, plans),
    )
