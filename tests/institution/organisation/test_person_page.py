"""The page of a person: the posts held over time, for those who are signed in."""

import pytest
from django.test import Client

from tests.institution.house import House
from tests.institution.organisation import deeds

pytestmark = pytest.mark.django_db


def test_it_lists_the_posts_held(house: House, member: Client) -> None:
    written = member.get(f"/people/{house.people['Olga']}/").content.decode()
    assert "Organisation Officer" in written and "since 1 January 2020" in written


def test_a_stranger_finds_nobody_even_where_the_chart_is_public(
    house: House, client: Client
) -> None:
    deeds.open_chart(house)
    assert client.get(f"/people/{house.people['Olga']}/").status_code == 404


def test_who_was_never_on_a_post_has_no_page(house: House, member: Client) -> None:
    assert member.get(f"/people/{house.people['Stray']}/").status_code == 404


def test_oneself_has_a_page_without_a_post(house: House, administrator: Client) -> None:
    written = administrator.get(f"/people/{house.people['Ada']}/").content.decode()
    assert "was never on a post" in written


def test_an_administrator_sees_who_was_never_on_a_post(house: House, administrator: Client) -> None:
    assert administrator.get(f"/people/{house.people['Stray']}/").status_code == 200
