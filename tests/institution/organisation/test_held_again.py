"""What was given of a post, or said of it, before its holder left it does not come back."""

from datetime import date, timedelta

import pytest

from bureau.core.actors import Actor, Role
from bureau.core.procedures.kinds import WhoKind
from bureau.core.procedures.rules import Who
from bureau.core.procedures.stand_ins import Stand
from bureau.institution.governance.services.personnel import appoint, end_incumbency
from bureau.institution.organisation.queries.actors import actor_of
from bureau.institution.organisation.queries.delegations import delegations_of
from bureau.institution.organisation.queries.standing_in import away_from
from bureau.institution.organisation.services.standing_in import delegate_post, record_absence
from bureau.institution.procedures.queries.who_answers import people_on
from bureau.record.accounts.models import Person
from tests.institution.house import FORCE, TODAY, House

LEFT, BACK, LATER = (TODAY + timedelta(days=days) for days in (2, 5, 6))


def given(house: House, capacity: str) -> None:
    delegate_post(
        house.actor("Olga"),
        post=house.posts["OFF"],
        person=house.people["Stray"],
        capacity=capacity,
        valid_from=TODAY,
        valid_until=FORCE,
    )


def away(house: House) -> None:
    record_absence(
        house.actor("Olga"),
        post=house.posts["OFF"],
        person=house.people["Olga"],
        stand_in=house.people["Stray"],
        valid_from=TODAY,
        valid_until=FORCE,
    )


def returned(house: House, back: date = BACK) -> None:
    """Olga leaves her post and gets it again."""
    held, staff = house.held_by("Olga"), house.actor("Hana")
    end_incumbency(staff, incumbency=held, day=LEFT)
    olga, post = house.people["Olga"], house.posts["OFF"]
    appoint(staff, post=post, person=olga, day=back, manner="acting")


def on(house: House, name: str, day: date) -> Actor:
    return actor_of(Person.objects.get(pk=house.people[name]), day)


def stand(house: House, day: date) -> Stand:
    people = people_on(day, [house.organisation])
    return people.stand([Who(WhoKind.POST, (house.posts["OFF"],))], [], house.organisation, ())


def test_an_assistant_does_not_prepare_again(house: House) -> None:
    given(house, "assistant")
    returned(house)
    assert on(house, "Stray", TODAY).prepares == {house.posts["OFF"]}
    assert on(house, "Olga", LATER).posts == {house.posts["OFF"]}
    assert not on(house, "Stray", LATER).prepares


@pytest.mark.parametrize(("back", "state"), [(BACK, "lapsed"), (LEFT, "holds")])
def test_a_delegate_acts_again_only_where_there_was_no_break(
    house: House, back: date, state: str
) -> None:
    given(house, "delegate")
    returned(house, back)
    there = stand(house, LATER)
    (one,) = there.delegations
    fault = there.delegation_fault(one, LATER.toordinal())
    assert fault == ("delegation_lapsed" if state == "lapsed" else None)
    (listed,) = delegations_of(house.actor("Hana"), house.organisation, LATER)
    assert listed.state == state
    assert on(house, "Stray", LATER).acts is (state == "holds")


def test_who_returns_is_not_away(house: House) -> None:
    away(house)
    returned(house)
    assert on(house, "Stray", TODAY).has(Role.ORGANISATION_OFFICER)
    assert on(house, "Olga", LATER).has(Role.ORGANISATION_OFFICER)
    assert not on(house, "Stray", LATER).posts
    assert away_from(house.people["Olga"], TODAY) and not away_from(house.people["Olga"], LATER)
    there = stand(house, LATER)
    assert not there.is_away(house.people["Olga"], house.posts["OFF"], LATER.toordinal())
    (absence,) = there.absences
    assert there.absence_fault(absence, LATER.toordinal()) == "absence_lapsed"


def test_who_goes_on_in_another_manner_stays_away(house: House) -> None:
    away(house)
    returned(house, LEFT)
    assert on(house, "Stray", LATER).posts and not on(house, "Olga", LATER).posts
