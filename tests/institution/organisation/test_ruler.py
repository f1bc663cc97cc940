"""The steps of the ruler: to the change before the day looked at, and to the one after it."""

import re
from html import unescape

from django.test import Client

from tests.institution.house import House
from tests.institution.organisation.reorganised import reorganise


def step(client: Client, house: House, day: str, rel: str) -> str:
    html = unescape(client.get(f"/chart/{house.units['TSB']}/", {"valid": day}).content.decode())
    return "".join(re.findall(rf'href="\?valid=([\d-]+)[^"]*" rel="{rel}"', html))


def test_from_inside_a_span_the_previous_change_is_the_one_that_began_it(
    house: House, member: Client
) -> None:
    reorganise(house)
    assert step(member, house, "2025-01-15", "prev") == "2024-07-01"
    assert step(member, house, "2024-07-01", "prev") == "2020-01-01"
    assert step(member, house, "2020-01-01", "prev") == ""
    assert step(member, house, "2023-01-15", "next") == "2024-07-01"
