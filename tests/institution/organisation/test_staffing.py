"""The staffing table and its roll-ups: filters, order, pages, columns, files."""

import csv
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from bureau.core.actors import NOBODY
from bureau.record.accounts.models import Person
from bureau.record.journal.services.founding import found_installation
from tests.institution.house import POSTS, House
from tests.institution.organisation import deeds

pytestmark = pytest.mark.django_db


def numbers(client: Client, query: str = "") -> list[str]:
    response: Any = client.get(f"/posts/{query}")
    assert response.status_code == 200
    return [line.post.number for line in response.context["page"].lines]


def rows_of_csv(client: Client, address: str) -> list[dict[str, str]]:
    response: Any = client.get(address)
    text = response.getvalue().decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text)))[1:]


def rows_of_xlsx(client: Client, address: str) -> list[dict[str, Any]]:
    response: Any = client.get(address)
    sheet = load_workbook(BytesIO(response.getvalue())).active
    assert sheet is not None
    names, _labels, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(map(str, names), row, strict=True)) for row in rows]


def test_every_post_of_the_organisation_is_listed(house: House, member: Client) -> None:
    assert sorted(numbers(member)) == sorted(POSTS)


def test_a_unit_stands_for_all_below_it_by_code_or_number(house: House, member: Client) -> None:
    assert sorted(numbers(member, "?unit=sgd")) == ["ADV", "CHIEF"]
    assert numbers(member, f"?unit={house.units['SGD']}") == numbers(member, "?unit=SGD")


def test_filters_narrow_together(house: House, member: Client) -> None:
    assert numbers(member, "?unit=TSB&grade=D.1&state=vacant") == ["D1"]


def test_words_are_found_in_number_title_and_holder(house: House, member: Client) -> None:
    assert numbers(member, "?text=adviser") == ["ADV"]
    assert numbers(member, "?text=off2") == ["OFF2"]
    assert numbers(member, "?text=olga") == ["OFF"]


def test_a_name_in_another_script_stands_in_latin_letters_too_but_in_files_as_it_is(
    house: House, member: Client
) -> None:
    Person.objects.filter(name="Olga").update(name="Ольга", transliteration="Olga")
    told = "Ольга (Olga)"
    assert told in member.get("/posts/?text=olga").content.decode()
    assert told in member.get(f"/posts/{house.posts['OFF']}/").content.decode()
    assert told in member.get(f"/units/{house.units['TSB']}/").content.decode()
    assert rows_of_csv(member, "/posts/?format=csv&text=olga")[0]["holders"] == "Ольга"


def test_a_stranger_cannot_find_posts_by_their_holders(house: House, client: Client) -> None:
    deeds.open_chart(house)
    assert numbers(client, "?text=olga") == []
    assert "holders" not in rows_of_csv(client, "/posts/?format=csv")[0]


def test_a_stranger_sees_no_table_while_the_chart_is_not_public(
    house: House, client: Client
) -> None:
    for address in ("/posts/", "/posts/by-unit/", "/posts/by-grade/"):
        assert client.get(address).status_code == 404


def test_the_table_sorts_up_and_down(house: House, member: Client) -> None:
    up = numbers(member, "?sort=number")
    assert up == sorted(up) and numbers(member, "?sort=-number") == up[::-1]
    assert numbers(member, "?sort=-grade")[0] == "OFF2"


def test_what_matches_nothing_says_so_and_offers_a_way_out(house: House, member: Client) -> None:
    written = member.get("/posts/?unit=NOWHERE").content.decode()
    assert "No post matches" in written and "Clear all filters" in written


@pytest.mark.exhaustive
def test_pages_go_on_by_key_and_back(house: House, member: Client) -> None:
    deeds.add_posts(house, "OPD", 60)
    first = numbers(member, "?sort=number")
    context: Any = member.get("/posts/?sort=number").context
    following = context["page"].following
    second = numbers(member, f"?sort=number&page={following}")
    assert len(first) == 50 and len(set(first + second)) == 60 + len(POSTS)
    context = member.get(f"/posts/?sort=number&page={following}").context
    assert numbers(member, f"?sort=number&page={context['page'].previous}") == first


def test_a_key_that_is_not_there_is_not_found(house: House, member: Client) -> None:
    assert member.get("/posts/?page=after-99999").status_code == 404
    assert member.get("/posts/?page=nonsense").status_code == 404


def test_chosen_columns_are_shown_and_no_others(house: House, member: Client) -> None:
    written = member.get("/posts/?columns=funding").content.decode()
    assert 'data-l="Funding"' in written and 'data-l="Holders"' not in written


def test_both_files_hold_the_same_as_the_table(house: House, member: Client) -> None:
    listed = sorted(numbers(member))
    from_csv = rows_of_csv(member, "/posts/?format=csv")
    from_xlsx = rows_of_xlsx(member, "/posts/?format=xlsx")
    assert sorted(row["number"] for row in from_csv) == listed
    assert [row["title"] for row in from_csv] == [row["title"] for row in from_xlsx]
    assert from_csv[0]["fte"] == "1" and from_xlsx[0]["fte"] == 1
    assert from_csv[0]["valid"] == "2024-06-10" and from_xlsx[0]["recorded"] == 1


def test_a_file_keeps_to_the_filters(house: House, member: Client) -> None:
    rows = rows_of_csv(member, "/posts/?format=csv&unit=SGD")
    assert sorted(row["number"] for row in rows) == ["ADV", "CHIEF"]


def test_totals_add_up_to_the_rows(house: House, member: Client) -> None:
    context: Any = member.get("/posts/").context
    assert context["total"].posts == len(POSTS) and context["total"].vacant == 1
    assert sum(counts.posts for _grade, counts in context["by_grade"]) == len(POSTS)


@pytest.mark.parametrize("by", ["unit", "grade"])
def test_roll_ups_draw_and_tell_the_same_totals(house: House, member: Client, by: str) -> None:
    response: Any = member.get(f"/posts/by-{by}/?unit=TSB")
    assert "<svg" in response.content.decode()
    assert sum(row.counts.posts for row in response.context["rows"]) == 8
    rows = rows_of_csv(member, f"/posts/by-{by}/?unit=TSB&format=csv")
    assert sum(int(row["posts"]) for row in rows) == 8


@pytest.mark.exhaustive
def test_more_rows_need_no_more_queries(house: House, member: Client) -> None:
    counts = []
    for more in (5, 50):
        deeds.add_posts(house, "OPD", more)
        numbers(member)
        with CaptureQueriesContext(connection) as queries:
            numbers(member)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_posts_are_linked_data_and_plots_are_drawings(house: House, member: Client) -> None:
    found_installation(NOBODY, demonstration=True)
    graph = member.get("/posts/?grade=P.5&format=jsonld").json()["@graph"]
    posts = [node for node in graph if node.get("@type") == "org:Post"]
    assert posts and {node["bureau:grade"] for node in posts} == {"P.5"}
    drawing = member.get("/posts/by-grade/?format=svg")
    assert drawing.headers["Content-Type"].startswith("image/svg+xml")
    assert member.get("/posts/by-grade/?format=jsonld").status_code == 404
    assert member.get("/posts/?format=svg").status_code == 404


def test_linked_data_tells_all_that_stands_at_the_top(house: House, member: Client) -> None:
    found_installation(NOBODY, demonstration=True)
    deeds.decide(house, deeds.establish(house, "FUND", None))
    deeds.add_posts(house, "FUND", 1)
    posts, units = told_as_linked_data(member, "/posts/?format=jsonld")
    assert {"INST", "TSB", "FUND"} <= units and posts == set(numbers(member))
    posts, _ = told_as_linked_data(member, "/posts/?unit=FUND&format=jsonld")
    assert posts == {"X/1"}


def told_as_linked_data(client: Client, address: str) -> tuple[set[str], set[str]]:
    """Posts by number and units by code."""
    graph = client.get(address).json()["@graph"]
    posts = {node["dcterms:identifier"] for node in graph if node.get("@type") == "org:Post"}
    return posts, {node["org:identifier"] for node in graph if "org:identifier" in node}
