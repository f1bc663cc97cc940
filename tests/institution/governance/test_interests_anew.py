"""Interests are read again at each act: those that arise after the case was put forward bar too."""

from datetime import date, timedelta

import pytest

from bureau.core.changes.actions import ActionKind
from bureau.core.procedures.deciding import Choice
from bureau.core.procedures.kinds import ActKind, Amended
from bureau.core.reasons import Refused
from bureau.institution.governance.queries import routing
from bureau.institution.governance.services import amending, personnel
from tests.institution.governance.amending import (
    adopt_as_amended,
    approve_so,
    let_amend,
    three_renamed,
)
from tests.institution.governance.deciding import (
    lay_down,
    open_ballot,
    refused,
    seat_committee,
    vote,
)
from tests.institution.governance.engagement import DAY, Engagement, determine, recommend
from tests.institution.governance.test_ballots_on_amendments import case, put_to_vote
from tests.institution.governance.test_own_interest import appointing, put_forward
from tests.institution.house import FORCE, TODAY, House

__all__ = ["case"]


def regrading(house: House, post: str = "D1") -> Engagement:
    return put_forward(house, ActionKind.RECLASSIFY_POST, house.posts[post], {"grade": "D.2"})


def appoint(house: House, person: str, post: str = "D1", day: date = TODAY) -> int:
    return personnel.appoint(
        house.actor("Hana"), post=house.posts[post], person=house.people[person], day=day
    )


def add(case: Engagement, step: str, person: str, by: str = "Sana") -> None:
    """The body adds that a person is appointed to the vacant post."""
    amending.amend_by_adding(
        case.house.actor(by),
        reorganisation=case.number,
        step=case.step(step),
        kind=ActionKind.APPOINT,
        day=DAY,
        subject=case.house.posts["D1"],
        values={"person": case.house.people[person]},
    )


def test_who_is_given_the_post_after_submission_does_not_act(house: House) -> None:
    found = regrading(house)
    determine(found)
    appoint(house, "Coco")
    with pytest.raises(Refused, match="may_not_act"):
        recommend(found)


def test_who_gets_the_post_the_day_after_does_not_act(house: House) -> None:
    appoint(house, "Coco", day=FORCE + timedelta(days=1))
    found = regrading(house)
    determine(found)
    with pytest.raises(Refused, match="may_not_act"):
        recommend(found)


def test_who_left_the_post_after_submission_still_does_not_act(house: House) -> None:
    held = appoint(house, "Coco", day=TODAY - timedelta(days=30))
    found = regrading(house)
    personnel.end_incumbency(house.actor("Hana"), incumbency=held, day=TODAY)
    determine(found)
    with pytest.raises(Refused, match="may_not_act"):
        recommend(found)


def test_who_left_the_post_before_submission_acts(house: House) -> None:
    held = appoint(house, "Coco", day=TODAY - timedelta(days=30))
    personnel.end_incumbency(house.actor("Hana"), incumbency=held, day=TODAY)
    found = regrading(house)
    determine(found)
    assert recommend(found)


@pytest.mark.parametrize("kind", [ActionKind.ASSIGN_HEAD, ActionKind.ESTABLISH_UNIT])
def test_whose_post_is_made_head_does_not_act(house: House, kind: ActionKind) -> None:
    head = {"head": house.posts["COCO"]}
    if kind is ActionKind.ASSIGN_HEAD:
        found = put_forward(house, kind, house.units["OPD"], head)
    else:
        values = {**head, "code": "NEW", "kind": "division", "parent": house.units["TSB"]}
        found = put_forward(house, kind, None, values)
    determine(found)
    with pytest.raises(Refused, match="may_not_act"):
        recommend(found)


def abolishing(house: House, post: str) -> Engagement:
    return put_forward(house, ActionKind.ABOLISH_POST, house.posts[post], {})


def test_who_has_a_post_that_is_abolished_does_not_act(house: House) -> None:
    hold = house.held_by("Coco")
    personnel.end_incumbency(house.actor("Hana"), incumbency=hold, day=FORCE)
    found = abolishing(house, "COCO")
    determine(found)
    with pytest.raises(Refused, match="may_not_act"):
        recommend(found)


def test_who_has_a_post_that_is_moved_acts(house: House) -> None:
    unit = {"unit": house.units["TSB"]}
    found = put_forward(house, ActionKind.MOVE_POST, house.posts["COCO"], unit)
    determine(found)
    assert recommend(found)


def test_a_round_put_forward_before_interests_were_kept_bars_all_the_same(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(routing, "_concerned", lambda actions, *_: {one.id: () for one in actions})
        found = appointing(house, "Sana")
    assert not any(action.people for action in found.case().case.actions)
    with pytest.raises(Refused, match="may_not_act"):
        determine(found)


def test_who_is_given_the_post_during_a_ballot_has_no_vote_any_more(house: House) -> None:
    seat_committee(house)
    lay_down(house)
    found = regrading(house)
    determine(found)
    number = open_ballot(found)
    appoint(house, "Dede")
    assert "may_not_act" in refused(lambda: vote(house, number, "Dede", "DEP", Choice.FOR))


def test_nobody_appoints_themselves_by_an_amendment(house: House) -> None:
    let_amend(house, Amended.CLOSES)
    found = three_renamed(house)
    with pytest.raises(Refused, match="may_not_act"):
        add(found, "approve", "Sana")
    assert approve_so(found)


def test_whom_an_amendment_appoints_does_not_adopt_it(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_amend(house, Amended.CLOSES)
    found = three_renamed(house)
    with monkeypatch.context() as patch:
        patch.setattr(amending, "_refuse_own", lambda *_: None)
        add(found, "approve", "Sana")
    with pytest.raises(Refused, match="may_not_act"):
        adopt_as_amended(found)
    amending.take_back_amendment(
        house.actor("Sana"), reorganisation=found.number, step=found.step("approve"), place=4
    )
    assert approve_so(found)


def test_whom_an_amendment_appoints_has_no_vote_on_it(case: Engagement) -> None:
    add(case, "decide", "Dede", by="Coco")
    number = put_to_vote(case)
    assert "may_not_act" in refused(lambda: vote(case.house, number, "Dede", "DEP", Choice.FOR))
    vote(case.house, number, "Dina", "DIR", Choice.FOR)


def test_a_ballot_on_the_set_as_it_was_asks_whom_the_draft_appoints(case: Engagement) -> None:
    add(case, "decide", "Dede", by="Coco")
    number = open_ballot_on(case)
    vote(case.house, number, "Dede", "DEP", Choice.FOR)


def open_ballot_on(case: Engagement) -> int:
    return open_ballot(case, step=case.step("decide"), kind=ActKind.DECIDE)
