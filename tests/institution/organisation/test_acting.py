"""Which of one's posts one acts in, chosen in the account menu."""

from typing import Any

import pytest
from django.test import Client

from tests.institution.house import House
from tests.institution.organisation import deeds

pytestmark = pytest.mark.django_db


@pytest.fixture
def second(house: House) -> int:
    """The vacant D.1 post, in which Olga acts from the opening day on."""
    deeds.decide(house, deeds.appoint(house, "Olga", "D1", "acting"))
    return house.posts["D1"]


def acting_in(client: Client) -> int:
    response: Any = client.get("/instruments/")
    found: int = response.wsgi_request.actor.post
    return found


def test_a_held_post_can_be_chosen(second: int, officer: Client) -> None:
    response = officer.post(f"/acting/{second}/", {"next": "/posts/"})
    assert response.headers["Location"] == "/posts/" and acting_in(officer) == second


def test_the_menu_offers_the_posts_held(second: int, officer: Client) -> None:
    written = officer.get("/instruments/").content.decode()
    assert f'action="/acting/{second}/"' in written


def test_one_post_is_named_and_not_offered(house: House, member: Client) -> None:
    written = member.get("/instruments/").content.decode()
    assert "ADV · Adviser" in written and "/acting/" not in written


def test_a_post_of_another_cannot_be_chosen(house: House, member: Client) -> None:
    assert member.post(f"/acting/{house.posts['OFF']}/").status_code == 404


def test_choosing_leads_nowhere_else(second: int, officer: Client) -> None:
    response = officer.post(f"/acting/{second}/", {"next": "https://elsewhere.example/"})
    assert response.headers["Location"] == "/"
