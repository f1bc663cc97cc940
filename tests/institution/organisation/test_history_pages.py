"""History in both times: what was put on record, what was believed before, as known then."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from bureau.institution.governance.services.personnel import end_incumbency
from tests.institution.house import House
from tests.institution.organisation import deeds

pytestmark = pytest.mark.django_db


def page(client: Client, address: str) -> str:
    response: Any = client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_a_correction_tells_what_was_believed_before(house: House, member: Client) -> None:
    deeds.correct_name(house, "OPD", "Operations and Planning")
    written = page(member, f"/units/{house.units['OPD']}/history/")
    assert '<span class="tag">correction</span>' in written
    assert "Before record number 2 Bureau held:" in written
    assert "Replaced at record number 2." in written


def test_as_known_then_the_correction_is_not_known(house: House, member: Client) -> None:
    deeds.correct_name(house, "OPD", "Operations and Planning")
    written = page(member, f"/units/{house.units['OPD']}/history/?recorded=1")
    assert "Operations and Planning" not in written
    assert "Nothing that was known of it has changed since." in written


def test_each_fact_names_its_instrument_and_record_number(house: House, member: Client) -> None:
    deeds.decide(house, deeds.rename(house, "TSP", "SPD"), title="Renaming")
    written = page(member, f"/units/{house.units['TSP']}/history/")
    assert "Renaming" in written and "record number 2, 10 June 2024, 09:00 UTC" in written


def test_what_stands_beside_a_day_has_the_name_of_that_day(house: House, member: Client) -> None:
    deeds.decide(house, deeds.rename(house, "TSP", "SPD"), title="Renaming")
    written = page(member, f"/posts/{house.posts['DEP']}/history/?valid=2025-01-01")
    assert "<dt>unit</dt><dd>TSP</dd>" in written
    assert '<span class="quiet">unit</span> TSP<br>' in written


def test_the_history_of_a_post_tells_who_was_in_it(house: House, member: Client) -> None:
    written = page(member, f"/posts/{house.posts['OFF']}/history/")
    assert "Incumbency established" in written and "Olga" in written


def told_of(client: Client, house: House, number: str) -> tuple[list[dict[str, str]], list[Any]]:
    """Every version of the history of a post by its fields, and what was believed before."""
    context: Any = client.get(f"/posts/{house.posts[number]}/history/").context
    versions = [{one.name: one.value for one in line.said} for line in context["versions"]]
    return versions, context["beliefs"]


def test_the_history_of_a_post_tells_its_holders_in_both_times(
    house: House, member: Client
) -> None:
    left = date(2023, 1, 1)
    end_incumbency(house.actor("Hana"), incumbency=house.held_by("Opal"), day=left)
    versions, (belief,) = told_of(member, house, "OPS")
    holds = [one for one in versions if "person" in one]
    assert [one["person"] for one in holds] == ["Opal", "Opal"]
    assert belief.belief.valid_from == left.toordinal() and not belief.after
    assert [one.value for one in belief.before if one.name == "person"] == ["Opal"]
    context: Any = member.get(f"/posts/{house.posts['OPS']}/history/").context
    assert [(one.name, one.value) for one in context["effects"][0].said] == [("person", "Opal")]


def test_the_history_of_a_post_tells_its_descriptions_in_both_times(
    house: House, member: Client
) -> None:
    deeds.decide(house, deeds.adopt(house, "D1", deeds.describe(house, "D1", "Lead.")))
    versions, _ = told_of(member, house, "D1")
    assert [one["description"] for one in versions if "description" in one] == ["version 1"]


def test_a_stranger_reads_the_history_of_a_public_post_without_people(
    house: House, client: Client
) -> None:
    deeds.open_chart(house)
    written = page(client, f"/posts/{house.posts['OFF']}/history/")
    assert "Incumbency" not in written and "Olga" not in written


def test_before_anything_was_recorded_the_page_says_since_when_it_knows(
    house: House, member: Client
) -> None:
    written = page(member, f"/units/{house.units['OPD']}/history/?recorded=0")
    assert "Bureau knows nothing recorded before 10 June 2024" in written
