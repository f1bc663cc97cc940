"""The register and the page of an instrument: what it says and what rests on it."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bureau.institution.instruments import services
from bureau.institution.instruments.models import Instrument
from bureau.web.multilingual import text
from tests.institution.house import House
from tests.institution.organisation import deeds
from tests.institution.organisation.test_staffing import rows_of_csv, rows_of_xlsx

pytestmark = pytest.mark.django_db


def register(house: House, title: str, kind: str = "resolution") -> int:
    return services.register_instrument(
        house.administrator, organisation=house.organisation, kind=kind, title=text(en=title)
    )


def titles(client: Client, query: str = "") -> list[str]:
    response: Any = client.get(f"/instruments/{query}")
    return [one.row.title.in_language("en") for one in response.context["rows"]]


def test_the_register_is_filtered_by_kind_and_words(house: House, member: Client) -> None:
    register(house, "Resolution 1108")
    assert titles(member, "?kind=resolution&text=1108") == ["Resolution 1108"]
    assert titles(member, "?kind=convention") == []


def test_an_empty_register_says_so(house: House, member: Client) -> None:
    assert "No instrument matches" in member.get("/instruments/?text=xyz").content.decode()


def test_a_page_shows_provisions_and_everything_that_rests_on_it(
    house: House, member: Client
) -> None:
    instrument = deeds.decide(house, deeds.rename(house, "TSP", "SPD"), title="Renaming")
    services.add_provision(
        house.administrator, instrument=instrument, label="No. 70", gist=text(en="Says so.")
    )
    written = member.get(f"/instruments/{instrument}/").content.decode()
    assert "No. 70" in written and "Says so." in written
    assert f'href="/units/{house.units["TSP"]}/"' in written and "Unit changed" in written


def test_a_stranger_sees_only_what_the_public_chart_rests_on(house: House, client: Client) -> None:
    silent = register(house, "Resolution 1")
    deeds.open_chart(house)
    assert titles(client) == ["Opening record"]
    assert client.get(f"/instruments/{silent}/").status_code == 404


def test_a_stranger_does_not_see_what_only_people_rest_on(house: House, client: Client) -> None:
    deeds.open_chart(house)
    action = deeds.appoint(house, "Stray", "D1")
    deeds.decide(house, action, title="Appointment of Stray", kind="personnel_action")
    assert titles(client) == ["Opening record"]


def test_the_register_goes_out_as_files_that_say_the_same(house: House, member: Client) -> None:
    register(house, "=1+1")
    from_csv = {row["title"] for row in rows_of_csv(member, "/instruments/?format=csv")}
    from_xlsx = {row["title"] for row in rows_of_xlsx(member, "/instruments/?format=xlsx")}
    assert "'=1+1" in from_csv and "=1+1" in from_xlsx
    assert from_csv - {"'=1+1"} == from_xlsx - {"=1+1"}


def test_more_rows_need_no_more_queries(house: House, member: Client) -> None:
    counts = []
    for more in (5, 45):
        for place in range(more):
            register(house, f"Resolution {more}.{place}")
        titles(member)
        with CaptureQueriesContext(connection) as queries:
            titles(member)
        counts.append(len(queries))
    assert counts[0] == counts[1] and Instrument.objects.count() > 45


def test_rules_are_a_kind_of_instrument(house: House, member: Client) -> None:
    register(house, "Rules of procedure of the Council", kind="rules")
    assert titles(member, "?kind=rules") == ["Rules of procedure of the Council"]
    assert '<option value="rules"' in member.get("/instruments/").content.decode()
