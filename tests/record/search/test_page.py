"""The search page."""

import pytest
from django.test import Client

from bureau.record.search.services import reread
from tests.record.search import wiring

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def index() -> None:
    reread(wiring.things)


def page(client: Client, query: str = "") -> str:
    response = client.get(f"/search/{query}")
    assert response.status_code == 200
    return response.content.decode()


def test_it_asks_what_is_looked_for(client: Client) -> None:
    assert "Nothing asked yet" in page(client)


def test_it_groups_what_was_found_by_kind(client: Client) -> None:
    said = page(client, "?q=strategic").partition("<main")[2]
    assert said.index(">Units<") < said.index(">Posts<")
    assert 'href="/units/4/"' in said and 'href="/posts/11/"' in said


def test_it_says_why_and_what_became_of_it(client: Client) -> None:
    assert "former name or number: " in " ".join(page(client, "?q=TSP").split())
    assert 'href="/units/2/"' in page(client, "?q=SGD")


def test_it_keeps_to_one_kind(client: Client) -> None:
    said = page(client, "?q=strategic&kind=post")
    assert 'href="/posts/11/"' in said and 'href="/units/4/"' not in said
    assert '<option value="post" selected>' in said


def test_it_says_what_to_do_when_nothing_is_found(client: Client) -> None:
    assert "Nothing found" in page(client, "?q=zebra")
    assert "Search all kinds" in page(client, "?q=engineer&kind=unit")


def test_it_does_not_show_a_stranger_a_draft(client: Client) -> None:
    assert "Second" not in page(client, "?q=reorganisation")


def test_it_writes_out_what_was_typed_and_runs_none_of_it(client: Client) -> None:
    said = page(client, '?q="><script>alert(1)</script>')
    assert "<script>alert" not in said and "&lt;script&gt;" in said


@pytest.mark.parametrize("place", ["9.9.9.9", "6.0.unit.1", "x.1.unit.1", "-1.1.unit.1"])
def test_a_place_of_a_page_that_nobody_was_given_is_the_first(client: Client, place: str) -> None:
    assert page(client, f"?q=strategic&page={place}")
