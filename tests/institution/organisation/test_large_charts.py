"""A chart too large for a page: what is sent of it, to whom, and that all of it can be reached."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoDbBlocker

from bench.populations import Population, populate
from bureau.institution.organisation.queries.verification import differing
from bureau.institution.organisation.views import charts
from bureau.record.accounts.models import User
from tests.institution.house import House
from tests.institution.organisation.conftest import SignIn

pytestmark = pytest.mark.django_db
UNITS = 700
QUERY = "?valid=2025-01-01"


@pytest.fixture(scope="module")
def people(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Population]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield populate(UNITS, units=UNITS, years=2)
        transaction.set_rollback(True)


@pytest.fixture
def member(people: Population, db: None) -> Client:
    client = Client()
    client.force_login(User.objects.get())
    return client


def told(client: Client, people: Population, part: str, **asked: object) -> Any:
    address = f"/chart/{people.units[0]}/{part}/"
    return client.get(address, {"valid": "2025-01-01", **asked}).json()


def test_the_page_holds_an_outline_and_the_beginning_of_all(
    people: Population, member: Client
) -> None:
    page = member.get(f"/chart/{people.units[0]}/{QUERY}").content.decode()
    assert 'class="viz chart at-wide"' in page and "more units" in page
    data = re.search(r'id="large-first">(.*?)</script>', page)
    first = json.loads(data[1]) if data else {}
    assert first["boxes"]["ids"][0] == people.units[0] and first["faces"]


def test_units_that_all_stand_right_below_one_are_looked_around_in_too(
    house: House, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One level is drawn however many it has; only the keys and the search lead through them."""
    monkeypatch.setattr(charts, "BOXES_MOST", 2)
    page = signed_in("Adam").get(f"/chart/{house.units['TSB']}/").content.decode()
    assert "more units" not in page and 'id="large-first"' in page and 'id="f-find"' in page


def test_every_box_can_be_reached_level_by_level(people: Population, member: Client) -> None:
    seen, waiting = dict[int, int](), [people.units[0]]
    while waiting:
        part = told(member, people, "boxes", below=waiting.pop())
        known = dict(zip(part["ids"], part["sizes"], strict=True))
        parents = set(part["parents"])
        waiting += [id for id in known if known[id] > 1 and id not in parents and id not in seen]
        seen |= known
    assert sorted(seen) == sorted(people.units)


def test_faces_name_holders_only_to_who_may_see_them(people: Population, member: Client) -> None:
    top = people.units[0]
    label = told(member, people, "faces", units=top)["faces"][str(top)]["label"]
    public = told(Client(), people, "faces", units=top)["faces"][str(top)]["label"]
    assert "Person 1 " in label and "Person" not in public


def test_a_code_finds_its_box_first_with_the_way_to_it(people: Population, member: Client) -> None:
    found = told(member, people, "found", find="u77")["found"]
    assert found[0]["id"] == people.units[76] and found[0]["path"][0] == people.units[0]
    assert told(member, people, "found", find="Person 300 ")["found"][0]["id"] == people.units[299]
    assert told(Client(), people, "found", find="Person 300 ")["found"] == []


def test_without_scripts_the_form_lists_what_it_finds(people: Population, member: Client) -> None:
    page = member.get(f"/chart/{people.units[0]}/{QUERY}&find=U77").content.decode()
    assert f'<a href="/chart/{people.units[76]}/{QUERY}"' in page


@pytest.mark.parametrize("asked", ["boxes/?below=999999", "boxes/?below=x", "faces/?units=1,x"])
def test_what_is_no_box_is_not_found(people: Population, member: Client, asked: str) -> None:
    assert member.get(f"/chart/{people.units[0]}/{asked}").status_code == 404


def test_lines_of_reporting_come_in_pages(people: Population, member: Client) -> None:
    page: Any = member.get(f"/chart/{people.units[0]}/{QUERY}").context["page"]
    address = f"/chart/{people.units[0]}/{QUERY}&page={page.following}"
    assert len(member.get(address).context["lines"]) == 50


def test_a_larger_part_takes_no_more_queries(people: Population, member: Client) -> None:
    def asked(unit: int) -> int:
        member.get(f"/chart/{unit}/{QUERY}")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert b"large-first" in member.get(f"/chart/{unit}/{QUERY}").content
        return len(queries)

    assert asked(people.units[0]) <= asked(people.units[1])


def test_a_file_draws_every_unit(people: Population, member: Client) -> None:
    answer: Any = member.get(f"/chart/{people.units[0]}/export.svg{QUERY}")
    svg = b"".join(answer.streaming_content)
    assert svg.count(b'class="bx"') == UNITS


def test_a_large_comparison_counts_the_posts_that_stay(people: Population, member: Client) -> None:
    address = f"/compare/{people.units[0]}/{QUERY}&from_valid=2015-06-01"
    answer: Any = member.get(address)
    moved = sum(row.posts for row in answer.context["rows"])
    assert answer.context["staying"] == UNITS - moved > 0
    assert b"Posts that stay where they are" in answer.content


def test_what_is_made_for_benches_is_what_was_decided(people: Population) -> None:
    assert list(differing()) == []
