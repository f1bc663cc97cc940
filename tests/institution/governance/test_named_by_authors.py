"""Whom an author names delegate or stand-in keeps what they have in their own right."""

from datetime import date, timedelta

import pytest

from bureau.core.procedures.deciding import Choice
from bureau.core.reasons import Refused
from bureau.institution.governance.services import steps
from bureau.institution.organisation.services.standing_in import delegate_post, record_absence
from tests.institution.governance.deciding import (
    lay_down,
    open_ballot,
    seat_committee,
    vote,
)
from tests.institution.governance.engagement import (
    approve,
    determine,
    recommend,
    submit_renaming,
    submitted,
)
from tests.institution.governance.test_own_interest import appointing, may_act
from tests.institution.house import TODAY, House


def delegate(house: House, giver: str, post: str, person: str, **reach: object) -> None:
    delegate_post(
        house.actor(giver),
        post=house.posts[post],
        person=house.people[person],
        capacity="delegate",
        valid_from=TODAY,
        valid_until=TODAY + timedelta(days=9),
        **reach,  # type: ignore[arg-type]
    )


def away(house: House, person: str, post: str, stand_in: str, day: date = TODAY) -> None:
    record_absence(
        house.actor(person),
        post=house.posts[post],
        person=house.people[person],
        stand_in=house.people[stand_in],
        valid_from=day,
        valid_until=day + timedelta(days=9),
    )


def test_an_author_bars_nobody_by_a_delegation(house: House) -> None:
    case = submitted(house)
    delegate(house, "Olga", "OFF", "Sana")
    delegate(house, "Olga", "OFF", "Coco")
    determine(case)
    recommend(case)
    assert approve(case)


def test_an_author_bars_nobody_by_an_absence(house: House) -> None:
    case = submitted(house)
    away(house, "Olga", "OFF", "Sana")
    assert determine(case)


def test_an_author_takes_no_vote_by_a_delegation(house: House) -> None:
    seat_committee(house)
    lay_down(house)
    case = submitted(house)
    determine(case)
    number = open_ballot(case)
    delegate(house, "Olga", "OFF", "Dede")
    assert vote(house, number, "Dede", "DEP", Choice.FOR)


def test_an_author_gives_no_power_by_a_delegation(house: House) -> None:
    case = submitted(house)
    delegate(house, "Coco", "COCO", "Olga")
    assert may_act(case, "Olga") == ""
    determine(case)
    with pytest.raises(Refused, match="may_not_act"):
        steps.recommend(
            house.actor("Olga"),
            reorganisation=case.number,
            step=case.step("recommend"),
            day=TODAY,
            meeting=house.meetings["COCO"],
        )


def test_who_has_acted_for_one_with_an_interest_does_not_act_at_all(house: House) -> None:
    delegate(house, "Coco", "COCO", "Sana")
    case = appointing(house, "Coco")
    assert may_act(case, "Sana") == ""
    other = submit_renaming(house, "ONE")
    determine(other)
    steps.recommend(
        house.actor("Sana", "COCO"),
        reorganisation=other.number,
        step=other.step("recommend"),
        day=TODAY,
        post=house.posts["COCO"],
        meeting=house.meetings["COCO"],
    )
    assert may_act(case, "Sana") == "delegate_of_conflicted"
    with pytest.raises(Refused, match="may_not_act"):
        determine(case)
