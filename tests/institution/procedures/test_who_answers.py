"""Who may act today: from incumbencies, roles, offices and delegations as they are on record."""

from datetime import timedelta

from bureau.core.actors import Role
from bureau.core.procedures.kinds import Capacity
from bureau.institution.governance.services.personnel import end_incumbency
from bureau.institution.organisation.models import PostRole
from bureau.institution.organisation.services.reference import end_role, give_role
from bureau.institution.organisation.services.standing_in import (
    confirm_stand_in,
    delegate_post,
    record_absence,
)
from bureau.institution.procedures.queries.cases import OpenStep, open_steps
from tests.institution.governance.engagement import Engagement, determine, submitted
from tests.institution.house import FORCE, OPENED, TODAY, House


def here(case: Engagement) -> OpenStep:
    (step,) = open_steps(case.case(), TODAY)
    return step


def test_an_office_answers_by_its_post(house: House) -> None:
    step = here(submitted(house))
    assert step.posts == (house.posts["SG"],)
    assert [one.person for one in step.judged.candidates] == [house.people["Sana"]]


def test_a_body_answers_by_its_secretary(house: House) -> None:
    case = submitted(house)
    determine(case)
    assert here(case).posts == (house.posts["COCO"],)


def test_a_vacant_post_acts_through_the_post_above(house: House) -> None:
    case = submitted(house)
    determine(case)
    end_incumbency(house.actor("Hana"), incumbency=house.held_by("Coco"), day=TODAY)
    (candidate,) = here(case).judged.candidates
    assert candidate.capacity is Capacity.SUPERIOR
    assert candidate.post == house.posts["SG"]


def test_who_confirmed_an_absence_decides_nothing_that_came_to_them_through_it(
    house: House,
) -> None:
    case = submitted(house)
    determine(case)
    absence = record_absence(
        house.actor("Hana"),
        post=house.posts["COCO"],
        person=house.people["Coco"],
        stand_in=None,
        valid_from=TODAY,
    )
    role = Role.ORGANISATION_OFFICER
    give_role(house.administrator, post=house.posts["SG"], role=role, valid_from=OPENED)
    confirm_stand_in(house.actor("Sana"), absence=absence)
    assert here(case).judged.candidates == ()


def test_a_role_taken_away_is_taken_at_once(house: House) -> None:
    case = submitted(house)
    determine(case)
    role = PostRole.objects.get(post=house.posts["COCO"])
    end_role(house.administrator, post_role=role.pk, valid_until=TODAY)
    assert here(case).judged.candidates == ()


def test_a_delegation_ends_with_the_hold_of_its_giver(house: House) -> None:
    case = submitted(house)
    delegate_post(
        house.actor("Sana"),
        post=house.posts["SG"],
        person=house.people["Dede"],
        capacity="delegate",
        valid_from=TODAY - timedelta(days=1),
        valid_until=FORCE,
    )
    assert {one.capacity for one in here(case).judged.candidates} == {
        Capacity.HOLDER,
        Capacity.DELEGATE,
    }
    end_incumbency(house.actor("Hana"), incumbency=house.held_by("Sana"), day=TODAY)
    assert here(case).judged.candidates == ()
