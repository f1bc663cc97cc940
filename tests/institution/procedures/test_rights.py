"""Who could do what on a day, and by which rows."""

from datetime import timedelta

import pytest
from django.utils import timezone

from bureau.core.procedures.kinds import Capacity
from bureau.institution.governance.services.personnel import end_incumbency
from bureau.institution.organisation.services.reference import end_role
from bureau.institution.organisation.services.roles import propose_end_of_role, settle_role
from bureau.institution.organisation.services.standing_in import delegate_post, take_back_delegation
from bureau.institution.procedures.queries.rights import What, rights_of, steps_in_force, who_could
from bureau.record.accounts.services.people import propose_end_of_grant, settle_grant
from bureau.record.journal.queries import record_number_now
from tests.institution.house import FORCE, OPENED, TODAY, House

pytestmark = pytest.mark.everywhere


def ask(house: House, what: What, named: int | str, **more: object) -> list[tuple[str, Capacity]]:
    answer = who_could(what, named, TODAY, organisation=house.organisation, **more)  # type: ignore[arg-type]
    names = {number: name for name, number in house.people.items()}
    return [(names[one.person], one.capacity) for one in answer.rights if one.capacity]


def test_who_has_a_role_is_told_with_the_row_that_gave_it(house: House) -> None:
    answer = who_could(What.ROLE, "human_resources", TODAY, organisation=house.organisation)
    (right,) = answer.rights
    assert (right.person, right.post) == (house.people["Hana"], house.posts["HR"])
    assert right.roles[0].role == "human_resources" and right.roles[0].scope is None
    assert right.incumbencies == (house.held_by("Hana"),)


def test_a_body_answers_by_its_secretary_and_an_office_by_its_post(house: House) -> None:
    assert ask(house, What.BODY, house.bodies["COCO"]) == [("Coco", Capacity.HOLDER)]
    assert ask(house, What.OFFICE, house.offices["DIR"]) == [("Dina", Capacity.HOLDER)]


def test_a_step_of_a_rule_is_answered_by_whom_it_names(house: House) -> None:
    rule, step = next(
        one for one in steps_in_force(house.organisation, TODAY) if one[1].key == "approval"
    )
    assert ask(house, What.STEP, rule.id, step=step.key) == [("Sana", Capacity.HOLDER)]


def test_the_author_could_not(house: House) -> None:
    sana = house.people["Sana"]
    assert ask(house, What.OFFICE, house.offices["SG"], authors=[sana]) == []


def test_a_delegate_is_told_with_the_delegation(house: House) -> None:
    number = delegate_post(
        house.actor("Hana"),
        post=house.posts["HR"],
        person=house.people["Adam"],
        capacity="delegate",
        valid_from=TODAY,
        valid_until=FORCE,
    )
    mine = rights_of(house.people["Adam"], TODAY)
    (given,) = [one for one in mine if one.capacity is Capacity.DELEGATE]
    assert given.delegations == (number,) and given.roles[0].role == "human_resources"
    assert [one.capacity for one in rights_of(house.people["Adam"], FORCE)] == [Capacity.HOLDER]


def test_a_delegation_ended_in_the_day_was_a_right_of_that_day(house: House) -> None:
    number = delegate_post(
        house.actor("Hana"),
        post=house.posts["HR"],
        person=house.people["Stray"],
        capacity="delegate",
        valid_from=TODAY,
        valid_until=FORCE,
    )
    before = timezone.now()
    take_back_delegation(house.actor("Hana"), delegation=number)
    stray = house.people["Stray"]
    assert rights_of(stray, TODAY) == ()
    assert [one.delegations for one in rights_of(stray, TODAY, at=before)] == [(number,)]
    answer = who_could(What.ROLE, "human_resources", TODAY, organisation=house.organisation)
    assert [(one.person, one.is_over) for one in answer.rights] == [
        (house.people["Hana"], False),
        (stray, True),
    ]


def test_a_role_and_a_grant_ended_in_the_day_were_rights_of_that_day(house: House) -> None:
    (role,) = rights_of(house.people["Otto"], TODAY)[0].roles
    grant = rights_of(house.people["Ada"], TODAY)[0].grant_number
    before = timezone.now()
    for proposal, settle in (
        (propose_end_of_role(house.actor("Ada"), post_role=role.number, on=TODAY), settle_role),
        (propose_end_of_grant(house.actor("Ada"), grant=grant or 0, on=TODAY), settle_grant),
    ):
        settle(house.actor("Alan"), proposal=proposal, is_confirmed=True)
    assert rights_of(house.people["Otto"], TODAY)[0].roles == ()
    assert rights_of(house.people["Ada"], TODAY) == ()
    (then,) = rights_of(house.people["Otto"], TODAY, at=before)[0].roles
    assert then.number == role.number
    assert [one.grant_number for one in rights_of(house.people["Ada"], TODAY, at=before)] == [grant]


def test_a_post_above_stands_in_for_a_vacant_one(house: House) -> None:
    end_incumbency(house.actor("Hana"), incumbency=house.held_by("Coco"), day=TODAY)
    mine = rights_of(house.people["Sana"], TODAY)
    assert house.posts["COCO"] in {one.instead_of for one in mine}


def test_what_was_known_then_is_told_beside_what_is_known_now(house: House) -> None:
    then = record_number_now()
    end_incumbency(house.actor("Hana"), incumbency=house.held_by("Olga"), day=TODAY)
    olga = house.people["Olga"]
    assert rights_of(olga, TODAY) == ()
    assert [one.post for one in rights_of(olga, TODAY, recorded=then)] == [house.posts["OFF"]]


def test_a_role_that_ended_is_not_told_after(house: House) -> None:
    (role,) = rights_of(house.people["Otto"], TODAY)[0].roles
    end_role(house.administrator, post_role=role.number, valid_until=TODAY)
    assert rights_of(house.people["Otto"], TODAY)[0].roles == ()
    assert rights_of(house.people["Otto"], TODAY - timedelta(days=1))[0].roles == (
        type(role)(
            role.number, role.role, None, OPENED, TODAY, *(role.given_by, role.confirmed_by)
        ),
    )


def test_direct_grants_are_rights_without_a_post(house: House) -> None:
    (right,) = rights_of(house.people["Ada"], TODAY)
    assert (right.grant, right.post) == ("administrator", None)
    asked = who_could(What.GRANT, "administrator", TODAY, organisation=house.organisation)
    assert {one.person for one in asked.rights} == {house.people["Ada"], house.people["Alan"]}
