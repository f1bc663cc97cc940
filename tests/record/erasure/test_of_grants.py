"""Whoever holds a direct grant is erased by two administrators, and two are left."""

import pytest

from bureau.core.actors import Actor, Grant
from bureau.core.reasons import Refused
from bureau.record.accounts import services as accounts
from bureau.record.accounts.models import DirectGrant
from bureau.record.erasure.models import ErasureRequest
from bureau.record.erasure.queries import are_erased
from bureau.record.erasure.services.requests import request_erasure, settle_erasure
from tests.institution.house import TODAY, House, add_auditor
from tests.institution.organisation.reorganised import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def granted(house: House) -> int:
    """Somebody in office who is auditor besides."""
    number = house.people["Adam"]
    DirectGrant.objects.create(
        person_id=number,
        grant=Grant.AUDITOR,
        valid_from=TODAY,
        valid_until=TODAY.replace(year=2099),
    )
    return number


def erase(person: int, first: Actor, second: Actor) -> None:
    asked = request_erasure(first, person=person, reason="Left")
    settle_erasure(second, request=asked, is_confirmed=True)


def test_human_resources_are_no_second_person_there(house: House, granted: int) -> None:
    with pytest.raises(Refused, match="two_administrators_needed"):
        erase(granted, house.administrator, house.actor("Hana"))
    assert not are_erased([granted])
    request = ErasureRequest.objects.get()
    answer = signed_in(house, "Hana").post(
        f"/settings/erasures/{request.pk}/confirmation/", {"key": "k" * 16}, follow=True
    )
    assert "Two administrators" in answer.content.decode()


def test_human_resources_do_not_ask_for_it(house: House, granted: int) -> None:
    with pytest.raises(Refused, match="two_administrators_needed"):
        request_erasure(house.actor("Hana"), person=granted, reason="Left")


def test_what_human_resources_asked_for_before_the_grant_is_not_confirmed(house: House) -> None:
    adam = house.people["Adam"]
    asked = request_erasure(house.actor("Hana"), person=adam, reason="Left")
    accounts.grant_directly(
        house.administrator,
        person=adam,
        grant=Grant.AUDITOR,
        valid_from=TODAY.replace(year=TODAY.year + 1),
        valid_until=TODAY.replace(year=TODAY.year + 2),
        confirmed_by=house.administrators[1].person,
    )
    with pytest.raises(Refused, match="two_administrators_needed"):
        settle_erasure(house.administrator, request=asked, is_confirmed=True)


def test_two_administrators_erase_them(house: House, granted: int) -> None:
    erase(granted, *house.administrators[:2])
    assert are_erased([granted])


def test_once_two_administrators_ended_the_grant_human_resources_confirm(
    house: House, granted: int
) -> None:
    first, second = house.administrators[:2]
    grant = DirectGrant.objects.get(person=granted)
    ended = accounts.propose_end_of_grant(first, grant=grant.pk, on=TODAY)
    accounts.settle_grant(second, proposal=ended, is_confirmed=True)
    erase(granted, first, house.actor("Hana"))
    assert are_erased([granted])


def test_nobody_is_left_as_the_only_administrator(house: House) -> None:
    first, second = house.administrators[:2]
    asked = request_erasure(second, person=second.person or 0, reason="I leave")
    with pytest.raises(Refused, match="one_administrator_left"):
        settle_erasure(first, request=asked, is_confirmed=True)
    assert not are_erased([second.person or 0])


def test_an_auditor_is_erased_where_there_are_two_administrators(house: House) -> None:
    add_auditor(house)
    auditor = DirectGrant.objects.get(grant=Grant.AUDITOR).person_id
    erase(auditor, *house.administrators[:2])
    assert are_erased([auditor])
