"""The workspace of a draft of hundreds of actions: shown in part, whole where asked."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bureau.institution.governance.services.actions import Drafting, add_actions
from bureau.institution.governance.services.drafts import start_reorganisation
from bureau.web.multilingual import text
from tests.institution.governance.visitors import page, visitor
from tests.institution.house import FORCE, House

pytestmark = pytest.mark.django_db


def draft(house: House, count: int) -> int:
    by = house.actor("Olga")
    number = start_reorganisation(
        by, organisation=house.organisation, reference=f"L-{count}", title=text(en="Large")
    )
    values: dict[str, Any] = {"unit": house.units["SGD"], "grade": "P.4", "duty_station": "GVA"}
    said = [
        Drafting(
            "establish_post",
            FORCE.toordinal(),
            values={**values, "number": f"N{count}-{place:03}"},
            words={"title": text(en=f"Analyst {place}")},
        )
        for place in range(1, count + 1)
    ]
    add_actions(by, reorganisation=number, drafted_actions=said)
    return number


def queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return len(found)


@pytest.mark.exhaustive
def test_many_actions_come_by_pages_and_ask_no_more_queries(house: House) -> None:
    client = visitor(house, "Olga")
    small, large = (f"/reorganisations/{draft(house, count)}/" for count in (60, 220))
    assert queries(client, small) == queries(client, large)
    first = page(client, large)
    assert len(first) < 260_000
    assert 'id="action-50"' in first and 'id="action-51"' not in first
    assert "50 of 220 on this page" in first and "220, in this order" in first
    assert 'href="#action-12"' in first  # where a finding leads on this page, and on another one:
    there = page(client, f"{large}?action=120")
    assert 'href="?action=12#action-12"' in there
    assert 'id="action-101"' in there and 'id="action-150"' in there
    assert 'id="action-151"' in page(client, f"{large}?page=after-150&action=3")
    assert client.get(f"{large}?page=after-999").status_code == 404


def test_what_is_shown_in_part_leads_to_the_whole(house: House) -> None:
    client, address = visitor(house, "Olga"), f"/reorganisations/{draft(house, 70)}/"
    first = page(client, address)
    assert "50 of 70 are shown here" in first and 'href="?all=people#people"' in first
    assert "N70-070 (Analyst 70)" not in first
    assert "N70-070 (Analyst 70)" in page(client, f"{address}?all=people")
    assert "and 58 more" in first
