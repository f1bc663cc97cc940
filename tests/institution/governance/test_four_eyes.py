"""Nobody decides what they drafted, and nobody acts who may not today."""

from datetime import timedelta

import pytest

from bureau.core.reasons import Refused
from bureau.institution.governance.models import EntryIntoForce
from bureau.institution.governance.services import steps
from bureau.institution.governance.services.personnel import appoint, end_incumbency
from bureau.institution.organisation.services.standing_in import delegate_post
from bureau.institution.procedures.models import ProcedureAct
from tests.institution.governance.engagement import (
    approve,
    determine,
    recommend,
    submitted,
)
from tests.institution.house import FORCE, TODAY, House


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [reason.code for reason in refused.value.reasons]


def put_on_post(house: House, person: str, post: str) -> int:
    return appoint(
        house.actor("Hana"),
        post=house.posts[post],
        person=house.people[person],
        day=TODAY,
        manner="acting",
        share=1,
    )


def test_the_author_may_not_approve_in_another_post(house: House) -> None:
    case = submitted(house)
    determine(case)
    recommend(case)
    end_incumbency(house.actor("Hana"), incumbency=house.held_by("Sana"), day=TODAY)
    put_on_post(house, "Olga", "SG")
    with pytest.raises(Refused) as refused:
        steps.approve(
            house.actor("Olga", "SG"),
            reorganisation=case.number,
            step=case.step("approve"),
            day=TODAY,
        )
    assert codes(refused) == ["may_not_act"]
    assert refused.value.reasons[0].facts["because"] == ["is_author"]
    assert not EntryIntoForce.objects.exists()


def test_a_stranger_may_not_act(house: House) -> None:
    case = submitted(house)
    with pytest.raises(Refused) as refused:
        steps.determine(
            house.actor("Opal"),
            reorganisation=case.number,
            step=case.step("determine"),
            day=TODAY,
            answer=False,
            note="No",
        )
    assert codes(refused) == ["may_not_act"]


def test_a_delegate_acts_for_the_post_and_the_record_shows_both(house: House) -> None:
    case = submitted(house)
    delegate_post(
        house.actor("Sana"),
        post=house.posts["SG"],
        person=house.people["Dede"],
        capacity="delegate",
        valid_from=TODAY,
        valid_until=FORCE,
    )
    steps.determine(
        house.actor("Dede"),
        reorganisation=case.number,
        step=case.step("determine"),
        day=TODAY,
        answer=False,
        note="As delegate",
    )
    act = ProcedureAct.objects.get()
    assert (act.person, act.post) == (house.people["Dede"], house.posts["SG"])
    assert act.capacity == "delegate"


def test_steps_are_not_taken_out_of_order(house: House) -> None:
    case = submitted(house)
    determine(case)
    with pytest.raises(Refused) as refused:
        approve(case)
    assert codes(refused) == ["act_not_open"]


def test_an_act_may_not_be_dated_before_submission(house: House) -> None:
    case = submitted(house)
    determine(case)
    with pytest.raises(Refused) as refused:
        steps.recommend(
            house.actor("Coco"),
            reorganisation=case.number,
            step=case.step("recommend"),
            day=TODAY - timedelta(days=1),
            document="CoCo 1/2",
        )
    assert "before_submission" in codes(refused)
