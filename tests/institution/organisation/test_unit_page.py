"""The page of a unit: what it has, what is behind it, who may see it."""

import json
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.institution.house import House
from tests.institution.organisation import deeds

pytestmark = pytest.mark.django_db


def page(client: Client, house: House, code: str, query: str = "") -> str:
    response: Any = client.get(f"/units/{house.units[code]}/{query}")
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_it_says_who_heads_the_unit_and_to_whom_they_report(house: House, member: Client) -> None:
    written = page(member, house, "TSP")
    assert "Deputy to the Director" in written and "<bdi>Dede</bdi>" in written
    assert f'<a href="/posts/{house.posts["DIR"]}/">Director</a>' in written


def test_it_lists_posts_and_units_below_with_counts(house: House, member: Client) -> None:
    written = page(member, house, "TSB")
    assert "OFF2" in written and "SGD" in written
    assert "Posts by grade" in written and "<svg" in written


def test_a_stranger_finds_nothing_while_the_chart_is_not_public(
    house: House, client: Client
) -> None:
    assert client.get(f"/units/{house.units['TSB']}/").status_code == 404


def test_a_public_chart_shows_posts_without_names(house: House, client: Client) -> None:
    deeds.open_chart(house)
    written = page(client, house, "TSB")
    assert "Organisation Officer" in written and "Olga" not in written


def test_a_unit_that_does_not_exist_is_not_found(house: House, member: Client) -> None:
    assert member.get("/units/999/").status_code == 404


def test_before_its_first_day_it_says_on_which_days_it_stands(house: House, member: Client) -> None:
    written = page(member, house, "TSB", "?valid=2019-01-01")
    assert "On this day it does not stand" in written and "since 1 January 2020" in written


def test_a_merged_unit_says_what_it_became_and_the_other_what_it_came_from(
    house: House, member: Client
) -> None:
    deeds.decide(house, deeds.merge(house, "SGD", into="TSP"))
    assert "Became, merged:" in page(member, house, "SGD", "?valid=2024-08-01")
    assert "Came from, merged:" in page(member, house, "TSP", "?valid=2024-08-01")


def test_the_instruments_behind_it_are_named(house: House, member: Client) -> None:
    deeds.decide(house, deeds.rename(house, "TSP", "SPD"), title="Renaming of TSP")
    assert "Renaming of TSP" in page(member, house, "TSP")


def test_a_unit_without_posts_says_so(house: House, member: Client) -> None:
    deeds.decide(house, deeds.establish(house, "NEW", "TSB"))
    assert "No posts" in page(member, house, "NEW")


def test_more_posts_need_no_more_queries(house: House, member: Client) -> None:
    deeds.add_posts(house, "OPD", 5)
    page(member, house, "OPD")
    with CaptureQueriesContext(connection) as few:
        page(member, house, "OPD")
    deeds.add_posts(house, "OPD", 50)
    page(member, house, "OPD")
    with CaptureQueriesContext(connection) as many:
        page(member, house, "OPD")
    assert len(many) == len(few)


def test_its_tables_are_handed_out_as_files(house: House, member: Client) -> None:
    address = f"/units/{house.units['TSB']}/?format=json"
    said = json.loads(member.get(address).getvalue())  # type: ignore[attr-defined]
    assert {row["unit"] for row in said["rows"]} >= {"OPD", "TSP"}
    by_grade = json.loads(member.get(f"{address}&of=grades").getvalue())  # type: ignore[attr-defined]
    assert all(row["posts"] >= row["vacant"] for row in by_grade["rows"])
    drawn = member.get(f"/units/{house.units['TSB']}/?format=svg&of=grades")
    assert drawn.headers["Content-Type"].startswith("image/svg+xml")
    for form in ("docx", "svg"):
        assert member.get(f"/units/{house.units['TSB']}/?format={form}").status_code == 404


def test_it_says_what_stands_in_its_place_that_day_over_every_step_between(
    house: House, member: Client
) -> None:
    for later, (old, new) in enumerate([("SGD", "NEW"), ("NEW", "END")]):
        begun, merged = deeds.establish(house, new, "TSB"), deeds.merge(house, old, into=new)
        day = deeds.DAY + later
        deeds.decide(house, replace(begun, day=day), replace(merged, id=2, day=day))
    at = 'On this day there stands in its place: <a href="/units/{}/?valid={}">'
    today, was, now = "2024-06-10", house.units["SGD"], house.units["END"]
    assert at.format(was, today) in page(member, house, "END", f"?valid={today}")
    assert at.format(now, "2024-08-01") in page(member, house, "SGD", "?valid=2024-08-01")
