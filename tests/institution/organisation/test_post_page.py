"""The page of a post: facts, description in force or awaited, versions compared, superiors."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bureau.institution.organisation.models import DescriptionDuty
from tests.institution.house import House
from tests.institution.organisation import deeds
from tests.institution.organisation.conftest import SignIn

pytestmark = pytest.mark.django_db
LATER = "?valid=2024-08-01"


def page(client: Client, house: House, number: str, more: str = "") -> str:
    response: Any = client.get(f"/posts/{house.posts[number]}/{more}")
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_it_names_the_holder_to_members_alone(house: House, member: Client, client: Client) -> None:
    deeds.open_chart(house)
    assert "<bdi>Olga</bdi>" in page(member, house, "OFF")
    assert "Olga" not in page(client, house, "OFF")


def test_a_vacant_post_says_so_to_everybody(house: House, member: Client) -> None:
    assert '<span class="m wait">vacant</span>' in page(member, house, "D1")


def test_the_chain_of_superiors_goes_up_to_the_top(house: House, member: Client) -> None:
    written = page(member, house, "ADV").partition("Chain of superiors")[2]
    places = [written.index(title) for title in ("Chief of Study Groups", "Director")]
    assert places == sorted(places)


def test_the_description_in_force_numbers_its_duties(house: House, member: Client) -> None:
    deeds.decide(house, deeds.adopt(house, "D1", deeds.describe(house, "D1", "Lead.", "Win.")))
    written = page(member, house, "D1", LATER)
    assert '<span class="n">2</span> <div><h3>Win.</h3>' in written
    assert "A degree." in written and "Leadership" in written


def test_without_a_description_in_force_the_page_says_so(house: House, member: Client) -> None:
    assert "No description in force" in page(member, house, "D1")


def test_an_awaited_description_is_told_to_those_who_write_them_alone(
    house: House, member: Client, signed_in: SignIn
) -> None:
    deeds.describe(house, "D1", "Lead.")
    assert "Version 1 is written and awaits one." in page(signed_in("Hana"), house, "D1")
    assert "awaits" not in page(member, house, "D1")
    assert "No description" in page(member, house, "D1", "versions/")


def test_an_awaited_version_can_be_read(house: House, officer: Client) -> None:
    deeds.describe(house, "D1", "Lead the department.")
    assert "Lead the department." in page(officer, house, "D1", "versions/?version=1")


def test_two_versions_are_compared_duty_by_duty(house: House, officer: Client) -> None:
    first = deeds.describe(house, "D1", "Lead.", "Win.", "Advise.")
    lead, win, _advise = DescriptionDuty.objects.filter(description=first).values_list(
        "duty", flat=True
    )
    deeds.describe(house, "D1", (lead, "Lead."), (win, "Win and keep."), "Represent.")
    written = page(officer, house, "D1", "versions/")
    found = [written.index(word) for word in (">kept<", ">reworded<", ">added<", ">dropped<")]
    assert found == sorted(found)


def test_a_version_that_is_not_there_is_not_found(house: House, officer: Client) -> None:
    address = f"/posts/{house.posts['D1']}/versions/"
    assert officer.get(f"{address}?version=7").status_code == 404


def test_longer_descriptions_need_no_more_queries(house: House, member: Client) -> None:
    lengths = []
    for count in (1, 5, 50):
        duties = [f"Duty {count}.{place}" for place in range(count)]
        deeds.decide(house, deeds.adopt(house, "D1", deeds.describe(house, "D1", *duties)))
        page(member, house, "D1", LATER)
        with CaptureQueriesContext(connection) as queries:
            page(member, house, "D1", LATER)
        lengths.append(len(queries))
    assert lengths[1] == lengths[2]
