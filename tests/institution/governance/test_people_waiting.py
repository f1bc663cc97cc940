"""A list that nobody confirmed before the route was over waits on, where something is in force."""

from bureau.institution.governance.models import EntryIntoForce, Submission
from bureau.institution.governance.services.people import close_people_list, confirm_people
from bureau.institution.governance.services.steps import withdraw_reorganisation
from bureau.institution.governance.texts.following import lists_waiting_for
from tests.institution.governance.engagement import (
    Engagement,
    approve,
    decide,
    determine,
    recommend,
    submitted,
    take_note,
)
from tests.institution.house import TODAY, House


def before_approval(house: House) -> Engagement:
    case = submitted(house)
    determine(case)
    recommend(case)
    return case


def is_over() -> bool:
    return Submission.objects.get().round.ended is not None


def test_what_came_into_force_before_it_was_confirmed_waits_on(house: House) -> None:
    case, hana = before_approval(house), house.actor("Hana")
    approve(case)
    take_note(case)
    decide(case)
    assert EntryIntoForce.objects.exists() and is_over()
    (waits,) = lists_waiting_for(hana)
    assert waits.address == f"/reorganisations/{case.number}/people/"
    confirm_people(hana, reorganisation=case.number)
    close_people_list(hana, reorganisation=case.number)
    assert lists_waiting_for(hana) == []


def test_what_was_withdrawn_asks_nobody(house: House) -> None:
    case = submitted(house)
    withdraw_reorganisation(case.officer, reorganisation=case.number, day=TODAY)
    assert is_over() and lists_waiting_for(house.actor("Hana")) == []
