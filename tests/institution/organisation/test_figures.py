"""Layers, span of control and vacancy rate on a page: by unit, over the years, as a file."""

import re
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bureau.core.changes.actions import Action, ActionKind
from bureau.core.references import Reference
from tests.institution.house import TODAY, House
from tests.institution.organisation import deeds
from tests.institution.organisation.test_staffing import rows_of_csv

pytestmark = pytest.mark.django_db


def test_a_unit_and_those_below_it_are_told_with_their_figures(
    house: House, member: Client
) -> None:
    rows = rows_of_csv(member, "/posts/figures/?unit=TSB&format=csv")
    found = {row["unit"]: row for row in rows}
    assert (found["TSB"]["posts"], found["TSB"]["vacancy_rate"]) == ("8", "12.5")
    assert (found["TSB"]["layers"], found["TSB"]["span_most"]) == ("3", "6")
    assert (found["SGD"]["layers"], found["SGD"]["span"]) == ("2", "1.0")


def test_the_line_over_time_has_each_quarter_as_known_now(house: House, member: Client) -> None:
    post = Reference("post", house.posts["D1"])
    day = date(2024, 2, 1).toordinal()
    deeds.decide(house, Action(1, ActionKind.ABOLISH_POST, post, day))
    rows = rows_of_csv(member, "/posts/figures/?unit=TSB&years=1&of=time&format=csv")
    found = {row["day"]: row["vacancy_rate"] for row in rows}
    assert found["2024-01-01"] == "12.5" and found["2024-04-01"] == "0.0"
    assert list(found)[-1] == TODAY.isoformat()


def test_plots_stand_beside_the_same_in_a_table(house: House, member: Client) -> None:
    response: Any = member.get("/posts/figures/?unit=TSB")
    written = response.content.decode()
    assert written.count("viz plot broad") == written.count("viz plot narrow") == 2
    assert "vacancy rate 12.5" in written
    assert len(set(re.findall(r'role="region" aria-label="([^"]+)"', written))) == 2
    assert len(response.context["over"]) == 13


def test_more_posts_need_no_more_queries(house: House, member: Client) -> None:
    counts = []
    for more in (5, 50):
        deeds.add_posts(house, "OPD", more)
        member.get("/posts/figures/")
        with CaptureQueriesContext(connection) as queries:
            member.get("/posts/figures/")
        counts.append(len(queries))
    assert counts[0] == counts[1]
