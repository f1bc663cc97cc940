"""The reorganisation that the tests take through the house: a department of engagement."""

from dataclasses import dataclass
from datetime import date

from bureau.core.actors import Actor
from bureau.core.changes.actions import ActionKind
from bureau.core.references import Reference
from bureau.core.spans import Day
from bureau.core.structure.kinds import Value
from bureau.core.texts import Text
from bureau.institution.governance.services import actions, answers, drafts, steps, submissions
from bureau.institution.governance.store import actions_of
from bureau.institution.organisation.services.descriptions import DescriptionText, DutyText
from bureau.institution.procedures.queries.cases import OnRecord, case_on_record
from bureau.web.multilingual import text
from tests.institution.house import FORCE, TODAY, House

type Values = dict[str, Value]

DAY: Day = FORCE.toordinal()
DESCRIPTION = DescriptionText(
    title=text(en="Chief of Engagement"),
    direction=text(en="Under the Director"),
    duties=(DutyText(text(en="Lead the department"), parts=(DutyText(text(en="Its money")),)),),
    lines=(("education", text(en="An advanced degree")),),
)


@dataclass(slots=True)
class Engagement:
    """SED under the bureau, SGD merged into TSP, TSP renamed SPD, D1 moved to SED as its head."""

    house: House
    number: int
    sed: int

    @property
    def officer(self) -> Actor:
        return self.house.actor("Olga")

    def case(self) -> OnRecord:
        found = case_on_record(Reference("reorganisation", self.number))
        assert found is not None
        return found

    def step(self, act: str) -> str:
        """The key of the open step that such an act closes."""
        found = [one.key for one in self.case().route.steps if f".{act}" in one.key]
        return found[0]


def draft_engagement(house: House) -> Engagement:
    officer = house.actor("Olga")
    number = drafts.start_reorganisation(
        officer,
        organisation=house.organisation,
        reference="TSB-2024",
        title=text(en="A department of engagement"),
        purpose=text(en="To engage"),
    )

    def add(kind: ActionKind, subject: int | None, values: Values, **words: Text) -> None:
        actions.add_action(
            officer,
            reorganisation=number,
            kind=kind,
            day=DAY,
            subject=subject,
            values=values,
            words=words,
            reason="Asked for by the paper",
        )

    units, posts = house.units, house.posts
    add(
        ActionKind.ESTABLISH_UNIT,
        None,
        {"code": "SED", "kind": "department", "parent": units["TSB"]},
        name=text(en="Strategic Engagement"),
    )
    sed = actions_of(number)[0].subject.id
    add(ActionKind.MERGE_UNIT, units["SGD"], {"into": units["TSP"]})
    renamed = text(en="Standards Policy")
    add(ActionKind.RENAME_UNIT, units["TSP"], {"code": "SPD"}, name=renamed)
    add(ActionKind.MOVE_POST, posts["D1"], {"unit": sed})
    add(ActionKind.ASSIGN_HEAD, sed, {"head": posts["D1"]})
    actions.add_description(
        officer, reorganisation=number, post=posts["D1"], description=DESCRIPTION, day=DAY
    )
    return Engagement(house, number, sed)


def submit(case: Engagement) -> int:
    answers.answer_finding(
        case.officer,
        reorganisation=case.number,
        code="head_of_ended_unit",
        subject=Reference("post", case.house.posts["CHIEF"]),
        reason="The paper does not say",
    )
    return submissions.submit_reorganisation(case.officer, reorganisation=case.number)


def draft_renaming(house: House, code: str, unit: str = "OPD", day: Day = DAY) -> int:
    """A small reorganisation by the other officer: one unit gets another code."""
    officer = house.actor("Otto")
    number = drafts.start_reorganisation(
        officer,
        organisation=house.organisation,
        reference=f"{unit}-{code}",
        title=text(en=f"Code {code}"),
    )
    actions.add_action(
        officer,
        reorganisation=number,
        kind=ActionKind.RENAME_UNIT,
        day=day,
        subject=house.units[unit],
        values={"code": code},
    )
    return number


def submit_renaming(house: House, code: str, unit: str = "OPD") -> Engagement:
    number = draft_renaming(house, code, unit)
    submissions.submit_reorganisation(house.actor("Otto"), reorganisation=number)
    return Engagement(house, number, 0)


def submitted(house: House) -> Engagement:
    case = draft_engagement(house)
    submit(case)
    return case


def determine(case: Engagement, *, answer: bool = False) -> int:
    return steps.determine(
        case.house.actor("Sana"),
        reorganisation=case.number,
        step=case.step("determine"),
        day=TODAY,
        answer=answer,
        note="One department, no new post",
    )


def recommend(case: Engagement, day: date = TODAY) -> int:
    return steps.recommend(
        case.house.actor("Coco"),
        reorganisation=case.number,
        step=case.step("recommend"),
        day=day,
        meeting=case.house.meetings["COCO"],
    )


def approve(case: Engagement) -> int:
    return steps.approve(
        case.house.actor("Sana"),
        reorganisation=case.number,
        step=case.step("approve"),
        day=TODAY,
        document="Memo 7",
    )


def take_note(case: Engagement) -> int:
    return steps.take_note(
        case.house.actor("Carl"),
        reorganisation=case.number,
        step=case.step("take_note"),
        day=TODAY,
        meeting=case.house.meetings["COUNCIL"],
    )


def decide(case: Engagement) -> int:
    return steps.decide(
        case.house.actor("Carl"),
        reorganisation=case.number,
        step=case.step("decide"),
        day=TODAY,
        meeting=case.house.meetings["COUNCIL"],
        document="Decision 1",
    )
