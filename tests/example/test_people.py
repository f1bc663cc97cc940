"""Who acts in the example: the cast, each with the powers of the post held, and no more."""

import pytest

from bureau.core.actors import Role
from bureau.example.people import PEOPLE
from bureau.institution.governance.models import Confirmation
from bureau.record.accounts.models import User
from bureau.record.journal.models import Entry
from tests.example.conftest import TODAY, actor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("example")]


def test_a_visitor_may_become_each_of_the_cast_who_has_a_login() -> None:
    logins = set(User.objects.values_list("login", flat=True))
    assert logins == {someone.login for someone in PEOPLE.values() if someone.login}


def test_to_become_one_of_the_cast_does_not_change_the_language() -> None:
    assert {someone.language for someone in PEOPLE.values() if someone.login} == {"en"}


@pytest.mark.parametrize(
    ("login", "role"),
    [
        ("organisation-officer", Role.ORGANISATION_OFFICER),
        ("post-officer", Role.ORGANISATION_OFFICER),
        ("committee-secretary", Role.BODY_SECRETARY),
        ("council-secretary", Role.BODY_SECRETARY),
        ("secretary-general", Role.OFFICE_HOLDER),
        ("human-resources", Role.HUMAN_RESOURCES),
        ("budget-officer", Role.BUDGET),
        ("deputy", Role.HEAD),
    ],
)
def test_roles_come_with_the_post(login: str, role: Role) -> None:
    assert role in {held.role for held in actor(login).roles}


def test_the_auditor_and_two_administrators_hold_grants_that_end() -> None:
    assert actor("auditor").is_auditor()
    assert actor("administrator").is_administrator() and actor("administrator-2").is_administrator()
    assert not any(actor(login).posts for login in ("auditor", "administrator"))


def test_each_act_on_the_reorganisation_is_by_who_it_belongs_to() -> None:
    by = {entry.act.partition(".")[2]: entry.person for entry in Entry.objects.all()}
    assert by["submit_reorganisation"] == actor("organisation-officer").person
    assert by["recommend"] == actor("committee-secretary").person
    assert by["approve"] == by["determine"] == actor("secretary-general").person
    assert by["take_note"] == actor("council-secretary").person
    assert by["end_incumbency"] == actor("human-resources").person


def test_the_correction_is_confirmed_by_a_second_person() -> None:
    confirmation = Confirmation.objects.select_related("correction").get()
    assert confirmation.person == actor("post-officer").person
    assert confirmation.correction.person == actor("organisation-officer").person


def test_all_of_it_is_recorded_on_the_day_it_is_built() -> None:
    assert {entry.at.date() for entry in Entry.objects.all()} == {TODAY}
