"""Staffing blocks beside posts: on units, under posts, in charts, counts, files, comparisons."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bureau.core.actors import NOBODY
from bureau.documents.halves import read_half
from bureau.institution.imports.models import Department
from bureau.institution.imports.services.applying import apply_import
from bureau.institution.imports.services.staging import stage
from bureau.institution.organisation.models import Organisation
from bureau.record.accounts import services as accounts
from bureau.record.accounts.models import User
from bureau.record.journal.services.founding import found_installation
from tests.institution.governance.visitors import visitor
from tests.institution.house import House
from tests.institution.imports.departments import department, junior
from tests.institution.imports.summaries import summed_up
from tests.institution.imports.test_imports import number_of

pytestmark = pytest.mark.django_db
DAY = "?valid=2011-06-01"

type Page = Callable[[str], str]


@pytest.fixture
def page(house: House, client: Client) -> Page:
    """A page of the imported department, as everybody sees it where its owner says so."""
    found_installation(NOBODY, demonstration=False)
    apply(house, department())
    Organisation.objects.update(chart_is_public=True)
    imported = Department.objects.get().organisation_id
    Organisation.objects.exclude(pk=imported).update(chart_is_public=False)

    def read(address: str) -> str:
        answer: Any = client.get(address)
        assert answer.status_code == 200
        return " ".join(answer.getvalue().decode().split())

    return read


def apply(house: House, files: dict[str, bytes]) -> None:
    number = stage(house.administrator, [read_half(*file) for file in files.items()])
    apply_import(house.administrator, number)


def test_a_unit_lists_its_blocks_and_counts_them(house: House, page: Page) -> None:
    unit = page(f"/units/{number_of('unit', 'pilots')}/{DAY}")
    assert "Staffing blocks of the unit itself" in unit
    assert "5.5" in unit and "Grade 7" in unit and "Pilot" in unit


def test_a_post_lists_the_blocks_under_it(house: House, page: Page) -> None:
    assert "Staffing blocks under the post" in page(f"/posts/{number_of('post', '3')}/{DAY}")
    assert "12.25" in page(f"/posts/{number_of('post', '3')}/{DAY}")


def test_a_chart_says_what_blocks_count(house: House, page: Page) -> None:
    chart = page(f"/chart/{number_of('unit', '')}/{DAY}")
    assert "21.75 in staffing blocks" in chart and "1 post · 1 vacant · 5.5 in" in chart


def test_files_of_a_chart_have_the_blocks(house: House, page: Page) -> None:
    shown = json.loads(page(f"/chart/{number_of('unit', '')}/export.json{DAY}"))
    assert {(block["title"], block["fte"], block["superior"]) for block in shown["blocks"]} >= {
        ("Pilot", 5.5, "2"),
        ("Porter", 2.0, None),
    }


def test_a_comparison_sums_up_the_blocks_of_a_unit(house: House, page: Page) -> None:
    root = number_of("unit", "")
    told = page(f"/compare/{root}/?from_valid=2011-06-01&valid=2011-12-01")
    plain = re.sub(r"<[^>]+>", "", told)
    assert "The staffing blocks of Pilots count 4; before, 5.5." in plain


def test_the_list_asks_the_same_number_of_queries_for_many(house: House, client: Client) -> None:
    counted = []
    for rows in (5, 45):
        blocks = [("Sheds", "1", f"G{n}", "Porter", "1") for n in range(rows)]
        apply(house, {f"harbour_office-20{rows:02}-01-01-junior.csv": junior(blocks)})
        Organisation.objects.update(chart_is_public=True)
        unit = number_of("unit", "sheds")
        client.get(f"/units/{unit}/?valid=20{rows:02}-02-01")
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/units/{unit}/?valid=20{rows:02}-02-01").status_code == 200
        counted.append(len(queries))
    assert counted[0] == counted[1]


def test_whoever_may_not_write_an_import_is_told_before_they_press(house: House) -> None:
    by = house.actor("Olga")
    number = stage(by, [read_half(*file) for file in department().items()])
    address = f"/settings/imports/{number}/"
    mine = summed_up(visitor(house, "Olga"), address)
    assert "into your own organisation only" in mine and "Write it" not in mine
    other = Client()
    administrator = accounts.create_user(
        house.administrator, person=house.administrator.person, login="ada", password=None
    )
    other.force_login(User.objects.get(pk=administrator))
    theirs = summed_up(other, address)
    assert "Write it" in theirs and "into your own organisation only" not in theirs
