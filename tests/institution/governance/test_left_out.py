"""What a body left out in amending, when the case comes back and is decided again."""

import re

import pytest
from django.urls import reverse

from bureau.core.procedures.kinds import Amended
from bureau.institution.governance.models import EntryIntoForce
from bureau.institution.governance.queries.verification import differing
from bureau.institution.governance.services import actions, amending, steps, submissions
from bureau.institution.governance.store import actions_of
from tests.institution.governance.amending import (
    adopt_as_amended,
    approve_so,
    codes_on,
    let_amend,
    three_renamed,
)
from tests.institution.governance.engagement import DAY, Engagement, determine, recommend
from tests.institution.governance.test_pages_states import come_the_day
from tests.institution.governance.visitors import page, visitor
from tests.institution.house import TODAY, House


def come_back_without(house: House, place: int) -> Engagement:
    """The first of three is adopted, another left out, and the rest is back with its author."""
    let_amend(house, Amended.CLOSES)
    case, sana = three_renamed(house), house.actor("Sana")
    of = {"reorganisation": case.number, "step": case.step("approve")}
    amending.leave_out_action(sana, place=place, **of)
    adopt_as_amended(case, parts=frozenset({1, place}))
    steps.refer_back(sana, day=TODAY, **of)
    return case


def put_forward_again(case: Engagement) -> None:
    submissions.submit_reorganisation(case.officer, reorganisation=case.number)
    if case.case().here()[0].act == "determine":
        determine(case)
        recommend(case)


def told(case: Engagement, page_name: str, *number: int) -> str:
    """What a page says, without its marks."""
    text = page(visitor(case.house, "Sana"), reverse(page_name, args=number))
    return re.sub(r"<[^>]+>|\s+", " ", text)


@pytest.mark.parametrize("place", [2, 3])
def test_put_forward_again_it_is_adopted(
    house: House, place: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In its old words, at the place that it had or at another."""
    case = come_back_without(house, place)
    unit = {2: "TSP", 3: "SGD"}[place]
    again = actions.add_action(
        case.officer,
        reorganisation=case.number,
        kind="rename_unit",
        day=DAY,
        subject=house.units[unit],
        values={"code": {2: "TWO", 3: "THREE"}[place]},
    )
    put_forward_again(case)
    assert "Not adopted:" not in told(case, "reorganisation-route", case.number)
    approve_so(case)
    assert codes_on(house, DAY) >= {"ONE", "TWO", "THREE"}
    assert EntryIntoForce.objects.latest("pk").actions == sorted([5 - place, again])
    assert list(differing()) == []
    assert_wholly_in_force(case, monkeypatch)


def test_not_put_forward_again_it_has_not_fallen(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = come_back_without(house, 2)
    assert [one.id for one in actions_of(case.number)] == [1, 3]
    put_forward_again(case)
    approve_so(case)
    assert codes_on(house, DAY) >= {"ONE", "TSP", "THREE"}
    assert case.case().fallen() == {}
    assert_wholly_in_force(case, monkeypatch)


def assert_wholly_in_force(case: Engagement, monkeypatch: pytest.MonkeyPatch) -> None:
    come_the_day(monkeypatch)
    route, listed = (
        told(case, "reorganisation-route", case.number),
        told(case, "reorganisations").partition(" CODES ")[2],
    )
    for text in (route, listed):
        assert " in force " in text and "partly in force" not in text
