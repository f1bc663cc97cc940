"""People engaged beside posts, as pages show them: listed and counted apart, never as posts."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bureau.core.actors import NOBODY
from bureau.record.accounts.services import create_person
from bureau.record.journal.services.founding import found_installation
from tests.institution.governance.test_engagements import UNTIL, intern
from tests.institution.governance.visitors import page, send, visitor
from tests.institution.house import House
from tests.institution.organisation import deeds
from tests.institution.organisation.test_staffing import rows_of_csv

pytestmark = pytest.mark.django_db


def people(client: Client, query: str = "") -> list[str]:
    response: Any = client.get(f"/posts/beside/{query}")
    return [line.person for line, _verbs in response.context["rows"]]


def test_the_list_narrows_by_unit_and_kind(house: House, member: Client) -> None:
    intern(house, "Stray")
    assert people(member) == ["Stray"] == people(member, "?unit=TSB")
    assert people(member, "?unit=OPD") == [] == people(member, "?manner=consultant")


def test_the_file_has_the_last_day_the_sender_and_the_supervisor(
    house: House, member: Client
) -> None:
    intern(house, until=UNTIL, sender="A university", supervisor=house.posts["CHIEF"])
    (row,) = rows_of_csv(member, "/posts/beside/?format=csv")
    assert (row["person"], row["unit"], row["kind"]) == ("Stray", "SGD", "intern")
    assert (row["last_day"], row["sender"]) == ("2024-11-30", "A university")
    assert row["supervisor"] == "CHIEF"


def test_unit_staffing_and_person_tell_of_it_and_count_no_post_more(
    house: House, member: Client
) -> None:
    before: Any = member.get("/posts/").context
    intern(house)
    after: Any = member.get("/posts/").context
    assert (after["total"], after["beside"]) == (before["total"], 1)
    assert "Beside posts" in page(member, f"/units/{house.units['SGD']}/")
    assert "intern" in page(member, f"/people/{house.people['Stray']}/")


def test_a_stranger_is_told_of_nobody(house: House, client: Client) -> None:
    intern(house, sender="A university")
    deeds.open_chart(house)
    assert client.get("/posts/beside/").status_code == 404
    for address in (f"/units/{house.units['SGD']}/", f"/units/{house.units['SGD']}/history/"):
        written = client.get(address).content.decode()
        assert "A university" not in written and "Stray" not in written
    assert "A university" not in client.get("/posts/").content.decode()


def test_what_ends_lists_it_under_its_supervisor(house: House, member: Client) -> None:
    intern(house, until=UNTIL, supervisor=house.posts["OPS"])
    (row,) = rows_of_csv(member, "/posts/ending/?days=365&format=csv")
    assert (row["what"], row["detail"], row["owner"]) == ("intern", "Stray", "OPS")


def test_a_comparison_tells_who_came_and_who_went(house: House, member: Client) -> None:
    intern(house, until=UNTIL)
    unit = house.units["SGD"]
    came = page(member, f"/compare/{unit}/?from_valid=2024-06-09&valid=2024-06-10")
    assert "Stray is engaged in SGD" in came.replace("<bdi>", "").replace("</bdi>", "")
    found_installation(NOBODY, demonstration=False)
    file = f"/compare/{unit}/export.csv?from_valid=2024-11-30&valid=2024-12-01"
    (row,) = rows_of_csv(member, file)
    assert (row["change"], row["subject"], row["before"]) == ("released", "SGD", "Stray")


def test_it_is_begun_changed_and_ended_by_form(house: House) -> None:
    hana, unit = visitor(house, "Hana"), house.units["SGD"]
    said = {"person": house.people["Stray"], "manner": "secondment", "day": "2024-06-10"}
    assert "on record" in send(hana, f"/units/{unit}/engage/", **said)
    (held,) = house.now().engagements_of(unit)
    assert f"/engagements/{held.id}/end/" in page(hana, f"/units/{unit}/")
    change = f"/engagements/{held.id}/change/"
    send(hana, change, unit=house.units["OPD"], day="2024-06-10")
    assert house.now().engagements_of(house.units["OPD"])
    send(hana, f"/engagements/{held.id}/end/", last_day="2024-06-10")
    assert people(hana) == ["Stray"] and people(hana, "?valid=2024-06-11") == []


def test_more_people_need_no_more_queries(house: House, member: Client) -> None:
    counts = []
    for more in (2, 8):
        for place in range(more):
            name = f"Nia {more} {place}"
            house.people[name] = create_person(house.administrator, name=name)
            intern(house, name)
        people(member)
        with CaptureQueriesContext(connection) as queries:
            people(member)
        counts.append(len(queries))
    assert counts[0] == counts[1]
