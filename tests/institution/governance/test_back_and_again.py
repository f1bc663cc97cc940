"""Referred back, changed and put forward again; rejected, deferred, withdrawn."""

from datetime import timedelta

import pytest

from bureau.core.procedures.kinds import Phase
from bureau.core.reasons import Refused
from bureau.institution.governance.models import EntryIntoForce, Submission
from bureau.institution.governance.queries.wiring import tells
from bureau.institution.governance.services import actions, drafts, steps, submissions
from bureau.institution.governance.texts.wiring import owned
from bureau.web.multilingual import text
from tests.institution.governance.engagement import (
    DAY,
    Engagement,
    approve,
    decide,
    determine,
    draft_engagement,
    recommend,
    submit,
    submitted,
    take_note,
)
from tests.institution.house import FORCE, TODAY, House


def referred_back(house: House) -> Engagement:
    case = submitted(house)
    determine(case)
    recommend(case)
    steps.refer_back(
        house.actor("Sana"), reorganisation=case.number, step=case.step("approve"), day=TODAY
    )
    return case


def rename(case: Engagement, place: int, name: str, code: str) -> None:
    actions.change_action(
        case.officer,
        reorganisation=case.number,
        place=place,
        day=DAY,
        values={"code": code},
        words={"name": text(en=name)},
    )


def test_on_its_way_it_cannot_be_changed(house: House) -> None:
    case = submitted(house)
    with pytest.raises(Refused, match="already_submitted"):
        rename(case, 3, "Other", "OTH")


def test_referred_back_and_unchanged_its_acts_still_stand(house: House) -> None:
    case = referred_back(house)
    assert case.case().case.phase is Phase.WITH_AUTHOR
    submissions.submit_reorganisation(case.officer, reorganisation=case.number)
    approve(case)
    assert EntryIntoForce.objects.get().submission.version == 2


def test_changed_actions_void_every_act_on_what_is_undecided(house: House) -> None:
    case = referred_back(house)
    rename(case, 3, "Standards Policy", "STP")
    submissions.submit_reorganisation(case.officer, reorganisation=case.number)
    assert case.case().case.closed == ()
    with pytest.raises(Refused, match="act_not_open|step_not_open"):
        recommend(case)
    determine(case)
    recommend(case)
    approve(case)
    assert "STP" in {unit.code for unit in house.now(FORCE).units()}


def test_changed_words_void_only_the_acts_on_that_part(house: House) -> None:
    case = referred_back(house)
    rename(case, 3, "Policy and Standards", "SPD")
    submissions.submit_reorganisation(case.officer, reorganisation=case.number)
    closed = {one.step.key: one.step.actions() for one in case.case().case.closed}
    assert closed[case.step("recommend")] == {1, 2, 4, 5, 6}


def test_other_words_of_the_case_void_acts_on_all_of_it(house: House) -> None:
    case = referred_back(house)
    drafts.describe_reorganisation(
        case.officer,
        reorganisation=case.number,
        reference="TSB-2024",
        title=text(en="Another title"),
        purpose=None,
        background=None,
    )
    submissions.submit_reorganisation(case.officer, reorganisation=case.number)
    assert case.case().case.closed == ()


def test_what_is_in_force_stays_when_the_rest_comes_back(house: House) -> None:
    case = submitted(house)
    for act in (determine, recommend, approve, take_note):
        act(case)
    steps.refer_back(
        house.actor("Carl"),
        reorganisation=case.number,
        step=case.step("decide"),
        day=TODAY,
        document="Minutes",
    )
    with pytest.raises(Refused, match="already_decided"):
        actions.remove_action(case.officer, reorganisation=case.number, place=1)
    submissions.submit_reorganisation(case.officer, reorganisation=case.number)
    decide(case)
    assert [one.actions for one in EntryIntoForce.objects.all()] == [[1, 2, 3, 4, 5], [6]]
    assert [one.version for one in Submission.objects.all()] == [1, 2]


def test_a_deferred_step_has_another_day(house: House) -> None:
    case = submitted(house)
    later = TODAY + timedelta(days=30)
    steps.defer(
        house.actor("Sana"),
        reorganisation=case.number,
        step=case.step("determine"),
        day=TODAY,
        until=later,
    )
    (step,) = case.case().here()
    assert step.due == later.toordinal()


def test_rejected_it_is_over(house: House) -> None:
    case = submitted(house)
    determine(case)
    recommend(case)
    for name, act in (("Sana", "approve"), ("Carl", "decide")):
        steps.reject(
            house.actor(name),
            reorganisation=case.number,
            step=case.step(act),
            day=TODAY,
            document="Minutes",
        )
    assert case.case().case.phase is Phase.REJECTED
    with pytest.raises(Refused, match="case_ended"):
        steps.withdraw_reorganisation(case.officer, reorganisation=case.number, day=TODAY)
    assert [(one.code, one.person) for one in tells(None)] == [
        ("rejected", house.people["Olga"]),
        ("rejected", house.people["Olga"]),
    ]
    assert [one.state for one in owned(case.officer)] == ["rejected"]
    assert owned(house.actor("Carl")) == []


def test_whom_its_author_lets_read_a_draft_is_told_until_it_is_put_forward(house: House) -> None:
    case = draft_engagement(house)
    drafts.name_reader(case.officer, reorganisation=case.number, person=house.people["Adam"])
    told = [(one.code, one.person, one.number) for one in tells([case.number])]
    assert told == [("named_reader", house.people["Adam"], case.number)]
    submit(case)
    assert "named_reader" not in {one.code for one in tells([case.number])}


def test_the_author_alone_withdraws(house: House) -> None:
    case = submitted(house)
    with pytest.raises(Refused, match="not_the_author"):
        steps.withdraw_reorganisation(house.actor("Sana"), reorganisation=case.number, day=TODAY)
    steps.withdraw_reorganisation(case.officer, reorganisation=case.number, day=TODAY)
    assert case.case().case.phase is Phase.WITHDRAWN


def test_a_part_on_which_others_build_is_not_withdrawn_alone(house: House) -> None:
    case = submitted(house)
    with pytest.raises(Refused, match="others_build_on"):
        steps.withdraw_reorganisation(
            case.officer, reorganisation=case.number, day=TODAY, parts=frozenset({1})
        )


def test_found_major_there_is_no_rule_and_no_way(house: House) -> None:
    case = submitted(house)
    determine(case, answer=True)
    assert {one.code for one in case.case().route.findings} == {"rule_missing"}
    with pytest.raises(Refused):
        recommend(case)
