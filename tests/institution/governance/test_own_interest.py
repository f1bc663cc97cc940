"""Who has an interest of their own in a case acts on none of its steps, and has no vote."""

from datetime import timedelta

import pytest

from bureau.core.changes.actions import ActionKind
from bureau.core.procedures.stand_ins import Judged
from bureau.core.reasons import Refused
from bureau.core.structure.kinds import Value
from bureau.institution.governance.queries.deciding import judged_for
from bureau.institution.governance.queries.previews import preview
from bureau.institution.governance.queries.reorganisations import seen_by
from bureau.institution.governance.services import actions, answers, drafts, personnel, submissions
from bureau.institution.organisation.services.standing_in import delegate_post
from bureau.institution.procedures.queries.cases import open_steps
from bureau.institution.procedures.queries.who_answers import people_on
from bureau.web.multilingual import text
from tests.institution.governance.engagement import (
    DAY,
    Engagement,
    approve,
    determine,
    recommend,
)
from tests.institution.house import FORCE, TODAY, House


def put_forward(
    house: House, kind: ActionKind, subject: int | None, values: dict[str, Value]
) -> Engagement:
    """A case of the officer with one action."""
    officer = house.actor("Olga")
    number = drafts.start_reorganisation(
        officer, organisation=house.organisation, reference="OWN", title=text(en="A change")
    )
    actions.add_action(
        officer,
        reorganisation=number,
        kind=kind,
        day=DAY,
        subject=subject,
        values=values,
        words={"name": text(en="A unit")} if subject is None else {},
        reason="Asked for",
    )
    for finding in preview(seen_by(officer, [number])[number]).open_findings():
        answers.answer_finding(
            officer,
            reorganisation=number,
            code=finding.code,
            subject=finding.subject,
            reason="Left on purpose",
        )
    submissions.submit_reorganisation(officer, reorganisation=number)
    return Engagement(house, number, 0)


def appointing(house: House, person: str) -> Engagement:
    values: dict[str, Value] = {"person": house.people[person]}
    return put_forward(house, ActionKind.APPOINT, house.posts["D1"], values)


def test_who_is_appointed_does_not_record_for_a_body(house: House) -> None:
    case = appointing(house, "Coco")
    determine(case)
    with pytest.raises(Refused, match="may_not_act"):
        recommend(case)


def test_who_is_appointed_neither_determines_nor_approves(house: House) -> None:
    case = appointing(house, "Sana")
    with pytest.raises(Refused, match="may_not_act"):
        determine(case)


def test_the_delegate_of_who_is_appointed_does_not_act(house: House) -> None:
    case = appointing(house, "Sana")
    delegate_post(
        house.actor("Sana"),
        post=house.posts["SG"],
        person=house.people["Dede"],
        capacity="delegate",
        valid_from=TODAY,
        valid_until=TODAY + timedelta(days=9),
    )
    assert may_act(case, "Dede") == "delegate_of_conflicted"


def test_the_page_says_why(house: House) -> None:
    assert may_act(appointing(house, "Sana"), "Sana") == "conflict_declared"


def test_who_holds_a_post_does_not_act_on_its_grade(house: House) -> None:
    case = put_forward(house, ActionKind.RECLASSIFY_POST, house.posts["COCO"], {"grade": "D.1"})
    determine(case)
    with pytest.raises(Refused, match="may_not_act"):
        recommend(case)


def test_whose_hold_ends_does_not_act(house: House) -> None:
    case = put_forward(house, ActionKind.END_INCUMBENCY, house.held_by("Coco"), {})
    determine(case)
    with pytest.raises(Refused, match="may_not_act"):
        recommend(case)


def test_who_is_engaged_does_not_act(house: House) -> None:
    values: dict[str, Value] = {"person": house.people["Coco"], "manner": "consultant"}
    case = put_forward(house, ActionKind.ENGAGE, house.units["OPD"], values)
    determine(case)
    with pytest.raises(Refused, match="may_not_act"):
        recommend(case)


def test_who_is_appointed_has_no_vote(house: House) -> None:
    case = appointing(house, "Dede")
    (step,) = case.case().here()
    posts = [house.posts["DEP"], house.posts["CHIEF"]]
    judged = judged_for(posts, case.case(), step, people_on(TODAY, [house.organisation]), TODAY)
    assert not judged[posts[0]].candidates and judged[posts[1]].candidates


def test_others_act_as_before(house: House) -> None:
    case = appointing(house, "Stray")
    determine(case)
    recommend(case)
    approve(case)
    assert house.now(FORCE).incumbencies_of(house.posts["D1"])[0].person == house.people["Stray"]


def test_an_own_appointment_by_form_is_refused_as_before(house: House) -> None:
    with pytest.raises(Refused, match="may_not_act"):
        personnel.appoint(
            house.actor("Hana"), post=house.posts["D1"], person=house.people["Hana"], day=TODAY
        )


def may_act(case: Engagement, person: str) -> str:
    """Why a person may not act on the step that is open; empty where they may."""
    (step,) = open_steps(case.case(), TODAY)
    judged: Judged = step.judged
    number = case.house.people[person]
    codes = [one.code for one in judged.excluded if one.person == number]
    return next(iter(codes), "")
