"""Human resources see requests to erase people of their own organisation alone, and no ground of a
legal hold."""

from typing import Any

import pytest
from django.test import Client

from bureau.core.actors import NOBODY
from bureau.core.reasons import Refused
from bureau.record.erasure.services.requests import (
    place_hold,
    request_erasure,
    settle_erasure,
)
from bureau.record.journal.services.founding import found_installation
from tests.institution.house import House
from tests.institution.neighbour import Neighbour, build_neighbour
from tests.institution.organisation.reorganised import signed_in

pytestmark = pytest.mark.django_db
ADDRESS, GROUND = "/settings/erasures/", "Criminal inquiry 17/2024"


@pytest.fixture
def neighbour(house: House) -> Neighbour:
    found_installation(NOBODY, demonstration=False)
    return build_neighbour(house, is_public=False)


def told(client: Client) -> str:
    """The page and its table as files."""
    answers = [client.get(ADDRESS + asked) for asked in ("", "?format=csv", "?format=json")]
    return b"".join(map(getvalue, answers)).decode()


def getvalue(answer: Any) -> bytes:
    return b"".join(answer) if answer.streaming else answer.content  # type: ignore[no-any-return]


@pytest.mark.parametrize("verdict", [None, False, True])
def test_requests_about_people_of_another_organisation_are_not_listed(
    house: House, neighbour: Neighbour, verdict: bool | None
) -> None:
    hana = signed_in(house, "Hana")
    own = request_erasure(house.administrator, person=house.people["Adam"], reason="Left")
    made = request_erasure(house.administrator, person=neighbour.person, reason="Left")
    for request in (own, made) if verdict is not None else ():
        settle_erasure(house.administrators[1], request=request, is_confirmed=verdict)
    page = told(hana)
    assert "Nora" not in page and f"#{neighbour.person}" not in page
    assert (f"#{house.people['Adam']}" if verdict else "Adam") in page


def test_a_request_about_somebody_elsewhere_is_not_there_to_settle(
    house: House, neighbour: Neighbour
) -> None:
    hana = signed_in(house, "Hana")
    made = request_erasure(house.administrator, person=neighbour.person, reason="Left")
    answer = hana.post(f"{ADDRESS}{made}/refusal/", {"key": "k" * 16})
    assert answer.status_code == 404


def test_the_ground_of_a_hold_is_told_to_those_who_may_hold(
    house: House, neighbour: Neighbour
) -> None:
    place_hold(house.administrator, person=house.people["Hana"], ground=GROUND)
    said = {"key": "k" * 16, "person": house.people["Hana"], "reason": "I ask"}
    for name, is_told in (("Hana", False), ("Ada", True)):
        answer = signed_in(house, name).post(ADDRESS, said)
        assert answer.status_code == 422
        page = answer.content.decode()
        assert "A legal hold stands" in page and (GROUND in page) is is_told


def test_the_list_says_that_a_hold_stands_without_its_ground(
    house: House, neighbour: Neighbour
) -> None:
    request_erasure(house.administrator, person=house.people["Adam"], reason="Left")
    place_hold(house.administrator, person=house.people["Adam"], ground=GROUND)
    page = told(signed_in(house, "Hana"))
    assert "A legal hold stands" in page and GROUND not in page
    assert GROUND in told(signed_in(house, "Ada"))


def test_who_may_not_hold_is_refused_without_the_ground(house: House) -> None:
    place_hold(house.administrator, person=house.people["Adam"], ground=GROUND)
    with pytest.raises(Refused) as refused:
        request_erasure(house.actor("Hana"), person=house.people["Adam"], reason="Left")
    assert GROUND not in str(refused.value.reasons)
